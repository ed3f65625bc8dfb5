"""What moving between kinds is worth: what can be told, by which step, and what cannot."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import stats
from tests.lab.returns.years import year

from goodwill.facts.people import KINDS
from goodwill.lab.returns.shifts import APART, Shift, shift_between, shifts
from goodwill.lab.returns.words import said_of_shift
from goodwill.lab.returns.years import AccountYear

Years = tuple[list[AccountYear], list[AccountYear]]


def book(
    moved: int, stayed: int, others: int, *, rise: float, apart: float, noise: float = 5.0
) -> Years:
    """Social accounts of which some become technical and rise, beside some that were all along.

    Those that were technical all along bring `apart` more.
    """
    draw = np.random.default_rng(7)
    earlier, later = [], []
    for at in range(moved + stayed + others):
        base = float(draw.normal() * noise) + (apart if at >= moved + stayed else 0.0)
        kind = "technical" if at >= moved + stayed else "social"
        then = "technical" if at < moved else kind
        gained = float(draw.normal() * noise) + (rise if at < moved else 0.0)
        earlier.append(year(f"{at}", kind, contribution=base))
        later.append(year(f"{at}", then, contribution=base + gained))
    return earlier, later


FOUND: dict[str, tuple[Years, str | None, bool]] = {
    # what it is: (two years, the step that tells it, whether it is sure)
    "those that moved rose": (book(6, 6, 10, rise=100, apart=100), "same_accounts", True),
    "those that moved did not": (book(6, 6, 10, rise=0, apart=0), "same_accounts", False),
    "five that moved": (book(5, 5, 10, rise=100, apart=100), "same_accounts", True),
    "four that moved": (book(4, 6, 10, rise=100, apart=100), "beside", True),
    "four that stayed as they were": (book(6, 4, 10, rise=100, apart=100), None, False),
    "nobody moved": (book(0, 6, 10, rise=0, apart=100), "beside", True),
    "too few of the other kind": (book(0, 18, 4, rise=0, apart=100), None, False),
    "nobody is of either": (([], []), None, False),
    "those that moved fell, those that were so bring more": (
        book(6, 6, 60, rise=-100, apart=900),
        None,
        False,
    ),
}


@pytest.mark.parametrize(("years", "step", "is_sure"), FOUND.values(), ids=FOUND)
def test_a_move_is_told_by_the_furthest_step_there_is(
    years: Years, step: str | None, is_sure: bool
) -> None:
    found = shift_between("social", "technical", *years, at_least=5)

    assert (found.step, found.is_sure) == (step, is_sure)
    assert (found.value is None) == (step is None)
    assert bool(found.note) == (step is None)


def test_steps_that_point_apart_say_so() -> None:
    found = shift_between("social", "technical", *book(6, 6, 60, rise=-100, apart=900), at_least=5)

    assert found.note == APART


def test_the_interval_is_welchs() -> None:
    earlier, later = book(0, 6, 10, rise=0, apart=40)
    own, other = (
        [y.contribution or 0.0 for y in later if y.kind == kind] for kind in ("technical", "social")
    )
    theirs = stats.ttest_ind(own, other, equal_var=False).confidence_interval(0.95)
    found = shift_between("social", "technical", earlier, later, at_least=5)

    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=0.006)
    assert found.accounts == (10, 6)


@pytest.mark.parametrize(("accounts", "is_compared"), [(19, False), (20, True)])
def test_nothing_is_compared_in_a_small_book(accounts: int, is_compared: bool) -> None:
    years = book(0, 8, accounts - 8, rise=0, apart=100)
    found = shifts(*years, at_least=5, in_all=20)

    assert [(one.before, one.after) for one in found] == list(permutations(KINDS, 2))
    assert any(one.step for one in found) is is_compared
    assert all(one.note for one in found if one.step is None)


SAID = {
    "surely more": (
        Shift(
            before="social",
            after="ad_hoc",
            step="beside",
            accounts=(9, 7),
            value=1200.4,
            low=300.0,
            high=2100.0,
        ),
        (
            "The 9 accounts that stood as ad hoc brought 1,200 EUR a year more each than the 7 that"
            " stood as social (with 95 in 100 between +300 and +2,100): associated with it, not"
            " shown to come from it."
        ),
    ),
    "maybe less": (
        Shift(
            before="social",
            after="partner",
            step="same_accounts",
            accounts=(5, 6),
            value=-40.0,
            low=-90.0,
            high=10.0,
        ),
        (
            "Of accounts that stood as social, the 5 that became partner rose by 40 EUR a year less"
            " each than the 6 that stayed (with 95 in 100 between -90 and +10; so it may as well be"
            " nothing): associated with it, not shown to come from it."
        ),
    ),
    "not told": (
        Shift(before="social", after="partner", note="too few"),
        "What moving from social to partner is worth cannot be told: too few.",
    ),
}


@pytest.mark.parametrize(("found", "says"), SAID.values(), ids=SAID)
def test_it_is_said_in_one_sentence(found: Shift, says: str) -> None:
    assert said_of_shift(found, "EUR") == says
