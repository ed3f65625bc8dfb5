"""What a lot put first is compared with what it put second, each by the chance that it had."""

from __future__ import annotations

from datetime import date

import pytest

from goodwill.advise.outcome.compare import Outcome, Verdict
from goodwill.advise.outcome.drawn import Drawn, DrawnFirst, drawn_first
from goodwill.advise.outcome.expect import (
    Draw,
    Expected,
    ExpectedMove,
    as_document,
    expected_from,
)
from goodwill.advise.outcome.words import said_of_drawn
from goodwill.catalogue.loader import load_catalogue

PLAYS = load_catalogue().plays
OURS, OTHER, THIRD = "widen_the_committee", "quarterly_review", "thank_for_the_deed"
MOVE = ExpectedMove(
    signal="breadth",
    unit="people",
    goes="up",
    level=1.0,
    months=6,
    change=1.0,
    counts_from=0.5,
    by=date(2026, 3, 1),
)


def lots(first: str, *verdicts: Verdict, among: tuple[str, ...] = (OURS, OTHER)) -> list[Drawn]:
    draw = Draw(first=first, among=among)
    return [(draw, Outcome(move=MOVE, verdict=one, effect=None)) for one in verdicts]


def of_ours(*some: list[Drawn]) -> DrawnFirst:
    found = drawn_first([one for each in some for one in each], PLAYS, told_from=5)
    return next(one for one in found if one.play == OURS)


def moved(count: int, of: int) -> tuple[Verdict, ...]:
    verdicts: list[Verdict] = ["moved" if place < count else "not_moved" for place in range(of)]
    return tuple(verdicts)


def test_shares_are_of_plans_that_a_lot_treated_alike() -> None:
    found = of_ours(lots(OURS, *moved(8, 10)), lots(OTHER, *moved(3, 10)))

    assert (found.first, found.other) == (10, 10)
    assert found.shares == pytest.approx((0.8, 0.3))
    assert found.difference == pytest.approx(0.5)
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 0.5 < found.high < 1


def test_a_lot_of_three_counts_by_the_chance_that_it_gave() -> None:
    three = (OURS, OTHER, THIRD)
    found = of_ours(
        lots(OURS, *moved(5, 5)),
        lots(OURS, *moved(0, 5), among=three),
        lots(OTHER, *moved(5, 5)),
        lots(THIRD, *moved(0, 5), among=three),
    )

    # first: 5 lots of weight 2 that moved, 5 of weight 3 that did not; other: weights 2 and 1.5
    assert found.shares == pytest.approx((10 / 25, 10 / 17.5))


@pytest.mark.parametrize(("count", "told"), [(4, False), (5, True)])
def test_too_few_of_either_sort_tell_nothing(count: int, told: bool) -> None:
    found = of_ours(lots(OURS, *moved(count, count)), lots(OTHER, *moved(1, 9)))

    assert found.is_told == told
    assert ("too few" in said_of_drawn(found)) != told


def test_what_could_not_be_compared_counts_nowhere() -> None:
    found = of_ours(
        lots(OURS, *moved(2, 5), "cannot_attribute", "too_early", "not_measured"),
        lots(OTHER, *moved(2, 5)),
        [(Draw(first=OURS, among=(OURS, OTHER)), None)],
    )

    assert (found.first, found.other) == (5, 5)


@pytest.mark.parametrize(
    ("first", "other", "says"),
    [(19, 1, "putting it first helps"), (1, 19, "does harm"), (10, 10, "It does not show")],
)
def test_a_sentence_claims_what_the_interval_holds(first: int, other: int, says: str) -> None:
    found = of_ours(lots(OURS, *moved(first, 20)), lots(OTHER, *moved(other, 20)))

    assert says in said_of_drawn(found)


def test_a_play_that_was_in_no_lot_is_not_listed() -> None:
    found = drawn_first(lots(OTHER, "moved", among=(OTHER, THIRD)), PLAYS, told_from=5)

    assert {one.play for one in found} == {OTHER, THIRD}
    assert drawn_first([], PLAYS, told_from=5) == ()


def test_a_lot_is_kept_with_what_was_registered() -> None:
    on, draw = date(2026, 3, 1), Draw(first=OTHER, among=(OTHER, OURS))
    with_lot = Expected(play=OURS, on=on, moves=(MOVE,), draw=draw)
    without = Expected(play=OURS, on=on, moves=(MOVE,))

    assert expected_from(as_document(with_lot)) == with_lot
    assert expected_from(as_document(without)) == without
    assert "draw" not in as_document(without)
