"""Where areas, lines and bars lie; the templates draw them. Numbers in, numbers out.

Time runs left to right, one month one step. Lengths start at zero. The wanted kind lies at
the bottom of the area, so that its growth reads on a straight line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodwill.facts.statement import TrendMonth
from goodwill.serve.earnings import MoneyLine
from goodwill.serve.summary import kind_order, shares
from goodwill.serve.words import month

__all__ = [
    "Area",
    "Band",
    "Bar",
    "Spark",
    "area",
    "month_labels",
    "parts_of_100",
    "spark",
    "waterfall_bar",
]

WIDTH, HEIGHT = 400.0, 132.0
"""Of the area's own drawing, in its units; the page stretches it to the column."""
LABEL_GAP = 15.0
"""Least distance between two labels at the right edge, in pixels."""
SPARK_WIDTH, SPARK_HEIGHT = 48.0, 16.0
SPARK_FLOOR = 0.2
"""A sparkline's scale ends here at least, so that flat looks flat."""
MANY_MONTHS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One kind's area: corner points as SVG writes them, share at the end, where its label is."""

    kind: str
    points: str
    share: float
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The mixture over months; bands from the bottom up, the top band's label first."""

    bands: tuple[Band, ...]
    months: tuple[str, ...]
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """One share over at most 12 months: a line, its last point, the change in points of 100."""

    points: str
    last_x: float
    last_y: float
    share: float
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar on a scale of 100: free before it, its length, free behind it; they sum to 100."""

    before: int
    length: int
    after: int
    is_cost: bool


def area(trend: Sequence[TrendMonth], desired: str | None) -> Area | None:
    """The stacked area, or None where there is no more than one month."""
    if len(trend) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    order = kind_order(desired)
    table = [[part for _, part in shares(slice_["mixture"], order)] for slice_ in trend]
    edges = [[sum(row[:place]) for row in table] for place in range(len(order) + 1)]
    last = table[-1]
    middles = [(edges[place][-1] + edges[place + 1][-1]) / 2 for place in range(len(order))]
    labels = _spread([_y(middle) for middle in middles])
    bands = tuple(
        Band(
            kind=kind,
            points=_polygon(edges[place], edges[place + 1]),
            share=last[place],
            label_y=labels[place],
        )
        for place, kind in enumerate(order)
    )
    return Area(bands=bands, months=tuple(slice_["month"] for slice_ in trend))


def _polygon(low: Sequence[float], high: Sequence[float]) -> str:
    step = WIDTH / (len(low) - 1)
    over = [f"{place * step:.1f},{_y(value):.1f}" for place, value in enumerate(high)]
    under = [f"{place * step:.1f},{_y(value):.1f}" for place, value in enumerate(low)]
    return " ".join([*over, *reversed(under)])


def _y(value: float) -> float:
    return HEIGHT * (1 - value)


def _spread(wanted: Sequence[float]) -> list[float]:
    """Label heights from the bottom up, moved apart just enough and kept inside."""
    placed: list[float] = []
    for y in wanted:
        placed.append(min(y, placed[-1] - LABEL_GAP) if placed else min(y, HEIGHT - 2))
    lowest = LABEL_GAP / 2
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = max(placed[place], lowest)
        lowest = placed[place] + LABEL_GAP
    return placed


def month_labels(months: Sequence[str]) -> tuple[str, ...]:
    """First and last with their year, and letters between where there is room."""
    if len(months) > MANY_MONTHS:
        middle = months[len(months) // 2]
        return (month(months[0]), month(middle), month(months[-1]))
    between = tuple(month(each)[:1] for each in months[1:-1])
    return (month(months[0]), *between, month(months[-1]))


def spark(values: Sequence[float]) -> Spark | None:
    """One kind's share by month, the newest last."""
    if len(values) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    top = max(*values, SPARK_FLOOR)
    step = SPARK_WIDTH / (len(values) - 1)
    room = SPARK_HEIGHT - 3
    spots = [(place * step, 1.5 + room * (1 - value / top)) for place, value in enumerate(values)]
    return Spark(
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in spots),
        last_x=spots[-1][0],
        last_y=spots[-1][1],
        share=values[-1],
        change=round((values[-1] - values[0]) * 100),
    )


def parts_of_100(values: Sequence[float]) -> list[int]:
    """Whole parts that sum to 100, the largest remainders rounded up."""
    total = sum(values)
    if total <= 0:
        return [0] * len(values)
    exact = [value / total * 100 for value in values]
    parts = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: parts[place] - exact[place])
    for place in by_rest[: 100 - sum(parts)]:
        parts[place] += 1
    return parts


def waterfall_bar(line: MoneyLine, lines: Sequence[MoneyLine]) -> Bar | None:
    """One line's bar on the scale that all of them share; None without an amount."""
    if not line.amount:
        return None
    ends = [end for each in lines for end in (each.start, each.end)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if high == low:
        return None
    first, last = sorted((line.start, line.end))
    before, length, after = parts_of_100((first - low, last - first, high - last))
    return Bar(before=before, length=length, after=after, is_cost=line.amount < 0)
