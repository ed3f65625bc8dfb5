"""Every line, marked with everything that can be said of it: statements stay what they may be.

Whatever somebody says of one line, fresh or faded, the statement keeps the rules of the contract,
no other line of the same sort is lost, and without the word it is the same bytes again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import orjson
import pytest
from tests.demo.conftest import DAY

from goodwill.book import Book
from goodwill.facts.disputes import VALUES, About, Dispute, group_of
from goodwill.facts.people import KINDS
from goodwill.facts.statement import Evidence, MadeWith, Statement
from goodwill.facts.tables import Tables
from goodwill.facts.values import Measured
from goodwill.judge.coverage import SourceCoverage
from goodwill.judge.kind_rules import kind_rules, limits_of
from goodwill.judge.statement import judge
from goodwill.pipeline import ImportReport
from goodwill.signals.runner import measure
from goodwill.statements.moves import standings
from goodwill.store.columns.facts import fact_tables
from goodwill.store.reading.coverage import last_days

AGES = (0, 365, 3000, -40)
"""Days since a word was given: fresh, half faded, long ago, and of a day to come; in turn."""
SEEN = {"present", "watch"}
MADE_WITH = MadeWith(facts="f", catalogue="c", code="0", calibration="none")
ACCOUNTS = 2


class Drawer:
    """Draws up one account's statement with or without a word."""

    def __init__(self, book: Book, tables: Tables, measured: Measured) -> None:
        self.book, self.tables, self.measured = book, tables, measured
        with book.store.read() as tx:
            self.reach = SourceCoverage(last_on=last_days(tx, DAY))

    def drawn(self, *said: Dispute) -> Statement:
        return judge(
            self.tables,
            self.measured,
            catalogue=self.book.catalogue,
            settings=self.book.settings,
            as_of=DAY,
            made_with=MADE_WITH,
            sources=self.reach,
            domains=(),
            disputes=said,
        ).statement


@pytest.fixture(scope="module")
def drawers(book: Book, report: ImportReport) -> list[Drawer]:
    """Of the accounts with most mail."""
    assert report
    book.assess(DAY)
    found = [book.statement(one.account_id, as_of=DAY) for one in book.accounts()]
    found.sort(key=lambda one: -one["coverage"]["messages"])
    ids = [one["account"]["id"] for one in found[:ACCOUNTS]]
    facts = fact_tables(book.store, ids, book.settings)
    limits = limits_of(kind_rules(book.catalogue.weights, DAY))
    return [Drawer(book, *both) for both in measure(facts, as_of=DAY, limits=limits)]


def words_on(statement: Statement, on: date) -> Iterator[Dispute]:
    """All that can be said of each line as a whole, and of the heaviest item under it."""
    stands = standings(statement)
    lists = {
        **{f"patterns[{one['id']}]": one["evidence"] for one in statement["patterns"]},
        **{f"risks[{one['id']}]": one["evidence"] for one in statement["risks"]},
        **{f"practices[{one['id']}]": one["evidence"] for one in statement["practices"]},
        **{f"expectations[{one['id']}]": one["evidence"] for one in statement["expectations"]},
    }
    for line in stands:
        if group_of(line) in {"committee", "commitments"}:
            continue
        yield word(line, on, None)
        for value in VALUES.get(group_of(line), ()):
            yield word(line, on, value)
        for item in lists.get(line, [])[:1]:
            yield word(line, on, None, item)


def word(line: str, on: date, value: str | None, item: Evidence | None = None) -> Dispute:
    about = None
    if item is not None:
        about = About(source=item["source"], ref=item["ref"], quote=item["quote"])
    answer = "wrong" if value is not None or item is not None else "cannot_tell"
    return Dispute(
        id=1,
        account_id="x",
        on=on,
        line=line,
        answer=answer,  # type: ignore[arg-type]
        value=value,
        about=about,
        by="ann",
    )


def faults(statement: Statement) -> Iterator[str]:
    """What a statement may never say, by the contract's rules on lines."""
    yield from _of_patterns(statement)
    yield from _of_chances(statement)
    yield from _of_kind(statement)
    for gate in statement["stage"]["gates"]:
        if gate["met"] != (gate["on"] is not None) or (gate["met"] and not gate["evidence"]):
            yield f"{gate['id']}: met {gate['met']} on {gate['on']}"
    for habit in statement["practices"]:
        if habit["status"] not in {"kept", "slipping", "missing", "not_assessable"}:
            yield f"{habit['id']}: {habit['status']}"
    for side in ("ours", "theirs"):
        tally = statement["commitments"][side]
        if min(tally["open"], tally["kept"], tally["broken"]) < 0:
            yield f"{side}: fewer than no promises"
    yield from _of_evidence(statement)


