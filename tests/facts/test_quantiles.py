"""Student's tails and the intervals, held against SciPy's."""

from __future__ import annotations

import pytest
from scipy import stats

from goodwill.facts.quantiles import Student, beta_interval, exact_interval, students_interval


@pytest.mark.parametrize("freedom", [1.0, 2.0, 4.0, 17.0, 300.0])
@pytest.mark.parametrize("threshold", [-7.0, -1.3, 0.0, 0.4, 2.5, 30.0])
def test_the_tail_is_students(freedom: float, threshold: float) -> None:
    found = Student(at=0.5, spread=2.0, freedom=freedom).over(threshold)

    assert found == pytest.approx(float(stats.t.sf(threshold, freedom, 0.5, 2.0)), abs=1e-10)


@pytest.mark.parametrize("freedom", [1.0, 3.0, 25.0])
def test_one_students_interval_is_the_textbooks(freedom: float) -> None:
    found = students_interval([Student(at=3.0, spread=0.5, freedom=freedom)], 0.95)

    assert found == pytest.approx(stats.t.interval(0.95, freedom, 3.0, 0.5), rel=1e-6)


def test_a_mixtures_interval_leaves_as_much_on_either_side() -> None:
    mixed = [Student(0.0, 1.0, 5.0, 0.25), Student(4.0, 0.5, 9.0, 0.75)]

    low, high = students_interval(mixed, 0.9)

    for threshold, chance in ((low, 0.95), (high, 0.05)):
        over = sum(one.weight * one.over(threshold) for one in mixed)
        assert over == pytest.approx(chance, abs=1e-9)


def test_what_is_certain_has_an_interval_without_width() -> None:
    sure = Student(at=2.0, spread=0.0, freedom=3.0)

    assert students_interval([sure], 0.95) == (2.0, 2.0)
    assert (sure.over(1.9), sure.over(2.0)) == (1.0, 0.0)


@pytest.mark.parametrize(("a", "b"), [(2.0, 8.0), (0.5, 0.5), (40.0, 3.0)])
def test_a_shares_interval_is_scipys(a: float, b: float) -> None:
    assert beta_interval(a, b, 0.95) == pytest.approx(stats.beta.interval(0.95, a, b), abs=1e-9)


@pytest.mark.parametrize(("hits", "of"), [(0, 5), (5, 5), (3, 11), (60, 200)])
def test_an_exact_interval_is_clopper_and_pearsons(hits: int, of: int) -> None:
    theirs = stats.binomtest(hits, of).proportion_ci(0.95, method="exact")

    assert exact_interval(hits, of, 0.95) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
