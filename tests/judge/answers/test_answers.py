"""Lines after what people said of them, through the whole statement; no other line moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from goodwill.catalogue.loader import load_catalogue
from goodwill.config import Company, Settings
from goodwill.facts.disputes import About, Dispute
from goodwill.facts.marks import marks_of
from goodwill.facts.statement import MadeWith, PatternLine, Statement
from goodwill.facts.tables import RELATIONS
from goodwill.facts.values import Measured, SignalValue
from goodwill.judge.case import Case
from goodwill.judge.coverage import SourceCoverage
from goodwill.judge.kind_rules import kind_rules
from goodwill.judge.statement import Judgement, judge
from goodwill.statements.moves import standings

CASES = Path(__file__).parents[2] / "cases" / "disputes"
CATALOGUE = load_catalogue()
MADE_WITH = MadeWith(facts="f", catalogue="c", code="0", calibration="none")
EVERYTHING = frozenset(RELATIONS)


def said_in(case: Mapping[str, Any]) -> tuple[Dispute, ...]:
    """The disputes of a case, numbered in their order; without a day, of the day asked about."""
    return tuple(
        Dispute(
            id=number,
            account_id="acme",
            on=one.get("on", case["as_of"]),
            line=one["line"],
            answer=one["answer"],
            value=one.get("value"),
            about=about_of(one.get("about", case.get("promise"))),
            by=one.get("by", ""),
        )
        for number, one in enumerate(case["disputes"], start=1)
    )


def about_of(given: Mapping[str, Any] | None) -> About | None:
    return None if given is None else About(**given)


def drawn(
    case: Mapping[str, Any], disputes: tuple[Dispute, ...], rows: Case, measured: Measured
) -> Judgement:
    return judge(
        rows.tables,
        measured,
        catalogue=CATALOGUE,
        settings=Settings(company=Company(currency="EUR")),
        as_of=case["as_of"],
        made_with=MADE_WITH,
        sources=SourceCoverage(last_on=dict.fromkeys(EVERYTHING, case["as_of"])),
        domains=("them.example",),
        disputes=disputes,
    )


@pytest.fixture
def both(
    case: dict[str, Any],
    case_of: Callable[[Mapping[str, Any]], Case],
    measured_of: Callable[..., Measured],
    signal_value: Callable[..., SignalValue],
) -> tuple[Judgement, Judgement]:
    """The statement of a case before anybody said anything, and after."""
    rows = case_of(case)
    over = {one.signal: one.over for one in kind_rules(CATALOGUE.weights, rows.as_of).signals}
    levels = case.get("now", {}).items()
    measured = measured_of(
        rows.as_of,
        year=rows.measured.year,
        now={name: signal_value(name, over[name], level) for name, level in levels},
    )
    return drawn(case, (), rows, measured), drawn(case, said_in(case), rows, measured)


def pattern(of: Statement, name: str) -> PatternLine:
    return next(line for line in of["patterns"] if f"patterns[{line['id']}]" == name)


def test_a_line_is_what_people_say_while_their_word_is_fresh(
    case: dict[str, Any], both: tuple[Judgement, Judgement]
) -> None:
    before, after = (standings(one.statement) for one in both)
    expect = case.get("expect", {})

    for name, wanted in expect.items():
        found = after[name]
        assert found.state == wanted.get("state", found.state)
        assert found.state != wanted.get("not_state")
        assert wanted.get("at_least", 0.0) <= (found.chance or 0.0) <= wanted.get("at_most", 1.0)
    if "ours" in case:
        assert after["commitments[ours]"].state == case["ours"]
        return
    assert {name: after[name] for name in after if name not in expect} == {
        name: before[name] for name in before if name not in expect
    }


def test_what_people_said_stands_under_the_line(
    case: dict[str, Any], both: tuple[Judgement, Judgement]
) -> None:
    statement = both[1].statement

    assert [name for name, _ in marks_of(both[0].statement)] == []
    if "marks" in case:
        assert [name for name, _ in marks_of(statement)] == case["marks"]
    for name, day in case.get("since", {}).items():
        assert pattern(statement, f"patterns[{name}]")["since"] == day


def test_the_cost_follows_the_status(
    case: dict[str, Any], both: tuple[Judgement, Judgement]
) -> None:
    before, after = (one.statement for one in both)
    priced = [line["id"] for line in after["patterns"] if line["cost"] is not None]

    for line in after["patterns"]:
        assert (line["probability"] >= 0.5) == (line["status"] in {"present", "watch"})
        assert (line["since"] is not None) == (line["status"] in {"present", "watch"})
    if "signals" in case:
        assert priced == (["terms_dictated"] if "costs" in case else [])
    if case.get("dearer_without"):
        costs = [pattern(one, case["costs"])["cost"] for one in (before, after)]
        assert costs[0] is not None
        assert costs[1] is not None
        assert 0 < costs[1]["amount"] < costs[0]["amount"]
