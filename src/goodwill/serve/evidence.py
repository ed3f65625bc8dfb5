"""One line of a statement opened: its title, its state in words, what speaks for and against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from goodwill.serve.languages import say, spoken
from goodwill.serve.titles import Titles, spelled
from goodwill.serve.words import (
    amount,
    day,
    formula_words,
    how_sure,
    inputs_words,
    lower_first,
    numeral,
    told,
    upper_first,
    weight_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goodwill.facts.statement import Evidence
    from goodwill.reports import Change, LineChanges, LineEvidence

__all__ = [
    "Sides",
    "change_words",
    "changes_words",
    "figure_words",
    "is_figure",
    "line_state",
    "line_title",
    "sides",
    "strength",
    "without_words",
]

FULL = 10
"""Marks in a full bar of weight; at 3 (twenty to one) or more it is full."""
FULL_WEIGHT = 3.0
_OWN_TITLES = spoken(
    {
        "kind": "Kind",
        "stage": "Stage",
        "commitments": "Promises, both ways",
        "commitments[ours]": "Our promises",
        "commitments[theirs]": "Their promises",
        "economics": "What it earns",
    }
)
MOST_INPUTS = 12
_CHANCES = ("confidence", "probability", "strength")


def line_title(name: str, titles: Titles) -> str:
    """What people call the line `why` was asked for."""
    return _OWN_TITLES.get(name) or titles.line(name.removeprefix("economics."))


def line_state(line: Mapping[str, object]) -> str:
    """Its status (or what it says now) and how sure that is."""
    if is_figure(line):
        return (
            say("Every figure with what it is made of")
            if "figures" in line
            else figure_words(line)[0]
        )
    if "now" in line and line["now"] is None:
        return say("Not sure yet")
    if tally := _tally(line):
        return tally
    state = line.get("status") or line.get("now")
    parts = [spelled(str(state))] if state else []
    if isinstance(line.get("met"), bool):
        parts.append(say("Earned") if line["met"] else say("Missing"))
    for name in _CHANCES:
        value = line.get(name)
        if isinstance(value, int | float):
            parts.append(how_sure(float(value)))
    return upper_first(", ".join(parts)) or say("Not enough to tell")


def is_figure(line: Mapping[str, object]) -> bool:
    """Whether a line is a figure of money (or all of them): rows make it up, none is against it."""
    return "formula" in line or "figures" in line


def figure_words(line: Mapping[str, object]) -> list[str]:
    """Each figure as its amount, formula and inputs; or what it needs."""
    figures = cast("Sequence[Mapping[str, object]]", line.get("figures") or [line])
    named = "figures" in line
    return [_one_figure(figure, str(line["currency"]), named=named) for figure in figures]


def _one_figure(figure: Mapping[str, object], currency: str, *, named: bool) -> str:
    name = f"{spelled(str(figure['id']))}: " if named else ""
    value = figure["amount"]
    if not isinstance(value, int | float):
        needs = " ".join(map(told, cast("Sequence[str]", figure["needs"])))
        return say("{name}not enough to tell. {needs}", name=name, needs=needs)
    is_money = str(figure["unit"]).startswith("money")
    shown = (
        amount(value, currency, pence=True)
        if is_money
        else f"{numeral(value, 'g')} ({say(str(figure['unit']))})"
    )
    inputs = inputs_words(cast("Mapping[str, float]", figure["inputs"]), at_most=MOST_INPUTS)
    said = f"{name}{shown} = {formula_words(str(figure['formula']))}"
    return say("{said}, with {inputs}", said=said, inputs=inputs) if inputs else said


def _tally(line: Mapping[str, object]) -> str:
    """Of a ledger of promises, or of one side of it, the counts in words."""
    both = [(side, line[side]) for side in ("ours", "theirs") if isinstance(line.get(side), dict)]
    if both:
        told = (
            f"{say(side)}: {_tally(cast('Mapping[str, object]', counts))}" for side, counts in both
        )
        return upper_first("; ".join(told))
    names = ("kept", "broken", "open")
    if not all(isinstance(line.get(name), int) for name in names):
        return ""
    return ", ".join(f"{line[name]} {say(name)}" for name in names)


class Sides(NamedTuple):
    """The items of a line by what they say of it; what stands `beside` it weighs nothing."""

    speaking: list[Evidence]
    against: list[Evidence]
    beside: list[Evidence]


def sides(items: Iterable[Evidence]) -> Sides:
    """What speaks for a line, against it and neither, the heaviest first, then the newest."""
    ranked = sorted(items, key=lambda item: item["ref"])
    ranked.sort(key=lambda item: item["on"] or "", reverse=True)
    ranked.sort(key=lambda item: abs(item["weight"]), reverse=True)
    return Sides(
        speaking=[item for item in ranked if item["weight"] > 0],
        against=[item for item in ranked if item["weight"] < 0],
        beside=[item for item in ranked if not item["weight"]],
    )


def without_words(answer: LineEvidence, item: Evidence) -> str:
    """How sure the line would be without an item; empty where nobody worked it out."""
    found = (one.probability for one in answer.without if one.id == item["id"])
    return next((say("without it {sure}", sure=how_sure(chance)) for chance in found), "")


def changes_words(changes: LineChanges) -> str:
    """How the line stood on the earlier day, and whether our yardstick has changed since."""
    then, now = _state_words(changes.then), _state_words(changes.now)
    said = say("On {day}: {then}. Now: {now}.", day=day(changes.since), then=then, now=now)
    if changes.then == changes.then_by_rules_now:
        return say("{said} Our numbers have not changed it.", said=said)
    ruled = _state_words(changes.then_by_rules_now)
    return say("{said} By the numbers of now it would have been: {ruled}.", said=said, ruled=ruled)


def change_words(change: Change) -> str:
    """Why an item counts otherwise than before."""
    weight = change.evidence["weight"]
    if change.was is None:
        return say("new") if change.because == "client" else say("counts by now")
    return say("no longer counts") if not weight else say("was {was}", was=weight_words(change.was))


def _state_words(state: str | float | None) -> str:
    match state:
        case None:
            return say("not sure")
        case bool():
            return say("earned") if state else say("missing")
        case str():
            return lower_first(spelled(state))
        case _:
            return how_sure(state)


def strength(item: Evidence) -> str:
    """The weight as a bar of up to ten marks."""
    if not item["weight"]:
        return ""
    marks = round(min(abs(item["weight"]), FULL_WEIGHT) / FULL_WEIGHT * FULL)
    return ("+" if item["weight"] > 0 else "-") * max(marks, 1)
