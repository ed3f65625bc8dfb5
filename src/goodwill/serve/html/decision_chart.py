"""What acting on a line is worth, beside the best baseline and acting on everybody.

Across stands the chance from which on one acts, up the net benefit in 100 account-months. Zero is
acting on nobody: what lies below it does harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from goodwill.lab.backtest.results import Calibrated, NetBenefit
from goodwill.serve.html.drawing import Dot, Label, Picture, Rule, Scale, Stroke, ticks
from goodwill.serve.languages import mark, say

__all__ = ["DECISION", "decision_picture", "decision_rows", "kept_picture", "kept_rows"]

HEIGHT, TOP, FOOT = 200, 12, 26
LEFT, RIGHT = 3.0, 92.0

DECISION: Sequence[tuple[str, bool]] = (
    (mark("Acting from"), True), (mark("On this line"), True), (mark("On the best baseline"), True),
    (mark("On everybody"), True),
)  # fmt: skip
"""Columns of the table beneath the picture."""

KEPT: Sequence[tuple[str, bool]] = (
    (mark("Stated"), True), (mark("It came"), True), (mark("Months"), True),
    (mark("95 % of draws"), False),
)  # fmt: skip


def decision_picture(curve: Sequence[NetBenefit]) -> Picture | None:
    """The picture of one line; None where there is no curve."""
    if not curve:
        return None
    values = [0.0, *(one.line for one in curve), *(one.baseline for one in curve)]
    low, high = min(values), max(*values, *(one.everybody for one in curve), 1.0)
    across = Scale(low=curve[0].threshold, high=curve[-1].threshold, start=LEFT, end=RIGHT)
    down = Scale(low=low, high=high, start=HEIGHT - FOOT, end=TOP)
    ways = (
        ([max(one.everybody, low) for one in curve], "faint"),
        ([one.baseline for one in curve], "trend"),
        ([one.line for one in curve], "early"),
    )
    return Picture(
        height=HEIGHT,
        says=say("Net benefit by the chance from which on one acts"),
        rules=tuple(
            Rule(y=down(level), says=f"{level:g}", look="grid" if level else "zero")
            for level in ticks(low, high)
        ),
        strokes=tuple(
            stroke
            for points, look in ways
            for stroke in _strokes(curve, points, look, across, down)
        ),
        dots=tuple(Dot(x=across(one.threshold), y=down(one.line), look="here") for one in curve),
        labels=tuple(
            Label(x=across(one.threshold), y=HEIGHT - 6, says=f"{one.threshold:.0%}")
            for one in curve
        ),
    )


def _strokes(
    curve: Sequence[NetBenefit], points: Sequence[float], look: str, across: Scale, down: Scale
) -> Iterator[Stroke]:
    spots = [(across(one.threshold), down(value)) for one, value in zip(curve, points, strict=True)]
    for (x1, y1), (x2, y2) in pairwise(spots):
        yield Stroke(x1=x1, y1=y1, x2=x2, y2=y2, look=look)


def decision_rows(curve: Sequence[NetBenefit]) -> list[list[str]]:
    """The same in figures."""
    return [
        [f"{one.threshold:.0%}", f"{one.line:.2f}", f"{one.baseline:.2f}", f"{one.everybody:.2f}"]
        for one in curve
    ]


def kept_picture(found: Calibrated | None) -> Picture | None:
    """Stated chances against how often it came; on the slanting line both agree."""
    if found is None or not found.bins:
        return None
    across = Scale(low=0.0, high=1.0, start=LEFT, end=RIGHT)
    down = Scale(low=0.0, high=1.0, start=HEIGHT - FOOT, end=TOP)
    return Picture(
        height=HEIGHT,
        says=say("Stated chances against how often it came"),
        rules=tuple(
            Rule(y=down(level), says=f"{level:.0%}", look="grid" if level else "zero")
            for level in (0.0, 0.25, 0.5, 0.75, 1.0)
        ),
        strokes=(
            Stroke(x1=across(0), y1=down(0), x2=across(1), y2=down(1), look="trend"),
            *(
                Stroke(
                    x1=across(one.stated),
                    y1=down(one.so.low),
                    x2=across(one.stated),
                    y2=down(one.so.high),
                    look="early",
                )
                for one in found.bins
                if one.so.low is not None and one.so.high is not None
            ),
        ),
        dots=tuple(
            Dot(x=across(one.stated), y=down(one.so.value or 0.0), look="here")
            for one in found.bins
        ),
        labels=(
            Label(x=across(0), y=HEIGHT - 6, says="stated 0 %", anchor="start"),
            Label(x=across(1), y=HEIGHT - 6, says="stated 100 %", anchor="end"),
        ),
    )


def kept_rows(found: Calibrated) -> list[list[str]]:
    """The same in figures."""
    return [
        [
            f"{one.stated:.2f}",
            f"{one.so.value or 0.0:.2f}",
            f"{one.count:,}",
            ""
            if one.so.low is None
            else say("{low} to {high}", low=f"{one.so.low:.2f}", high=f"{one.so.high:.2f}"),
        ]
        for one in found.bins
    ]
