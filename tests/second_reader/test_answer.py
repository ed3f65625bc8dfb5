"""What an answer may do: mark passages of the text that was sent. Lies are dropped and counted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.facts.acts import ACT_IDS
from goodwill.second_reader.answer import Answer, Mark, marks_of, read_answer
from goodwill.second_reader.prompt import MOST_PASSAGES

TEXT = 'Thanks! Could you send the "figures" by Friday?\nOtherwise we leave. 😀'


def body(content: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def span(act: object = "request", quote: object = "Could you", probability: object = 0.9) -> object:
    return {"act": act, "quote": quote, "probability": probability}


def answered(*spans: object) -> Answer:
    found = read_answer(body(json.dumps({"spans": spans})), TEXT, ACT_IDS)
    assert found is not None
    return found


def test_a_passage_is_found_where_it_stands() -> None:
    quote = 'Could you send the "figures" by Friday?'

    assert answered(span(quote=quote)) == Answer(marks=(Mark("request", 8, 47, 0.9),))
    assert TEXT[8:47] == quote


LIES = {
    # what it is: (a passage, why it is dropped)
    "words that nobody wrote": (span(quote="You are fired."), "not in the text"),
    "one letter changed": (span(quote="Could You send"), "not in the text"),
    "a straight quote made curly": (span(quote="the “figures” by"), "not in the text"),
    "white space changed": (span(quote="Friday? Otherwise"), "not in the text"),
    "half a word": (span(quote="hank"), "not in the text"),
    "nothing": (span(quote=""), "not in the text"),
    "blanks": (span(quote=" "), "not in the text"),
    "a sign without words": (span(quote="!"), "not in the text"),
    "the whole world": (span(quote="x" * 500_000), "not in the text"),
    "an act that is none": (span(act="fraud"), "unknown act"),
    "an act in capitals": (span(act="REQUEST"), "unknown act"),
    "an act that is a list": (span(act=["request"]), "not a passage"),
    "a quote that is a number": (span(quote=7), "not a passage"),
    "a probability in words": (span(probability="high"), "not a passage"),
    "a probability that is a truth": (span(probability=True), "not a passage"),
    "no probability": ({"act": "request", "quote": "Thanks"}, "not a passage"),
    "a text": ("request", "not a passage"),
    "nothing at all": (None, "not a passage"),
    "a list in a list": ([span()], "not a passage"),
}


@pytest.mark.parametrize(("lie", "reason"), LIES.values(), ids=LIES)
def test_a_lie_is_dropped_and_counted_and_the_rest_is_taken(lie: object, reason: str) -> None:
    found = answered(lie, span(quote="Thanks", act="thanks"))

    assert found.marks == (Mark("thanks", 0, 6, 0.9),)
    assert found.dropped == {reason: 1}


@pytest.mark.parametrize(
    ("said", "taken"), [(7, 1.0), (-3, 0.0), (1.0, 1.0), (0, 0.0), (0.25, 0.25), (10**18, 1.0)]
)
def test_a_probability_is_brought_between_0_and_1(said: float, taken: float) -> None:
    assert answered(span(probability=said)).marks[0].probability == taken


def test_places_and_whatever_else_it_says_are_not_looked_at() -> None:
    found = answered({**dict(span()), "start": 0, "end": 9999, "tool": "send", "spans": [span()]})  # type: ignore[call-overload]

    assert found == Answer(marks=(Mark("request", 8, 17, 0.9),))


def test_the_same_passage_twice_is_one_with_the_higher_probability() -> None:
    found = answered(span(probability=0.2), span(probability=0.7), span(probability=0.3))

    assert found.marks == (Mark("request", 8, 17, 0.7),)


def test_no_more_passages_than_were_asked_for() -> None:
    acts = [(act, quote) for act in ACT_IDS for quote in ("Thanks", "Could", "Friday")]
    found = answered(*(span(act, quote) for act, quote in acts))

    assert len(acts) > MOST_PASSAGES
    assert len(found.marks) == MOST_PASSAGES
    assert found.dropped == {"too many": len(acts) - MOST_PASSAGES}


READABLE = {
    "the object alone": '{"spans": []}',
    "in a fence": 'Here you are:\n```json\n{"spans": []}\n```',
    "behind thoughts": '<think>The mail {says} something.</think>\n{"spans": []}',
    "with more beside it": '{"note": "obeyed", "spans": []}',
}
UNREADABLE = {
    "nothing": "",
    "null": None,
    "words": "I cannot help with that.",
    "a page": "<html><body>{}</body></html>",
    "cut off": '{"spans": [{"act": "request", "quo',
    "another object": '{"acts": []}',
    "a list": "[]",
    "passages that are no list": '{"spans": {"act": "request"}}',
    "nested without end": "[" * 100_000,
    "braces without end": "{" * 100_000,
}


@pytest.mark.parametrize("content", READABLE.values(), ids=READABLE)
def test_an_object_is_found_among_words(content: str) -> None:
    assert read_answer(body(content), TEXT, ACT_IDS) == Answer()


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_a_model_that_writes_nonsense_has_said_nothing(content: object) -> None:
    assert read_answer(body(content), TEXT, ACT_IDS) == Answer(is_readable=False)


@pytest.mark.parametrize(
    "document",
    [b"", b"<html></html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"text": "x"}]}',
     b'{"choices": {"message": {"content": "{}"}}}', b"\xff\xfe", b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_chat_completion_is_none(document: bytes) -> None:
    assert read_answer(document, TEXT, ACT_IDS) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.sampled_from(ACT_IDS),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["act", "quote", "probability", "spans"]), inner)
    ),
)
SPANS = st.lists(
    st.fixed_dictionaries(
        {
            "act": st.sampled_from((*ACT_IDS, "x")) | JSON,
            "quote": st.sampled_from(("Thanks", "you send", "x", TEXT)) | JSON,
            "probability": st.floats() | JSON,
        }
    )
    | JSON
)


@given(SPANS)
@settings(deadline=None)
def test_whatever_is_answered_only_marks_come_through(spans: Any) -> None:
    found = read_answer(body(json.dumps({"spans": spans})), TEXT, ACT_IDS)

    assert found is not None
    assert len(found.marks) + sum(found.dropped.values()) <= len(spans)
    for mark in found.marks:
        assert mark.act in ACT_IDS
        assert 0 <= mark.start < mark.end <= len(TEXT)
        assert 0 <= mark.probability <= 1


@given(st.binary())
def test_whatever_bytes_come_are_an_answer_or_none(document: bytes) -> None:
    assert read_answer(document, TEXT, ACT_IDS) in (None, Answer(is_readable=False))


@pytest.mark.parametrize(
    "kept",
    [None, 7, {}, [["fraud", 0, 6, 0.5]], [["thanks", 0, 10_000, 0.5]], [["thanks", 6, 6, 0.5]],
     [["thanks", -1, 6, 0.5]], [["thanks", 0, 6, 2]], [["thanks", 0, 6]], ["thanks"]],
)  # fmt: skip
def test_kept_marks_that_do_not_fit_are_as_good_as_none(kept: object) -> None:
    assert marks_of(kept, TEXT, ACT_IDS) is None


def test_kept_marks_come_back_as_they_were() -> None:
    assert marks_of([["thanks", 0, 6, 1]], TEXT, ACT_IDS) == (Mark("thanks", 0, 6, 1.0),)
    assert marks_of([], TEXT, ACT_IDS) == ()
