"""The corpus, and inputs made of it from a seed, over every target: what once fell stays up."""

from __future__ import annotations

from random import Random

import pytest
from tests.fuzz.corpus import FOLDER, corpus
from tests.fuzz.mutate import mutated
from tests.fuzz.run import NAMES
from tests.fuzz.targets import TARGETS

COUNT = 150
"""Inputs of each target that are made here; `make fuzz` makes them for minutes."""

INPUTS = [(name, file) for name in NAMES for file in corpus(name)]


@pytest.mark.parametrize(("name", "file"), INPUTS, ids=[f"{name} {file}" for name, file in INPUTS])
def test_nothing_of_the_corpus_falls(name: str, file: str) -> None:
    TARGETS[name](corpus(name)[file])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_made_of_it_falls(name: str) -> None:
    rng, seeds = Random(29), list(corpus(name).values())  # noqa: S311  a choice, no secret
    for _ in range(COUNT):
        TARGETS[name](mutated(rng, seeds))


def test_every_target_has_inputs_of_its_own() -> None:
    assert tuple(TARGETS) == NAMES
    assert all(any((FOLDER / name).iterdir()) for name in NAMES)


def test_the_same_seed_makes_the_same_inputs() -> None:
    seeds = list(corpus("mail").values())
    one, two = Random(1), Random(1)  # noqa: S311

    assert [mutated(one, seeds) for _ in range(20)] == [mutated(two, seeds) for _ in range(20)]


def test_an_assertion_of_a_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that could not fail would find nothing."""
    monkeypatch.setattr("tests.fuzz.targets.escape", lambda text: text)

    with pytest.raises(AssertionError):
        TARGETS["markup"](b"a < b &lt;i&gt;")
