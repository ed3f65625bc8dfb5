"""From sums to a value: each kind of reduction, and shrinkage toward its prior."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.values import Posterior
from goodwill.signals.header import ReduceKind, SignalSpec
from goodwill.signals.reduce import FAMILY, reduce_sums

SPEC = SignalSpec(
    name="test",
    code="M00",
    family="content",
    unit="share",
    grain="row",
    reduce="share",
    reads=(),
    definition="",
    exposure="",
    source="",
    limits="",
    prior_mean=0.25,
    prior_strength=2.0,
    prior_sd=0.0,
    sql="",
)
NOTHING = (0.0,) * 6


class One(NamedTuple):
    """The figures of one value."""

    raw: float
    estimate: float
    posterior: Posterior
    exposure: float


def reduced(rule: SignalSpec, ours: tuple[float, ...], theirs: tuple[float, ...]) -> One | None:
    """One signal's value; None without exposure. It is the same beside one that has no rows."""
    pair = [rule, replace(rule, name="unseen")]
    found = reduce_sums(pair, np.array([ours, NOTHING]), np.array([theirs, NOTHING]))
    raw, estimate, a, b, exposure = (part.tolist()[0] for part in found)
    assert [part.tolist()[1] for part in found] == [0.0] * 5
    posterior = Posterior(FAMILY[rule.reduce], a, b)
    return One(raw, estimate, posterior, exposure) if exposure else None


def spec(reduce: ReduceKind, mean: float, strength: float, sd: float = 0.0) -> SignalSpec:
    return replace(SPEC, reduce=reduce, prior_mean=mean, prior_strength=strength, prior_sd=sd)


def sums(*rows: tuple[float, float]) -> tuple[float, ...]:
    """Sums over rows of (value, weight)."""
    return (
        float(sum(1 for _, weight in rows if weight)),
        sum(weight for _, weight in rows),
        sum(weight**2 for _, weight in rows),
        sum(value for value, _ in rows),
        sum(value * weight for value, weight in rows),
        sum(value**2 * weight for value, weight in rows),
    )


KINDS: tuple[ReduceKind, ...] = (
    "share",
    "rate",
    "monthly_rate",
    "ratio",
    "weighted_mean",
    "contrast",
    "balance",
    "effective_count",
)


@pytest.mark.parametrize("kind", KINDS)
def test_without_rows_there_is_no_value(kind: ReduceKind) -> None:
    assert reduced(spec(kind, 0.5, 2.0, 1.0), NOTHING, NOTHING) is None


def test_a_share_is_shrunk_as_the_concepts_say() -> None:
    found = reduced(spec("share", 0.35, 2.0), sums(*[(1.0, 1.0)] * 5), NOTHING)

    assert found is not None
    assert (found.raw, found.exposure) == (1.0, 5.0)
    assert found.estimate == pytest.approx((5 + 2 * 0.35) / (5 + 2))
    assert (found.posterior.a, found.posterior.b) == pytest.approx((5.7, 1.3))


FIRES = {
    # the table of smallest counts: threshold, prior mean, strength, chance -> rows: least count
    "tender share": (0.6, 0.35, 2.0, 0.80, {5: 5, 6: 6, 8: 7, 10: 8, 20: 15}),
    "first call": (0.5, 0.30, 2.0, 0.80, {3: 3, 5: 4, 6: 5, 8: 6, 10: 7}),
    "personal talk": (0.35, 0.15, 8.0, 0.80, {20: 11, 40: 19, 60: 27, 100: 41}),
    "hostility": (0.03, 0.002, 8.0, 0.90, {50: 4, 100: 7, 200: 10, 300: 14}),
}


@pytest.mark.parametrize(
    ("limit", "mean", "strength", "chance", "least"), FIRES.values(), ids=FIRES
)
def test_the_smallest_counts_that_fire_are_those_of_the_concepts(
    limit: float, mean: float, strength: float, chance: float, least: dict[int, int]
) -> None:
    def fires(count: int, rows: int) -> bool:
        seen = sums(*[(1.0, 1.0)] * count, *[(0.0, 1.0)] * (rows - count))
        found = reduced(spec("share", mean, strength), seen, NOTHING)
        return found is not None and found.posterior.chance_over(limit) >= chance

    assert {rows: fires(count, rows) for rows, count in least.items()} == dict.fromkeys(least, True)
    assert not any(fires(count - 1, rows) for rows, count in least.items())