def _of_patterns(statement: Statement) -> Iterator[str]:
    for line in statement["patterns"]:
        is_seen = line["status"] in SEEN
        if is_seen != (line["since"] is not None) or (is_seen and not line["evidence"]):
            yield f"{line['id']}: {line['status']} since {line['since']}"
        if line["status"] != "not_assessable" and is_seen != (line["probability"] >= 0.5):
            yield f"{line['id']}: {line['status']} at {line['probability']}"
        if line["cost"] is not None and not is_seen:
            yield f"{line['id']}: costs, and is {line['status']}"
        if line["needs"] and line["status"] != "not_assessable":
            yield f"{line['id']}: needs, and is {line['status']}"


def _of_chances(statement: Statement) -> Iterator[str]:
    chances = [(one["id"], one["probability"], one["evidence"]) for one in statement["risks"]]
    chances += [(one["id"], one["strength"], one["evidence"]) for one in statement["expectations"]]
    for name, chance, items in chances:
        if not 0 <= chance <= 0.95 or (chance >= 0.5 and not items):
            yield f"{name}: {chance} on {len(items)} items"


def _of_kind(statement: Statement) -> Iterator[str]:
    kind = statement["kind"]
    shares = [kind["mixture"][name] for name in KINDS]
    if abs(sum(shares) - 1) > 1e-9 or min(shares) < 0:
        yield f"kind: shares {shares}"
    is_named = kind["now"] is not None
    if is_named != (kind["confidence"] >= 0.5) or is_named != (kind["since"] is not None):
        yield f"kind: {kind['now']} at {kind['confidence']} since {kind['since']}"


def _of_evidence(found: object) -> Iterator[str]:
    """Too many items, quotes too long, items that say nothing; wherever evidence stands."""
    if isinstance(found, dict):
        items = found.get("evidence", [])
        if len(items) > 12:
            yield f"{len(items)} items"
        for item in items:
            if not item["says"] or len(item["quote"] or "") > 300 or abs(item["weight"]) > 100:
                yield f"item {item}"
        for value in found.values():
            yield from _of_evidence(value)
    elif isinstance(found, list):
        for value in found:
            yield from _of_evidence(value)


def test_no_word_on_any_line_makes_a_statement_that_may_not_be(drawers: list[Drawer]) -> None:
    for first, drawer in enumerate(drawers):
        before = drawer.drawn()
        words = list(words_on(before, DAY))
        assert len(words) > 150, "every line is spoken of"
        for place, fresh in enumerate(words, start=first):
            said = replace(fresh, on=DAY - timedelta(days=AGES[place % len(AGES)]))
            after = drawer.drawn(said)
            assert list(faults(after)) == [], said
            assert standings(after).keys() == standings(before).keys()
            is_silent = said.value is None and said.about is None
            assert not is_silent or standings(after) == standings(before), "nobody can tell"


def test_without_the_word_it_is_the_same_bytes(drawers: list[Drawer]) -> None:
    for drawer in drawers:
        before = drawer.drawn()
        for said in list(words_on(before, DAY))[::20]:
            drawer.drawn(said)

        assert orjson.dumps(drawer.drawn()) == orjson.dumps(before)


def test_a_fresh_word_is_what_the_line_says(drawers: list[Drawer]) -> None:
    drawer = drawers[0]
    for said in words_on(drawer.drawn(), DAY):
        if said.value is not None:
            stands = standings(drawer.drawn(said))[said.line]
            assert _follows(said.value, stands.state.replace(" ", "_"), stands.chance), said


def _follows(value: str, state: str, chance: float | None) -> bool:
    match value:
        case "likely" | "wanted":
            return (chance or 0.0) >= 0.5
        case "unlikely" | "not_wanted":
            return (chance or 0.0) < 0.5
        case _:
            denied = value.removeprefix("not_")
            return state == value if value in {"not_met", denied} else state != denied
