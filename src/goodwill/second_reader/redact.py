"""Words that stay here: what could name or reach somebody gives way to a placeholder.

Addresses, links, numbers to call, to pay to or to be known by, and the names of the people in
the mail's headers (`goodwill.second_reader.names`). The same thing has the same placeholder
throughout a text, numbered as they come, so equal texts stay equal. The way back is by place
and known only here.

It lowers what is told; it cannot promise that nothing is: a name that stands in no header, a
street, a project stay as they are written.

Every pattern is linear (RE2).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from goodwill.facts.interactions import Participant
from goodwill.second_reader.names import find_names

__all__ = ["Redacted", "redact"]

_MARGIN = 400
"""Characters looked at beyond the cut, so that what straddles it is still known for what it is."""

_GAP = r"[ \x{a0}\x{202f}().\/\-‐‑–]"
_DIGIT = r"\p{Nd}"

_NAMED = r"[^\s@＠<>()\[\],;:\"]+"
_HOST = r"[^\s@＠<>()\[\],;:\"!?]*[\pL\p{Nd}]"
_CALLED = (
    r"tel|phone|telephone|telefon|teléfono|téléphone|tél|mobile?|móvil|mob|cell|handy|fax|whatsapp"
    r"|ext|dial|ring|call"
)

_PATTERNS = (
    (
        "LINK",
        r"(?i:[a-z][a-z0-9+.-]*://|www\.|mailto:|tel:|sips?:)[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]",
    ),
    ("ADDRESS", rf"{_NAMED}[@＠]{_HOST}"),
    ("ADDRESS", rf"{_NAMED} ?[(\[{{] ?(?i:at|ät|arroba|chez) ?[)\]}}] ?{_HOST}"),
    ("LINK", r"(?i:[a-z0-9-]+\.)+[a-zA-Z]{2,}/[^\s<>\"']*"),
    ("ACCOUNT", rf"\b[A-Za-z]{{2}}{_DIGIT}{{2}}(?:[ \x{{a0}}-]?[A-Za-z0-9]{{2,4}}){{3,8}}\b"),
    ("NUMBER", rf"\b{_DIGIT}{{3}}-{_DIGIT}{{2}}-{_DIGIT}{{4}}\b"),
    ("PHONE", rf"(?:\+|\b00){_GAP}?{_DIGIT}(?:{_GAP}*{_DIGIT}){{6,}}"),
    ("PHONE", rf"\(?\b0(?:{_GAP}*{_DIGIT}){{6,}}"),
    (
        "PHONE",
        rf"(?i:\b(?:{_CALLED})\b)[^\pL\p{{Nd}}\n]{{0,4}}{_DIGIT}(?:{_GAP}*{_DIGIT}){{3,}}",
    ),
    ("PHONE", rf"\(?\b{_DIGIT}{{3}}\)?[ .-]{_DIGIT}{{3}}[ .-]{_DIGIT}{{3,4}}\b"),
    ("PHONE", rf"\b[679]{_DIGIT}{{2}}(?: {_DIGIT}{{2}}){{3}}\b"),
    ("PHONE", rf"\b{_DIGIT}{{3}}-{_DIGIT}{{4}}\b"),
    ("NUMBER", rf"{_DIGIT}(?:[ \x{{a0}}\x{{202f}}.\-‐‑–]?{_DIGIT}){{11,}}"),
    ("NUMBER", rf"{_DIGIT}{{7,}}"),
    ("LINK", rf"(?:{_DIGIT}{{1,3}}\.){{3}}{_DIGIT}{{1,3}}(?::{_DIGIT}+)?"),
)
"""Tried in this order where two begin at the same character."""

_DATE = (
    rf"{_DIGIT}{{1,2}}[./-] ?{_DIGIT}{{1,2}}[./-] ?{_DIGIT}{{2}}"
    rf"|(?:{_DIGIT}{{1,2}}[./-] ?{_DIGIT}{{1,2}}[./-] ?{_DIGIT}{{4}}"
    rf"|{_DIGIT}{{4}}[./-]{_DIGIT}{{1,2}}[./-]{_DIGIT}{{1,2}})(?: {_DIGIT}{{1,4}})?"
)
"""A day, with an hour behind it or not: it looks like a number to call, and a promise needs it."""
_ACCOUNT_DIGITS = 8
"""An IBAN has at least so many; words of four letters behind "to20" have fewer."""


class Piece(NamedTuple):
    """A stretch of the text that stays here, and what it is."""

    start: int
    end: int
    kind: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A text as it may be sent, and the way back to the places it was made from.

    `marks` has one row for each placeholder: where it begins and ends in `text`, then where
    what it stands for does in the original.
    """

    text: str
    marks: tuple[tuple[int, int, int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original; placeholders count whole."""
        return self._back(start, is_end=False), self._back(end, is_end=True)

    def _back(self, at: int, *, is_end: bool) -> int:
        """The place in the original; an end is the place behind its last character."""
        row = bisect_right(self.marks, at - is_end, key=lambda mark: mark[0]) - 1
        if row < 0:
            return at
        _, ended, original_start, original_end = self.marks[row]
        if at - is_end < ended:
            return original_end if is_end else original_start
        return original_end + at - ended


def redact(text: str, people: Iterable[Participant], limit: int) -> Redacted:
    """The first `limit` characters of a text, cut at a word, without what stays here."""
    window = text[: limit + _MARGIN]
    pieces = list(_found(window, people))
    end = _cut(text, limit, pieces)
    numbers: dict[tuple[str, str], int] = {}
    counts: defaultdict[str, int] = defaultdict(int)
    out, marks, length, at = [], [], 0, 0
    for piece in pieces:
        if piece.end > end:
            break
        named = (piece.kind, piece.key)
        if named not in numbers:
            counts[piece.kind] += 1
            numbers[named] = counts[piece.kind]
        placeholder = f"{piece.kind}_{numbers[named]}"
        out += [text[at : piece.start], placeholder]
        length += piece.start - at
        marks.append((length, length + len(placeholder), piece.start, piece.end))
        length, at = length + len(placeholder), piece.end
    out.append(text[at:end])
    return Redacted(text="".join(out), marks=tuple(marks))


def _cut(text: str, limit: int, pieces: Iterable[Piece]) -> int:
    """Where the text ends that is sent: at a word, and never within a piece."""
    if len(text) <= limit:
        return len(text)
    space = max(text.rfind(" ", 0, limit + 1), text.rfind("\n", 0, limit + 1))
    end = space if space > 0 else limit
    return next((piece.start for piece in pieces if piece.start < end < piece.end), end)


def _found(text: str, people: Iterable[Participant]) -> Iterator[Piece]:
    """All pieces in order; a name within an address is part of the address."""
    at = 0
    known = [*_by_pattern(text), *(Piece(*name) for name in find_names(text, people))]
    for piece in sorted(known, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= at:
            yield piece
            at = piece.end


def _by_pattern(text: str) -> Iterator[Piece]:
    master, date = _compiled()
    for match in master.finditer(text):
        words = match.group()
        place = next(place for place, said in enumerate(match.groups()) if said is not None)
        kind, _ = _PATTERNS[place]
        is_words = kind == "ACCOUNT" and sum(map(str.isdigit, words)) < _ACCOUNT_DIGITS
        if not is_words and not date.fullmatch(words):
            yield Piece(match.start(), match.end(), kind, words.casefold())


@cache
def _compiled() -> tuple[Any, Any]:
    """All patterns as one, each a group; and that of a day."""
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 26
    master = re2.compile("|".join(f"({pattern})" for _, pattern in _PATTERNS), options)
    return master, re2.compile(_DATE, options)
