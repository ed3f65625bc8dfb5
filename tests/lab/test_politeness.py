"""How politely a text is put: each strategy moves it its own way, and most words move nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.lab.evaluate import politeness
from goodwill.lab.evaluate.politeness import politeness_of

PLAIN = "The invoice for May is in the second folder."
NOTHING_SAID = politeness_of(PLAIN)
FILE = Path(politeness.__file__).with_suffix(".toml")

RAISED_BY = {
    "gratitude": "Thanks, the invoice for May is in the second folder.",
    "praise": "Nice folder.",
    "greeting": "Hello, the invoice for May is in the second folder.",
    "apology": "Sorry, the invoice for May is in the second folder.",
    "please, inside a sentence": "Send the invoice for May, please.",
    "asked by the way": "By the way, the invoice for May is in the second folder.",
    "could or would": "Could you send the invoice for May?",
    "can or will": "Can you send the invoice for May?",
    "hedge": "The invoice for May is perhaps in the second folder.",
    "begins with I": "It is late. I found the invoice for May.",
    "we": "The invoice for May is in our second folder.",
    "good will": "The invoice for May should reach them, I hope.",
    "a smile": "The invoice for May is in the second folder :-)",
}
LOWERED_BY = {
    "please, first": "Please send the invoice for May.",
    "begins with you": "It is late. You have the invoice for May.",
    "begins with a question word": "Where is the invoice for May?",
    "why": "The invoice says why.",
    "begins with so, and, but": "So the invoice for May is in the second folder.",
    "insisting": "The invoice for May is obviously in the second folder.",
    "denying": "The invoice for May is not in the second folder.",
    "harsh words": "The invoice for May is a joke.",
    "shouting": "WHERE is the invoice for May in the second folder?!",
    "ellipsis": "The invoice for May ... the second folder.",
}


@pytest.mark.parametrize("name", RAISED_BY)
def test_what_is_polite_raises_it(name: str) -> None:
    assert politeness_of(RAISED_BY[name]) > NOTHING_SAID


@pytest.mark.parametrize("name", LOWERED_BY)
def test_what_is_curt_lowers_it(name: str) -> None:
    assert politeness_of(LOWERED_BY[name]) < NOTHING_SAID


def test_every_strategy_is_tried_here() -> None:
    known = tomllib.loads(FILE.read_text("utf-8"))["strategy"]

    assert {each["name"] for each in known if each["weight"] > 0} == set(RAISED_BY)
    assert {each["name"] for each in known if each["weight"] < 0} == set(LOWERED_BY)


@pytest.mark.parametrize("text", ["", "12.06.2026", "Die Rechnung liegt im Ordner."])
def test_where_no_strategy_is_used_nothing_is_said(text: str) -> None:
    assert politeness_of(text) == NOTHING_SAID


def test_the_third_thanks_adds_nothing() -> None:
    assert politeness_of("Thanks! Thanks!") == politeness_of("Thanks! Thanks! Thanks!")
    assert politeness_of("Thanks! Thanks!") > politeness_of("Thanks!")


@given(st.text(max_size=200))
def test_it_is_a_probability_of_any_text(text: str) -> None:
    assert 0 < politeness_of(text) < 1
