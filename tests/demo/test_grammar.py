"""Words with choices: every choice can come, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.demo.grammar import expand

SLOTS = {"kit": lambda: "oven", "site": lambda: "the shop"}
FILE = Path(__file__).parent / "cases" / "grammar.toml"


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311  made-up words, no secrets


class Case(NamedTuple):
    name: str
    text: str
    may_be: list[str]


CASES = [Case(**case) for case in tomllib.loads(FILE.read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_words_become_each_of_what_they_may_be_and_nothing_else(case: Case) -> None:
    said = {expand(case.text, chance(seed), SLOTS) for seed in range(60)}

    assert said == set(case.may_be)


@pytest.mark.parametrize("text", ["{a|b", "{a|{b}", "{nobody}", "a}", "a|b"])
def test_a_slip_in_the_braces_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"brace|slot"):
        expand(text, chance(1), SLOTS)


@given(st.lists(st.text(alphabet="abc ,.", min_size=1), min_size=2), st.integers())
def test_any_choice_is_one_of_those_given(options: list[str], seed: int) -> None:
    said = expand("{" + "|".join(options) + "}", chance(seed), {})

    assert said in {option.strip() for option in options}
