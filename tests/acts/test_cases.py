"""Sentences that are an act and sentences that only look like it.

`tests/cases/acts/*.toml` were written beside the cues and are among what the model learns from:
nearly all are told apart, or something broke. Under `sought` stand harder ones, with the shares
that must be told apart. `tests/cases/acts/unseen/*.toml` were written by
other people than the training sentences of the same act and are learnt from by nobody: there
the shares of `LEAST` hold, over all acts and for each.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest

from goodwill.acts import Unread, read_texts, recognisers

CASES = Path(__file__).parents[1] / "cases" / "acts"
LEAST_CASES = 15
LISTED = 0.5

KNOWN_SHARE = 0.85
"""Of the sentences that models have learnt from, on either side."""

LEAST = {"recall of one act": 0.25, "precision of one act": 0.6, "recall": 0.6, "precision": 0.8}
"""Of sentences that nobody has learnt from."""


def load_cases(folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Each act with what is it and what is not."""
    cases = (tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))
    return {case["act"]: (case["is"], case["is_not"]) for case in cases}


class Sought(TypedDict("_Lists", {"is": list[str], "is_not": list[str]})):
    """Sentences of which a share is told apart."""

    recall: float
    precision: float


def load_sought() -> dict[str, Sought]:
    """Each act with its harder sentences."""
    cases = (tomllib.loads(path.read_text("utf-8")) for path in sorted(CASES.glob("*.toml")))
    return {case["act"]: case["sought"] for case in cases if "sought" in case}


def load_shares() -> dict[str, float]:
    """The share of an act's own sentences that must be listed, where its file asks for less."""
    cases = (tomllib.loads(path.read_text("utf-8")) for path in sorted(CASES.glob("*.toml")))
    return {case["act"]: case["known"] for case in cases if "known" in case}


KNOWN = load_cases(CASES)
SHARES = load_shares()
SOUGHT = load_sought()
UNSEEN = load_cases(CASES / "unseen")


def listed(act: str, sentences: list[str]) -> Iterator[str]:
    """Those of the sentences in which the act is listed."""
    for sentence, reading in zip(
        sentences, read_texts([Unread(s) for s in sentences]), strict=True
    ):
        if reading.scores[act] >= LISTED:
            yield sentence


@pytest.mark.parametrize("act", KNOWN)
def test_sentences_that_are_the_act_are_listed(act: str) -> None:
    sentences, _ = KNOWN[act]

    missed = set(sentences) - set(listed(act, sentences))

    assert len(missed) <= (1 - SHARES.get(act, KNOWN_SHARE)) * len(sentences), sorted(missed)


@pytest.mark.parametrize("act", KNOWN)
def test_sentences_that_only_look_like_it_are_not_listed(act: str) -> None:
    _, sentences = KNOWN[act]

    mistaken = sorted(listed(act, sentences))

    assert len(mistaken) <= (1 - KNOWN_SHARE) * len(sentences), mistaken


@pytest.mark.parametrize("act", SOUGHT)
def test_of_harder_sentences_as_many_are_told_apart_as_the_file_says(act: str) -> None:
    sought = SOUGHT[act]
    found = len(list(listed(act, sought["is"])))
    mistaken = len(list(listed(act, sought["is_not"])))

    assert found / len(sought["is"]) >= sought["recall"]
    assert found / max(found + mistaken, 1) >= sought["precision"]


@pytest.mark.parametrize("act", UNSEEN)
def test_an_act_is_told_in_sentences_that_nobody_has_learnt_from(act: str) -> None:
    found, mistaken = count(act)

    assert found / len(UNSEEN[act][0]) >= LEAST["recall of one act"]
    assert found / (found + mistaken) >= LEAST["precision of one act"]


def test_over_all_acts_most_unseen_sentences_are_told_apart() -> None:
    counts = [count(act) for act in UNSEEN]
    found, mistaken = (sum(part) for part in zip(*counts, strict=True))

    assert found / sum(len(sentences) for sentences, _ in UNSEEN.values()) >= LEAST["recall"]
    assert found / (found + mistaken) >= LEAST["precision"]


def count(act: str) -> tuple[int, int]:
    """How many of an act's unseen sentences are found, and how many are mistaken for it."""
    sentences, others = UNSEEN[act]
    return len(list(listed(act, sentences))), len(list(listed(act, others)))


def test_no_unseen_sentence_is_among_the_training_sentences() -> None:
    training = Path(__file__).parents[2] / "training" / "sentences"
    learnt_from = (*training.glob("*.txt"), *CASES.glob("*.toml"))
    learnt = "\n".join(path.read_text("utf-8") for path in learnt_from)

    assert [s for yes, no in UNSEEN.values() for s in (*yes, *no) if s in learnt] == []


def test_every_recogniser_has_cases_on_both_sides() -> None:
    thin = {
        recogniser.act
        for recogniser in recognisers()
        if min(map(len, KNOWN.get(recogniser.act, ([], [])))) < LEAST_CASES
    }

    assert thin == set()
