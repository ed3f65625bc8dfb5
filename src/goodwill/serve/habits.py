"""How an account pays, buys and bids, said in sentences; both voices show the same.

The figures come with the statement (`goodwill.facts.money`); a habit that the book cannot tell
says what is missing. Sums are in `earnings`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from goodwill.facts.money import Money, MoneyFigure
from goodwill.serve.languages import mark, say
from goodwill.serve.titles import load_titles
from goodwill.serve.words import (
    amount,
    count,
    how_sure,
    lower_first,
    numeral,
    share,
    told,
    upper_first,
)

__all__ = ["HabitLine", "days_late", "figure_of", "habit_lines", "price_base", "spelled_origin"]

WIDE = 1.0
"""An interval of a trend in prices as wide as the price itself tells nothing, and is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitLine:
    """One habit: its title and its sentence; `is_told` False: the sentence says what is missing."""

    name: str
    title: str
    says: str
    is_told: bool


Words = Callable[[MoneyFigure, str], str]


def figure_of(money: Money, name: str) -> MoneyFigure:
    """One figure by its name."""
    return next(figure for figure in money["figures"] if figure["id"] == name)


def habit_lines(money: Money) -> tuple[HabitLine, ...]:
    """All habits, in the order a reader asks."""
    return tuple(_line(money, name) for name in _WORDS)


def _line(money: Money, name: str) -> HabitLine:
    title, words = say(_WORDS[name][0]), _WORDS[name][1]
    figure = figure_of(money, name)
    is_told = figure["amount"] is not None
    says = words(figure, money["currency"]) if is_told else " ".join(map(told, figure["needs"]))
    return HabitLine(name=name, title=title, says=says, is_told=is_told)


def _value(figure: MoneyFigure) -> float:
    return figure["amount"] or 0.0


def days_late(days: float) -> str:
    """`58.2` as "58 days after the agreed day"; early is before it."""
    whole = round(days)
    if whole == 0:
        return say("on the agreed day")
    days_off = count(abs(whole), "day")
    if whole > 0:
        return say("{days} after the agreed day", days=days_off)
    return say("{days} before the agreed day", days=days_off)


