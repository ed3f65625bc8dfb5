"""Tails of many beliefs at once, held against those of one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.posterior import beta_over, gamma_over, normal_over
from goodwill.facts.tails import betas_over, gammas_over, normals_over

COUNTS = st.floats(min_value=1e-9, max_value=1e4)
LIMITS = st.one_of(st.floats(-1, 2), st.sampled_from([0.0, 1.0, 0.5]))


@given(st.lists(st.tuples(COUNTS, COUNTS, LIMITS), max_size=20))
def test_shares(cases: list[tuple[float, float, float]]) -> None:
    a, b, limit = np.array(cases, dtype=np.float64).reshape(-1, 3).T

    wanted = [beta_over(*case) for case in cases]

    np.testing.assert_allclose(betas_over(a, b, limit), wanted, rtol=1e-6, atol=1e-10)


@given(st.lists(st.tuples(COUNTS, st.floats(-1, 3)), max_size=20))
def test_rates(cases: list[tuple[float, float]]) -> None:
    shape, times_the_mean = np.array(cases, dtype=np.float64).reshape(-1, 2).T

    wanted = [gamma_over(shape, shape * times) for shape, times in cases]

    found = gammas_over(shape, shape * times_the_mean)
    np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-10)


@given(st.lists(st.tuples(LIMITS, st.sampled_from([0.0, 1e-3, 1.0, 40.0]), LIMITS), max_size=20))
def test_means(cases: list[tuple[float, float, float]]) -> None:
    mean, spread, limit = np.array(cases, dtype=np.float64).reshape(-1, 3).T

    wanted = [normal_over(*case) for case in cases]

    np.testing.assert_array_equal(normals_over(mean, spread, limit), wanted)
