"""A memory asks once about each sentence, and says what it was told."""

from __future__ import annotations

from collections.abc import Sequence

from goodwill.acts.memory import KEPT, Memory


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


def test_what_was_kept_is_forgotten_when_there_is_more() -> None:
    work = Counting()
    memory = Memory(work.lengths)
    memory.recall(["first"])

    memory.recall([str(number) for number in range(KEPT)])
    memory.recall(["first"])

    assert work.asked.count("first") == 2


def test_more_than_is_kept_is_answered_all_the_same() -> None:
    memory = Memory(Counting().lengths)
    many = [str(number) for number in range(2 * KEPT)]

    assert memory.recall(many) == list(map(len, many))


def test_nothing_is_asked_about_nothing() -> None:
    work = Counting()

    assert Memory(work.lengths).recall([]) == []
    assert work.asked == []
