"""The manner of a text: each strategy moves it its own way, and most words move nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.lab.evaluate import manners
from goodwill.lab.evaluate.manners import MANNERS, manner_of, manners_of

PLAIN = "The invoice for May is in the second folder."
FOLDER = Path(manners.__file__).parent

POLITER = {
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
CURTER = {
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


MORE_RECEPTIVE = {
    "acknowledging": "I see why the invoice for May is in the second folder.",
    "agreeing": "Fair enough, the invoice for May is in the second folder.",
    "hedging": "The invoice for May is perhaps in the second folder.",
    "speaking for oneself": "Personally, the invoice for May is in the second folder.",
}
LESS_RECEPTIVE = {
    "disagreeing": "Nonsense, the invoice for May is in the second folder.",
    "denying": "The invoice for May is not in the second folder.",
    "being absolute": "Obviously the invoice for May is in the second folder.",
}
RAISED_BY = {"politeness": POLITER, "receptiveness": MORE_RECEPTIVE}
LOWERED_BY = {"politeness": CURTER, "receptiveness": LESS_RECEPTIVE}


def cases(of: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    return [(manner, name) for manner, lines in of.items() for name in lines]


@pytest.mark.parametrize(("manner", "name"), cases(RAISED_BY))
def test_what_is_of_the_manner_raises_it(manner: str, name: str) -> None:
    assert manner_of(manner, RAISED_BY[manner][name]) > manner_of(manner, PLAIN)


@pytest.mark.parametrize(("manner", "name"), cases(LOWERED_BY))
def test_what_is_its_opposite_lowers_it(manner: str, name: str) -> None:
    assert manner_of(manner, LOWERED_BY[manner][name]) < manner_of(manner, PLAIN)


@pytest.mark.parametrize("manner", MANNERS)
def test_every_strategy_is_tried_here(manner: str) -> None:
    known = tomllib.loads((FOLDER / f"{manner}.toml").read_text("utf-8"))["strategy"]

    assert {each["name"] for each in known if each["weight"] > 0} == set(RAISED_BY[manner])
    assert {each["name"] for each in known if each["weight"] < 0} == set(LOWERED_BY[manner])


def test_every_file_is_a_manner() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(MANNERS)


@pytest.mark.parametrize("text", ["", "12.06.2026", "Die Rechnung liegt im Ordner."])
def test_where_no_strategy_is_used_nothing_is_said(text: str) -> None:
    assert manners_of(text) == manners_of(PLAIN)


@pytest.mark.parametrize("manner", MANNERS)
def test_the_third_time_adds_nothing(manner: str) -> None:
    said = {"politeness": "Thanks! ", "receptiveness": "I agree. "}[manner]

    assert manner_of(manner, said * 2) == manner_of(manner, said * 3)
    assert manner_of(manner, said * 2) > manner_of(manner, said)


@given(st.text(max_size=200))
def test_it_is_a_probability_of_any_text(text: str) -> None:
    assert all(0 < value < 1 for value in manners_of(text).values())
