"""The further steps: what they find in made books of known truth, and what they refuse to find."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from tests.lab.returns.years import year

from goodwill.facts.quantiles import students_interval
from goodwill.lab.returns.adjusted import DIFFERED, alike_before, doubly_robust
from goodwill.lab.returns.steps import contribution_places, welch, within_account
from goodwill.lab.returns.warmth import Talk, multiplied, warmth_beside_business
from goodwill.lab.returns.years import AccountYear

Floats = NDArray[np.float64]


def test_places_run_from_0_to_100_and_ties_share_one() -> None:
    amounts = {"a": -5.0, "b": 10.0, "c": 10.0, "d": 400.0, "e": 7.0}

    found = contribution_places([year(n, None, contribution=v) for n, v in amounts.items()])

    assert found == {"a": 0.0, "b": 62.5, "c": 62.5, "d": 100.0, "e": 25.0}


def test_who_has_no_contribution_has_no_place() -> None:
    assert contribution_places([year("a", None, contribution=None)]) == {}


def test_welch_is_the_textbooks() -> None:
    own, other = np.array([1.0, 5.0, 3.0, 8.0]), np.array([2.0, 2.5, 1.0, 0.0, 4.0])
    theirs = stats.ttest_ind(own, other, equal_var=False).confidence_interval(0.95)

    assert students_interval([welch(own, other)], 0.95) == pytest.approx((theirs.low, theirs.high))


# The same account before and after.


def moved(left: int, stayed: int, *, rise: float) -> tuple[list[AccountYear], list[AccountYear]]:
    """Social accounts in two years; those that left the kind rise, among others that stay put."""
    draw = np.random.default_rng(4)
    earlier, later = [], []
    for at in range(left + stayed + 40):
        base, wiggle = float(draw.normal() * 100), float(draw.normal() * 8)
        is_social, leaves = at < left + stayed, at < left
        kind = "social" if is_social else "technical"
        earlier.append(year(f"{at}", kind, contribution=base))
        next_kind = "partner" if leaves else kind
        gained = rise if leaves else 0.0
        later.append(year(f"{at}", next_kind, contribution=base + wiggle + gained))
    return earlier, later


def test_those_that_left_the_kind_and_rose_bear_it_out() -> None:
    found = within_account("social", *moved(8, 8, rise=150), at_least=5, most=False)

    assert found.verdict == "support"
    assert found.accounts == (8, 8)


def test_those_that_left_the_kind_and_fell_contradict_it() -> None:
    found = within_account("social", *moved(8, 8, rise=-150), at_least=5, most=False)

    assert found.verdict == "contradict"


def test_of_a_claim_of_the_most_it_is_the_other_way_round() -> None:
    found = within_account("social", *moved(8, 8, rise=150), at_least=5, most=True)

    assert found.verdict == "contradict"


@pytest.mark.parametrize(("left", "stayed"), [(4, 8), (8, 4)])
def test_four_on_a_side_are_too_few_and_not_even_counted(left: int, stayed: int) -> None:
    found = within_account("social", *moved(left, stayed, rise=150), at_least=5, most=False)

    assert (found.value, found.verdict) == (None, "cannot_tell")
    assert 4 not in found.accounts


def test_an_account_whose_kind_is_not_known_any_more_neither_left_nor_stayed() -> None:
    earlier, later = moved(8, 8, rise=150)
    unknown = [year(one.account_id, None, contribution=one.contribution) for one in later]

    assert within_account("social", earlier, unknown, at_least=5, most=False).value is None


# Accounts that were alike beforehand.


def like_accounts(
    draw: np.random.Generator, count: int, *, brings: float, picked: float
) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Accounts whose kind goes along with their size by `picked`, and brings `brings`."""
    like = draw.normal(size=(count, 4))
    chance = 1 / (1 + np.exp(0.8 - picked * like[:, 0]))
    is_kind = draw.uniform(size=count) < chance
    value = 10 * like[:, 0] + 3 * like[:, 1] + brings * is_kind + 8 * draw.normal(size=count)
    return is_kind, value, like


def test_what_else_differed_is_taken_into_account() -> None:
    draw, found, plain = np.random.default_rng(2), [], []
    for _ in range(40):
        is_kind, value, like = like_accounts(draw, 120, brings=5.0, picked=1.0)
        found.append(doubly_robust(is_kind, value, like).at)
        plain.append(value[is_kind].mean() - value[~is_kind].mean())

    assert np.mean(plain) > 10
    assert np.mean(found) == pytest.approx(5.0, abs=1.0)


@pytest.mark.parametrize("picked", [0.0, 1.0])
def test_intervals_hold_what_a_kind_brings_about_as_often_as_they_say(picked: float) -> None:
    draw, runs, held = np.random.default_rng(6), 120, 0
    for _ in range(runs):
        found = doubly_robust(*like_accounts(draw, 80, brings=5.0, picked=picked))
        low, high = students_interval([found], 0.95)
        held += low <= 5.0 <= high

    assert held / runs >= 0.89


