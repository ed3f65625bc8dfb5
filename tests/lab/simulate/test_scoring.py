"""Figures from marks that were made up by hand."""

from __future__ import annotations

from datetime import date

import pytest

from goodwill.lab.simulate import scoring
from goodwill.lab.simulate.scoring import Marked, figures, kind_faults, last_look, of_patterns


def one(
    kind: str | None,
    said: str | None,
    *,
    confidence: float = 0.5,
    patterns: dict[str, tuple[bool, bool]] | None = None,
    costs: dict[str, float] | None = None,
    promises: tuple[tuple[str, str | None], ...] = (),
    noticed: int | None = None,
) -> Marked:
    return Marked(
        account_id="a",
        kind=kind,
        said=said,
        confidence=confidence,
        is_quiet=kind is None,
        stage=None,
        patterns=patterns or {},
        costs=costs or {},
        economics={},
        promises=promises,
        noticed=noticed,
    )


def test_silence_is_missed_but_no_mistake() -> None:
    marks = [one("social", "social"), one("social", None), one("partner", "partner")]

    assert scoring.coverage(marks) == pytest.approx(2 / 3)
    assert scoring.accuracy(marks) == 1
    assert scoring.macro_f1(marks) == pytest.approx((2 / 3 + 1) / 2)


def test_an_account_of_no_kind_counts_in_no_figure_of_kinds() -> None:
    marks = [one("social", "social"), one(None, "partner")]

    assert scoring.coverage(marks) == 1
    assert scoring.accuracy(marks) == 1


def test_false_discovery_is_the_share_of_what_is_said_that_is_not_there() -> None:
    marks = [
        one(None, None, patterns={"abusive": (True, True), "hostage": (False, True)}),
        one(None, None, patterns={"abusive": (True, False), "hostage": (False, False)}),
    ]

    assert scoring.false_discovery(marks) == 0.5
    assert scoring.recall(marks) == 0.5
    assert of_patterns(marks) == {"abusive": (1, 1, 2), "hostage": (0, 1, 0)}


def test_calibration_is_the_distance_of_confidence_from_being_right() -> None:
    right = [one("social", "social", confidence=0.9) for _ in range(9)]
    wrong = [one("partner", "social", confidence=0.9)]
    timid = [one("social", "social", confidence=0.6) for _ in range(10)]

    assert scoring.calibration(right + wrong) == pytest.approx(0)
    assert scoring.calibration(right[:5] + wrong * 5) == pytest.approx(0.4)
    assert scoring.calibration(right + wrong + timid) == pytest.approx(0.2)


def test_calibration_is_none_where_no_kind_is_named() -> None:
    assert scoring.calibration([one("social", None), one(None, "social")]) is None


def test_a_shift_is_noticed_at_the_first_look_that_names_it() -> None:
    looks = [(date(2026, 1, 31), "technical"), (date(2026, 2, 28), "partner")]

    assert last_look(date(2026, 1, 1), looks, "partner") == 58
    assert last_look(date(2026, 1, 1), looks, "social") == 58 + 30


def test_figures_have_an_interval_that_holds_them() -> None:
    marks = [one("social", "social", noticed=30), one("partner", "social", noticed=60)] * 10

    found = {each.name: each for each in figures(marks)}
    days = found["days until a shift is noticed, median"]

    assert found["kind accuracy where said"].value == 0.5
    assert found["kind accuracy where said"].low <= 0.5 <= found["kind accuracy where said"].high
    assert (days.value, days.n) == (45.0, 20)
    assert found["recall of patterns"].value != found["recall of patterns"].value, "nothing to say"


def test_faults_are_counted_the_commonest_first() -> None:
    marks = [one("social", None), one("partner", "social"), one("partner", "social")]

    assert kind_faults(marks) == {("partner", "social"): 2, ("social", "not told"): 1}


def test_a_promise_that_is_not_seen_has_no_outcome() -> None:
    marks = [one(None, None, promises=(("kept", "kept"), ("broken", "open"), ("open", None)))]

    assert scoring.promises_found(marks) == pytest.approx(2 / 3)
    assert scoring.outcomes_right(marks) == 0.5
