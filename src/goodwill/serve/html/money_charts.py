"""The pictures of one account's money: payments, prices, hours against revenue.

Each is a plain function from what came with the statement to a `Picture`, or None where there is
too little to draw; the templates put a table behind each. Ink and red only: all can be read in
grey, since late bars point up, early ones down, and open ones end in a ring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from goodwill.facts.money import CurveStep, InvoicePaid, Money, MonthOfWork, PriceMonth
from goodwill.serve.habits import days_late, figure_of, price_base
from goodwill.serve.html.drawing import (
    Dot,
    Label,
    Picture,
    Rect,
    Rule,
    Scale,
    Stroke,
    ticks,
)
from goodwill.serve.languages import say
from goodwill.serve.words import amount, count, figure, month, numeral, share

__all__ = ["payments", "prices", "unpaid", "work", "work_note"]

HEIGHT, TOP, FOOT = 168, 14, 20
LEFT, RIGHT = 2.0, 98.0
LEAST_DAYS = 10.0
"""A scale of days reaches this far at least, so that a day looks like a day."""
LEAST_SPAN = 0.1
"""A scale of prices spans ten points at least, so that flat looks flat."""
HALF = 0.5
LEAST_PRICES = 2
REVENUE_HEIGHT, HOURS_HEIGHT, GAP = 92, 56, 18


def _days(first: date, last: date, *, minimum: int = 1) -> Scale:
    span = max(minimum, (last - first).days)
    return Scale(low=first.toordinal(), high=first.toordinal() + span, start=LEFT, end=RIGHT)


def _month_ends(first: str, last: str, y: float) -> tuple[Label, ...]:
    """The first and the last month at the two ends of the foot."""
    ends = Label(x=0, y=y, says=month(first), anchor="start")
    if first[:7] == last[:7]:
        return (ends,)
    return (ends, Label(x=100, y=y, says=month(last), anchor="end"))


def _days_words(days: float) -> str:
    if not days:
        return say("agreed day")
    return say("{days} d late" if days > 0 else "{days} d early", days=numeral(abs(days), "g"))


def payments(money: Money, as_of: str) -> Picture | None:
    """Each invoice by its day of issue: a bar from the agreed day, up if late, down if early.

    A ring: not paid in full yet, drawn as far as `as_of`.
    """
    paid: Sequence[InvoicePaid] = money["payments"]
    if not paid:
        return None
    lateness = [one["days_beyond"] for one in paid]
    low, high = min(0.0, *lateness), max(0.0, *lateness)
    room = max(0.0, LEAST_DAYS - (high - low))
    down = Scale(low=low, high=high + room, start=HEIGHT - FOOT - 6, end=TOP)
    across = _days(date.fromisoformat(paid[0]["issued_on"]), date.fromisoformat(as_of), minimum=30)
    levels = sorted({0.0, *ticks(low, high + room)})
    marks = [_payment(one, across, down) for one in paid]
    figure = figure_of(money, "days_beyond_terms")
    late = sum(days > 0 for days in lateness)
    return Picture(
        height=HEIGHT,
        says=say(
            "{count} by day of issue, {late} of them past the agreed day; on average {figure}",
            count=count(len(paid), "invoice"),
            late=late,
            figure=days_late(figure["amount"] or 0.0),
        ),
        rules=tuple(
            Rule(y=down(level), says=_days_words(level), look="zero" if not level else "grid")
            for level in levels
        ),
        strokes=tuple(stroke for stroke, _ in marks),
        dots=tuple(dot for _, dot in marks),
        labels=_month_ends(paid[0]["issued_on"], as_of, HEIGHT - 4),
    )


def _payment(one: InvoicePaid, across: Scale, down: Scale) -> tuple[Stroke, Dot]:
    x = across(date.fromisoformat(one["issued_on"]).toordinal())
    days = one["days_beyond"]
    look = "late" if days > 0 else "early"
    is_open = one["settled_on"] is None
    return (
        Stroke(x1=x, y1=down(0.0), x2=x, y2=down(days), look=look),
        Dot(x=x, y=down(days), look=f"{look} ring" if is_open else look),
    )


def unpaid(curve: Sequence[CurveStep]) -> Picture | None:
    """The share of the money that is not paid yet, by days past the agreed day, as steps."""
    if not curve:
        return None
    first, last = min(0, curve[0]["days"]), max(0, curve[-1]["days"])
    edge = max(1, round((last - first) * 0.06))
    across = Scale(low=first - edge, high=last + edge, start=0, end=100)
    down = Scale(low=0, high=1, start=HEIGHT - FOOT - 6, end=TOP)
    half = next((step["days"] for step in curve if step["unpaid"] <= HALF), None)
    labels = [
        Label(x=across(day), y=HEIGHT - 4, says=figure(day) if day else say("agreed day"))
        for day in ticks(first, last)
    ]
    strokes = [
        Stroke(x1=across(0), y1=TOP, x2=across(0), y2=HEIGHT - FOOT - 6, look="zero"),
        *_steps(curve, across, down),
    ]
    dots = () if half is None else (Dot(x=across(half), y=down(HALF), look="here"),)
    after = (
        say("more than half is still open")
        if half is None
        else say("half has come {half}", half=days_late(half))
    )
    return Picture(
        height=HEIGHT,
        says=say("Share of the money unpaid by days past the agreed day: {after}", after=after),
        rules=tuple(Rule(y=down(part), says=share(part)) for part in (1.0, 0.5, 0.0)),
        strokes=tuple(strokes),
        dots=dots,
        labels=tuple(labels),
    )


def _steps(curve: Sequence[CurveStep], across: Scale, down: Scale) -> Iterator[Stroke]:
    x, y = 0.0, down(1.0)
    for step in curve:
        to_x, to_y = across(step["days"]), down(step["unpaid"])
        yield Stroke(x1=x, y1=y, x2=to_x, y2=y, look="line")
        yield Stroke(x1=to_x, y1=y, x2=to_x, y2=to_y, look="line")
        x, y = to_x, to_y
    yield Stroke(x1=x, y1=y, x2=100.0, y2=y, look="line")


def _place(name: str) -> float:
    return int(name[:4]) * 12 + int(name[5:7]) - 1


def prices(money: Money) -> Picture | None:
    """What was billed as a share of the base price, month by month, and the line through it."""
    points: Sequence[PriceMonth] = money["prices"]
    if len(points) < LEAST_PRICES:
        return None
    values = [1.0, *(point["index"] for point in points)]
    low, high = min(values), max(values)
    room = max(0.0, LEAST_SPAN - (high - low)) / 2 + (high - low) * 0.08
    down = Scale(low=low - room, high=high + room, start=HEIGHT - FOOT - 6, end=TOP)
    first, last = _place(points[0]["month"]), _place(points[-1]["month"])
    across = Scale(low=first, high=last, start=LEFT, end=RIGHT)
    spots = [(across(_place(point["month"])), down(point["index"])) for point in points]
    base = price_base(figure_of(money, "price_index"))
    levels = sorted({1.0, *ticks(low - room, high + room)})
    return Picture(
        height=HEIGHT,
        says=say(
            "Billed as a share of {base}, {month} to {month2}: last {share}",
            base=base,
            month=month(points[0]["month"]),
            month2=month(points[-1]["month"]),
            share=share(points[-1]["index"]),
        ),
        rules=tuple(
            Rule(
                y=down(level),
                says=base.removeprefix("their ") if level == 1 else share(level),
                look="zero" if level == 1 else "grid",
            )
            for level in levels
            if level == 1 or abs(down(level) - down(1.0)) > 12  # noqa: PLR2004 - room for words
        ),
        strokes=(
            *(
                Stroke(x1=x1, y1=y1, x2=x2, y2=y2, look="faint")
                for (x1, y1), (x2, y2) in pairwise(spots)
            ),
            *_trend(money, points, across, down),
        ),
        dots=tuple(Dot(x=x, y=y, look="here") for x, y in spots),
        labels=_month_ends(points[0]["month"], points[-1]["month"], HEIGHT - 4),
    )


def _trend(
    money: Money, points: Sequence[PriceMonth], across: Scale, down: Scale
) -> Iterator[Stroke]:
    """Theil's line: the slope of the figure through the middle of what it leaves."""
    slope = figure_of(money, "price_index")["inputs"].get("slope_a_year")
    if slope is None:
        return
    spots = [(_place(point["month"]), point["index"]) for point in points]
    level = median(value - slope * place / 12 for place, value in spots)
    ends = [(place, level + slope * place / 12) for place, _ in (spots[0], spots[-1])]
    (x1, y1), (x2, y2) = ((across(place), down(value)) for place, value in ends)
    yield Stroke(x1=x1, y1=y1, x2=x2, y2=y2, look="trend")


