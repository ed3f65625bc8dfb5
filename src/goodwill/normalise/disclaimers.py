"""What lawyers, virus scanners, mailing lists and mail servers put below and above a mail.

Every question is asked of one paragraph; signatures are next door in `signatures`, where the
paragraphs are walked from the end of the text upwards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from goodwill.normalise.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "SAMPLE",
    "banner_end",
    "footer_start",
    "is_ruler",
    "is_short_notice",
    "last_paragraph",
    "legal_ways",
    "lowered_paragraph",
]

RULED_LINES = 14
"""Lines at the end of a paragraph among which a list's ruler stands."""

BROAD = 30
"""Signs of a ruler that a program draws; by hand it is shorter."""

ADVERTISING_LINES = 5
"""Lines at most that a free mailbox advertises itself with."""

BANNER_LINES = 6
"""Lines at most of what a mail server puts above a mail from outside."""

TAG_WORDS = 5
"""Words of a line that only says that the mail is from outside."""

LEGAL_WAYS = 2
"""Ways of lawyers (secret, addressee, error, forbidden) that make a disclaimer; one is a wish."""

COMPANY_WORDS = 3
"""Different things that firms must print, by which a paragraph is known to be such print."""

SAMPLE = 3_000
"""Characters of a paragraph in which a disclaimer shows itself."""

SHORTEST = 40
"""Characters below which no paragraph speaks as lawyers do."""

HEAD = 3
"""Characters by which it is quickly told that a text begins with none of many phrases."""

_RULER = re.compile(r"[ \t]*[-_*=~+#]{3,}[ \t]*\Z")
_RULERS = frozenset({"___", "---", "***", "==="})
_EDGE = " \t.,;:!*_-–—~=#+\"'<>()[]|"
_ABOUT_MAIL = phrases("about_mail")
_FOOTERS = phrases("footer")
_FOOTER_STARTS = phrases("footer_start")
_FOOTER_HEADS = frozenset(phrase[:HEAD] for phrase in (*_FOOTERS, *_FOOTER_STARTS))
_NOTICES = frozenset(phrases("notice"))
_SPEAKS_OF_MAIL = (*_ABOUT_MAIL, *_FOOTERS, *_FOOTER_STARTS)
_SPEAKING_HEADS = frozenset(phrase[:HEAD] for phrase in _SPEAKS_OF_MAIL)
_LIST_FOOTER = phrases("list_footer")
_ADVERTISEMENT = phrases("advertisement")
_LIST_ADDRESS = re.compile(
    r"https?://\S{1,200}/(?:listinfo|mailman|mailman3|subscribe)\b\S{0,200}\Z"
)
_BANNERS = phrases("banner")
_BANNER_HEADS = frozenset(phrase[:HEAD] for phrase in _BANNERS)
_BANNER_EDGE = " \t*#=-_!>"
_BANNER_WORDS = phrases("banner_words")
_EXTERNAL = re.compile(
    r"\W*(?:e-?mail |mail |message |correo |messaggio |mensagem |caution\W+)?e[xs]tern\w*"
    r"(?:\W+(?:e-?mail|mail|message|sender|absender|nachricht|bericht|afzender)\b.{0,20})?\W*\Z"
)
_LEGAL_WAYS = (
    "about_mail", "legal_secret", "legal_addressee", "legal_error", "legal_forbidden",
    "legal_machine",
)  # fmt: skip
_COMPANY = frozenset(phrases("company"))
_LEGAL = (
    *((phrase, way) for way in _LEGAL_WAYS for phrase in phrases(way)),
    *((phrase, phrase) for phrase in sorted(_COMPANY)),
)
_LEGAL_WORDS = AhoCorasick([phrase for phrase, _ in _LEGAL])


def last_paragraph(lines: Sequence[str], end: int) -> tuple[int, int]:
    """The lines `[start, end)` of the last paragraph before `end`."""
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and lines[start - 1].strip():
        start -= 1
    return start, end


def lowered_paragraph(lines: Sequence[str], start: int, end: int) -> str:
    """What the lines of a paragraph say, in lower case and in one line."""
    return " ".join(lines[start:end])[:SAMPLE].lower()


