"""What is said of somebody's health, faith, union, politics, love, convictions or origins: out.

Such a part of a sentence is replaced by a mark before anything is stored, so that no act is read
from it and nothing quotes it; what the rest of the sentence says stays. Only forms that speak of
people are listed, in `topics.toml`; where the program is not sure, it leaves the words alone, for
`goodwill.acts.discreet` keeps a doubtful sentence from being quoted as well.

Nearly all mail holds none of the seeds and is done with after one look at its bytes.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from goodwill.acts.fold import fold
from goodwill.acts.patterns import Matcher, encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodwill.facts.interactions import Message

__all__ = [
    "FILE",
    "MARK",
    "private_spans",
    "topic_forms",
    "without_topics",
    "without_topics_of",
]

FILE = Path(__file__).with_name("topics.toml")
MARK = "[…]"
"""Stands where words were taken out."""

_BREAKS = (", ", "; ", ": ", ". ", "! ", "? ", ".\n", "!\n", "?\n", ",\n", ":\n", " (", ") ",
           " – ", " — ", " - ", "\n\n", "\n- ", "\n* ", " so ", " but ", " aber ", " pero ",
           " mais ", " daher ", " deshalb ", " donc ")  # fmt: skip
"""What a part of a sentence ends at, and the next begins behind."""
_REACH = 240
"""Characters that a part reaches to either side of what it was found by."""
_WRAPPED_FROM = 50
"""A line of at least so many characters may go on in the next."""
_EDGES = " \t\n.,;:!?()\"'–—-*"

Span = tuple[int, int]


class _Told(NamedTuple):
    anywhere: BytesAhoCorasick
    seeds: AhoCorasick
    breaks: AhoCorasick
    forms: Matcher


@cache
def _told() -> _Told:
    """The seeds and forms of all topics and languages."""
    seeds = sorted({seed for one in _listed() for seed in one["seeds"]})
    return _Told(
        BytesAhoCorasick([seed.encode() for seed in seeds], implementation=Implementation.DFA),
        AhoCorasick(seeds, implementation=Implementation.DFA),
        AhoCorasick(_BREAKS, implementation=Implementation.DFA),
        Matcher(topic_forms()),
    )


def topic_forms() -> list[str]:
    """The patterns of all topics and languages."""
    lines = [line.strip() for one in _listed() for line in one["forms"].split("\n")]
    return [line for line in lines if line]


@cache
def _listed() -> list[dict[str, Any]]:
    """The `seeds` and `forms` of each topic and language."""
    document = tomllib.loads(FILE.read_text("utf-8"))
    return [one for topic in document.values() if isinstance(topic, dict) for one in topic.values()]


def private_spans(texts: Sequence[str]) -> list[tuple[Span, ...]]:
    """For each text the parts of its sentences that speak of such things, in order.

    Many texts at once are much quicker than one by one.
    """
    suspects = _with_seeds(texts)
    parts = [(place, part) for place in suspects for part in _suspected(texts[place])]
    found: list[tuple[Span, ...]] = [()] * len(texts)
    if not parts:
        return found
    folded = encoded(fold(texts[place][start:end]) for place, (start, end) in parts)
    held = {number for _, numbers in _told().forms.find(folded) for number in numbers}
    for number in sorted(held):
        place, part = parts[number]
        found[place] = (*found[place], part)
    return found


def _with_seeds(texts: Sequence[str]) -> list[int]:
    """The places of the texts that hold a seed: most hold none, and all are looked at together."""
    lowered = [_lowered(text).encode("utf-8", "surrogatepass") for text in texts]
    ends = [*accumulate(len(text) + 1 for text in lowered)]
    found = _told().anywhere.find_matches_as_indexes(b"\0".join(lowered))
    return [*dict.fromkeys(bisect_right(ends, start) for _, start, _ in found)]


def _suspected(text: str) -> list[Span]:
    """The parts of a text that hold a seed."""
    parts: list[Span] = []
    for _, start, end in _told().seeds.find_matches_as_indexes(_lowered(text)):
        if not parts or start + 1 >= parts[-1][1]:
            parts.append(_part(text, start + 1, end - 1))
    return parts


def _lowered(text: str) -> str:
    """The text in small letters, each in its place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def _part(text: str, start: int, end: int) -> Span:
    """The part of a sentence around a seed, without the signs at its edges."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    breaks = _told().breaks
    before = breaks.find_matches_as_indexes(text[first:start], overlapping=True)
    begin = first + max((ends for _, _, ends in before), default=0)
    begin = max(begin, _line_before(text, begin, start))
    behind = breaks.find_matches_as_indexes(text[end:last], overlapping=True)
    stop = min((end + begins for _, begins, _ in behind), default=last)
    stop = _line_behind(text, end, stop)
    bare = text[begin:stop]
    return begin + len(bare) - len(bare.lstrip(_EDGES)), begin + len(bare.rstrip(_EDGES))


def _line_before(text: str, first: int, at: int) -> int:
    """Where the line begins that a part cannot lie before, as lines end there on purpose."""
    while (end := text.rfind("\n", first, at)) >= 0:
        if not _is_wrapped(text, end):
            return end + 1
        at = end
    return first


def _line_behind(text: str, at: int, last: int) -> int:
    """The end of the line that a part cannot go beyond."""
    while (end := text.find("\n", at, last)) >= 0:
        if not _is_wrapped(text, end):
            return end
        at = end + 1
    return last


def _is_wrapped(text: str, end: int) -> bool:
    """Whether what is said goes on behind the end of a line."""
    length = end - (text.rfind("\n", max(0, end - _REACH), end) + 1)
    following = text[end + 1 : end + 2]
    return following.islower() or (length >= _WRAPPED_FROM and not following.isupper())


def without_topics(texts: Sequence[str]) -> list[str]:
    """The texts with a mark in the place of such parts."""
    spans = private_spans(texts)
    return [_without(text, some) if some else text for text, some in zip(texts, spans, strict=True)]


def _without(text: str, spans: Sequence[Span]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], MARK]
        at = end
    return "".join((*kept, text[at:]))


def without_topics_of(mails: Sequence[Message]) -> list[Message]:
    """Mails, and those that they pass on, without such parts of their subjects and texts."""
    texts = without_topics([text for mail in mails for text in (mail.subject, mail.text)])
    said = zip(texts[::2], texts[1::2], strict=True)
    return [_saying(mail, *words) for mail, words in zip(mails, said, strict=True)]


def _saying(mail: Message, subject: str, text: str) -> Message:
    """A mail with these words, and what it passes on without what is nobody's business."""
    if not mail.passed_on:
        is_same = subject == mail.subject and text == mail.text
        return mail if is_same else replace(mail, subject=subject, text=text)
    inner = tuple(without_topics_of(mail.passed_on))
    return replace(mail, subject=subject, text=text, passed_on=inner)
