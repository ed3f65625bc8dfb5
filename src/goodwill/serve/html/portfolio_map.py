"""Where the hours pay: accounts by return per hour across and stage up, as large as revenue.

An account whose hours are too few for a rate stands in the strip at the left; one without any
revenue is left out. Circles of one band that would cover each other are moved apart up and down.
Which of them have their name beside them is told next door, in `map_labels`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from goodwill.facts.glance import Glance, PortfolioRow
from goodwill.serve.html.drawing import Scale, ticks
from goodwill.serve.html.map_labels import ACROSS, LINE, Label, Named, labels
from goodwill.serve.languages import say
from goodwill.serve.portfolio import can_rate
from goodwill.serve.titles import STAGES
from goodwill.serve.words import amount

__all__ = ["Circle", "PortfolioMap", "portfolio_map"]

HEIGHT, TOP, FOOT = 440, 6, 40
LEAST_BAND = 34.0
"""Pixels of a stage in which nobody is."""
STRIP = 17.0
"""Parts of 100 of the width for accounts without a rate."""
LEAST, MOST = 4.0, 27.0
"""Pixels of the smallest and the largest circle's radius."""
FEW = 10
"""So many circles have room for the largest; those of more are smaller, all of them."""
LETTER_FROM = 8.0
"""Pixels of a radius from which its letter can be read."""
DRAWN = 120
"""Circles at most: the largest. More weigh more than the table beside them and tell no more."""
NAMED, NAMED_OF_MANY, MANY = 40, 10, 100
ROOM = 48.0
"""Pixels to each side of a circle that are kept for its name."""
CAPTION = (58.0, 16.0)
"""Pixels that the name of a stage takes across and down."""
STEPS = 12
"""Places up and down that are tried for a circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """An account: `x` in parts of 100 of the width, `y` and `r` in pixels."""

    account_id: str
    x: float
    y: float
    r: float
    kind: str
    letter: str
    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioMap:
    """The picture; `bands` are stages with their upper edge, `marks` the rates along the foot."""

    height: int
    foot: int
    strip: float
    circles: tuple[Circle, ...]
    labels: tuple[Label, ...]
    bands: tuple[tuple[str, float, float], ...]
    marks: tuple[tuple[float, str], ...]
    left_out: int


def portfolio_map(glances: Sequence[Glance], found: Sequence[str] = ()) -> PortfolioMap | None:
    """The map of accounts with revenue; None where there are none. `found` are always named."""
    rows = [glance["row"] for glance in glances if (glance["row"]["revenue"] or 0) > 0]
    rows.sort(key=lambda row: (-(row["revenue"] or 0), row["id"]))
    rows, rest = rows[:DRAWN], rows[DRAWN:]
    if not rows:
        return None
    rates = [row["return_per_hour"] or 0.0 for row in rows if _is_rated(row)]
    low, high = min(0.0, *rates, 0.0), max(1.0, *rates, 1.0)
    across = Scale(low=low, high=high, start=STRIP + 9, end=91)
    bands = _bands(rows)
    circles, boxes = list[Circle](), list[Box]()
    for row in rows:
        top, foot = bands[row["stage"]]
        placed = _apart(_circle(row, across, (top + foot) / 2, rows), boxes, top, foot)
        circles.append(placed)
        boxes.append(_box(placed, placed.y))
    return PortfolioMap(
        height=HEIGHT,
        foot=FOOT,
        strip=STRIP,
        circles=tuple(circles),
        labels=tuple(_labels(circles, bands, found)),
        bands=tuple((stage, top, foot) for stage, (top, foot) in bands.items()),
        marks=tuple(
            (across(rate), amount(rate, rows[0]["currency"])) for rate in ticks(low, high, about=3)
        ),
        left_out=len(rest),
    )


def _bands(rows: Sequence[PortfolioRow]) -> dict[str, tuple[float, float]]:
    """Upper and lower edge of each stage, the deepest trust on top; who has many gets more room."""
    sizes = {stage: sum(row["stage"] == stage for row in rows) for stage in reversed(STAGES)}
    left = HEIGHT - TOP - FOOT - LEAST_BAND * len(STAGES)
    shared = sum(map(math.sqrt, sizes.values()))
    bands, top = {}, float(TOP)
    for stage, size in sizes.items():
        foot = round(top + LEAST_BAND + left * math.sqrt(size) / shared, 1)
        bands[stage] = (top, foot)
        top = foot
    return bands


def _is_rated(row: PortfolioRow) -> bool:
    return row["return_per_hour"] is not None and can_rate(row)


def _labels(
    circles: Sequence[Circle], bands: Mapping[str, tuple[float, float]], found: Sequence[str]
) -> Iterator[Label]:
    """Names beside circles: of the findings, then of all of a few, the largest of many."""
    most = NAMED if len(circles) <= MANY else NAMED_OF_MANY
    places = sorted(range(len(circles)), key=lambda at: (circles[at].account_id not in found, at))
    left, (wide, high) = (STRIP + 1.5) / 100 * ACROSS, CAPTION
    captions = [(left, left + wide, top, top + high) for top, _ in bands.values()]
    named = [Named(x=one.x / 100 * ACROSS, y=one.y, r=one.r, name=one.name) for one in circles]
    return labels(named, places[: max(most, len(found))], captions, HEIGHT - FOOT)


def _circle(
    row: PortfolioRow,
    across: Scale,
    y: float,
    rows: Sequence[PortfolioRow],
) -> Circle:
    rate, revenue = row["return_per_hour"], row["revenue"] or 0.0
    is_rated = _is_rated(row)
    largest = rows[0]["revenue"] or 1.0
    most = MOST * math.sqrt(min(1.0, FEW / len(rows)))
    radius = round(max(LEAST, most * math.sqrt(revenue / largest)), 1)
    kind = row["kind"] or ""
    hour = (
        say("{amount} an hour", amount=amount(rate or 0.0, row["currency"]))
        if is_rated
        else say("too few hours")
    )
    return Circle(
        account_id=row["id"],
        x=across(rate or 0.0) if is_rated else STRIP / 2,
        y=round(y, 1),
        r=radius,
        kind=kind,
        letter=kind[:1].upper() if kind and radius >= LETTER_FROM else "",
        name=row["name"],
        says=f"{row['name']}: {amount(revenue, row['currency'])}, {hour}",
    )


def _apart(circle: Circle, before: Sequence[Box], top: float, foot: float) -> Circle:
    """The circle where it and its name cover least of what stands there, inside its band."""
    room = max((foot - top) / 2 - circle.r - LINE / 2, 0.0)
    middle = (top + foot) / 2 - LINE / 2
    steps = [0.0, *(sign * room * part / STEPS for part in range(1, STEPS + 1) for sign in (-1, 1))]
    own = _box(circle, 0.0)
    near = [
        (shared, upper, lower)
        for left, right, upper, lower in before
        if upper < foot and lower > top and (shared := min(own[1], right) - max(own[0], left)) > 0
    ]
    best, least = 0.0, math.inf
    for step in steps:
        covered = _covered(own[2] + middle + step, own[3] + middle + step, near)
        if covered < least:
            best, least = step, covered
        if not least:
            break
    return replace(circle, y=round(middle + best, 1))


Box = tuple[float, float, float, float]


def _box(circle: Circle, y: float) -> Box:
    """Left, right, top and foot of a circle with room for its name, in pixels."""
    x, half = circle.x / 100 * ACROSS, max(circle.r, ROOM)
    left = max(min(x - half, ACROSS - 2 * half), 0.0)
    return (left, left + 2 * half, y - circle.r, y + circle.r + LINE)


def _covered(top: float, foot: float, near: Sequence[tuple[float, float, float]]) -> int:
    """Square pixels that are shared with boxes: of each the shared width, its top and its foot."""
    found = 0.0
    for wide, upper, lower in near:
        high = min(lower, foot) - max(upper, top)
        if high > 0:
            found += wide * high
    return round(found)
