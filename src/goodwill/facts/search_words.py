"""What somebody types to find something, as words; and where these words stand in a text.

Only letters and digits are ever looked for, so nothing that is typed can be a command to an
index. Case and accents make no difference. How indexes are asked is in
`goodwill.store.reading.searching`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Piece", "Words", "excerpt", "fold", "words_of"]

TYPED = 200
"""Characters of what was typed that count."""
TERMS = 8
LEAST = 2
"""Letters from which on a word may be the beginning of another."""

LOOKED_THROUGH = 20_000
"""Characters of a text that are looked through for the place to show."""
BEFORE, SHOWN = 60, 260
"""Characters that are shown before the first word found, and in all."""

_WORD = re.compile(r"[^\W_]+")

Piece = tuple[str, bool]
"""Some text, and whether it is one of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Each term is one word, or several that stand side by side; all have to be there.

    `is_open`: somebody is still typing, so the last word may be the beginning of one.
    """

    terms: tuple[tuple[str, ...], ...]
    is_open: bool

    def __bool__(self) -> bool:
        return bool(self.terms)

    def has(self, word: str) -> bool:
        """Whether a word of a text is one of these."""
        found = fold(word)
        if self.is_open and found.startswith(self.terms[-1][-1]):
            return True
        return any(found in term for term in self.terms)

    def fits(self, text: str) -> bool:
        """Whether every term stands in a text that is folded; a part of a word will do."""
        return all(" ".join(term) in text for term in self.terms)


def words_of(typed: str) -> Words:
    """The words that were typed; what stands in double quotation marks stays together."""
    typed = typed[:TYPED]
    terms: list[tuple[str, ...]] = []
    for at, part in enumerate(typed.split('"')):
        found = tuple(fold(word) for word in _WORD.findall(part))
        terms += [found] if at % 2 and found else [(word,) for word in found]
    terms = terms[:TERMS]
    is_open = bool(terms) and typed[-1].isalnum() and len(terms[-1][-1]) >= LEAST
    return Words(terms=tuple(terms), is_open=is_open)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in parts if not unicodedata.combining(ch))


def excerpt(text: str, words: Words) -> tuple[Piece, ...]:
    """The stretch of a text around the first of the words, verbatim and cut at words.

    Where none of them is found, the beginning.
    """
    looked = text[:LOOKED_THROUGH]
    found = list(_places(looked, words))
    first = found[0][0] if found else 0
    start = _word_start(looked, max(0, first - BEFORE), first)
    end = _word_end(looked, start + SHOWN)
    pieces: list[Piece] = [("… ", False)] if start else []
    at = start
    for low, high in found:
        if high > end:
            break
        pieces += [(looked[at:low], False), (looked[low:high], True)]
        at = high
    pieces.append((looked[at:end].rstrip(), False))
    if end < len(text.rstrip()):
        pieces.append((" …", False))
    return tuple(piece for piece in pieces if piece[0])


def _places(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where the words stand, as far as the stretch from the first of them on may reach."""
    last = len(text)
    for match in _WORD.finditer(text):
        if match.start() > last:
            return
        if words.has(match[0]):
            last = min(last, match.start() + SHOWN)
            yield match.span()


def _word_start(text: str, at: int, first: int) -> int:
    """From `at` on, where a word begins, `first` at the latest."""
    if at == 0:
        return 0
    while at < first and not text[at - 1].isspace():
        at += 1
    return at


def _word_end(text: str, at: int) -> int:
    """Up to `at`, where a word ends; a word that is too long is cut."""
    if at >= len(text):
        return len(text)
    end = at
    while end > at - BEFORE and not text[end].isspace():
        end -= 1
    return end if text[end].isspace() else at
