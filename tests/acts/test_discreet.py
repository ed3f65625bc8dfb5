"""What nobody may repeat is never kept as a quote; business is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from goodwill.acts.discreet import are_private, without_private_words
from goodwill.facts.acts import Act

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "discreet" / "sentences.toml").read_text("utf-8")
)


@pytest.mark.parametrize("sentence", CASES["private"])
def test_what_is_nobodys_business_is_not_quoted(sentence: str) -> None:
    assert are_private([sentence]) == [True]


@pytest.mark.parametrize("sentence", CASES["business"])
def test_what_is_business_is_quoted(sentence: str) -> None:
    assert are_private([sentence]) == [False]


def test_an_act_without_its_words_still_counts() -> None:
    sick = Act(act="apology", start=0, end=30, quote="Sorry, I was in hospital.", probability=0.9)
    late = Act(act="apology", start=31, end=50, quote="Sorry for that.", probability=0.9)

    ((first, second), nothing) = without_private_words([(sick, late), ()])

    assert (first.act, first.probability, first.quote) == ("apology", 0.9, "")
    assert second == late
    assert nothing == ()
