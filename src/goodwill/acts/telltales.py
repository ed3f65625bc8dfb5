"""Strings of which one stands in every text that a pattern matches.

A pattern is tried only on sentences that hold one of its telltales, so very many patterns cost
little. The pattern (RE2 syntax) is read as a set of skeletons: what every match is made of, with
gaps where anything may stand. The rarest piece of each skeleton is a telltale. What is too wide
to write out becomes a gap, and what is not understood leaves the pattern without telltales: it is
then tried everywhere, never missed.

How rare a piece is can be guessed here, or told by whoever has counted. The telltales of the cues
that the package ships were worked out beforehand, with counts (`goodwill.acts.ready`).
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from goodwill.acts.fold import MARK
from goodwill.acts.languages import COMMON

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    Share = Callable[[str], float]
    """About how many of all sentences hold a string, from 0 to 1."""

__all__ = ["JOINED", "Share", "fewest", "guessed_share", "skeletons_of", "telltales_of"]

_GAP = "\x03"
_ANYTHING = frozenset({_GAP})
_NOTHING = frozenset({""})

JOINED = 64
_MOST = 800
"""Skeletons that are kept apart, after a joint and in all."""

_MOST_SIGNS = 8
"""Signs of a class that are written out; a wider one is a gap."""

_COMMON = frozenset().union(*COMMON.values())
_SHARE_OF_COMMON = 0.2
_EVERYWHERE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 .,'-\x01")
_SHARE_OF_SIGN = 0.02
"""Such as "€" or "%"."""
_SHARES = (1.0, 0.9, 0.4, 0.08, 0.02, 0.008, 0.003)
"""How many sentences hold a string of so many signs, very roughly: to choose among strings."""

_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(\?|[?*+]\??|\{\d+(?:,\d*)?\}\??"
    r"|[^\\\[\]()|?*+{}.^$]+(?![?*+{])|.",
    re.DOTALL,
)
_RANGE = re.compile(r"(\d)-(\d)")
_QUANTIFIER = re.compile(r"[?*+]\??|\{\d+(?:,\d*)?\}\??")
_ESCAPED = {"b": "", "B": ""} | dict.fromkeys("dDwWsS", _GAP)
_UNESCAPED = {"^": "", "$": "", ".": _GAP}


class _UnknownError(ValueError):
    """The pattern holds something that is not understood here."""


def telltales_of(pattern: str, share: Share | None = None, joined: int = JOINED) -> frozenset[str]:
    """The telltales of a pattern; none where nothing is sure to be in every match.

    `joined` is how many skeletons are kept apart where two parts of the pattern meet.
    """
    rarest = partial(_rarest_piece, share=share or guessed_share)
    found = frozenset(map(rarest, skeletons_of(pattern, share, joined)))
    return fewest(found) if all(found) else frozenset()


def fewest(strings: AbstractSet[str]) -> frozenset[str]:
    """The strings that hold no other: where a longer one stands, the shorter one does."""
    kept: list[str] = []
    for string in sorted(strings, key=len):
        if not any(other in string for other in kept):
            kept.append(string)
    return frozenset(kept)


def skeletons_of(
    pattern: str, share: Share | None = None, joined: int = JOINED
) -> AbstractSet[str]:
    """The skeletons of a pattern, one of which every match is made of; a gap where unknown."""
    try:
        return _Reader(pattern, share or guessed_share, joined).all()
    except _UnknownError:
        return _ANYTHING


class _Reader:
    """Goes through a pattern once, from left to right."""

    def __init__(self, pattern: str, share: Share, most_joined: int) -> None:
        self._tokens = [*_TOKEN.findall(pattern), ""]
        self._at = 0
        self._share = share
        self._most_joined = most_joined

    def all(self) -> AbstractSet[str]:
        """The skeletons of the whole pattern."""
        found = self._alternatives()
        if self._tokens[self._at]:
            raise _UnknownError
        return found

    def _alternatives(self) -> AbstractSet[str]:
        found = set(self._sequence())
        while self._tokens[self._at] == "|":
            self._at += 1
            found |= self._sequence()
        return found if len(found) <= _MOST else _ANYTHING

    def _sequence(self) -> AbstractSet[str]:
        said: AbstractSet[str] = _NOTHING
        while self._tokens[self._at] not in ("|", ")", ""):
            said = self._joined(said, self._repeated())
        return said

    def _repeated(self) -> AbstractSet[str]:
        one = self._one()
        while _QUANTIFIER.fullmatch(sign := self._tokens[self._at]):
            self._at += 1
            if sign[0] == "?":
                one = one | {""}
            elif sign[0] == "*" or sign.startswith("{0"):
                one = _ANYTHING
            else:
                one = {skeleton + _GAP for skeleton in one}
        return one

    def _one(self) -> AbstractSet[str]:
        written = self._tokens[self._at]
        self._at += 1
        if written in ("(", "(?:"):
            found = self._alternatives()
            if self._tokens[self._at] != ")":
                raise _UnknownError
            self._at += 1
            return found
        if written == "(?":
            raise _UnknownError
        if written[0] == "[" and len(written) > 1:
            return _of_class(written[1:-1])
        return frozenset({_literal(written)})

    def _joined(self, left: AbstractSet[str], right: AbstractSet[str]) -> AbstractSet[str]:
        """One after the other; where that is too much to write out, the more telling of the two."""
        if left == _NOTHING:
            return right
        if right == _NOTHING:
            return left
        if len(left) * len(right) <= self._most_joined or len(left) == 1 or len(right) == 1:
            return {one + other for one in left for other in right}
        if self._share_of_any(left) <= self._share_of_any(right):
            return {one + _GAP for one in left}
        return {_GAP + other for other in right}

    def _share_of_any(self, skeletons: AbstractSet[str]) -> float:
        """About how many sentences hold a piece of these skeletons."""
        return sum(self._share(_rarest_piece(each, self._share)) for each in skeletons)


def _literal(written: str) -> str:
    if written[0] != "\\":
        return _UNESCAPED.get(written, written)
    sign = written[1:]
    if sign.isalnum() and sign not in _ESCAPED:
        raise _UnknownError
    return _ESCAPED.get(sign, sign)


def _of_class(body: str) -> AbstractSet[str]:
    """The signs of a class, where they are few."""
    signs = _RANGE.sub(_written_out, body)
    if body[0] == "^" or "\\" in body or "-" in signs or len(signs) > _MOST_SIGNS:
        return _ANYTHING
    return frozenset(signs)


def _written_out(of_digits: re.Match[str]) -> str:
    first, last = map(int, of_digits.groups())
    return "".join(map(str, range(first, last + 1)))


def _rarest_piece(skeleton: str, share: Share) -> str:
    return min(skeleton.split(_GAP), key=share)


@cache
def guessed_share(piece: str) -> float:
    """A guess by length and by the commonest words."""
    if MARK in piece:
        return _SHARE_OF_COMMON
    if len(piece) == 1 and piece not in _EVERYWHERE:
        return _SHARE_OF_SIGN
    by_length = _SHARES[min(len(piece), len(_SHARES) - 1)]
    words = piece.split()
    if words and _COMMON.issuperset(words):
        return max(_SHARE_OF_COMMON ** len(words), by_length)
    return by_length / max(len(piece) - len(_SHARES) + 2, 1)
