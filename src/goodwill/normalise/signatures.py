"""Which lines at the end of somebody's words are no words: signatures, disclaimers, footers.

Works on one stretch of new lines at a time and from its end upwards, paragraph by paragraph;
it stops at the first paragraph that may say something. How lawyers and lists speak is said in
`disclaimers`; quotations are taken out before, in `quotes`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from goodwill.normalise.disclaimers import (
    SAMPLE,
    footer_start,
    is_ruler,
    is_short_notice,
    last_paragraph,
    legal_ways,
    lowered_paragraph,
)
from goodwill.normalise.phrases import alternatives, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Tail", "mark_tail", "name_words"]

Tail = Literal["signature", "disclaimer"]

DELIMITED_LINES = 20
"""Non-blank lines that may follow `-- ` (RFC 3676, 4.3); more is a text with a dash in it."""

BLOCK_LINES = 14
"""Lines of a signature block."""

SHORT = 100
"""Characters of a signature's line at most."""

SENTENCE_WORDS = 6
"""Words from which a line that ends like a sentence is one."""

PROSE_WORDS = 13
"""Words from which a line is prose however it ends."""

PARAGRAPHS = 12
"""Paragraphs that are looked at from the end."""

AHEAD = 3
"""Paragraphs above an unknown one among which the disclaimer it belongs to may begin."""

NEAR = 4
"""Lines below a paragraph among which the disclaimer that follows it begins."""

CLOSING_WORDS = 5
"""Words of a line that says goodbye, the name behind it included."""

NAME_WORDS = 5
"""Words at the start of a line among which the sender's name must stand."""

TITLE_LENGTH = 70
"""Characters of a job title, a firm or a street."""

HEAD = 3
"""Characters by which it is quickly told that a text begins with none of many phrases."""

_DELIMITER = re.compile(r"--[ \t]?\Z|[-–—]{2}[ \t]\Z|__[ \t]?\Z")
_MOBILE = phrases("mobile")
_CLOSINGS = phrases("closing")
_MOBILE_HEADS = frozenset(phrase[:HEAD] for phrase in _MOBILE)
_CLOSING_HEADS = frozenset(phrase[:2] for phrase in _CLOSINGS)
_PHONE = re.compile(
    rf"\b(?:{alternatives('phone')})\b\.?[^\w\n+(]{{0,4}}[+(]?\d|"
    r"\+?\(?\d{2,4}\)?[ ./-]{1,2}\d{2,4}[ ./-]\d{3,}|\+\d{2}[\d ()./-]{7,20}|"
    r"\((?:phone|fax|cell|office|mobile|direct|tel)\)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?:\d[^\d\n]{0,3}){4}\d")
