"""What stands between quotation marks beside a verb of saying is another's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts.quoted import own_words
from goodwill.acts.reading import read_text

QUOTED = {
    "verb before": ('She wrote: "you lot are useless" and hung up.', "you lot are useless"),
    "verb behind": ('"We will sue you," he said.', "We will sue you,"),
    "curly": ("Then he told us “that is far too dear”.", "that is far too dear"),
    "low first": ("Er schrieb: „Wir zahlen am Freitag.“ Sonst nichts.", "Wir zahlen am Freitag."),
    "French": ("Il m'a dit : « c'est trop cher ».", "c'est trop cher "),
    "Spanish": ('Me dijo: "no pensamos pagar".', "no pensamos pagar"),
    "two sentences": ('He said: "No. We pay in May."', "No. We pay in May."),
    "marks that point inwards": ("Er schrieb: »Wir zahlen am Freitag.«", "Wir zahlen am Freitag."),
}

OWN = [
    'Please send the "final" version.',
    'The order is for two "Aurora" lamps.',
    "You said we could have it on Friday.",
    'He said nothing about the price of the lamp that we call, in the catalogue, "Aurora".',
    "She wrote: you lot are useless",
    '6" pipe and 8" pipe, please',
    'As Tom said, the 24" screens are here. We send two 24" ones on Friday.',
    'And then she said "nobody reads what is never closed',
    "",
]


@pytest.mark.parametrize(("text", "words"), QUOTED.values(), ids=QUOTED)
def test_quoted_words_are_blanked(text: str, words: str) -> None:
    assert own_words(text).said == text.replace(words, " " * len(words))


@pytest.mark.parametrize("text", OWN)
def test_other_words_are_left(text: str) -> None:
    assert own_words(text).said == text


def test_a_quoted_insult_is_not_the_writers() -> None:
    plain = "You are a bunch of incompetent idiots."

    assert read_text(plain).scores["hostile"] >= 0.5
    assert read_text(f'The tenant wrote: "{plain}"').scores["hostile"] < 0.5


def test_what_is_said_beside_a_quotation_is_still_read() -> None:
    reading = read_text('He wrote "no" again. Can you send me the report by Friday, please?')

    assert [act.quote for act in reading.acts if act.act == "request"] == [
        "Can you send me the report by Friday, please?"
    ]


@given(st.text(alphabet='ab "“”„«»\nsaid'))
def test_places_stay(text: str) -> None:
    own = own_words(text).said

    assert len(own) == len(text)
    assert all(a in (b, " ") for a, b in zip(own, text, strict=True))
