"""Stated chances against what was true of them; the words and tables are in `serve.reliability`.

Across stands what was stated, up what was true. On the slanting line both agree. A dot is a bin of
answers, the upright line through it its 95 % interval; hollow dots are chances as they are shown,
each account's by the curve that the other accounts' answers make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwill.facts.reliability import Bin, GroupReport
from goodwill.serve.html.drawing import Dot, Label, Picture, Rule, Scale, Stroke
from goodwill.serve.reliability import distance_words, method_words

__all__ = ["reliability_picture"]

HEIGHT, TOP, FOOT = 220, 12, 26
LEFT, RIGHT = 3.0, 94.0
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
ACROSS = Scale(low=0.0, high=1.0, start=LEFT, end=RIGHT)
DOWN = Scale(low=0.0, high=1.0, start=HEIGHT - FOOT, end=TOP)


def reliability_picture(group: GroupReport) -> Picture | None:
    """The picture of one group; None where nobody has answered about it."""
    if not group.bins:
        return None
    return Picture(
        height=HEIGHT,
        says=f"{method_words(group)}; {distance_words(group)}",
        rules=tuple(
            Rule(y=DOWN(level), says=f"{level:.0%}", look="grid" if level else "zero")
            for level in LEVELS
        ),
        strokes=(
            Stroke(x1=ACROSS(0), y1=DOWN(0), x2=ACROSS(1), y2=DOWN(1), look="trend"),
            *_spans(group.fitted_bins, "faint"),
            *_spans(group.bins, "early"),
        ),
        dots=(*_dots(group.fitted_bins, "ring"), *_dots(group.bins, "here")),
        labels=(
            Label(x=ACROSS(0), y=HEIGHT - 6, says="stated 0 %", anchor="start"),
            Label(x=ACROSS(1), y=HEIGHT - 6, says="stated 100 %", anchor="end"),
        ),
    )


def _spans(bins: Sequence[Bin], look: str) -> Iterator[Stroke]:
    """From the low to the high end of each interval."""
    for one in bins:
        x = ACROSS(one.stated)
        yield Stroke(x1=x, y1=DOWN(one.low), x2=x, y2=DOWN(one.high), look=look)


def _dots(bins: Sequence[Bin], look: str) -> Iterator[Dot]:
    for one in bins:
        yield Dot(x=ACROSS(one.stated), y=DOWN(one.so), look=look)
