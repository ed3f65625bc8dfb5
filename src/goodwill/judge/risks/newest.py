"""Rows that show one thing, newest first: the first weighs all, each further one less.

Every risk lists what it finds so; what a row has to be is the business of the risk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, OpportunityRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence, sentence

__all__ = ["Heard", "deals_in_turn", "falling", "mails_newest_first"]

Heard = tuple[ActRow | RemarkRow, float]
"""A sentence, and how sure it is."""
Row = TypeVar("Row")


def falling(case: Case, line: str, name: str, rows: Iterable[Row]) -> Iterator[tuple[Row, float]]:
    """Each row with its weight: the number `name` of `line` for the first, less for each after."""
    weight = case.number(line, name)
    return ((row, weight * case.each_further**place) for place, row in enumerate(rows))


def mails_newest_first(
    case: Case, line: str, heard: Sequence[Heard], *, says: str, weighed_by: str
) -> Iterator[Evidence]:
    """One sentence of each mail, the first that stands in `heard`, which is by time."""
    first = {row.message_id: (row, sure) for row, sure in reversed(heard)}
    for (row, sure), weight in falling(case, line, weighed_by, first.values()):
        yield sentence(line, row, says=says, weight=weight * sure)


def deals_in_turn(
    case: Case, line: str, deals: Iterable[OpportunityRow], *, says: str, weighed_by: str
) -> Iterator[Evidence]:
    """Deals as they come, each of the day on which it ended, or began where it is open."""
    for deal, weight in falling(case, line, weighed_by, deals):
        yield evidence(
            line,
            source="deal",
            ref=deal.deal_id,
            on=deal.closed_on or deal.opened_on,
            says=says,
            weight=weight,
        )
