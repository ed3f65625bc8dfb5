"""Who is spoken of must not matter: names, gender, nation, faith, age.

A text is read with one group's words and with another's; no probability may move by more than
two hundredths. The words and texts are in `tests/cases/swaps`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts import Unread, read_texts
from goodwill.acts.fold import plain
from goodwill.acts.linear import words
from goodwill.acts.linear.words import NAME, cut, level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = 0.02
CASES = Path(__file__).parents[1] / "cases" / "swaps"


LISTS = Path(words.__file__).parent


def _load(name: str, folder: Path = CASES) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))


NAMES, NATIONS, GENDERS = _load("names"), _load("nations"), _load("genders")
GIVEN: list[str] = NAMES["given"].split()
SURNAMES: list[str] = NAMES["surnames"].split()
TOO: list[str] = NAMES["words_too"].split()
CHOICE = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def _of_nations() -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in NATIONS.values():
        for text in each["texts"]:
            yield text, tuple(each["words"].split())


@pytest.mark.parametrize("text", NAMES["about_a_person"])
def test_a_name_moves_nothing_though_it_be_a_word(text: str) -> None:
    assert furthest([text.format(name) for name in (*GIVEN, *TOO)]) <= MOST


@pytest.mark.parametrize("text", NAMES["begun_by_a_person"])
def test_a_name_moves_nothing_at_the_beginning(text: str) -> None:
    assert furthest([text.format(name) for name in (*GIVEN, *TOO)]) <= MOST


@pytest.mark.parametrize("text", NAMES["about_a_surname"])
def test_a_surname_moves_nothing(text: str) -> None:
    assert furthest([text.format(name) for name in (*SURNAMES, *NAMES["of_two"])]) <= MOST


@pytest.mark.parametrize("text", [*NAMES["about_a_person"], *NAMES["begun_by_a_person"]])
def test_a_full_name_moves_nothing(text: str) -> None:
    full = [f"{one} {other}" for one, other in zip(GIVEN, SURNAMES, strict=False)]
    assert furthest([text.format(name) for name in full]) <= MOST


@pytest.mark.parametrize("text", NAMES["written_small"])
def test_a_name_written_small_moves_nothing(text: str) -> None:
    assert furthest([text.format(name) for name in NAMES["small"].split()]) <= MOST


@pytest.mark.parametrize(("text", "words"), list(_of_nations()))
def test_a_nation_moves_nothing(text: str, words: Sequence[str]) -> None:
    assert furthest([text.format(word) for word in words]) <= MOST


@pytest.mark.parametrize("text", [text for texts in GENDERS.values() for text in texts])
def test_gender_moves_nothing(text: str) -> None:
    assert furthest([CHOICE.sub(r"\1", text), CHOICE.sub(r"\2", text)]) <= MOST


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.sampled_from(["Dr ", "Ms ", ""]))
def test_whatever_the_name_the_words_are_the_same(one: str, other: str, title: str) -> None:
    words = [level(word) for word in cut(f"Please ask {title}{one} {other} about it")]

    assert words[:2] == ["please", "ask"]
    assert words[-2:] == ["about", "it"]


@pytest.mark.parametrize("text", ["Will you come?", "Mark it as paid.", "May I ask?", "Hope so."])
def test_a_word_that_may_be_a_name_is_the_word_where_it_begins_a_sentence(text: str) -> None:
    assert level(cut(text)[0]) != NAME


@pytest.mark.parametrize("name", ["李", "محمد", "Иван", "New York", "Mr Price", "Frau von Berg"])
def test_names_of_other_scripts_and_of_several_words_are_names(name: str) -> None:
    assert {level(word) for word in cut(f"ask {name}")[1:]} <= {NAME, "york"}


def test_listed_words_are_written_as_they_are_compared() -> None:
    names = _load("names", LISTS)
    groups = _load("levelled", LISTS)["groups"]
    small = [*names["given"].split(), *_load("nations", LISTS)["words"].split()]
    grouped = [word for words in groups.values() for word in words.split()]

    assert [word for word in (*small, *grouped) if plain(word) != word] == []
    assert set(small).isdisjoint(set(grouped) - set(groups["name"].split()))
    assert len(grouped) == len(set(grouped))
    assert set(names["word_first"].split()) <= set(names["capital"].split())


def furthest(texts: list[str]) -> float:
    """The most that any act's probability differs between two of the texts."""
    scores = [reading.scores for reading in read_texts([Unread(text) for text in texts])]
    return max(
        max(each[act] for each in scores) - min(each[act] for each in scores) for act in scores[0]
    )