def book(count: int, *, brings: float, drifting: float = 0.0) -> list[list[AccountYear]]:
    """Two years of accounts of which a third are social; `drifting`: they sank the year before."""
    draw = np.random.default_rng(8)
    earlier, later = [], []
    for at in range(count):
        kind = "social" if at % 3 == 0 else "technical"
        own, other = draw.normal(size=2)
        like = tuple(float(one) for one in (own, other, *draw.normal(size=3)))
        sank = drifting if kind == "social" else 0.0
        was = 10 * own + 4 * float(draw.normal()) + sank
        came = 10 * own + 4 * float(draw.normal()) + (brings if kind == "social" else 0.0)
        earlier.append(year(f"{at}", "technical", contribution=was, likeness=like))
        later.append(year(f"{at}", kind, contribution=came, likeness=like))
    return [earlier, later]


def alike(years: list[list[AccountYear]], at_least: int = 60) -> tuple[str, str]:
    found = alike_before("social", *years, at_least=at_least, arm=12, most=False)
    return found.verdict, found.note


def test_accounts_alike_beforehand_that_brought_less_bear_it_out() -> None:
    verdict, note = alike(book(120, brings=-12.0))

    assert verdict == "support"
    assert "they did not differ" in note


def test_where_they_differed_the_year_before_nothing_can_be_told() -> None:
    verdict, note = alike(book(120, brings=-12.0, drifting=-12.0))

    assert verdict == "cannot_tell"
    assert DIFFERED in note


def test_without_the_year_before_nothing_is_decided() -> None:
    verdict, note = alike([[], book(120, brings=-12.0)[1]])

    assert verdict == "cannot_tell"
    assert "decides nothing" in note


def test_where_all_had_been_of_the_kind_already_the_year_before_is_no_check() -> None:
    earlier, later = book(120, brings=-12.0, drifting=-12.0)
    kinds = {one.account_id: one.kind for one in later}
    already = [replace(one, kind=kinds[one.account_id]) for one in earlier]

    verdict, note = alike([already, later])

    assert verdict == "cannot_tell"
    assert DIFFERED not in note


@pytest.mark.parametrize(("count", "told"), [(59, False), (60, True)])
def test_sixty_accounts_are_enough_and_one_fewer_is_not(count: int, *, told: bool) -> None:
    found = alike_before("social", *book(count, brings=-12.0), at_least=60, arm=12, most=False)

    assert (found.value is not None) == told


# Warmth beside business.


def talking(count: int, both: float) -> tuple[list[AccountYear], dict[str, Talk]]:
    draw = np.random.default_rng(9)
    personal, business = draw.beta(2, 6, size=count), draw.gamma(4, size=count)
    p, b = ((one - one.mean()) / one.std() for one in (personal, business))
    value = 5 * b + both * p * b + 4 * draw.normal(size=count)
    years = [year(f"{at}", None, contribution=float(one)) for at, one in enumerate(value)]
    talk = {f"{at}": (float(personal[at]), float(business[at])) for at in range(count)}
    return years, talk


@pytest.mark.parametrize(
    ("both", "verdict"), [(8.0, "support"), (-8.0, "contradict"), (0.0, "cannot_tell")]
)
def test_whether_warmth_adds_to_business(both: float, verdict: str) -> None:
    assert warmth_beside_business(*talking(80, both), at_least=20, group=5).verdict == verdict


@pytest.mark.parametrize(("count", "told"), [(19, False), (20, True)])
def test_nineteen_accounts_with_mail_are_too_few(count: int, *, told: bool) -> None:
    found = warmth_beside_business(*talking(count, 8.0), at_least=20, group=5)

    assert (found.value is not None) == told


def test_where_all_talk_alike_nothing_can_be_told() -> None:
    years, talk = talking(40, 8.0)

    same = dict.fromkeys(talk, (0.2, 5.0))

    assert warmth_beside_business(years, same, at_least=20, group=5).value is None


@pytest.mark.parametrize(("talkers", "told"), [(1, False), (4, False), (5, True)])
def test_a_few_who_talk_of_themselves_do_not_tell_of_all(talkers: int, *, told: bool) -> None:
    years, talk = talking(40, 8.0)
    few = {
        name: (personal + 1.0 if int(name) < talkers else 0.0, business)
        for name, (personal, business) in talk.items()
    }

    found = warmth_beside_business(years, few, at_least=20, group=5)

    assert (found.value is not None) == told
    assert told or found.verdict == "cannot_tell"


def test_personal_talk_that_is_as_much_as_business_cannot_be_told_apart() -> None:
    years, talk = talking(40, 8.0)
    level = {name: (business, business) for name, (_, business) in talk.items()}

    assert warmth_beside_business(years, level, at_least=20, group=5).value is None


def test_where_all_bring_the_same_nothing_goes_along_with_anything() -> None:
    years, talk = talking(40, 8.0)
    even = [replace(one, contribution=100.0) for one in years]

    assert warmth_beside_business(even, talk, at_least=20, group=5).value is None


def test_one_account_that_decides_alone_has_no_interval() -> None:
    business = np.linspace(1, 4, 30)
    alone = np.array([0.4, *[0.0] * 29])

    assert multiplied(alone, business, np.linspace(0, 100, 30)) is None