def work(months: Sequence[MonthOfWork], currency: str) -> Picture | None:
    """Revenue above, hours below, month by month on one line of time; unbilled hours are filled."""
    if not months:
        return None
    revenues = [max(0.0, one["revenue"]) for one in months]
    hours = [one["billed_hours"] + one["unbilled_hours"] for one in months]
    base, under = TOP + REVENUE_HEIGHT, TOP + REVENUE_HEIGHT + GAP
    up = Scale(low=0, high=max(revenues) or 1.0, start=0, end=REVENUE_HEIGHT - 12)
    down = Scale(low=0, high=max(hours) or 1.0, start=0, end=HOURS_HEIGHT - 12)
    slot = 100 / len(months)
    said = say(
        "{amount} invoiced and {figure} h",
        amount=amount(sum(revenues), currency),
        figure=figure(sum(hours)),
    )
    names = [month(one["month"]) for one in months]
    return Picture(
        height=under + (HOURS_HEIGHT + 4 if any(hours) else 0),
        says=say("{said} worked in {months} months", said=said, months=len(months)),
        rects=tuple(
            rect
            for place, one in enumerate(months)
            for rect in _bars(one, place * slot, slot, (base, under), (up, down))
        ),
        labels=(
            *(
                Label(x=(place + HALF) * slot, y=base + 13, says=name[:1])
                for place, name in enumerate(names)
            ),
            *_peaks(revenues, slot, [base - up(value) - 4 for value in revenues], currency),
            *_peaks(hours, slot, [under + down(value) + 11 for value in hours], None),
        ),
    )