def _terms(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    parts = [say("On average {figure}", figure=days_late(_value(figure)))]
    if "median_days" in inputs:
        parts.append(
            say("half of the money has come {inputs}", inputs=days_late(inputs["median_days"]))
        )
    else:
        parts.append(say("more than half of the money has not come yet"))
    overdue = (
        say("{amount} overdue", amount=amount(inputs["overdue"], currency))
        if inputs["overdue"]
        else say("none open")
    )
    invoices = count(int(inputs["invoices"]), "invoice")
    return f"{'; '.join(parts)} ({invoices}, {overdue})."


def _points(value: float, *, end: bool = False) -> str:
    """A change in points of 100: "8.7 points lower"; within an interval only the number."""
    points = abs(value) * 100
    shown = numeral(points, ".1f")
    if round(points, 1) == 0:
        return shown if end else say("level")
    if end:
        return say("{points} lower" if value < 0 else "{points} higher", points=shown)
    if value < 0:
        return say("{points} points lower", points=shown)
    return say("{points} points higher", points=shown)


def price_base(figure: MoneyFigure) -> str:
    """What prices are compared with: the list price, else what they first paid themselves."""
    return say("their first price") if "at_first_price" in figure["inputs"] else say("list price")


def _price(figure: MoneyFigure, _: str) -> str:
    inputs = figure["inputs"]
    said = say(
        "Billed at {share} of their first price"
        if "at_first_price" in inputs
        else "Billed at {share} of list price",
        share=share(_value(figure)),
    )
    if "slope_a_year" not in inputs:
        return say("{said}; too few months for a trend.", said=said)
    low, high = inputs["slope_low"], inputs["slope_high"]
    if low < 0 < high and high - low > WIDE:
        return f"{said}."
    if round(low, 3) == round(high, 3) == 0:
        return say("{said}, month after month.", said=said)
    interval = say(
        "95 % interval: {low} to {high}", low=_points(low, end=True), high=_points(high, end=True)
    )
    slope = inputs["slope_a_year"]
    return f"{said}; {_points(slope)}{say(' each year') if round(slope, 3) else ''} ({interval})."


def _discount(figure: MoneyFigure, _: str) -> str:
    inputs = figure["inputs"]
    said = (
        say(
            "{inputs} of {inputs2} rows below list price, {figure} off in all",
            inputs=numeral(inputs["rows_below_list"], "g"),
            inputs2=numeral(inputs["rows"], "g"),
            figure=numeral(_value(figure), ".1%"),
        )
    ).replace("%", " %")
    if "depth_at_quarter_end" not in inputs:
        return f"{said}."
    end, other = inputs["depth_at_quarter_end"], inputs["depth_on_other_days"]
    return say(
        "{said}; in the last 14 days of a quarter {share}, else {share2}.",
        said=said,
        share=share(end),
        share2=share(other),
    )


def _serve(figure: MoneyFigure, _: str) -> str:
    return say("Serving them takes {share} of the gross margin.", share=share(_value(figure)))


def _bids(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    low, high = share(inputs["low"]), share(inputs["high"])
    said = say(
        "{inputs} of {inputs2} decided bids won (95 % interval: {low} to {high})",
        inputs=numeral(inputs["won"], "g"),
        inputs2=numeral(inputs["decided"], "g"),
        low=low,
        high=high,
    )
    if "proposal_cost_per_win" not in inputs:
        return f"{said}."
    each = amount(inputs["proposal_cost_per_win"], currency)
    return say("{said}; proposals cost {each} for each one won.", said=said, each=each)


def _gap(figure: MoneyFigure, _: str) -> str:
    inputs = figure["inputs"]
    return say(
        "Bought on {count} of three years, every {inputs} days; the last "
        "{count2} ago, {figure} times the usual gap.",
        count=count(int(inputs["purchases"]), "day"),
        inputs=numeral(inputs["median_gap"], "g"),
        count2=count(int(inputs["days_since"]), "day"),
        figure=numeral(_value(figure), ".1f"),
    )


def _alive(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    chance = how_sure(_value(figure))
    expected = inputs["purchases_expected_in_52_weeks"]
    value = amount(inputs["mean_value"], currency)
    return say(
        "{chance} that they still buy; {expected} purchases of {value} "
        "expected in 52 weeks, by starting values that are not fitted to "
        "your accounts.",
        chance=upper_first(chance),
        expected=numeral(expected, ".1f"),
        value=value,
    )


def _patterns(figure: MoneyFigure, currency: str) -> str:
    inputs = sorted(figure["inputs"].items(), key=lambda one: (-one[1], one[0]))
    titles = load_titles()
    owners = [
        f"{lower_first(titles.line(name))} {amount(value, currency)}"
        for name, value in inputs
        if value
    ]
    said = say(
        "{amount} in 12 months, each amount counted under one of them",
        amount=amount(_value(figure), currency),
    )
    return f"{said}: {', '.join(owners)}." if owners else f"{said}."


def _estimated(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    low, high = amount(inputs["low"], currency), amount(inputs["high"], currency)
    return say(
        "Estimated at {amount} ({low} to {high}), since no hours are written down; in no sum.",
        amount=amount(_value(figure), currency),
        low=low,
        high=high,
    )


_WORDS: Mapping[str, tuple[str, Words]] = MappingProxyType(
    {
        "days_beyond_terms": (mark("How they pay"), _terms),
        "price_index": (mark("Price"), _price),
        "discount_depth": (mark("Discounts"), _discount),
        "serve_ratio": (mark("Cost to serve"), _serve),
        "win_rate": (mark("Bids"), _bids),
        "order_gap": (mark("Rhythm of buying"), _gap),
        "still_buying": (mark("Still buying"), _alive),
        "patterns_cost": (mark("What patterns cost"), _patterns),
        "estimated_contact_cost": (mark("Our time in mail and meetings"), _estimated),
        "estimated_visit_cost": (mark("Visits without a deal in view"), _estimated),
    }
)


def spelled_origin(origin: str) -> str:
    """`first_call` as "First call", `rfp` as "RFP"."""
    words = origin.replace("_", " ")
    return "RFP" if origin == "rfp" else words[:1].upper() + words[1:]