def legal_ways(lowered: str) -> set[str]:
    """The groups of lawyers' words in a text, and what firms must print word for word."""
    found = _LEGAL_WORDS.find_matches_as_indexes(lowered, overlapping=True)
    return {_LEGAL[index][1] for index, _, _ in found}


def footer_start(
    lines: Sequence[str], start: int, end: int, lowered: str, ways: set[str]
) -> int | None:
    """Where a disclaimer or a list's footer starts: in a paragraph, or below a ruler in it.

    Args:
        lines: the text.
        start: the paragraph's first line.
        end: the line behind it.
        lowered: what it says, in lower case.
        ways: the groups of lawyers' words in it.
    """
    bare = lowered.strip(_EDGE)
    is_notice = end < len(lines) and bare in _NOTICES
    if is_notice or _is_footer(bare, ways):
        return start
    if end - start == 1 and bare[:4] == "http" and _LIST_ADDRESS.match(bare):
        return start
    if _is_disclaimer(lowered, ways):
        return _disclaimer_start(lines, start, end)
    if len(ways & _COMPANY) >= COMPANY_WORDS:
        return _company_start(lines, start, end)
    for number in range(end - 1, max(start, end - RULED_LINES) - 1, -1):
        if lines[number][:HEAD] in _RULERS and is_ruler(lines[number]):
            return number if _is_ruled_off(lines, number, end) else None
    return None


def _is_ruled_off(lines: Sequence[str], ruler: int, end: int) -> bool:
    """Whether what stands below a ruler was put there by a list, a free mailbox or lawyers."""
    lowered = lowered_paragraph(lines, ruler + 1, end)
    if any(phrase in lowered for phrase in _LIST_FOOTER):
        return True
    if len(lines[ruler]) >= BROAD and end - ruler <= ADVERTISING_LINES + 1:
        return any(phrase in lowered for phrase in _ADVERTISEMENT)
    return _is_disclaimer(lowered, legal_ways(lowered))


def is_ruler(line: str) -> bool:
    """Whether a line only draws a line."""
    return _RULER.match(line) is not None


def _is_footer(bare: str, ways: set[str]) -> bool:
    """Whether a paragraph begins as only a disclaimer or a machine's words do."""
    if bare[:HEAD] not in _FOOTER_HEADS:
        return False
    if bare.startswith(_FOOTERS):
        return True
    return bare.startswith(_FOOTER_STARTS) and ("legal_machine" in ways or len(ways) > 1)


def _disclaimer_start(lines: Sequence[str], start: int, end: int) -> int:
    """The first line of a paragraph that speaks about the mail; a signature may stand above."""
    for number in range(start, end):
        bare = lines[number].strip(_EDGE).lower()
        if bare[:HEAD] in _SPEAKING_HEADS and bare.startswith(_SPEAKS_OF_MAIL):
            return number
    return start


def _company_start(lines: Sequence[str], start: int, end: int) -> int | None:
    """The first line of what firms must print, with the firm's name and the ruler above it.

    None where a line announces it: then it is somebody's answer.
    """
    first = next((n for n in range(start, end) if legal_ways(lines[n].lower()) & _COMPANY), start)
    first -= first > start
    if any(line.rstrip()[-1:] == ":" for line in lines[first : first + 1]):
        return None
    return first - (first > start and is_ruler(lines[first - 1]))


def _is_disclaimer(lowered: str, ways: set[str]) -> bool:
    """Whether a text speaks about the mail itself, as lawyers do: in two ways at least."""
    is_about = len(lowered) >= SHORTEST and "about_mail" in ways
    return is_about and len(ways - _COMPANY) > LEGAL_WAYS


def is_short_notice(lowered: str) -> bool:
    """Whether a line, in lower case, is a disclaimer of one sentence."""
    if lowered[:HEAD] not in _SPEAKING_HEADS:
        return False
    ways = legal_ways(lowered)
    return (lowered.startswith(_ABOUT_MAIL) and len(ways) > 1) or _is_footer(lowered, ways)


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
    is_short = len(bare.split()) <= TAG_WORDS and bare[-1:] not in "?,;"
    return bare == "[ext]" or (is_short and bare[-1:] != "." and _EXTERNAL.match(bare) is not None)


def _is_warning(words: int, bare: str) -> bool:
    """Whether a text that begins as servers begin goes on as they do, by its telling words."""
    return words > 1 or (words > 0 and "@" in bare)
