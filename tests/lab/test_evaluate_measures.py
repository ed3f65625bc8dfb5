"""The measures against their definitions, intervals against what is known, the floor's folds."""

from __future__ import annotations

from hashlib import sha256
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodwill.lab.evaluate.draws import DRAWS, Draws, group_codes
from goodwill.lab.evaluate.floor import FOLDS, Floor, folds_by_group
from goodwill.lab.evaluate.measures import MEASURES, Answered, measure, measure_majority
from goodwill.lab.evaluate.ratings import measure_ratings

ANSWERED = st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=1, max_size=30)


def each_its_own(rows: int) -> Draws:
    return Draws(np.arange(rows))


def values(holds: list[bool], chances: list[float]) -> dict[str, float | None]:
    answered = Answered(holds=np.array(holds), chances=np.array(chances))
    return {
        name: found.value for name, found in measure(answered, each_its_own(len(holds))).items()
    }


def by_hand(holds: list[bool], chances: list[float]) -> dict[str, float | None]:
    """The definitions, written out."""
    rows = list(zip(holds, chances, strict=True))
    found = sum(so and chance >= 0.5 for so, chance in rows)
    given_, held = sum(chance >= 0.5 for _, chance in rows), sum(holds)
    pairs = [
        (one > other) + (one == other) / 2
        for (so, one), (other_so, other) in product(rows, rows)
        if so and not other_so
    ]
    bins = [
        [(so, chance) for so, chance in rows if min(int(chance * 10), 9) == b] for b in range(10)
    ]
    precision_at = {
        level: sum(so for so, chance in rows if chance >= level)
        / sum(chance >= level for _, chance in rows)
        for level in set(chances)
    }
    return {
        "precision": found / given_ if given_ else None,
        "recall": found / held if held else None,
        "f1": 2 * found / (given_ + held) if given_ + held else None,
        "accuracy": sum((chance >= 0.5) == so for so, chance in rows) / len(rows),
        "auc": sum(pairs) / len(pairs) if pairs else None,
        "average_precision": sum(precision_at[c] for so, c in rows if so) / held if held else None,
        "brier": sum((so - chance) ** 2 for so, chance in rows) / len(rows),
        "calibration_error": sum(abs(sum(s - c for s, c in each)) for each in bins) / len(rows),
    }


@given(ANSWERED)
@settings(max_examples=60, deadline=None)
def test_every_measure_is_what_its_definition_says(rows: list[tuple[bool, int]]) -> None:
    holds = [so for so, _ in rows]
    chances = [step / 20 + 0.001 * (step < 20) for _, step in rows]

    found, expected = values(holds, chances), by_hand(holds, chances)

    assert found.keys() == set(MEASURES) == expected.keys()
    for name, value in expected.items():
        assert found[name] == pytest.approx(value), name


CASES = {
    "told apart in full": ([True, True, False], [0.9, 0.8, 0.1], {"auc": 1.0, "f1": 1.0}),
    "told apart the wrong way": ([True, False], [0.1, 0.9], {"auc": 0.0, "f1": 0.0}),
    "all the same": ([True, False], [0.7, 0.7], {"auc": 0.5, "average_precision": 0.5}),
    "exactly at the limit is yes": ([True, False], [0.5, 0.4999], {"f1": 1.0}),
    "nobody holds it": ([False, False], [0.2, 0.9], {"auc": None, "recall": None, "f1": 0.0}),
    "everybody holds it": ([True, True], [0.2, 0.9], {"auc": None, "recall": 0.5}),
    "nothing said and nothing there": ([False], [0.1], {"f1": None, "precision": None}),
}


@pytest.mark.parametrize(("holds", "chances", "expected"), CASES.values(), ids=CASES)
def test_measures_at_their_edges(
    holds: list[bool], chances: list[float], expected: dict[str, float | None]
) -> None:
    found = values(holds, chances)

    assert {name: found[name] for name in expected} == pytest.approx(expected)


@pytest.mark.parametrize(
    ("held", "has_interval"), [(9, False), (10, True), (30, True), (31, False)]
)
def test_an_interval_needs_ten_of_either_kind(held: int, has_interval: bool) -> None:
    holds = np.arange(40) < held
    found = measure(Answered(holds=holds, chances=np.linspace(1, 0, 40)), each_its_own(40))

    assert found["auc"].value == 1.0
    assert (found["auc"].low is not None) is has_interval


@pytest.mark.parametrize(("groups", "has_interval"), [(9, False), (10, True)])
def test_an_interval_needs_ten_groups(groups: int, has_interval: bool) -> None:
    holds, chances = np.arange(60) % 2 == 0, np.linspace(0, 1, 60)
    found = measure(Answered(holds=holds, chances=chances), Draws(np.arange(60) % groups))

    assert (found["accuracy"].low is not None) is has_interval


def answers(rows: int, seed: int = 1) -> Answered:
    random = np.random.default_rng(seed)
    holds = random.random(rows) < 0.4
    chances = np.clip(random.normal(0.35 + 0.3 * holds, 0.2), 0, 1)
    return Answered(holds=holds, chances=np.round(chances, 4))


def test_an_interval_is_as_wide_as_theory_says() -> None:
    answered = answers(2_000)
    found = measure(answered, each_its_own(2_000))["accuracy"]

    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    half = 1.96 * np.sqrt(found.value * (1 - found.value) / 2_000)
    assert found.high - found.value == pytest.approx(half, rel=0.15)
    assert found.value - found.low == pytest.approx(half, rel=0.15)


