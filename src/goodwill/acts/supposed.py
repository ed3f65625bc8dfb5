"""Conditionals about what is not so: "if the towels had been dirty, you would have heard from me".

Neither clause is meant. Left alone is what may be meant after all: an offer ("if it were cheaper
we would sign"), a wish ("it would be great if we had it by Friday"), a question to the reader,
and what the reader is reproached with ("had you told us, we would not have waited").

A reproach may stand in any other as well ("if brains were diesel, you could not run a scooter").
So only one whose outcome is that something would be told, signed or asked is sure to mean
nothing at all; of the others it is known that they do nothing: no promise, no threat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from goodwill.acts.sentences import Span
    from goodwill.acts.unmeant_ways import Conditional

__all__ = ["Supposed", "supposed_in"]

_CONCEDES = ("even", "selbst", "auch", "même", "aunque", "incluso")
"""What begins so is no offer."""


_CONJUNCTIONS = ("if", "wenn", "nur", "si", "suppos", *_CONCEDES)
"""What begins otherwise ("had we known") begins its sentence."""

_TURN = re.compile(
    r",?\s(?:(?:but|however|aber|jedoch|mais|cependant|pero|maar)\s|(?:and|so)\s(?:next|now|we'?ll)\b)",
    re.IGNORECASE,
)
"""Behind it a sentence may come back to what is so."""


class Supposed(NamedTuple):
    """The clauses of a conditional that are not so; `is_sure` where they mean nothing at all."""

    spans: tuple[Span, ...]
    is_sure: bool


def supposed_in(text: str, sentence: Span, at: int, how: Conditional) -> Supposed | None:
    """The conditional that begins `at` a place of a sentence, which stands without its sign."""
    start, end = sentence
    before, rest = text[start:at], text[at:end]
    if before.strip() and not rest.lower().startswith(_CONJUNCTIONS):
        return None
    if not how.would.search(text[start:end]):
        return None
    comma = rest.find(",")
    condition, after = (rest[:comma], rest[comma:]) if comma >= 0 else (rest, rest)
    clause = before.rfind(",") + 1
    is_before = bool(how.would.search(before[clause:])) and not (
        comma >= 0 and how.would.search(after)
    )
    if comma < 0 and not is_before and before[clause:].strip():
        return None  # "he asked if ..." is no condition
    outcome = before[clause:] if is_before else after
    if not how.holds.search(condition) or not how.would.search(outcome):
        return None
    if _is_meant(condition, outcome, asked=text[end : end + 1] == "?", how=how):
        return None
    end = _turn_to_facts(text, (at + max(comma, 0), end), how)
    spans = ((start + clause, at), (at, end)) if is_before else ((at, end),)
    return Supposed(spans, bool(how.tells.search(outcome)))


def _turn_to_facts(text: str, within: Span, how: Conditional) -> int:
    """Where a sentence comes back to what is so: "..., but now we cancel"; else its end."""
    start, end = within
    for turn in _TURN.finditer(text, start, end):
        if not how.would.search(text[turn.end() : end]):
            return turn.start()
    return end


def _is_meant(condition: str, outcome: str, *, asked: bool, how: Conditional) -> bool:
    """Whether the conditional may be a wish, an offer, a question or a reproach."""
    is_denied = bool(how.denies.search(outcome))
    is_past = bool(how.past.search(outcome))
    if how.wished.search(outcome):
        return True
    if how.yours.search(condition):
        return not is_denied or is_past or bool(how.offered.search(condition))
    if asked:
        return not is_denied
    may_be_offer = not is_past and not condition.lower().startswith(_CONCEDES)
    return may_be_offer and bool(how.offered.search(condition) or how.offered.search(outcome))
