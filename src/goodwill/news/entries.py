"""From what moved at one account to entries: one a cause, with its words, money and next step."""

from __future__ import annotations

from collections.abc import Sequence

from goodwill.facts.digest import Because, Entry, Moved
from goodwill.facts.statement import Evidence, Statement
from goodwill.facts.strongest import best_quote
from goodwill.news.causes import by_cause
from goodwill.news.item import Item

__all__ = ["entries"]

STRONGEST: tuple[Because, ...] = ("client", "time", "data", "rules")
"""What is said of a cause that moved several lines in several ways: the first that any has."""


def entries(items: Sequence[Item], after: Statement, since: str) -> tuple[Entry, ...]:
    """One entry for each cause, of the statement of the later day."""
    return tuple(_entry(some, after) for some in by_cause(items, since))


def _entry(items: Sequence[Item], after: Statement) -> Entry:
    first, account = items[0], after["account"]
    return Entry(
        account=account["id"],
        account_name=account["name"],
        owner=account["owner"],
        tone=first.tone,
        moved=first.moved,
        also=_others(items),
        because=next(one for one in STRONGEST if one in {item.because for item in items}),
        is_leading=any(item.is_leading for item in items),
        is_ours=any(item.is_ours for item in items),
        evidence=_shown(items),
        amount=first.amount,
        amount_of=first.amount_of,
        currency=after["economics"]["currency"],
        expected=_dearest(items),
        next_step="" if first.tone == "good" else _next_step(after, items),
    )


def _others(items: Sequence[Item]) -> tuple[Moved, ...]:
    """The other lines that moved; several promises are as many."""
    return tuple(item.moved for item in items[1:])


def _dearest(items: Sequence[Item]) -> float | None:
    """Costs of one cause overlap: the largest counts, and no sum."""
    known = [item.expected for item in items if item.expected is not None]
    return round(max(known), 2) if known else None


def _shown(items: Sequence[Item]) -> Evidence | None:
    """Words where any moved it: of the first line if it has some, else of the next; else a row."""
    for item in items:
        if (said := best_quote(item.evidence[:1]) or _first_quote(item)) is not None:
            return said
    return next((item.evidence[0] for item in items if item.evidence), None)


def _first_quote(item: Item) -> Evidence | None:
    return next((one for one in item.evidence if one["quote"]), None)


def _next_step(after: Statement, items: Sequence[Item]) -> str:
    """The play of the plan that answers one of these lines, the first line's before others'."""
    for item in items:
        line = item.moved.line
        for play in after["plan"]["plays"]:
            if any(name in {line, _bare(line)} for name in play["because"]):
                return play["title"]
    return ""


def _bare(line: str) -> str:
    """The id alone, by which a plan may call a line that one list only has."""
    return line.partition("[")[2].rstrip("]") or line
