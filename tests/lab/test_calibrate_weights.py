"""Weights learnt from answers: what they need, which way they move, and that none is turned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from goodwill.catalogue.loader import Catalogue, load_catalogue
from goodwill.facts.calibration import Calibration
from goodwill.judge.evidence import evidence
from goodwill.judge.kind_rules import kind_rules, learnt
from goodwill.lab.calibrate.curves import Answered
from goodwill.lab.calibrate.parts import parts_of
from goodwill.lab.calibrate.weights import Borne, WeightRules, chances_by, fit_factors, learn

DAY = date(2026, 6, 30)
RULES = WeightRules(answers=30, each_way=8, accounts=10, signal_accounts=5, spread=0.4)
LOUD, QUIET = "defection.rival", "defection.leaving"


def line(account: int, parts: dict[str, float], *, so: bool, stated: float = 0.7) -> Borne:
    return Borne(f"a{account:02}", Answered(stated, so), parts)


def misled(accounts: int = 12, each: int = 3, so: int = 12) -> list[Borne]:
    """Lines lifted by a loud signal that is mostly wrong, and some by one that is right."""
    return [
        line(place % accounts, {LOUD if place >= so else QUIET: 2.0}, so=place < so)
        for place in range(accounts * each)
    ]


ENOUGH: dict[str, tuple[list[Borne], bool]] = {
    # what it is: (answered lines, whether anything is learnt)
    "answers, accounts and both ways enough": (misled(), True),
    "30 answers of 10 accounts": (misled(10, 3, 10), True),
    "29 answers": (misled(10, 3, 10)[:29], False),
    "9 accounts": (misled(9, 4, 12), False),
    "8 that it is so": (misled(so=8), True),
    "7 that it is so": (misled(so=7), False),
    "none that it is not": (misled(so=36), False),
    "no signal bears on any line": ([line(n, {}, so=n % 2 == 0) for n in range(40)], False),
    "a signal on lines of four accounts only": (
        [line(n % 12, {LOUD: 2.0} if n % 12 < 4 else {f"s{n}": 1.0}, so=n < 18) for n in range(36)],
        False,
    ),
    "nobody answered": ([], False),
}


@pytest.mark.parametrize(("lines", "is_learnt"), ENOUGH.values(), ids=ENOUGH)
def test_nothing_is_learnt_of_few(lines: Sequence[Borne], is_learnt: bool) -> None:
    assert bool(learn(lines, RULES).factors) is is_learnt


def test_a_signal_that_misleads_weighs_less_and_one_that_is_right_more() -> None:
    found = learn(misled(), RULES)

    assert found.is_better
    assert 0 <= found.factors[LOUD] < 1 < found.factors[QUIET]
    assert (found.answers, found.so, found.accounts) == (36, 12, 12)


def test_what_foretells_other_accounts_no_better_is_left_out() -> None:
    coin = np.random.default_rng(3).random(240) < 0.5
    lines = [
        line(place // 6, {f"s{place % 6}": 0.4}, so=bool(coin[place]), stated=0.5)
        for place in range(240)
    ]
    found = learn(lines, RULES)

    assert found.before is not None
    assert found.after is not None
    assert found.after >= found.before
    assert not found.is_better
    assert found.factors == {}


answered = st.lists(
    st.builds(
        line,
        st.integers(0, 14),
        st.dictionaries(
            st.sampled_from(["x.a", "x.b", "x.c", "x.d"]), st.floats(-4, 4), max_size=3
        ),
        so=st.booleans(),
        stated=st.floats(0, 1),
    ),
    min_size=1,
    max_size=60,
)
SIGNALS = ("x.a", "x.b", "x.c", "x.d")


@given(answered)
def test_no_answers_turn_a_signal_round(lines: list[Borne]) -> None:
    assert all(factor >= 0 for factor in fit_factors(lines, SIGNALS, RULES).values())


@given(answered, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(lines: list[Borne], chance: object) -> None:
    mixed = sorted(lines, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert learn(mixed, RULES) == learn(lines, RULES)


@given(answered)
def test_the_factors_are_those_that_cost_least(lines: list[Borne]) -> None:
    parts = np.array([[one.parts.get(name, 0.0) for name in SIGNALS] for one in lines])
    stated = np.clip([one.answered.stated for one in lines], 0.00125, 0.99875)
    so = np.array([one.answered.is_so for one in lines], dtype=float)
    odds = np.log(stated / (1 - stated))

    def cost(at: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        moved = odds + parts @ (at - 1)
        lost = np.logaddexp(0.0, moved) - so * moved
        return float(lost.sum() + ((at - 1) ** 2).sum() / (2 * RULES.spread**2))

    best = minimize(cost, np.ones(4), bounds=[(0, None)] * 4, method="L-BFGS-B")
    found = np.array(list(fit_factors(lines, SIGNALS, RULES).values()))

    assert cost(found) <= best.fun + 1e-3


def test_without_answers_every_factor_is_one() -> None:
    assert fit_factors([], SIGNALS, RULES) == dict.fromkeys(SIGNALS, 1.0)


def test_chances_move_by_what_a_signal_adds() -> None:
    even = [line(1, {LOUD: 2.0}, so=True, stated=0.5)]

    assert chances_by({LOUD: 1.0}, even)[0].stated == 0.5
    assert chances_by({LOUD: 0.0}, even)[0].stated == 0.1192, "1 / (1 + e^2)"
    assert chances_by({LOUD: 9.0}, even)[0].stated == 0.95, "no answers make a line surer"


def test_evidence_tells_its_signal_by_what_it_says() -> None:
    catalogue = load_catalogue()
    sign, other = catalogue.risks["defection"].sign[:2]
    items = [
        evidence("defection", source="message", ref="m", on=DAY, says=says, weight=weight)
        for says, weight in (
            (sign.says, 1.0),
            (f"{sign.says} Seen in a mail that Ann passed on.", 0.5),
            (other.says, 0.0),
            ("12 of 20 invoices were paid late.", 2.0),
        )
    ]

    assert parts_of(catalogue, "risks[defection]", items, DAY) == {f"defection.{sign.id}": 1.5}


def test_a_signal_of_the_kind_is_told_by_either_of_its_sentences() -> None:
    catalogue = load_catalogue()
    rule = kind_rules(catalogue.weights, DAY).signals[0]
    for says in (rule.says.high, f"{rule.says.low} 1 of 9 say otherwise."):
        item = evidence("kind", source="count", ref="x", on=DAY, says=says, weight=-0.7)
        assert parts_of(catalogue, "kind", [item], DAY) == {f"kind.{rule.signal}": -0.7}


def test_no_two_signals_of_a_line_say_the_same() -> None:
    catalogue = load_catalogue()
    lists = (catalogue.patterns, catalogue.risks, catalogue.expectations)
    for signs in (one.sign for each in lists for one in each.values()):
        says = [sign.says for sign in signs]
        assert len(set(says)) == len(says), says
        begins = [(a, b) for a in says for b in says if a != b and a.startswith(b)]
        assert not begins, "of two, the longer is looked for first; yet a reader could not tell"


def test_a_factor_makes_the_signals_of_the_kind_weigh_less_and_never_turns_them() -> None:
    rules = kind_rules(load_catalogue().weights, DAY)
    first = rules.signals[0]
    half = learnt(rules, Calibration(factors={f"kind.{first.signal}": 0.5}))

    assert half.signals[0].high == pytest.approx(tuple(weight / 2 for weight in first.high))
    assert half.signals[0].low == pytest.approx(tuple(weight / 2 for weight in first.low))
    assert half.signals[1:] == rules.signals[1:]
    with pytest.raises(ValueError, match="turn a signal round"):
        Calibration(factors={"kind.x": -0.1})


def test_the_numbers_stand_in_the_catalogue() -> None:
    assert WeightRules.of(load_catalogue().threshold, date(2026, 11, 22)) == RULES
    stand_in = cast("Catalogue", SimpleNamespace(threshold=lambda _name, _day: 7.0))
    assert WeightRules.of(stand_in.threshold, DAY).answers == 7
