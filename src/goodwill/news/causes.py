"""Lines that one thing has moved are one entry: one late invoice is a pattern, a risk and a price.

Two lines belong together where the same row or the same words moved both, or where they are two
sides of one thing by nature. Sums belong to no cause: many rows stand in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwill.news.item import COUNT, Item, dated_after

__all__ = ["by_cause"]


def by_cause(items: Sequence[Item], since: str) -> tuple[tuple[Item, ...], ...]:
    """Items of one account in groups of one cause, each in the order of their weight in words.

    Good news stays apart from bad, even where one mail holds both. The first of each group is
    what it is told as: an alarm before a change, then the dearest.
    """
    groups: list[tuple[set[str], list[Item]]] = []
    for item in items:
        names = set(_names(item, since))
        own: list[Item] = [item]
        apart: list[tuple[set[str], list[Item]]] = []
        for group in groups:
            if group[0] & names:
                names |= group[0]
                own = group[1] + own
            else:
                apart.append(group)
        groups = [*apart, (names, own)]
    return tuple(tuple(sorted(own, key=_rank)) for _, own in groups)


def _names(item: Item, since: str) -> Iterator[str]:
    """What may be shared with another item: newer evidence, else all that moved it."""
    side = "good" if item.tone == "good" else "bad"
    if item.cause:
        yield f"{side} cause {item.cause}"
    rows = [one for one in item.evidence if one["source"] != COUNT]
    for one in dated_after(rows, since) or rows:
        yield f"{side} {one['source']} {one['ref']}"


def _rank(item: Item) -> tuple[bool, bool, float, str]:
    is_change = item.tone == "change"
    return (is_change, item.expected is None, -(item.expected or 0.0), item.moved.line)
