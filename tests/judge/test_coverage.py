"""What a statement could see, and how gaps are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from goodwill.facts.statement import CoverageGap
from goodwill.facts.tables import Tables
from goodwill.facts.values import MonthValues
from goodwill.judge.coverage import SourceCoverage, as_coverage, last_day_of, look_at, one_gap

AS_OF = date(2026, 6, 30)
TablesOf = Callable[[Mapping[str, Any]], Tables]
ROWS = {
    "message": [
        {"message_id": "<1>", "is_human": True, "sent_on": date(2026, 1, 5)},
        {"message_id": "<2>", "is_human": False, "sent_on": date(2026, 2, 5)},
    ],
    "invoice": [{"invoice_id": "i1", "issued_on": date(2025, 6, 30), "amount": 1}],
}


OLD = date(2025, 6, 30)  # the day before the 12 months


def book(*relations: str, last_on: date = AS_OF) -> SourceCoverage:
    return SourceCoverage(last_on=dict.fromkeys(relations, last_on))


SHARES = {
    # what it is: (relations of the book, last day of any, share)
    "a mailbox alone can be judged": (("message",), AS_OF, 1.0),
    "the account has mail, the book has a calendar too": (("message", "meeting"), AS_OF, 0.5),
    "a table that goes on says there was nothing": (("message", "ticket"), AS_OF, 1.0),
    "a table that ended before the 12 months says nothing": (("message", "ticket"), OLD, 0.5),
    "an empty book": ((), AS_OF, 0.0),
}


@pytest.mark.parametrize(("relations", "last_on", "share"), SHARES.values(), ids=SHARES)
def test_coverage_is_taken_over_what_the_book_has(
    relations: tuple[str, ...], last_on: date, share: float, tables_of: TablesOf
) -> None:
    kept = book(*relations, last_on=last_on)

    assert look_at(tables_of(ROWS), kept).coverage_on(AS_OF) == share


def test_coverage_of_a_past_month_sees_only_the_mail_that_was_there(tables_of: TablesOf) -> None:
    seen = look_at(tables_of(ROWS), book("message", "invoice", last_on=date(2025, 6, 30)))

    assert seen.coverage_in("2025-12") == 0.5
    assert seen.coverage_in("2026-05") == 1.0
    assert seen.coverage_in("2025-05") == 0.5


@pytest.mark.parametrize(("month", "day"), [("2024-02", 29), ("2026-02", 28), ("2026-12", 31)])
def test_months_end_when_they_end(month: str, day: int) -> None:
    assert last_day_of(month).day == day


def test_all_mail_is_counted_also_two_mails_of_one_message_id(tables_of: TablesOf) -> None:
    shared = {"message": [row | {"message_id": "<one@acme.example>"} for row in ROWS["message"]]}

    coverage = as_coverage(tables_of(shared), book("message"), (), as_of=AS_OF, gaps=())

    assert coverage["messages"] == len(ROWS["message"]) == 2
    assert (coverage["first_on"], coverage["last_on"]) == ("2026-01-05", "2026-02-05")


def gaps_of(tables: Tables, *months: MonthValues) -> list[CoverageGap]:
    return as_coverage(tables, book("message"), months, as_of=AS_OF, gaps=())["gaps"]


def test_empty_months_stand_together_in_one_gap(tables_of: TablesOf) -> None:
    def month(name: str, *, is_empty: bool) -> MonthValues:
        return MonthValues(month=name, is_empty=is_empty, values={})

    gaps = gaps_of(
        tables_of(ROWS),
        month("2026-02", is_empty=False),
        month("2026-03", is_empty=True),
        month("2026-04", is_empty=True),
        month("2026-05", is_empty=False),
        month("2026-06", is_empty=True),
    )

    empty = [(gap["from"], gap["to"]) for gap in gaps if gap["from"]]
    assert empty == [("2026-03-01", "2026-04-30"), ("2026-06-01", "2026-06-30")]


def test_sources_that_the_book_never_had_are_gaps_without_days(tables_of: TablesOf) -> None:
    gaps = gaps_of(tables_of(ROWS))

    assert one_gap("No calendar in this book.") in gaps
    assert one_gap("No mail in this book.") not in gaps


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        (("message",), []),
        (("message", "ticket"), ["Nothing of this account in 12 months among: tickets."]),
        (
            ("message", "meeting", "ticket"),
            ["Nothing of this account in 12 months among: meetings, tickets."],
        ),
    ],
)
def test_what_the_book_keeps_and_the_account_has_not_is_said_once(
    tables_of: TablesOf, kept: tuple[str, ...], says: list[str]
) -> None:
    gaps = as_coverage(tables_of(ROWS), book(*kept), (), as_of=AS_OF, gaps=())["gaps"]

    assert [gap["what"] for gap in gaps if gap["from"]] == says
