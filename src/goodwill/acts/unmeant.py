"""What a writer says and does not mean: denied, taken back, given up, supposed against the facts.

"Nobody says that your driver is a liar" calls nobody a liar, "I'll bring it tomorrow - no, scrap
that" promises nothing, and "if we had wanted to sue you, we would have" is no threat. The words
that are not meant are blanked before a text is read, sign by sign, so that places stay; those that
say so are left, and may be an act themselves.

Faults that are not there ("three years without a complaint", "if anybody complains") are no
complaint, and ways of speaking ("I'll be direct with you") no promise; they may be anything else.

The ways of saying so stand in `unmeant.toml` (`goodwill.acts.unmeant_ways` makes them ready).
Blanked is only what is plain from a few words beside it. Left to the linear model are verbs denied
("we won't sue"), jokes, and what others said: "our director says you are too dear" is news that
counts, whoever said it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goodwill.acts.supposed import supposed_in
from goodwill.acts.unmeant_ways import ways
from goodwill.acts.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodwill.acts.sentences import Span
    from goodwill.acts.unmeant_ways import Conditional, Match, Way

__all__ = ["Unmeant", "unmeant_in"]

_REACH = 300
"""So far back a sentence begins at most, as in `goodwill.acts.sentences`."""

_CLAUSE_REACH = 200
_AGAINST = r"but|yet|however|aber|sondern|doch|mais|pero|sino|maar"
_STOP = re.compile(r"[.;!?]|\n\n")
_AND_SO = r"(?:and|und|et|y)\s(?:(?:[Ww]e|[Ii])(?:\s(?:am|are|will)|'m|'re|'ll)|will|now|jetzt)\s"
_CLAUSE_END = re.compile(rf"[.;:!?,]|\n\n|\s(?:(?:{_AGAINST})\s|{_AND_SO})")
_TURN = re.compile(rf",?\s(?:-+\s)?(?:{_AGAINST}|(?:and\s)?then|dann|puis|luego)\s")
_STOPS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "...", "; ", "\n\n")
_FIRST = re.compile(r"\A[ \n]+([\w']+)")
_WORD = re.compile(r"\w+")
_CONDITION = re.compile(r"\b(?:if|unless|in case|should you|falls|wenn|sofern|si)\b", re.IGNORECASE)
"""Behind an order to forget it, it makes none: "ignore this if you have paid"."""

_FILLERS = listed(
    """
    oh ah ach wait no sorry hm hmm well actually ok okay oops ups nein oder or non pardon mince
    zut perdón ay bueno
    """
)
_OPENS = _FILLERS | listed("but so just please then aber bitte doch mais donc pero")
"""Behind these words, a sign or nothing "forget it" takes back; not in "you can forget it"."""

_GOES_ON = listed(
    "the your my his her our their how a an to de d' von about with not nicht nie jamais at and"
)
"""Before these words it takes nothing back, either: "never mind the price"."""

_DOING = "ing"
"""Nor before a word that ends so: "don't bother calling"."""


class Unmeant(NamedTuple):
    """Where words are not meant at all, tell what is not so, no faults, or how they are spoken."""

    denied: list[Span]
    supposed: list[Span]
    faultless: list[Span]
    spoken: list[Span]


def unmeant_in(text: str) -> Unmeant:
    """Where words of a text are not meant, in its order; spans may overlap."""
    told, known = ways()
    found = Unmeant([], [], [], [])
    for place in told(text.encode("utf-8", "replace")):
        way = known[place]
        for match in way.pattern.finditer(text):
            if way.signs:
                _suppose(found, text, match, way.signs)
            else:
                spans = getattr(found, _KIND.get(way.name, "denied"))
                spans.extend(_SPANS[way.name](text, match, way))
    return found


def _suppose(found: Unmeant, text: str, match: Match, signs: Conditional) -> None:
    at = match.start()
    sentence = _sentence_start(text, at), _end(_STOP, text, match.end())
    supposed = supposed_in(text, sentence, at, signs)
    if supposed:
        (found.denied if supposed.is_sure else found.supposed).extend(supposed.spans)


def _clause(text: str, found: Match, _way: Way) -> Iterator[Span]:
    """From the place that is marked to the end of the clause."""
    yield _mark(found), _end(_CLAUSE_END, text, found.end())


def _word(_text: str, found: Match, _way: Way) -> Iterator[Span]:
    """From the place that is marked."""
    yield _mark(found), found.end()


def _whole(_text: str, found: Match, _way: Way) -> Iterator[Span]:
    """All of it."""
    yield found.start(), found.end()


def _none(text: str, found: Match, _way: Way) -> Iterator[Span]:
    """All of it, unless what is lacking is denied: "not a day without a complaint"."""
    at = found.start()
    is_lacking = text[at : at + len("without")].lower().startswith(_LACKING)
    if not (is_lacking and _DENYING.search(text, _sentence_start(text, at), at)):
        yield at, found.end()


def _turned(text: str, found: Match, _way: Way) -> Iterator[Span]:
    """From the place that is marked to a word that turns against it, in the same sentence."""
    turn = _TURN.search(text, found.end(), _end(_STOP, text, found.end()))
    if turn:
        yield _mark(found), turn.start()


def _mark(found: Match) -> int:
    """The place that the pattern marks, else its end."""
    marks = (found.start(group) for group in range(1, len(found.groups()) + 1))
    return next((mark for mark in marks if mark >= 0), found.end())


def _end(sign: re.Pattern[str], text: str, start: int) -> int:
    """Where the sign is, or the reach ends."""
    reach = min(start + _CLAUSE_REACH, len(text))
    found = sign.search(text, start, reach)
    return found.start() if found else reach


def _within(_text: str, found: Match, _way: Way) -> Iterator[Span]:
    """The group that holds."""
    for group in range(1, len(found.groups()) + 1):
        if found.start(group) >= 0:
            yield found.start(group), found.end(group)


def _undone(text: str, found: Match, way: Way) -> Iterator[Span]:
    """What stands before in the clause, where it is something that can be called off."""
    at = found.start()
    start = max(_sentence_start(text, at), text.rfind(",", 0, at) + 1)
    if way.of and way.of.search(text[start:at]):
        yield start, at


def _taken_back(text: str, found: Match, _way: Way) -> Iterator[Span]:
    """What stands before in the sentence; where nothing much does, the sentence before."""
    at = found.start()
    start = _sentence_start(text, at)
    said = text[start:at]
    if not _takes_back(said, text[found.end() : _end(_STOP, text, found.end())]):
        return
    if not _FILLERS.issuperset(_WORD.findall(said.lower())):
        yield start, at
    elif start and text[start - 2 : start] != "\n\n":
        yield _sentence_start(text, start - 2), start


def _takes_back(before: str, after: str) -> bool:
    """Whether words that stand between these two are an order to forget something."""
    last = before.split()[-1:]
    if last and last[0][-1].isalnum() and last[0].lower() not in _OPENS:
        return False
    goes_on = any(
        word in _GOES_ON or word.endswith(_DOING) for word in _FIRST.findall(after.lower())
    )
    return not goes_on and not _CONDITION.search(after)


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence begins in which the place stands."""
    lowest = max(0, at - _REACH)
    before = text[lowest:at]
    return lowest + max(before.rfind(stop) + len(stop) if stop in before else 0 for stop in _STOPS)


_SPANS: dict[str, Callable[[str, Match, Way], Iterator[Span]]] = {
    "denying": _clause,
    "unwilling": _clause,
    "lacking": _word,
    "no_fault": _none,
    "speaking": _whole,
    "given_up": _turned,
    "denied_before": _within,
    "undone": _undone,
    "taking_back": _taken_back,
}
"""How what is not meant is found beside a way of each list."""

_KIND = {"unwilling": "supposed", "no_fault": "faultless", "speaking": "spoken"}
"""Lists whose words are said in earnest: "no intention of paying" is no payment, and says so."""

_LACKING = ("without", "ohne", "sans", "sin ")
_DENYING = re.compile(
    r"\b(?:not?|never|hardly|nobody|nicht|kein\w*|kaum|nie|pas|jamais|nunca|ni|apenas)\b|n't\b",
    re.IGNORECASE,
)
