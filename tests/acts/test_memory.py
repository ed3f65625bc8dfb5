"""A memory asks once about each sentence, and says what it was told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from goodwill.acts.memory import KEPT, Memory, Rows


class Counting:
    """Measures sentences and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def lengths(self, sentences: Sequence[str]) -> list[int]:
        self.asked += sentences
        return list(map(len, sentences))


def test_every_sentence_is_answered_in_its_place() -> None:
    memory = Memory(Counting().lengths)

    assert memory.recall(["no", "thanks", "no"]) == [2, 6, 2]
    assert memory.recall(["yes", "thanks"]) == [3, 6]


def test_a_sentence_is_asked_about_once() -> None:
    work = Counting()
    memory = Memory(work.lengths)

    memory.recall(["no", "thanks", "no"])
    memory.recall(["thanks"])

    assert work.asked == ["no", "thanks"]


def test_what_is_not_asked_about_for_long_is_forgotten() -> None:
    work = Counting()
    memory = Memory(work.lengths)
    memory.recall(["first"])

    for turn in range(3):
        memory.recall([f"{turn} {number}" for number in range(KEPT)])
    memory.recall(["first"])

    assert work.asked.count("first") == 2


def test_what_is_asked_about_now_and_then_is_not_forgotten() -> None:
    work = Counting()
    memory = Memory(work.lengths)

    for turn in range(4):
        memory.recall(["first"])
        memory.recall([f"{turn} {number}" for number in range(KEPT)])

    assert work.asked.count("first") == 1


def test_more_than_is_kept_is_answered_all_the_same() -> None:
    memory = Memory(Counting().lengths)
    many = [str(number) for number in range(2 * KEPT)]

    assert memory.recall(many) == list(map(len, many))


def test_nothing_is_asked_about_nothing() -> None:
    work = Counting()

    assert Memory(work.lengths).recall([]) == []
    assert work.asked == []


class Drawing(Counting):
    """Makes a row of two numbers of each sentence."""

    def rows(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        return np.array([(size, -size) for size in self.lengths(sentences)], np.float32)


def test_rows_of_numbers_come_in_the_order_asked() -> None:
    work = Drawing()
    memory = Rows(work.rows, (2,))

    memory.recall(["thanks"])

    assert memory.recall(["no", "thanks", "no"]).tolist() == [[2, -2], [6, -6], [2, -2]]
    assert work.asked == ["thanks", "no"]


@pytest.mark.parametrize("fillings", [0, 1, 2, 3])
def test_rows_are_the_same_however_full_a_memory_is(fillings: int) -> None:
    memory = Rows(Drawing().rows, (2,))
    memory.recall(["first"])

    for turn in range(fillings):
        memory.recall(["second", *(f"{turn} {number}" for number in range(KEPT - 10))])

    assert memory.recall(["first", "second"]).tolist() == [[5, -5], [6, -6]]


def test_more_rows_than_are_kept_come_all_the_same() -> None:
    memory = Rows(Drawing().rows, (2,))
    many = [str(number) for number in range(2 * KEPT)]

    assert memory.recall(many)[:, 0].tolist() == list(map(len, many))


def test_rows_of_nothing_are_none() -> None:
    assert Rows(Drawing().rows, (2,)).recall([]).shape == (0, 2)
