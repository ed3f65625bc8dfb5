"""What a picture of money is made of, and the scales it stands on.

Across, places are in parts of 100 of the picture's width, so that it fits any column without
being scaled; down, they are pixels. Words stay their size, dots stay round. The pictures
themselves are in `money_charts` and `whale`; older charts of kinds are in `charts`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

__all__ = ["Dot", "Label", "Picture", "Rect", "Rule", "Scale", "Stroke", "ticks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Values from `low` to `high` onto places from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies."""
        if self.high == self.low:
            return self.start
        part = (value - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line; `look` is its class in the style sheet."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A level line over the whole width, and what it is called, beside it."""

    y: float
    says: str
    look: str = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A round mark."""

    x: float
    y: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A bar; `width` in parts of 100, `height` in pixels."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words in the picture; `anchor` is start, middle or end."""

    x: float
    y: float
    says: str
    anchor: str = "middle"
    look: str = "axis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: its height, its parts from back to front, what a reader would say of it."""

    height: int
    says: str
    rules: tuple[Rule, ...] = ()
    rects: tuple[Rect, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def marks(self) -> Markup:
        """All but its words, as SVG: numbers and classes of ours, so nothing is to be escaped.

        A page has some hundreds of them, which a template writes in four times as long.
        """
        return Markup("".join(self._marks()))  # noqa: S704 - see above

    def _marks(self) -> Iterator[str]:
        for r in self.rules:
            yield f'<line x1="0" x2="100%" y1="{r.y}" y2="{r.y}" class="r-{r.look}"/>'
        for b in self.rects:
            yield (
                f'<rect x="{b.x}%" y="{b.y}" width="{b.width}%" height="{b.height}"'
                f' class="b-{b.look}"/>'
            )
        for s in self.strokes:
            yield f'<line x1="{s.x1}%" y1="{s.y1}" x2="{s.x2}%" y2="{s.y2}" class="l {s.look}"/>'
        for d in self.dots:
            yield f'<circle cx="{d.x}%" cy="{d.y}" r="3.5" class="d {d.look}"/>'


def ticks(low: float, high: float, about: int = 4) -> tuple[float, ...]:
    """Round numbers within a range, about so many: steps of 1, 2 or 5 times a power of ten."""
    if high <= low:
        return (low,)
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= rough)
    first = math.ceil(low / step)
    found: Sequence[float] = [n * step for n in range(first, math.floor(high / step) + 1)]
    return tuple(round(value, 10) + 0.0 for value in found)
