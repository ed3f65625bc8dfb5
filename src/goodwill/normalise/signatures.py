"""Which lines at the end of somebody's words are no words: signatures, disclaimers, footers.

Works on one stretch of new lines at a time and from its end upwards, paragraph by paragraph;
it stops at the first paragraph that may say something. Quotations are taken out before, in
`quotes`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ahocorasick_rs import AhoCorasick

from goodwill.normalise.phrases import alternatives, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Tail", "banner_end", "mark_tail", "name_words"]

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

BANNER_LINES = 6
"""Lines at most of what a mail server puts above a mail from outside."""

CLOSING_WORDS = 5
"""Words of a line that says goodbye, the name behind it included."""

NAME_WORDS = 5
"""Words at the start of a line among which the sender's name must stand."""

TITLE_LENGTH = 70
"""Characters of a job title, a firm or a street."""

LEGAL_WAYS = 2
"""Ways of lawyers (secret, addressee, error, forbidden) that make a disclaimer; one is a wish."""

SAMPLE = 3_000
"""Characters of a paragraph in which a disclaimer shows itself."""

SHORTEST_DISCLAIMER = 40
"""Characters below which no paragraph speaks as lawyers do."""

HEAD = 3
"""Characters by which it is quickly told that a text begins with none of many phrases."""

_DELIMITER = re.compile(r"--[ \t]?\Z|[-–—]{2}[ \t]\Z|__[ \t]?\Z")
_RULER = re.compile(r"[ \t]*[-_*=~+#]{3,}[ \t]*\Z")
_MOBILE = phrases("mobile")
_CLOSINGS = phrases("closing")
_FOOTERS = phrases("footer")
_MOBILE_HEADS = frozenset(phrase[:HEAD] for phrase in _MOBILE)
_CLOSING_HEADS = frozenset(phrase[:2] for phrase in _CLOSINGS)
_ABOUT_MAIL = phrases("about_mail")
_FOOTER_STARTS = phrases("footer_start")
_FOOTER_HEADS = frozenset(phrase[:HEAD] for phrase in (*_FOOTERS, *_FOOTER_STARTS))
_NOTICES = frozenset(phrases("notice"))
_BANNERS = phrases("banner")
_BANNER_HEADS = frozenset(phrase[:HEAD] for phrase in _BANNERS)
_BANNER_EDGE = " \t*#=-_!>"
_EXTERNAL = re.compile(
    r"\W*(?:e-?mail |mail |message |correo |messaggio |mensagem |caution\W+)?e[xs]tern\w*"
    r"(?:\W+(?:e-?mail|mail|message|sender|absender|nachricht|bericht|afzender)\b.{0,20})?\W*\Z"
)
_BANNER_WORDS = phrases("banner_words")
_LEGAL_WAYS = (
    "about_mail", "legal_secret", "legal_addressee", "legal_error", "legal_forbidden",
    "legal_machine",
)  # fmt: skip
_LEGAL = tuple((phrase, way) for way in _LEGAL_WAYS for phrase in phrases(way))
_LEGAL_WORDS = AhoCorasick([phrase for phrase, _ in _LEGAL])
_SPEAKS_OF_MAIL = (*_ABOUT_MAIL, *_FOOTERS, *_FOOTER_STARTS)
_LIST_FOOTER = phrases("list_footer")
_PHONE = re.compile(
    rf"\b(?:{alternatives('phone')})\b\.?[^\w\n+(]{{0,4}}[+(]?\d|"
    r"\+?\(?\d{2,4}\)?[ ./-]{1,2}\d{2,4}[ ./-]\d{3,}|\+\d{2}[\d ()./-]{7,20}|"
    r"\((?:phone|fax|cell|office|mobile|direct|tel)\)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?:\d[^\d\n]{0,3}){4}\d")
