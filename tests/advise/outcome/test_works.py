"""What works here: shrunk, counted only where measured, told only from five on."""

from __future__ import annotations

from datetime import date

import pytest

from goodwill.advise.outcome.compare import Outcome, Verdict
from goodwill.advise.outcome.expect import ExpectedMove
from goodwill.advise.outcome.words import said_of_works
from goodwill.advise.outcome.works import Works, what_works
from goodwill.catalogue.loader import load_catalogue

PLAYS = load_catalogue().plays
PLAY = "widen_the_committee"
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


def works(*verdicts: Verdict | None, play: str = PLAY) -> Works:
    outcomes = [(play, one and Outcome(move=MOVE, verdict=one, effect=None)) for one in verdicts]
    (found,) = what_works(outcomes, PLAYS, told_from=5)
    return found


def test_what_moved_raises_the_chance_and_what_did_not_lowers_it() -> None:
    prior = PLAYS[PLAY].chance
    found = works("moved", "moved", "moved", "not_moved", "wrong_way")

    assert (found.measured, found.moved) == (5, 3)
    assert (found.a, found.b) == (prior.a + 3, prior.b + 2)
    assert found.interval.low < found.chance < found.interval.high


def test_four_measured_are_too_few_to_tell_of() -> None:
    found = works("moved", "moved", "moved", "moved")

    assert not found.is_told
    assert found.moved is None
    assert found.chance == PLAYS[PLAY].chance.mean
    assert "too few" in said_of_works(found)


@pytest.mark.parametrize(
    "other", ["cannot_attribute", "too_early", "nothing_to_move", "not_measured", None]
)
def test_what_could_not_be_compared_teaches_nothing(other: Verdict | None) -> None:
    alone = works("moved", "moved", "moved", "not_moved", "not_moved")
    beside = works("moved", "moved", "moved", "not_moved", "not_moved", other)

    assert (beside.a, beside.b) == (alone.a, alone.b)
    assert beside.accepted == alone.accepted + 1


def test_the_likeliest_to_work_stands_first() -> None:
    good = [("quarterly_review", Outcome(move=MOVE, verdict="moved", effect=None))] * 5
    bad = [(PLAY, Outcome(move=MOVE, verdict="not_moved", effect=None))] * 5

    found = what_works([*bad, *good], PLAYS, told_from=5)

    assert [one.play for one in found] == ["quarterly_review", PLAY]


def test_a_sentence_says_how_sure_it_is() -> None:
    said = said_of_works(works("moved", "moved", "moved", "moved", "not_moved"))

    assert "Of 5 that could be measured 4 moved" in said
    assert "40%" in said


def test_where_nothing_was_accepted_nothing_is_listed() -> None:
    assert what_works([], PLAYS, told_from=5) == ()