def test_a_rate_has_its_exposure_in_the_weights() -> None:
    found = reduced(spec("rate", 0.5, 2.0), sums((1.0, 0.0), (1.0, 0.0), (0.0, 4.0)), NOTHING)

    assert found is not None
    assert found.raw == 0.5
    assert found.posterior.family == "gamma"
    assert (found.posterior.a, found.posterior.b) == pytest.approx((3.0, 6.0))


def test_a_ratio_does_not_depend_on_the_currency() -> None:
    rule = spec("ratio", 0.01, 2.0)
    euro = reduced(rule, sums((30.0, 0.0), (0.0, 400.0), (0.0, 600.0)), NOTHING)
    yen = reduced(rule, sums((3000.0, 0.0), (0.0, 40000.0), (0.0, 60000.0)), NOTHING)

    assert euro is not None
    assert euro.raw == pytest.approx(0.03)
    assert euro.exposure == 2.0
    assert yen == euro


def test_a_ratio_to_nothing_or_to_a_loss_is_no_answer() -> None:
    rule = spec("ratio", 0.01, 2.0)

    assert reduced(rule, sums((30.0, 0.0)), NOTHING) is None
    assert reduced(rule, sums((30.0, 0.0), (0.0, 10.0), (0.0, -20.0)), NOTHING) is None


def test_a_weighted_mean_counts_one_big_row_as_hardly_more_than_one() -> None:
    rule = spec("weighted_mean", 0.0, 1.0, 1.0)
    even = reduced(rule, sums((10.0, 1.0), (10.0, 1.0)), NOTHING)
    lopsided = reduced(rule, sums((10.0, 99.0), (10.0, 1.0)), NOTHING)

    assert even is not None
    assert lopsided is not None
    assert (even.raw, lopsided.raw) == (10.0, 10.0)
    assert even.exposure == lopsided.exposure == 2.0
    assert even.estimate == pytest.approx(20 / 3)
    assert lopsided.estimate == pytest.approx(10 * 1.0202 / 2.0202, rel=1e-3)


def test_a_contrast_needs_both_sides() -> None:
    rule = spec("contrast", 0.0, 1.0, 1.0)
    ours, theirs = sums((2.0, 1.0), (4.0, 1.0)), sums((1.0, 1.0))
    found = reduced(rule, ours, theirs)

    assert found is not None
    assert (found.raw, found.exposure) == (2.0, 3.0)
    assert 0 < found.estimate < 2
    assert reduced(rule, ours, NOTHING) is None
    assert reduced(rule, NOTHING, theirs) is None


def test_a_balance_is_even_or_one_sided_whoever_has_more() -> None:
    rule = spec("balance", 0.5, 8.0)
    few, many = sums(*[(1.0, 1.0)] * 10), sums(*[(1.0, 1.0)] * 40)
    found = reduced(rule, few, many)

    assert found is not None
    assert (found.raw, found.exposure) == (0.25, 50.0)
    assert found.posterior.chance_over(0.1) > 0.95
    assert found.posterior.chance_over(0.6) < 0.05
    assert reduced(rule, many, few) == found


def test_an_effective_count_is_the_number_of_people_where_all_take_part_alike() -> None:
    log = 1.3862943611198906  # of four exchanges each
    three = (12.0, 12.0, 12.0, 12.0, 12.0 * log, 12.0 * log**2)
    found = reduced(spec("effective_count", 1.3, 4.0, 1.0), three, NOTHING)

    assert found is not None
    assert found.raw == pytest.approx(3.0)
    assert 1.3 < found.estimate < 3.0


@given(
    rows=st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 50)), min_size=1, max_size=30),
    mean=st.floats(0.001, 0.999),
    strength=st.floats(0.5, 20),
)
def test_shrinkage_lies_between_the_prior_and_what_was_seen(
    rows: list[tuple[float, float]], mean: float, strength: float
) -> None:
    found = reduced(spec("share", mean, strength), sums(*rows), NOTHING)

    assert found is not None
    low, high = sorted((mean, found.raw))
    assert low - 1e-6 <= found.estimate <= high + 1e-6
