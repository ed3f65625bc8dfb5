"""Tail probabilities, compared with SciPy's over their whole range."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from goodwill.facts.posterior import beta_over, gamma_over, normal_over

COUNTS = st.floats(min_value=1e-3, max_value=1e5)


@given(COUNTS, COUNTS, st.floats(min_value=0, max_value=1))
def test_a_share(a: float, b: float, threshold: float) -> None:
    wanted = float(special.betaincc(a, b, threshold))

    assert math.isclose(beta_over(a, b, threshold), wanted, rel_tol=1e-6, abs_tol=1e-9)


@given(COUNTS, st.floats(min_value=0, max_value=3))
def test_a_rate(shape: float, times_the_mean: float) -> None:
    wanted = float(special.gammaincc(shape, shape * times_the_mean))

    assert math.isclose(
        gamma_over(shape, shape * times_the_mean), wanted, rel_tol=1e-6, abs_tol=1e-9
    )


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3), st.floats(-1e3, 1e3))
def test_a_mean(mean: float, spread: float, threshold: float) -> None:
    wanted = float(special.ndtr((mean - threshold) / spread))

    assert math.isclose(normal_over(mean, spread, threshold), wanted, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (beta_over(2, 3, 0), 1.0),
        (beta_over(2, 3, -1), 1.0),
        (beta_over(2, 3, 1), 0.0),
        (beta_over(1, 1, 0.25), 0.75),
        (gamma_over(2, 0), 1.0),
        (gamma_over(1, 1), math.exp(-1)),
        (normal_over(1, 0, 0.5), 1.0),
        (normal_over(1, 0, 1), 0.0),
    ],
)
def test_the_ends_of_the_range(found: float, wanted: float) -> None:
    assert found == pytest.approx(wanted, abs=1e-12)
