"""Acts that are not that act: denied, supposed, reported, quoted, joked, cancelled, and so on.

`tests/cases/acts/pairs/*.toml` have pairs of nearly the same words, one of which is the act. Each
kind says which share of either side must be read right; words alone could not do it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypedDict

import pytest

from goodwill.acts import Unread, read_texts
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.train.examples import read_cases, read_mails, read_sentences

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "acts"
LISTED = 0.5
FEWEST_PAIRS = 10

Pair = TypedDict("Pair", {"act": str, "not": str, "is": str})


class Kind(TypedDict):
    """Why a line is not the act, its pairs, and the shares of either side to be read right."""

    name: str
    silent: float
    heard: float
    pairs: list[Pair]


KINDS: list[Kind] = [
    kind
    for path in sorted((CASES / "pairs").glob("*.toml"))
    for kind in tomllib.loads(path.read_text("utf-8"))["kind"]
]


def share_listed(marked: list[tuple[str, str]]) -> float:
    """Of the texts, each with the act in question, the share in which that act is listed."""
    readings = read_texts([Unread(text) for _, text in marked])
    told = [
        reading.scores[act] >= LISTED for (act, _), reading in zip(marked, readings, strict=True)
    ]
    return sum(told) / len(told)


@pytest.mark.parametrize("kind", KINDS, ids=[kind["name"] for kind in KINDS])
def test_an_act_that_is_not_meant_is_not_listed(kind: Kind) -> None:
    assert share_listed([(pair["act"], pair["not"]) for pair in kind["pairs"]]) <= (
        1 - kind["silent"]
    )


@pytest.mark.parametrize("kind", KINDS, ids=[kind["name"] for kind in KINDS])
def test_the_same_words_in_earnest_are_the_act(kind: Kind) -> None:
    assert share_listed([(pair["act"], pair["is"]) for pair in kind["pairs"]]) >= kind["heard"]


def test_each_kind_has_enough_pairs_of_acts_that_exist() -> None:
    assert [kind["name"] for kind in KINDS if len(kind["pairs"]) < FEWEST_PAIRS] == []
    assert {pair["act"] for kind in KINDS for pair in kind["pairs"]} <= set(ACT_IDS)


def test_no_line_of_a_pair_is_learnt_from() -> None:
    training = ROOT / "training"
    learnt = {
        example.text.casefold()
        for examples in (
            read_sentences(training / "sentences"),
            read_mails(training / "mails"),
            read_cases(CASES),
        )
        for example in examples
    }
    sides = [side for kind in KINDS for pair in kind["pairs"] for side in (pair["not"], pair["is"])]

    assert [text for text in sides if text.casefold() in learnt] == []
