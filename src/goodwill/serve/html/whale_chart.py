"""The whale curve of all accounts, drawn; its numbers are in `goodwill.serve.concentration`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from goodwill.serve.concentration import Whale, WhalePoint, whale_words
from goodwill.serve.html.drawing import Dot, Label, Picture, Rule, Scale, Stroke, ticks
from goodwill.serve.languages import say
from goodwill.serve.words import amount, count

__all__ = ["points_shown", "whale_picture"]

HEIGHT, TOP, FOOT = 190, 20, 22
MOST_POINTS = 200
"""Points drawn at most, of thousands every so many and always the peak."""
MOST_DOTS = 40


def whale_picture(curve: Whale) -> Picture:
    """Contribution added up over accounts, those that earn most first; past the peak it falls."""
    shown = points_shown(curve)
    sums = [0.0, *(point.together for point in shown)]
    down = Scale(low=min(sums), high=max(sums), start=HEIGHT - FOOT - 6, end=TOP)
    across = Scale(low=0, high=len(curve.points), start=0, end=100)
    spots = [(0.0, down(0.0)), *((across(p.place), down(p.together)) for p in shown)]
    peak = curve.peak
    x, last = across(peak.place), len(curve.points)
    anchor = "end" if x > 70 else "start" if x < 30 else "middle"  # noqa: PLR2004 - at the edges
    return Picture(
        height=HEIGHT,
        says=whale_words(curve),
        rules=tuple(
            Rule(
                y=down(level), says=amount(level, curve.currency), look="grid" if level else "zero"
            )
            for level in sorted({0.0, *ticks(min(sums), max(sums))})
        ),
        strokes=tuple(
            Stroke(x1=x1, y1=y1, x2=x2, y2=y2, look="line" if y2 <= y1 else "line falls")
            for (x1, y1), (x2, y2) in pairwise(spots)
        ),
        dots=tuple(
            Dot(x=across(point.place), y=down(point.together), look="here")
            for point in shown
            if len(shown) <= MOST_DOTS or point == peak
        ),
        labels=(
            Label(x=0, y=HEIGHT - 4, says=say("earning most first"), anchor="start"),
            Label(x=100, y=HEIGHT - 4, says=count(last, "account"), anchor="end"),
            Label(
                x=x,
                y=down(peak.together) - 8,
                says=amount(peak.together, curve.currency),
                anchor=anchor,
                look="peak",
            ),
        ),
    )


def points_shown(curve: Whale) -> Sequence[WhalePoint]:
    """Every so many of a long curve, with its peak and its end; all of a short one."""
    every = -(-len(curve.points) // MOST_POINTS)
    kept = (curve.peak.place, len(curve.points))
    return [point for point in curve.points if point.place % every == 0 or point.place in kept]
