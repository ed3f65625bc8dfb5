"""Mail that the receiving server called forged is counted, and moves no line of a statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from goodwill.catalogue.loader import load_catalogue
from goodwill.config import Company, Settings
from goodwill.facts.beliefs import Beliefs
from goodwill.facts.statement import MadeWith, PatternLine, Statement
from goodwill.facts.tables import RELATIONS, Tables
from goodwill.facts.values import Measured
from goodwill.judge.coverage import SourceCoverage
from goodwill.judge.forged import without_forged
from goodwill.judge.kind_rules import kind_rules, limits_of
from goodwill.judge.statement import judge

AS_OF = date(2026, 6, 30)
CATALOGUE = load_catalogue()
MADE_WITH = MadeWith(facts="f", catalogue="c", code="0", calibration="none")
LIMITS = limits_of(kind_rules(CATALOGUE.weights, AS_OF))
UNMEASURED = Measured(
    account_id="acme",
    as_of=AS_OF,
    year={},
    quarter={},
    now={},
    months=(),
    dyads={},
    rows={},
    believed=Beliefs.of([{}], LIMITS),
    trend=Beliefs.of((), LIMITS),
    between=Beliefs.of((), LIMITS),
)
TablesOf = Callable[[Mapping[str, Any]], Tables]

PEOPLE = [
    {"person_id": "tom", "side": "ours", "email": "tom@us.example"},
    {"person_id": "rob", "side": "theirs", "email": "rob@them.example"},
]


def mail(key: str, day: int, **more: Any) -> dict[str, Any]:
    """A mail of Rob's, in whose thread he asks other suppliers as well."""
    said = {"message_id": key, "side": "theirs", "sender": "rob", "sent_on": date(2026, 5, day)}
    return said | {"sent_at": datetime(2026, 5, day, 9)} | more  # noqa: DTZ001  UTC without a zone


def rows(*extra: dict[str, Any], quotes: tuple[tuple[str, int], ...] = ()) -> dict[str, Any]:
    """A real mail each way, and others; acts of rivals in those named."""
    real = [
        mail("<1>", 1, is_human=True),
        mail("<2>", 2, is_human=True, side="ours", sender="tom"),
    ]
    acts = [mail(key, day, act="rival", probability=0.9, quote="others") for key, day in quotes]
    to = [
        {"message_id": "<1>", "person_id": "tom", "side": "ours", "role": "to"},
        {"message_id": "<2>", "person_id": "rob", "side": "theirs", "role": "to"},
    ]
    return {"person": PEOPLE, "message": [*real, *extra], "message_person": to, "act": acts}


def statement_of(tables: Tables) -> Statement:
    found = judge(
        tables,
        UNMEASURED,
        catalogue=CATALOGUE,
        settings=Settings(company=Company(currency="EUR", hourly_cost=Decimal(50))),
        as_of=AS_OF,
        made_with=MADE_WITH,
        sources=SourceCoverage(last_on=dict.fromkeys(RELATIONS, AS_OF)),
        domains=(),
    )
    return found.statement


@pytest.mark.parametrize(("is_authentic", "moves"), [(False, False), (True, True)])
def test_forged_mail_moves_no_line_and_the_same_mail_unforged_does(
    tables_of: TablesOf, *, is_authentic: bool, moves: bool
) -> None:
    more = mail("<3>", 20, is_human=True, is_authentic=is_authentic)
    before = statement_of(tables_of(rows()))
    after = statement_of(tables_of(rows(more, quotes=(("<3>", 20),))))

    assert after["coverage"]["messages"] == before["coverage"]["messages"] + 1
    for part in ("stage", "risks", "committee"):
        assert (after[part] != before[part]) is moves
    for part in ("practices", "economics", "kind"):
        assert after[part] == before[part]  # type: ignore[literal-required]
    assert [judged_of(line) for line in after["patterns"]] == [
        judged_of(line) for line in before["patterns"]
    ]
    assert (after["patterns"] != before["patterns"]) is moves  # in how many mails were seen


def judged_of(line: PatternLine) -> tuple[object, ...]:
    """What a line says, without how much mail it lacks."""
    return (line["id"], line["status"], line["probability"], line["evidence"], line["cost"])


def test_a_real_message_is_not_silenced_by_a_forged_one_under_its_id(tables_of: TablesOf) -> None:
    copy = mail("<1>", 1, is_human=True, is_authentic=False)
    told = without_forged(tables_of(rows(copy, quotes=(("<1>", 1),))))

    assert [act.message_id for act in told.act] == ["<1>"]
    assert [row.is_human for row in told.message] == [True, True, False]


def test_a_book_without_forged_mail_is_left_as_it_is(tables_of: TablesOf) -> None:
    tables = tables_of(rows())

    assert without_forged(tables) is tables
