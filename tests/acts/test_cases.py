"""Sentences that are an act and sentences that only look like it, from `tests/cases/acts`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from goodwill.acts import read_text, recognisers

CASES = Path(__file__).parents[1] / "cases" / "acts"
LEAST_CASES = 15


def load_cases() -> dict[str, tuple[list[str], list[str]]]:
    found: dict[str, tuple[list[str], list[str]]] = {}
    for path in sorted(CASES.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        found[case["act"]] = (case["is"], case["is_not"])
    return found


KNOWN = load_cases()
IS = [(act, sentence) for act, (yes, _) in KNOWN.items() for sentence in yes]
IS_NOT = [(act, sentence) for act, (_, no) in KNOWN.items() for sentence in no]


@pytest.mark.parametrize(("act", "sentence"), IS)
def test_a_sentence_that_is_the_act_is_listed(act: str, sentence: str) -> None:
    reading = read_text(sentence)

    assert reading.scores[act] >= 0.5
    assert act in {found.act for found in reading.acts}


@pytest.mark.parametrize(("act", "sentence"), IS_NOT)
def test_a_sentence_that_only_looks_like_it_is_not_listed(act: str, sentence: str) -> None:
    reading = read_text(sentence)

    assert reading.scores[act] < 0.5
    assert act not in {found.act for found in reading.acts}


def test_every_recogniser_has_cases_on_both_sides() -> None:
    thin = {
        recogniser.act
        for recogniser in recognisers()
        if min(map(len, KNOWN.get(recogniser.act, ([], [])))) < LEAST_CASES
    }

    assert thin == set()
