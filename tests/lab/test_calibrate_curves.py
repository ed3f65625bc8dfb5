"""Curves from answers: how many are needed, that they rise, and that they are near the truth."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.facts.calibration import NOT_CALIBRATED, Calibration, Curve
from goodwill.lab.calibrate.curves import Answered, fit, method_for, pooled
from goodwill.lab.calibrate.venn_abers import interval, intervals

CHANCES = st.integers(0, 100).map(lambda whole: whole / 100)
ANSWERS = st.lists(st.builds(Answered, CHANCES, st.booleans()), min_size=30, max_size=260)


def answers(count: int, stated: float, share: float) -> list[Answered]:
    """`count` lines stated alike, of which a share is so."""
    held = round(count * share)
    return [Answered(stated, place < held) for place in range(count)]


@pytest.mark.parametrize(
    ("count", "method"),
    [(0, "none"), (29, "none"), (30, "beta"), (199, "beta"), (200, "isotonic")],
)
def test_what_so_many_answers_carry(count: int, method: str) -> None:
    assert method_for(count) == method
    assert (fit(answers(count, 0.6, 0.5)) is None) == (method == "none")


@given(ANSWERS)
@settings(max_examples=60, deadline=None)
def test_a_chance_stated_higher_stays_higher(found: list[Answered]) -> None:
    curve = fit(found)

    assert curve is not None
    assert all(low < high for low, high in pairwise(curve.stated))
    assert all(low < high for low, high in pairwise(curve.so))
    assert 0 <= curve.so[0] < curve.so[-1] <= 1


@given(ANSWERS)
@settings(max_examples=30, deadline=None)
def test_the_order_of_answers_changes_nothing(found: list[Answered]) -> None:
    turned = list(reversed(found))

    assert fit(turned) == fit(found)


@given(ANSWERS, CHANCES)
@settings(max_examples=60, deadline=None)
def test_the_way_back_leads_to_what_was_stated(found: list[Answered], chance: float) -> None:
    curve = fit(found)

    assert curve is not None
    assert curve(curve.stated_for(curve(chance))) == pytest.approx(curve(chance), abs=1e-4)


@pytest.mark.parametrize("each", [20, 120])
def test_chances_that_were_stated_too_high_come_down(each: int) -> None:
    """Of what is stated at 0.9 six in ten are so; of what is stated at 0.3 one in ten."""
    curve = fit([*answers(each, 0.9, 0.6), *answers(each, 0.3, 0.1)])

    assert curve is not None
    assert curve(0.9) == pytest.approx(0.6, abs=0.08)
    assert curve(0.3) == pytest.approx(0.1, abs=0.08)


def test_chances_that_agree_with_the_answers_hardly_move() -> None:
    found = [one for stated in (0.1, 0.3, 0.5, 0.7, 0.9) for one in answers(30, stated, stated)]
    curve = fit(found)

    assert curve is not None
    for stated in (0.1, 0.3, 0.5, 0.7, 0.9):
        assert curve(stated) == pytest.approx(stated, abs=0.03)


def test_answers_that_are_all_alike_make_no_certainty() -> None:
    for count in (30, 250):
        high, low = fit(answers(count, 0.7, 1.0)), fit(answers(count, 0.7, 0.0))

        assert high is not None
        assert low is not None
        assert 0.7 < high(0.7) < 1
        assert 0 < low(0.7) < 0.3


def test_answers_that_run_the_wrong_way_leave_the_order_and_take_the_sureness() -> None:
    curve = fit([*answers(50, 0.9, 0.2), *answers(50, 0.1, 0.8)])

    assert curve is not None
    assert 0.35 < curve(0.1) < curve(0.9) < 0.65


def test_pools_are_those_worked_out_by_hand() -> None:
    marks = [(0.1, 0), (0.2, 1), (0.3, 0), (0.4, 0), (0.6, 1), (0.6, 0), (0.8, 1)]
    found = pooled([Answered(stated, bool(mark)) for stated, mark in marks])

    assert [(round(one.so, 4), one.size) for one in found] == [
        (0.0, 1),
        (0.3333, 3),
        (0.5, 2),
        (1.0, 1),
    ]
    assert found[1].stated == pytest.approx(0.3)


def test_an_interval_holds_what_both_answers_would_make() -> None:
    """Ten answers at one place, four of them so: an eleventh makes it 4 or 5 of 11."""
    found = interval(answers(10, 0.5, 0.4), 0.5)

    assert (found.low, found.high) == (round(4 / 11, 4), round(5 / 11, 4))


@given(ANSWERS)
@settings(max_examples=20, deadline=None)
def test_an_interval_has_its_low_end_below_its_high_end(found: list[Answered]) -> None:
    for one in intervals(found):
        assert 0 <= one.low < one.high <= 1


def test_more_answers_make_a_narrower_interval() -> None:
    few, many = interval(answers(20, 0.5, 0.5), 0.5), interval(answers(400, 0.5, 0.5), 0.5)

    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(
    ("stated", "so"),
    [
        ((0.0, 1.0), (0.5, 0.5)),
        ((0.0, 1.0), (0.6, 0.5)),
        ((0.0, 0.9), (0.1, 0.5)),
        ((0.0, 1.0), (0.1, 1.1)),
        ((0.0, 0.5, 1.0), (0.1, 0.9)),
        ((), ()),
    ],
)
def test_what_does_not_rise_from_0_to_1_is_no_curve(
    stated: tuple[float, ...], so: tuple[float, ...]
) -> None:
    with pytest.raises(ValueError, match=r"curve|chances"):
        Curve(stated=stated, so=so)


def test_without_a_curve_a_chance_is_shown_as_it_is_stated() -> None:
    steep = Calibration(name="own:1", curves={"kind": Curve(stated=(0.0, 1.0), so=(0.2, 1.0))})

    assert NOT_CALIBRATED.shown("kind", 0.123456) == 0.123456
    assert steep.shown("risks", 0.5) == 0.5
    assert steep.shown("kind", 0.5) == 0.6
    assert steep.shown("kind", 1.0) == 0.95, "nothing is shown as surer than that"
