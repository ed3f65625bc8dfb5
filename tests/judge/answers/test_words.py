"""The arithmetic of a word: it fades, it passes no limit, and it wins while it is fresh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.calibration import MOST_CERTAIN
from goodwill.facts.disputes import Dispute
from goodwill.judge.answers.chances import moved
from goodwill.judge.answers.words import items, outranking, weight_of
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, shown

DAY = date(2026, 6, 30)
FRESH = 4.605
CaseOf = Callable[[dict[str, Any]], Case]


def word(value: str | None, *, on: date = DAY, by: str = "", number: int = 1) -> Dispute:
    return Dispute(
        id=number,
        account_id="acme",
        on=on,
        line="practices[apology]",
        answer="wrong" if value else "cannot_tell",
        value=value,
        by=by,
    )


@pytest.fixture
def rules(case_of: CaseOf) -> Case:
    return case_of({"as_of": DAY})


@pytest.mark.parametrize(
    ("days", "weight"), [(0, 4.61), (-200, 4.61), (365, 2.30), (730, 1.15), (3650, 0.0)]
)
def test_a_word_weighs_half_after_a_year(rules: Case, days: int, weight: float) -> None:
    one = word("kept", on=DAY - timedelta(days=days))

    assert weight_of(rules, one) == pytest.approx(weight, abs=0.006)
    assert weight_of(rules, one, fades=False) == pytest.approx(4.61, abs=0.006)


def test_who_cannot_tell_weighs_nothing(rules: Case) -> None:
    assert weight_of(rules, word(None)) == 0.0
    assert outranking(rules, [word(None)]) is None


@pytest.mark.parametrize(("days", "settles"), [(0, True), (365, True), (366, False)])
def test_a_word_settles_a_practice_for_a_year(rules: Case, days: int, settles: bool) -> None:
    found = outranking(rules, [word("kept", on=DAY - timedelta(days=days))])

    assert found == ("kept" if settles else None)


def test_two_words_for_one_value_outrank_one_against_it(rules: Case) -> None:
    said = [
        word("kept", by="Ann", number=1),
        word("kept", by="Bo", number=2),
        word("missing", by="Cy", number=3),
    ]

    assert outranking(rules, said) == "kept"
    assert outranking(rules, said[1:]) is None


@given(st.floats(0.0, 1.0), st.floats(-6.0, 6.0))
def test_no_word_makes_a_line_surer_than_any_may_be(chance: float, weight: float) -> None:
    found = moved(chance, word=weight)

    assert 0.0 <= found <= (MOST_CERTAIN if weight else 1.0)


@given(st.floats(0.0, 1.0))
def test_a_fresh_word_decides_whatever_was_inferred(chance: float) -> None:
    assert moved(chance, word=FRESH) > 0.5
    assert moved(chance, word=-FRESH) < 0.5


@given(st.floats(0.0, 1.0), st.floats(0.0, 6.0), st.floats(0.0, 6.0))
def test_a_heavier_word_moves_a_line_further(chance: float, some: float, more: float) -> None:
    assert moved(chance, word=some + 0.01) <= moved(chance, word=some + 0.01 + more)
    assert moved(chance, word=-some - 0.01) >= moved(chance, word=-some - 0.01 - more)


def test_a_word_is_shown_however_much_weighs_more(rules: Case) -> None:
    heavy = [
        count_evidence("apology", of=f"deal{place}", says="A deal.", weight=9.0, on=DAY)
        for place in range(20)
    ]
    said = items(rules, "apology", [word(None, by="Ann")], {"kept"})

    found = shown([*heavy, *said])

    assert len(found) == 12
    assert said[0] in found