_ADDRESS = re.compile(r"\w@ ?[\w-]+\.\w|\bwww\.\w|https?://", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ABBREVIATION = re.compile(r"\b\w{1,4}\.\Z")
_PUNCTUATION = " \t.,;:!*_-–—~\"'<>()[]|"
_FILE_STARTS = frozenset("<-(")
_DASHES = frozenset({"--", "__", "––", "——"})
_FILE = re.compile(
    r"(?:-\s{1,3})?(?:<{1,2}[^<>]{1,80}\.\w{2,5}>{1,2}\s{0,3})+\Z|-\s{1,3}[^<>]{1,80}\.\w{2,5}\Z|"
    r"\((?:see )?attached file: [^()]{1,80}\)\Z",
    re.IGNORECASE,
)
_PGP = frozenset({"-----BEGIN", "-----END P"})
"""How armour of signed mail begins."""


def name_words(name: str, address: str) -> frozenset[str]:
    """The lower-case words a sender signs with: of the name, else of the address."""
    words = {word.lower() for word in _WORD.findall(name)}
    if not words:
        words = {word.lower() for word in _WORD.findall(address.partition("@")[0])}
    return frozenset(word for word in words if len(word) > 2)  # noqa: PLR2004  initials and particles


def mark_tail(lines: Sequence[str], names: frozenset[str]) -> list[Tail | None]:
    """Say of each line of one stretch of new text whether it is signature, disclaimer or text."""
    marks: list[Tail | None] = [None] * len(lines)
    end = len(lines)
    if dashed := [number for number, line in enumerate(lines) if line[:2] in _DASHES]:
        end = _mark_armour(lines, marks, dashed)
        end = _mark_delimited(lines, marks, dashed, end)
    for _ in range(PARAGRAPHS):
        start, end = last_paragraph(lines, end)
        if start == end:
            break
        if _is_attached(lines, start, end):
            end = start
            continue
        cut, kind = _tail_of(lines, start, end, marks, names)
        if kind is None:
            break
        marks[cut:end] = [kind] * (end - cut)
        end = cut
        if cut > start and kind == "signature":
            break
    return marks


def _mark_armour(lines: Sequence[str], marks: list[Tail | None], dashed: Sequence[int]) -> int:
    """Mark PGP's armour, and answer where the text ends."""
    behind = 0
    for number in dashed:
        line = lines[number]
        if number < behind or line[:10] not in _PGP:
            continue
        if "PGP SIGNED MESSAGE" in line:
            behind = number + 1
            while behind < len(lines) and lines[behind].strip() and ":" in lines[behind]:
                behind += 1
            marks[number:behind] = ["signature"] * (behind - number)
        elif "BEGIN PGP SIGNATURE" in line:
            marks[number:] = ["signature"] * (len(lines) - number)
            return number
    return len(lines)


def _mark_delimited(
    lines: Sequence[str], marks: list[Tail | None], dashed: Sequence[int], end: int
) -> int:
    """Mark what follows a signature delimiter, and answer where the text ends.

    A list's footer may follow a signature, each behind a delimiter of its own.
    """
    for number in reversed(dashed):
        if number >= end or not _DELIMITER.match(lines[number]):
            continue
        if sum(bool(line.strip()) for line in lines[number + 1 : end]) > DELIMITED_LINES:
            break
        marks[number:end] = ["signature"] * (end - number)
        end = number
    return end


def _is_attached(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether a paragraph only names attached files: such lines hide no signature above them."""
    if lines[start].lstrip()[:1] not in _FILE_STARTS:
        return False
    return all(_FILE.match(line.strip()[: SHORT + 1]) for line in lines[start:end])


def _tail_of(
    lines: Sequence[str],
    start: int,
    end: int,
    marks: Sequence[Tail | None],
    names: frozenset[str],
) -> tuple[int, Tail | None]:
    """Where in a paragraph the tail begins, and of what kind it is; None for words."""
    lowered = lowered_paragraph(lines, start, end)
    ways = legal_ways(lowered)
    footer = footer_start(lines, start, end, lowered, ways)
    if footer is not None:
        return footer, "disclaimer"
    stop = end
    while stop > start and _is_added_line(lines[stop - 1]):
        stop -= 1
    may_sign = len(lowered) >= SAMPLE or _may_sign(lowered, names)
    block = _block_start(lines, start, stop, names) if may_sign else None
    if block is not None:
        return block, "signature"
    if stop < end or (end < len(lines) and end - start == 1 and is_ruler(lines[start])):
        return min(stop, end - 1), "signature"
    if ways or (end < len(lines) and _mark_below(marks, end) == "disclaimer"):
        footer = _long_disclaimer(lines, start)
    return (end, None) if footer is None else (footer, "disclaimer")


def _mark_below(marks: Sequence[Tail | None], end: int) -> Tail | None:
    """What the next marked line from `end` on is, near as it may be."""
    return next((mark for mark in marks[end : end + NEAR] if mark is not None), None)


def _long_disclaimer(lines: Sequence[str], start: int) -> int | None:
    """Where a disclaimer of several paragraphs begins whose last, at `start`, won't say so."""
    for _ in range(AHEAD):
        start, end = last_paragraph(lines, start)
        if start == end:
            break
        lowered = lowered_paragraph(lines, start, end)
        ways = legal_ways(lowered)
        footer = footer_start(lines, start, end, lowered, ways)
        if footer is not None and (ways or not is_ruler(lines[footer])):
            return footer
    return None


def _is_added_line(line: str) -> bool:
    """Whether a line alone was added by a phone, or by lawyers right under a signature."""
    bare = line[:SAMPLE].strip(_PUNCTUATION).lower()
    if bare[:HEAD] in _MOBILE_HEADS and len(bare) < SHORT and bare.startswith(_MOBILE):
        return True
    return is_short_notice(bare)


def _may_sign(lowered: str, names: frozenset[str]) -> bool:
    """Whether a paragraph can hold a signature at all: the sender's name, or ways to reach him."""
    if "@" in lowered or "www." in lowered or "://" in lowered or _DIGITS.search(lowered):
        return True
    return any(name in lowered for name in names)


def _block_start(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> int | None:
    """The line of a paragraph at which a signature block begins, or None."""
    first = max(start, end - BLOCK_LINES)
    top = end
    while top > first and not _is_sentence(lines[top - 1]):
        top -= 1
    if end - top < 2 and not (top < end and _may_be_whole(lines[top])):  # noqa: PLR2004  a line alone
        return None
    for number in range(top, end):
        if _is_name_line(lines[number], names) and (
            _is_signed_block(lines[number:end]) or _is_name_and_post(lines[number:end], names)
        ):
            return number
        if _is_closing(_line_above(lines, number)) and _is_card(lines[number:end], 1):
            return number
    is_whole = top == start < end and _is_card(lines[start:end], 2)
    return start if is_whole and _is_signed_above(lines, start, end, names) else None


def _may_be_whole(line: str) -> bool:
    """Whether a line alone may be a signature: it has a sign between its parts, or a number."""
    return "|" in line or "," in line or line.rstrip()[-1:].isdigit()


def _is_signed_above(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> bool:
    """Whether an address card is the sender's: signed right above it, or his name is in it."""
    above = _line_above(lines, start)
    if _is_closing(above) or _is_name_line(above, names):
        return True
    words = {word.lower() for line in lines[start:end] for word in _WORD.findall(line[:SHORT])}
    return not names.isdisjoint(words)


def _line_above(lines: Sequence[str], number: int) -> str:
    """The nearest line with words above, "" where none is near."""
    for at in range(number - 1, max(-1, number - NEAR - 1), -1):
        if lines[at].strip():
            return lines[at]
    return ""


def _is_closing(line: str) -> bool:
    """Whether a line says goodbye, with a name behind it at most."""
    bare = line[: SHORT + 1].strip(_PUNCTUATION).lower()
    return (
        bare[:2] in _CLOSING_HEADS
        and bare.startswith(_CLOSINGS)
        and len(bare.split()) <= CLOSING_WORDS
    )


def _is_sentence(line: str) -> bool:
    """Whether a line says something."""
    bare = line.strip()
    if len(bare) > SHORT:
        return "|" not in bare
    words = len(bare.split())
    if words >= PROSE_WORDS:
        return "|" not in bare and not _is_phone(bare)
    return words >= SENTENCE_WORDS and bare[-1:] in {".", "?", "!"}


def _is_signed_block(block: Sequence[str]) -> bool:
    """Whether lines that begin with the sender's name, and are no sentences, are a signature."""
    reach = sum(_is_reach(line) for line in block)
    titles = sum(_is_title(line) for line in block[1:])
    is_inline = "|" in block[0] or (reach > 0 and ("," in block[0].strip(" ,") or len(block) > 1))
    return is_inline or titles > 1 or (reach > 0 and _is_phone(block[0]))


def _is_name_and_post(block: Sequence[str], names: frozenset[str]) -> bool:
    """Whether two lines are the sender's whole name, and a post with its firm behind a comma."""
    if len(block) != 2 or "," not in block[1].strip(" ,"):  # noqa: PLR2004  name, post
        return False
    words = _WORD.findall(block[0][:SHORT].lower())
    said = _WORD.findall(block[1][:SHORT])
    capitals = sum(word[0].isupper() for word in said if len(word) > 3)  # noqa: PLR2004  "of", "und"
    return (
        len(words) > 1
        and names.issuperset(words)
        and _is_title(block[1])
        and capitals == sum(len(word) > 3 for word in said)  # noqa: PLR2004
    )


def _is_card(block: Sequence[str], fewest: int) -> bool:
    """Whether lines are an address card: a name or firm, and ways to reach it."""
    if len(block) == 1 or _is_closing(block[0]) or _is_reach(block[0]):
        return False
    reach = sum(_is_reach(line) for line in block)
    return reach >= fewest and all(_is_title(line) or _is_reach(line) for line in block)


def _is_reach(line: str) -> bool:
    """Whether a line holds a telephone number or an address of the net."""
    shown = line[: 2 * SHORT]
    if "@" in shown or "www." in shown or "://" in shown:
        return _ADDRESS.search(shown) is not None
    return _is_phone(shown)


def _is_phone(line: str) -> bool:
    """Whether a line holds a telephone number: digits first, they are quickly looked for."""
    return _DIGITS.search(line) is not None and _PHONE.search(line) is not None


def _is_name_line(line: str, names: frozenset[str]) -> bool:
    """Whether a line is the sender's name, with a title or firm behind it at most."""
    lowered = line[:SHORT].lower()
    if not any(name in lowered for name in names):
        return False
    words = _WORD.findall(lowered)
    hits = sum(word in names for word in words[:NAME_WORDS])
    return hits > 0 and hits >= min(2, len(names)) and (words[0] in names or len(words) > hits)


def _is_title(line: str) -> bool:
    """Whether a line can be a job title, a firm or a street: short, begun with a capital."""
    bare = line.strip()
    if not bare or len(bare) > TITLE_LENGTH or bare[-1] in "?!:;":
        return False
    if bare[-1] == "." and not _ABBREVIATION.search(bare):
        return False
    return not _is_sentence(line) and (bare[0].isupper() or bare[0].isdigit())
