"""When a relationship turned from one kind to another, and what stands beside the turn.

A change of kind is only worth telling with something that a reader can open: the strongest words
or rows for the new kind within three weeks of the month of the turn (concepts, B.3). Where there
are none, that is said too.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from goodwill.facts.people import KINDS
from goodwill.facts.statement import Evidence
from goodwill.facts.values import SignalRow, Window
from goodwill.judge.evidence import count_evidence, evidence
from goodwill.judge.kind_score import Contribution

__all__ = ["turn_evidence"]

NEAR = timedelta(days=21)  # concepts, B.3
CAUSE_UNSEEN = "cause unseen"


def turn_evidence(
    since: str | None,
    now: int | None,
    named: Sequence[tuple[str, int | None]],
    contributions: Iterable[Contribution],
    as_of: date,
) -> tuple[Evidence, ...]:
    """What explains a turn of the last 12 months: one item, or none where nothing turned.

    `named` is the kind that each month named, None where it named none: what was only believed
    before anything was seen is no kind that somebody turned away from.
    """
    before = _kind_before(since, named)
    if since is None or now is None or before is None or before == now:
        return ()
    first = date.fromisoformat(f"{since}-01")
    if not Window.twelve_months(as_of).holds(first):
        return ()
    turned = f"Since {since} it is {_word(now)}, where it was {_word(before)}"
    last = first.replace(day=monthrange(first.year, first.month)[1])
    row = _strongest_near(contributions, now, first - NEAR, min(last + NEAR, as_of))
    if row is None:
        says = f"{turned}: {CAUSE_UNSEEN}, nothing quotable lies within three weeks."
        return (count_evidence("kind", of="kind", says=says, weight=0.0, on=first),)
    return (
        evidence(
            "kind",
            source=row.source,
            ref=row.ref,
            on=row.on,
            quote=row.quote,
            says=f"{turned}; this lies within three weeks of the turn.",
            weight=0.0,
        ),
    )


def _word(kind: int) -> str:
    return KINDS[kind].replace("_", " ")


def _kind_before(since: str | None, named: Sequence[tuple[str, int | None]]) -> int | None:
    """The last kind that was named before the month `since`."""
    earlier = (kind for month, kind in reversed(named) if since is not None and month < since)
    return next((kind for kind in earlier if kind is not None), None)


def _strongest_near(
    contributions: Iterable[Contribution], now: int, first: date, last: date
) -> SignalRow | None:
    """The row with words that speaks most for `now` between two days, both included."""
    found = [
        (one.weights[now] * row.value, row.on, row.ref, row)
        for one in contributions
        if one.is_high and one.weights[now] > 0
        for row in one.value.rows
        if row.quote is not None and row.value > 0 and first <= row.on <= last
    ]
    return max(found, key=lambda each: each[:3])[3] if found else None