def work_note(months: Sequence[MonthOfWork]) -> str:
    """What the two halves of that picture mean, or what one of them lacks."""
    if not any(one["billed_hours"] or one["unbilled_hours"] for one in months):
        return say("No hours were worked for them, or none are in this book.")
    if not any(one["revenue"] for one in months):
        return say("Nothing was invoiced. Filled hours: nobody was billed for them.")
    return say("Filled hours: nobody was billed for them.")


def _bars(
    one: MonthOfWork, x: float, slot: float, levels: tuple[float, float], sizes: tuple[Scale, Scale]
) -> Iterator[Rect]:
    """One month: revenue up from its line, unbilled then billed hours down from theirs."""
    left, width = round(x + slot * 0.16, 2), round(slot * 0.68, 2)
    (base, under), (up, down) = levels, sizes
    height = up(max(0.0, one["revenue"]))
    unbilled, billed = down(one["unbilled_hours"]), down(one["billed_hours"])
    bars = (
        (base - height, height, "solid"),
        (under, unbilled, "solid"),
        (under + unbilled, billed, "open"),
    )
    for y, size, look in bars:
        if size > 0:
            yield Rect(x=left, y=round(y, 2), width=width, height=round(size, 2), look=look)


def _peaks(
    values: Sequence[float], slot: float, heights: Sequence[float], currency: str | None
) -> Iterator[Label]:
    """The largest value by name; one label says the scale."""
    if not max(values):
        return
    place = max(range(len(values)), key=lambda each: values[each])
    value = values[place]
    says = f"{figure(value)} h" if currency is None else amount(value, currency)
    x = (place + HALF) * slot
    anchor = "start" if x < 12 else "end" if x > 88 else "middle"  # noqa: PLR2004 - at the edges
    x = 0.0 if anchor == "start" else 100.0 if anchor == "end" else x
    yield Label(x=round(x, 2), y=heights[place], says=says, anchor=anchor, look="peak")
