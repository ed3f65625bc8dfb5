"""What is denied, taken back, given up or supposed is blanked, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts.quoted import own_words
from goodwill.acts.reading import read_text

PATH = Path(__file__).parents[1] / "cases" / "unmeant" / "ways.toml"


class Case(TypedDict):
    """A text and what is left of it."""

    text: str
    said: NotRequired[str]
    done: NotRequired[str]
    faulted: NotRequired[str]
    promised: NotRequired[str]


LISTED = 0.5
CASES: list[Case] = tomllib.loads(PATH.read_text("utf-8"))["case"]
PIECES = [
    *("no complaints", "without a fault ", "I'll be direct", "not a ", "si alguien se queja "),
    *("if ", "we ", "had ", "would ", "have ", "not ", "saying ", "nobody ", "says ", "you "),
    *("forget it", "scratch that", "I was about to ", "but ", "wenn ", "hätte ", "käme ", "si "),
    *("avais ", "serais ", "no digo que ", "doubt ", ", ", ". ", "? ", "\n", "\n\n", "… ", '"'),
]


def folded(text: str) -> str:
    """The text with white space folded, also before signs where words were."""
    return " ".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_what_is_not_meant_is_blanked(case: Case) -> None:
    own = own_words(case["text"])
    said = case.get("said", folded(case["text"]))

    assert folded(own.said) == said
    assert folded(own.done) == case.get("done", said)
    assert folded(own.faulted) == case.get("faulted", said)
    assert folded(own.promised) == case.get("promised", said)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_places_stay_and_nothing_is_added(text: str) -> None:
    own = own_words(text)

    assert all(a in (b, " ") for a, b in zip(own.said, text, strict=True))
    for less in (own.done, own.faulted, own.promised):
        assert all(a in (b, " ") for a, b in zip(less, own.said, strict=True))


def test_a_promise_that_is_taken_back_in_the_next_sentence_is_none() -> None:
    promise = "I will send you the drawings tomorrow."

    assert read_text(promise).scores["commitment"] >= 0.5
    assert read_text(f"{promise} No, scrap that.").scores["commitment"] < 0.5


def test_a_supposed_promise_is_none() -> None:
    supposed = read_text("If I were in the office, I would send you the drawings tomorrow.")

    assert supposed.scores["commitment"] < 0.5


def test_a_supposition_may_reproach() -> None:
    reproach = "If my loyalty had been worth anything to you, I'd not read of it in the papers."

    assert own_words(reproach).done != own_words(reproach).said
    assert read_text(reproach).scores["resentment"] >= 0.5


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Three winters without a complaint from our drivers.", "complaint"),
        ("Seit Mai keine einzige Reklamation.", "problem"),
        ("Ni una sola queja en tres temporadas.", "complaint"),
        ("I'll be direct with you.", "commitment"),
        ("I'll come straight to the point, the sign is too small.", "commitment"),
    ],
)
def test_what_only_sounds_like_it_is_not_read_as_it(text: str, act: str) -> None:
    assert read_text(text).scores[act] < LISTED


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A complaint-free season, well done to all of you.", "praise"),
        ("I'll admit that we forgot the second delivery.", "admission"),
    ],
)
def test_what_it_is_besides_stays(text: str, act: str) -> None:
    assert read_text(text).scores[act] >= LISTED
