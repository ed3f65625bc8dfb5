"""What a server may say: passages of the text that it was sent. All else is dropped and counted.

The envelope is that of an OpenAI-compatible API, its content a JSON object that the model wrote.
Nothing of either is trusted: an act has to be one that was asked for, a quote has to stand in
the text character by character, a probability is brought between 0 and 1, and no key that is not
one of these three is looked at. So whatever a mail made the model say, what comes through is a
mark on the mail's own words, or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import NamedTuple

import orjson

from goodwill.second_reader.prompt import MOST_PASSAGES

__all__ = ["Answer", "Mark", "marks_of", "read_answer"]

_MOST_LOOKED_AT = 300
_MOST_PLACES = 50
"""Together they bound what an answer of nothing but lies costs."""


class Mark(NamedTuple):
    """An act at a place of the text that was sent."""

    act: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What could be used of an answer; `dropped` counts the rest by reason.

    `is_readable` is false where the model wrote no list of passages at all.
    """

    marks: tuple[Mark, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    is_readable: bool = True


def read_answer(body: bytes, text: str, acts: Collection[str]) -> Answer | None:
    """Read a server's whole answer to `text`; None where it is no chat completion."""
    content = _content(body)
    if content is None:
        return None
    spans = _spans(content)
    if spans is None:
        return Answer(is_readable=False)
    dropped = Counter[str]()
    found: dict[tuple[str, int, int], float] = {}
    for item in spans[:_MOST_LOOKED_AT]:
        mark = _mark(item, text, acts)
        if isinstance(mark, str):
            dropped[mark] += 1
        elif len(found) == MOST_PASSAGES and mark[:3] not in found:
            dropped["too many"] += 1
        else:
            found[mark[:3]] = max(mark.probability, found.get(mark[:3], 0.0))
    if len(spans) > _MOST_LOOKED_AT:
        dropped["too many"] += len(spans) - _MOST_LOOKED_AT
    marks = tuple(Mark(*place, chance) for place, chance in found.items())
    return Answer(marks=marks, dropped=dict(dropped))


def marks_of(kept: object, text: str, acts: Collection[str]) -> tuple[Mark, ...] | None:
    """Marks as they were kept, checked like any other; None where one does not fit the text."""
    if not isinstance(kept, list):
        return None
    found = []
    for row in kept:
        match row:
            case [str(act), int(start), int(end), int() | float() as chance] if (
                act in acts and 0 <= start < end <= len(text) and 0 <= chance <= 1
            ):
                found.append(Mark(act, start, end, float(chance)))
            case _:
                return None
    return tuple(found)


def _content(body: bytes) -> str | None:
    """What the model wrote: `choices[0].message.content`, empty where it wrote nothing."""
    match _json(body):
        case {"choices": [{"message": {"content": str(content)}}, *_]}:
            return content
        case {"choices": [{"message": dict()}, *_]}:
            return ""
    return None


def _spans(content: str) -> list[object] | None:
    """The list of passages; words before and behind the object (thoughts, fences) are passed."""
    document = _json(content)
    if document is None:
        begin, end = content.rfind('{"spans"'), content.rfind("}")
        begin = begin if begin >= 0 else content.find("{")
        document = _json(content[begin : end + 1]) if 0 <= begin < end else None
    match document:
        case {"spans": list(spans)}:
            return spans
    return None


def _json(text: bytes | str) -> object:
    try:
        found: object = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found


def _mark(item: object, text: str, acts: Collection[str]) -> Mark | str:
    """One passage, or why it is dropped."""
    match item:
        case {"act": str(act), "quote": str(quote), "probability": int() | float() as chance}:
            if isinstance(chance, bool) or not isfinite(chance):
                return "not a passage"
        case _:
            return "not a passage"
    if act not in acts:
        return "unknown act"
    start = next(_places(text, quote), -1)
    if start < 0:
        return "not in the text"
    return Mark(act, start, start + len(quote), min(max(float(chance), 0.0), 1.0))


def _places(text: str, quote: str) -> Iterator[int]:
    """Where the quote stands as whole words, in order; nowhere where it says nothing."""
    if not any(map(str.isalnum, quote)):
        return
    at = -1
    for _ in range(_MOST_PLACES):
        at = text.find(quote, at + 1)
        if at < 0:
            return
        if not _splits_a_word(text, at) and not _splits_a_word(text, at + len(quote)):
            yield at


def _splits_a_word(text: str, at: int) -> bool:
    """Whether a word that is written with letters of two cases goes on across this place."""
    return 0 < at < len(text) and all(
        sign.isalnum() and (sign.lower() != sign.upper() or sign.isdigit())
        for sign in text[at - 1 : at + 1]
    )