def test_rows_said_ten_times_by_one_sender_make_the_interval_no_narrower() -> None:
    once = answers(200)
    ten_times = Answered(holds=np.repeat(once.holds, 10), chances=np.repeat(once.chances, 10))

    alone = measure(once, each_its_own(200))
    by_sender = measure(ten_times, Draws(np.repeat(np.arange(200), 10)))

    for name in MEASURES:
        assert by_sender[name].low == pytest.approx(alone[name].low)
        assert by_sender[name].high == pytest.approx(alone[name].high)


def test_the_same_rows_give_the_same_interval() -> None:
    assert measure(answers(300), each_its_own(300)) == measure(answers(300), each_its_own(300))


def test_a_draw_is_of_whole_groups_and_there_are_a_thousand() -> None:
    codes = group_codes(["b", "a", "b", "c", "a"])
    drawn = np.stack(list(Draws(codes).weights()))

    assert drawn.shape == (DRAWS, 5)
    assert (drawn[:, 0] == drawn[:, 2]).all()
    assert (drawn[:, 1] == drawn[:, 4]).all()
    assert (drawn[:, [0, 1, 3]].sum(axis=1) == 3).all()


def test_a_hundred_thousand_rows_are_measured_like_few() -> None:
    found = measure(answers(100_000), each_its_own(100_000))["auc"]
    few = measure(answers(1_000), each_its_own(1_000))["auc"]

    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low < 0.01
    assert few.value == pytest.approx(found.value, abs=0.04)


def test_the_majority_gets_what_its_answer_gets() -> None:
    mostly = measure_majority(np.array([True, True, True, False]))
    seldom = measure_majority(np.array([True, False, False, False]))

    assert mostly["f1"].value == pytest.approx(6 / 7)
    assert mostly["accuracy"].value == 0.75
    assert seldom["f1"].value == 0
    assert seldom["average_precision"].value == 0.25


def test_scores_that_follow_ratings_correlate_and_tell_the_quarters_apart() -> None:
    ratings = np.linspace(-2, 2, 80)

    same = measure_ratings(ratings, ratings**3, each_its_own(80))
    opposite = measure_ratings(ratings, -ratings, each_its_own(80))
    silent = measure_ratings(ratings, np.zeros(80), each_its_own(80))

    assert (same["spearman"].value, same["auc"].value) == pytest.approx((1, 1))
    assert (opposite["spearman"].value, opposite["auc"].value) == pytest.approx((-1, 0))
    assert (silent["spearman"].value, silent["auc"].value) == (None, 0.5)


def test_ratings_that_are_nearly_all_alike_have_no_quarters() -> None:
    ratings = np.array([1.0] * 30 + [2.0])

    assert measure_ratings(ratings, np.arange(31.0), each_its_own(31))["auc"].value is None


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=60))
def test_no_group_is_torn_apart_by_the_folds(rows: list[tuple[int, bool]]) -> None:
    codes = group_codes([str(group) for group, _ in rows])
    folds = folds_by_group(codes, np.array([so for _, so in rows]))

    assert set(folds) <= set(range(FOLDS))
    for group in set(codes):
        assert len(set(folds[codes == group])) == 1


def test_folds_are_alike_in_what_they_hold() -> None:
    holds = np.arange(100) < 25
    folds = folds_by_group(np.arange(100), holds)

    assert [int(holds[folds == fold].sum()) for fold in range(FOLDS)] == [5] * FOLDS


def chances_of_floor(texts: list[str], holds: list[bool], groups: list[str]) -> NDArray[np.float64]:
    found = Floor(texts, group_codes(groups)).chances(np.array(holds), np.arange(len(texts)))
    assert found is not None
    return found


def test_the_floor_learns_what_words_tell() -> None:
    pytest.importorskip("sklearn")
    texts = [f"{'red' if row % 2 else 'blue'} thing in room {row // 7}" for row in range(80)]
    holds = [bool(row % 2) for row in range(80)]

    found = chances_of_floor(texts, holds, [str(row) for row in range(80)])

    assert values(holds, list(found))["auc"] == 1


def test_the_floor_never_learns_from_the_sender_it_is_asked_about() -> None:
    """Each sender has a word of its own and one answer: row by row that would be known by heart."""
    pytest.importorskip("sklearn")
    senders = [sha256(bytes([row // 10])).hexdigest()[:9] for row in range(200)]
    holds = [(row // 10) % 2 == 0 for row in range(200)]
    texts = [f"{sender} writes" for sender in senders]

    by_sender = values(holds, list(chances_of_floor(texts, holds, senders)))["auc"]
    by_row = values(holds, list(chances_of_floor(texts, holds, [str(r) for r in range(200)])))[
        "auc"
    ]

    assert by_row == 1
    assert by_sender is not None
    assert by_sender < 0.7


NOTHING_TO_LEARN = {
    "one kind only": (["some words here"] * 20, [True] * 20),
    "no two texts share anything": ([chr(0x1F600 + row) for row in range(20)], [True, False] * 10),
    "one row": (["alone"], [True]),
}


@pytest.mark.parametrize(("texts", "holds"), NOTHING_TO_LEARN.values(), ids=NOTHING_TO_LEARN)
def test_where_nothing_can_be_learnt_there_is_no_floor(texts: list[str], holds: list[bool]) -> None:
    pytest.importorskip("sklearn")
    floor = Floor(texts, np.arange(len(texts)))

    assert floor.chances(np.array(holds), np.arange(len(texts))) is None
