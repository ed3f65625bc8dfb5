"""A pattern after what people said of it, and what it costs once a row is taken out.

A person's word is the gate: marked as there, a pattern is `present` for as long as its chance is
even or better. Marked as not there, it is `absent` until its chance is even again; then its own
gate holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from goodwill.catalogue.schema import Pattern
from goodwill.facts.disputes import Dispute
from goodwill.facts.statement import PatternStatus
from goodwill.facts.tables import Tables
from goodwill.judge.answers.chances import moved
from goodwill.judge.answers.words import items, last_said, net, since_said, struck
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.evidence import in_order
from goodwill.judge.ledger import Ledger

if TYPE_CHECKING:
    from goodwill.judge.patterns.finding import Finding

__all__ = ["answered_pattern", "without_struck_rows"]

THERE = frozenset({"present"})
Row = TypeVar("Row")


def answered_pattern(case: Case, pattern: Pattern, found: Finding) -> Finding:
    """The finding as people's words leave it."""
    if not case.disputes:
        return found
    line = f"patterns[{pattern.id}]"
    said = last_said(case, line)
    left, lost = struck(case, line, found.evidence)
    if not said and left == found.evidence:
        return found
    word = net(case, said, THERE)
    chance = moved(found.probability, word=word, lost=lost)
    speaks = word > 0 or any(item["weight"] > 0 for item in left)
    status = _status(pattern, found, chance if speaks else min(chance, found.probability), word)
    is_seen = status in {"present", "watch"}
    return replace(
        found,
        status=status,
        probability=chance,
        since=(found.since or since_said(case, said, THERE) or case.as_of) if is_seen else None,
        direction=found.direction if is_seen else None,
        evidence=in_order([*left, *items(case, pattern.id, said, THERE)]),
        needs=found.needs if status == "not_assessable" else (),
    )


def _status(pattern: Pattern, found: Finding, chance: float, word: float) -> PatternStatus:
    if word == 0 and found.status == "not_assessable":
        return "not_assessable"
    if chance < LIKELY:
        return "absent"
    if word > 0:
        return "present"
    holds = found.status == "present" and chance >= pattern.fires_when.probability
    return "present" if holds else "watch"


def without_struck_rows(case: Case, pattern: Pattern) -> Ledger:
    """The ledger less the rows that somebody said do not belong under this pattern."""
    said = [one for one in case.disputes if one.line == f"patterns[{pattern.id}]"]
    gone = set(_rows(said))
    if not gone:
        return case.ledger
    lines = case.ledger.lines.items()
    return replace(
        case.ledger,
        tables=_less(case.ledger.tables, gone),
        lines={
            invoice: tuple(
                row for row in rows if ("invoice_line", f"{invoice}/{row.line}") not in gone
            )
            for invoice, rows in lines
        },
    )


def _rows(said: Iterable[Dispute]) -> Iterable[tuple[str, str]]:
    """Source and ref of each row that the last word on it marks wrong."""
    last = {one.about: one for one in sorted(said, key=lambda one: one.id)}
    for about, one in last.items():
        if one.answer == "wrong" and about is not None:
            yield about.source, about.ref


def _less(tables: Tables, gone: Collection[tuple[str, str]]) -> Tables:
    """The rows that a cost is made of, less some of them."""

    def kept(rows: tuple[Row, ...], source: str, ref: str) -> tuple[Row, ...]:
        return tuple(row for row in rows if (source, getattr(row, ref)) not in gone)

    return replace(
        tables,
        invoice=kept(tables.invoice, "invoice", "invoice_id"),
        payment=kept(tables.payment, "payment", "payment_id"),
        time_entry=kept(tables.time_entry, "effort", "entry_id"),
        expense=kept(tables.expense, "expense", "expense_id"),
        opportunity=kept(tables.opportunity, "deal", "deal_id"),
    )
