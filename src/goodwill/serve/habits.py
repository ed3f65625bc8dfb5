"""How an account pays, buys and bids, said in sentences; both voices show the same.

The figures come with the statement (`goodwill.facts.money`); a habit that the book cannot tell
says what is missing. Sums are in `earnings`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from goodwill.facts.money import Money, MoneyFigure
from goodwill.serve.titles import load_titles
from goodwill.serve.words import amount, count, how_sure, lower_first, share, upper_first

__all__ = ["HabitLine", "days_late", "figure_of", "habit_lines", "price_base", "spelled_origin"]


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
    title, words = _WORDS[name]
    figure = figure_of(money, name)
    is_told = figure["amount"] is not None
    says = words(figure, money["currency"]) if is_told else " ".join(figure["needs"])
    return HabitLine(name=name, title=title, says=says, is_told=is_told)


def _value(figure: MoneyFigure) -> float:
    return figure["amount"] or 0.0


def days_late(days: float) -> str:
    """`58.2` as "58 days after the agreed day"; early is before it."""
    whole = round(days)
    if whole == 0:
        return "on the agreed day"
    return f"{count(abs(whole), 'day')} {'after' if whole > 0 else 'before'} the agreed day"


def _terms(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    parts = [f"On average {days_late(_value(figure))}"]
    if "median_days" in inputs:
        parts.append(f"half of the money has come {days_late(inputs['median_days'])}")
    else:
        parts.append("more than half of the money has not come yet")
    overdue = f"{amount(inputs['overdue'], currency)} overdue" if inputs["overdue"] else "none open"
    invoices = count(int(inputs["invoices"]), "invoice")
    return f"{'; '.join(parts)} ({invoices}, {overdue})."


def _points(value: float, *, end: bool = False) -> str:
    """A change in points of 100: "8.7 points lower"; within an interval only the number."""
    points = abs(value) * 100
    if round(points, 1) == 0:
        return "level"
    word = "lower" if value < 0 else "higher"
    return f"{points:.1f} {word}" if end else f"{points:.1f} points {word}"


def price_base(figure: MoneyFigure) -> str:
    """What prices are compared with: the list price, else what they first paid themselves."""
    return "their first price" if "at_first_price" in figure["inputs"] else "list price"


def _price(figure: MoneyFigure, _: str) -> str:
    inputs = figure["inputs"]
    said = f"Billed at {share(_value(figure))} of {price_base(figure)}"
    if "slope_a_year" not in inputs:
        return f"{said}; too few months for a trend."
    low, high = inputs["slope_low"], inputs["slope_high"]
    if round(low, 3) == round(high, 3) == 0:
        return f"{said}, month after month."
    interval = f"95 % interval: {_points(low, end=True)} to {_points(high, end=True)}"
    slope = inputs["slope_a_year"]
    return f"{said}; {_points(slope)}{' each year' if round(slope, 3) else ''} ({interval})."


def _discount(figure: MoneyFigure, _: str) -> str:
    inputs = figure["inputs"]
    said = (
        f"{inputs['rows_below_list']:g} of {inputs['rows']:g} rows below list price, "
        f"{_value(figure):.1%} off in all"
    ).replace("%", " %")
    if "depth_at_quarter_end" not in inputs:
        return f"{said}."
    end, other = inputs["depth_at_quarter_end"], inputs["depth_on_other_days"]
    return f"{said}; in the last 14 days of a quarter {share(end)}, else {share(other)}."


def _serve(figure: MoneyFigure, _: str) -> str:
    return f"Serving them takes {share(_value(figure))} of the gross margin."


def _bids(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    low, high = share(inputs["low"]), share(inputs["high"])
    said = (
        f"{inputs['won']:g} of {inputs['decided']:g} decided bids won "
        f"(95 % interval: {low} to {high})"
    )
    if "proposal_cost_per_win" not in inputs:
        return f"{said}."
    each = amount(inputs["proposal_cost_per_win"], currency)
    return f"{said}; proposals cost {each} for each one won."


def _gap(figure: MoneyFigure, _: str) -> str:
    inputs = figure["inputs"]
    return (
        f"Bought on {count(int(inputs['purchases']), 'day')} of three years, "
        f"every {inputs['median_gap']:g} days; the last {count(int(inputs['days_since']), 'day')} "
        f"ago, {_value(figure):.1f} of its own gaps."
    )


def _alive(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    chance = how_sure(_value(figure))
    expected = inputs["purchases_expected_in_52_weeks"]
    value = amount(inputs["mean_value"], currency)
    return (
        f"{upper_first(chance)} that they still buy; {expected:.1f} purchases of {value} expected "
        "in 52 weeks, by starting values that are not fitted to your accounts."
    )


def _patterns(figure: MoneyFigure, currency: str) -> str:
    inputs = sorted(figure["inputs"].items(), key=lambda one: (-one[1], one[0]))
    titles = load_titles()
    owners = [
        f"{lower_first(titles.line(name))} {amount(value, currency)}"
        for name, value in inputs
        if value
    ]
    said = f"{amount(_value(figure), currency)} in 12 months, each amount counted under one of them"
    return f"{said}: {', '.join(owners)}." if owners else f"{said}."


def _estimated(figure: MoneyFigure, currency: str) -> str:
    inputs = figure["inputs"]
    low, high = amount(inputs["low"], currency), amount(inputs["high"], currency)
    return (
        f"Estimated at {amount(_value(figure), currency)} ({low} to {high}), since no hours are "
        "written down; in no sum."
    )


_WORDS: Mapping[str, tuple[str, Words]] = MappingProxyType(
    {
        "days_beyond_terms": ("How they pay", _terms),
        "price_index": ("Price", _price),
        "discount_depth": ("Discounts", _discount),
        "serve_ratio": ("Cost to serve", _serve),
        "win_rate": ("Bids", _bids),
        "order_gap": ("Rhythm of buying", _gap),
        "still_buying": ("Still buying", _alive),
        "patterns_cost": ("What patterns cost", _patterns),
        "estimated_contact_cost": ("Our time in mail and meetings", _estimated),
        "estimated_visit_cost": ("Visits without a deal in view", _estimated),
    }
)


def spelled_origin(origin: str) -> str:
    """`first_call` as "First call", `rfp` as "RFP"."""
    words = origin.replace("_", " ")
    return "RFP" if origin == "rfp" else words[:1].upper() + words[1:]