_ADDRESS = re.compile(r"\w@[\w-]+\.\w|\bwww\.\w|https?://", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ABBREVIATION = re.compile(r"\b\w{1,4}\.\Z")
_PUNCTUATION = " \t.,;:!*_-–—~\"'<>()[]|"
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
    if not any(lines):
        return marks
    end = _mark_armour(lines, marks)
    end = _mark_delimited(lines, marks, end)
    for _ in range(PARAGRAPHS):
        start, end = _last_paragraph(lines, end)
        if start == end:
            break
        cut, kind = _tail_of(lines, start, end, names)
        if kind is None:
            cut, kind = _long_disclaimer(lines, start, end)
        if kind is None:
            break
        marks[cut:end] = [kind] * (end - cut)
        end = cut
        if cut > start and kind == "signature":
            break
    return marks


def _mark_armour(lines: Sequence[str], marks: list[Tail | None]) -> int:
    """Mark PGP's armour, and answer where the text ends."""
    end = len(lines)
    armour = [number for number, line in enumerate(lines) if line[:10] in _PGP]
    for number in armour:
        line = lines[number]
        if "PGP SIGNED MESSAGE" in line:
            behind = number + 1
            while behind < len(lines) and lines[behind].strip() and ":" in lines[behind]:
                behind += 1
            marks[number:behind] = ["signature"] * (behind - number)
        elif "BEGIN PGP SIGNATURE" in line:
            marks[number:] = ["signature"] * (len(lines) - number)
            return number
    return end


def _mark_delimited(lines: Sequence[str], marks: list[Tail | None], end: int) -> int:
    """Mark what follows a signature delimiter, and answer where the text ends.

    A list's footer may follow a signature, each behind a delimiter of its own.
    """
    below = 0
    for number in range(end - 1, -1, -1):
        line = lines[number]
        if line[:2] in {"--", "__", "––", "——"} and _DELIMITER.match(line):
            marks[number:end] = ["signature"] * (end - number)
            end, below = number, 0
        below += bool(line.strip())
        if below > DELIMITED_LINES:
            break
    return end


def banner_end(lines: Sequence[str]) -> int:
    """The line behind what a mail server put above the text, 0 where it put nothing."""
    start = next((n for n, line in enumerate(lines[:BANNER_LINES]) if line.strip()), 0)
    bare = lines[start][:SAMPLE].strip(_BANNER_EDGE).lower()
    if bare[:HEAD] not in _BANNER_HEADS or not bare.startswith(_BANNERS):
        return 0
    if _is_tag(bare):
        return start + 1
    found = 0
    for end in range(start, min(start + BANNER_LINES, len(lines))):
        line = lines[end].strip()
        words = sum(word in line.lower() for word in _BANNER_WORDS)
        is_wrapped = not found or (line[:1].islower() and lines[end - 1].rstrip()[-1:] not in ".!")
        if not line or not (words or is_wrapped):
            return end if _is_warning(found, bare) else 0
        found += words
    return min(start + BANNER_LINES, len(lines)) if _is_warning(found, bare) else 0


def _is_tag(bare: str) -> bool:
    """Whether a line is `[EXTERNAL]` or the like, and nothing more."""
    is_short = len(bare.split()) <= CLOSING_WORDS and bare[-1:] not in "?,;"
    return bare == "[ext]" or (is_short and bare[-1:] != "." and _EXTERNAL.match(bare) is not None)


def _is_warning(words: int, bare: str) -> bool:
    """Whether a text that begins as servers begin goes on as they do, by its telling words."""
    return words > 1 or (words > 0 and "@" in bare)


def _last_paragraph(lines: Sequence[str], end: int) -> tuple[int, int]:
    """The lines `[start, end)` of the last paragraph before `end`."""
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and lines[start - 1].strip():
        start -= 1
    return start, end


def _tail_of(
    lines: Sequence[str], start: int, end: int, names: frozenset[str]
) -> tuple[int, Tail | None]:
    """Where in a paragraph the tail begins, and of what kind it is; None for words."""
    footer = _footer_start(lines, start, end)
    if footer is not None:
        return footer, "disclaimer"
    stop = end
    while stop > start and _is_added_line(lines[stop - 1]):
        stop -= 1
    block = _block_start(lines, start, stop, names)
    if block is not None:
        return block, "signature"
    if stop < end or (end < len(lines) and end - start == 1 and _RULER.match(lines[start])):
        return min(stop, end - 1), "signature"
    return end, None


def _long_disclaimer(lines: Sequence[str], start: int, end: int) -> tuple[int, Tail | None]:
    """Where a disclaimer of several paragraphs begins whose last one alone would not say so."""
    last = end
    if not any(_legal_ways(line[:SAMPLE].lower()) for line in lines[start:end]):
        return end, None
    for _ in range(AHEAD):
        start, end = _last_paragraph(lines, start)
        if start == end:
            break
        footer = _footer_start(lines, start, end)
        if footer is not None:
            return footer, "disclaimer"
    return last, None


def _footer_start(lines: Sequence[str], start: int, end: int) -> int | None:
    """Where a disclaimer or a list's footer starts: in a paragraph, or below a ruler in it."""
    text = " ".join(lines[start:end])[:SAMPLE].lower()
    if _is_footer(text.strip(_PUNCTUATION)):
        return start
    if end < len(lines) and text.strip(_PUNCTUATION) in _NOTICES:
        return start
    if _is_disclaimer(text):
        return _disclaimer_start(lines, start, end)
    for number in range(end - 1, max(start, end - BLOCK_LINES) - 1, -1):
        if lines[number][:3] in {"___", "---", "***", "==="} and _RULER.match(lines[number]):
            below = " ".join(lines[number + 1 : end])[:SAMPLE].lower()
            is_footer = any(phrase in below for phrase in _LIST_FOOTER)
            return number if is_footer or _is_disclaimer(below) else None
    return None


def _is_footer(bare: str) -> bool:
    """Whether a paragraph or line begins as only a disclaimer or a machine's words do."""
    if bare[:HEAD] not in _FOOTER_HEADS:
        return False
    if bare.startswith(_FOOTERS):
        return True
    if not bare.startswith(_FOOTER_STARTS):
        return False
    ways = _legal_ways(bare)
    return "legal_machine" in ways or len(ways) > 1


def _disclaimer_start(lines: Sequence[str], start: int, end: int) -> int:
    """The first line of a paragraph that speaks about the mail; a signature may stand above."""
    for number in range(start, end):
        bare = lines[number].strip(_PUNCTUATION).lower()
        if bare.startswith(_SPEAKS_OF_MAIL):
            return number
    return start


def _is_disclaimer(lowered: str) -> bool:
    """Whether a paragraph speaks about the mail itself, as lawyers do: in two ways at least."""
    if len(lowered) < SHORTEST_DISCLAIMER:
        return False
    ways = _legal_ways(lowered)
    return "about_mail" in ways and len(ways) > LEGAL_WAYS


def _legal_ways(lowered: str) -> set[str]:
    """The groups of lawyers' words in a text."""
    found = _LEGAL_WORDS.find_matches_as_indexes(lowered, overlapping=True)
    return {_LEGAL[index][1] for index, _, _ in found}


def _is_added_line(line: str) -> bool:
    """Whether a line alone was added by a phone, or by lawyers right under a signature."""
    bare = line[:SAMPLE].strip(_PUNCTUATION).lower()
    if bare[:HEAD] in _MOBILE_HEADS and len(bare) < SHORT and bare.startswith(_MOBILE):
        return True
    return bare.startswith(_ABOUT_MAIL) and len(_legal_ways(bare)) > 1


def _block_start(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> int | None:
    """The line of a paragraph at which a signature block begins, or None."""
    first = max(start, end - BLOCK_LINES)
    top = next((n + 1 for n in range(end - 1, first - 1, -1) if _is_sentence(lines[n])), first)
    if end - top < 2 and not (top < end and ("|" in lines[top] or "," in lines[top])):  # noqa: PLR2004  a line alone
        return None
    for number in range(top, end):
        if _is_signed_block(lines[number:end], names):
            return number
        if _is_closing(_line_above(lines, number)) and _is_card(lines[number:end], 1):
            return number
    is_whole = top == start < end and _is_signed_above(lines, start, end, names)
    return start if is_whole and _is_card(lines[start:end], 2) else None


def _is_signed_above(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> bool:
    """Whether an address card is the sender's: signed right above it, or his name is in it."""
    above = _line_above(lines, start)
    if _is_closing(above) or _is_name_line(above, names):
        return True
    words = {word.lower() for line in lines[start:end] for word in _WORD.findall(line[:SHORT])}
    return not names.isdisjoint(words)


def _line_above(lines: Sequence[str], number: int) -> str:
    """The nearest line with words above, "" where none is near."""
    return next(
        (lines[n] for n in range(number - 1, max(-1, number - 5), -1) if lines[n].strip()), ""
    )


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


def _is_signed_block(block: Sequence[str], names: frozenset[str]) -> bool:
    """Whether lines that are no sentences begin with the sender's name and go on as a signature."""
    if not _is_name_line(block[0], names):
        return False
    reach = sum(_is_reach(line) for line in block)
    titles = sum(_is_title(line) for line in block[1:])
    is_inline = "|" in block[0] or (reach > 0 and "," in block[0].strip(" ,"))
    return is_inline or titles > 1 or (reach > 0 and len(block) > 1)


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
