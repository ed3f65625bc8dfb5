"""Which circles of the map have their name beside them, and where: no name covers anything.

The largest choose first, below, above, right or left of their circle; whoever finds no free place
stands without a name, and the title of its circle tells it. Where circles stand is `portfolio_map`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["ACROSS", "DROP", "LETTER", "LINE", "Box", "Label", "Named", "labels", "overlap"]

ACROSS = 320.0
"""Pixels that the width of the picture is taken for; a wider one has room to spare."""
LINE = 13.0
"""Pixels of a line of a name."""
LETTER, NAME, GAP = 5.7, 18, 3.0
"""Pixels that a letter is taken for; letters shown of a name; pixels between circle and name."""
DROP = 3.5
"""Pixels from the foot of a line to where its letters stand."""

Box = tuple[float, float, float, float]
"""Left, right, top and foot, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A circle that may have its name beside it: its middle and radius in pixels, and the name."""

    x: float
    y: float
    r: float
    name: str

    @property
    def box(self) -> Box:
        """What the circle covers."""
        return (self.x - self.r, self.x + self.r, self.y - self.r, self.y + self.r)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name: `x` in parts of 100 of the width, `y` where its letters stand, in pixels."""

    x: float
    y: float
    anchor: str
    text: str


def labels(
    circles: Sequence[Named], wanted: Iterable[int], taken: Sequence[Box], foot: float
) -> Iterator[Label]:
    """A label for each circle of `wanted` that finds a free place, those asked for first first.

    `taken` is what else stands in the picture, `foot` the lowest pixel that a name may cover.
    """
    covered = [*taken, *(each.box for each in circles)]
    for place in wanted:
        for label, box in _places(circles[place]):
            is_inside = box[0] >= 0 and box[1] <= ACROSS and box[2] >= 0 and box[3] <= foot
            if is_inside and not any(overlap(box, other) for other in covered):
                covered.append(box)
                yield label
                break


def _places(one: Named) -> Iterator[tuple[Label, Box]]:
    """Below, above, right and left; below and above also pushed in from the edge."""
    text = one.name if len(one.name) <= NAME else one.name[: NAME - 1].rstrip() + "…"
    wide = len(text) * LETTER
    left = min(max(one.x - wide / 2, 0.0), max(ACROSS - wide, 0.0))
    for top in (one.y + one.r, one.y - one.r - LINE):
        yield _label(text, left + wide / 2, top, "middle"), (left, left + wide, top, top + LINE)
    top, away = one.y - LINE / 2, one.r + GAP
    right = one.x + away
    yield _label(text, right, top, "start"), (right, right + wide, top, top + LINE)
    yield (
        _label(text, one.x - away, top, "end"),
        (one.x - away - wide, one.x - away, top, top + LINE),
    )


def _label(text: str, x: float, top: float, anchor: str) -> Label:
    return Label(
        x=round(x / ACROSS * 100, 2), y=round(top + LINE - DROP, 1), anchor=anchor, text=text
    )


def overlap(one: Box, other: Box) -> float:
    """Square pixels that two boxes share."""
    wide = min(one[1], other[1]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[2], other[2])
    return max(wide, 0.0) * max(high, 0.0)
