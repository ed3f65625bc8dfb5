"""What came of a registered move, case by case (`tests/cases/outcomes/verdicts.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goodwill.advise.outcome.compare import Outcome, OutcomeRules, compare
from goodwill.advise.outcome.expect import expected
from goodwill.advise.outcome.words import said_of_move
from goodwill.catalogue.loader import load_catalogue
from goodwill.catalogue.schema import Move, Play
from goodwill.facts.series import MonthPoint, Series, month_number

HERE = Path(__file__).parents[2] / "cases" / "outcomes"
CASES = tomllib.loads((HERE / "verdicts.toml").read_text("utf-8"))["case"]
ACCEPTED = date(2025, 7, 10)
BY_DAYS = 150
WIGGLE = 0.02

Case = dict[str, Any]  # a TOML table, at a parser's edge


def play_of(case: Case) -> Play:
    how = {"to": case["to"]} if "to" in case else {"by": case.get("by", 1.0)}
    move = Move(
        signal="breadth",
        goes=case.get("goes", "up"),
        **how,
        within_days=BY_DAYS,
        since=date(2025, 1, 1),
        basis="a case",
    )
    return replace(load_catalogue().plays["widen_the_committee"], moves=(move,))


def months(spec: Case) -> list[float]:
    line = np.linspace(spec["from"], spec["to"], spec["count"])
    return [*(line + WIGGLE * (np.arange(len(line)) % 2)), *spec.get("then", ())]


def series_of(case: Case, *, rise: float | None = None) -> Series:
    """The months around the acceptance; with `rise`, those of another account."""
    before, after = months(case["before"]), months(case["after"])
    if rise is not None:
        after = [case["before"]["to"] + rise + WIGGLE * (at % 2) for at in range(len(after))]
    own = month_number(ACCEPTED)
    first = own - len(before)
    placed = [*enumerate(before, first), *enumerate(after, own + 1)]
    points = tuple(MonthPoint(month, float(value), 4.0) for month, value in placed)
    return Series(signal="breadth", unit="people", points=points)


def rules() -> OutcomeRules:
    return OutcomeRules.of(load_catalogue().threshold, ACCEPTED)


def outcome_of(case: Case) -> Outcome:
    held, numbers = {"breadth": series_of(case)}, rules()
    expects = expected(
        play_of(case),
        held,
        ACCEPTED,
        level_months=numbers.level_months,
        counts=numbers.counts,
    )
    others = [series_of(case, rise=rise) for rise in case.get("others", ())]
    looked = case.get("looked", date(2026, 3, 31))
    (found,) = compare(expects, held, {"breadth": others}, numbers, looked)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_came_of_it(case: Case) -> None:
    found, expect = outcome_of(case), case["expect"]

    assert found.verdict == expect["verdict"]
    assert (found.effect.compared if found.effect else None) == expect.get("compared")
    if "change" in expect:
        assert found.effect is not None
        assert found.effect.change == pytest.approx(expect["change"], abs=0.1)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_no_sentence_calls_it_an_effect(case: Case) -> None:
    found = outcome_of(case)

    said = said_of_move(found)

    assert "effect" not in said
    assert "caused" not in said
    assert ("cannot be attributed" in said) == (found.verdict == "cannot_attribute")
    assert ("associated with" in said) == (found.verdict in {"moved", "wrong_way"})


def test_plays_without_any_effect_are_hardly_ever_called_moved() -> None:
    """Steady accounts with noise, acted upon when half a year was at its worst."""
    draw, runs, called = np.random.default_rng(17), 120, 0
    numbers = rules()
    case: Case = {"before": {}, "goes": "up", "by": 1.0}
    own = month_number(ACCEPTED)
    for _ in range(runs):
        values = _worst_last(draw)
        points = [MonthPoint(own - 24 + at, one, 4.0) for at, one in enumerate(values)]
        held = {"breadth": Series(signal="breadth", unit="people", points=tuple(points))}
        until = {
            name: Series(signal=name, unit=one.unit, points=one.points[:24])
            for name, one in held.items()
        }
        expects = expected(play_of(case), until, ACCEPTED, level_months=6, counts=0.5)
        (found,) = compare(expects, held, {}, numbers, date(2026, 3, 31))
        called += found.verdict == "moved"

    assert called / runs <= 0.1


def _worst_last(draw: np.random.Generator) -> list[float]:
    """Thirty months of a long steady course, of which months 18 to 23 are its worst half year."""
    values = draw.normal(size=120)
    for month in range(1, 120):
        values[month] = 0.3 * values[month - 1] + np.sqrt(1 - 0.09) * values[month]
    halves = np.convolve(values, np.ones(6) / 6, "valid")[18:-6]
    end = int(np.argmin(halves)) + 18 + 6
    return [float(one) for one in values[end - 24 : end + 6]]
