"""As what somebody signs: the lines beside and below the sender's name under a mail.

Only picks them out; which of them is a title, and how senior it is, is said where the words of
titles are known (`goodwill.resolve.signed_titles`). Looks at signatures as `zones` found them,
and at the end of the new text, where many sign without a telephone number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodwill.facts.interactions import Zone

__all__ = ["signed_as"]

TAIL = 400
"""Characters at the end of the new text among which somebody signs."""

SIGNATURE = 1_500
"""Characters of a signature that are looked at."""

ENOUGH_NAMES = 2
"""Words of the sender's name that a line must have: "Will" alone begins many a sentence."""

BELOW = 2
"""Lines below the name that may be a title: it stands right there, or below a degree."""

LONGEST = 70
"""Characters of a title."""

MOST_WORDS = 8
"""Words of a title."""

NAME_WORDS = 5
"""Words of a line that is a name and nothing else, degrees included."""

_PARTS = re.compile(r"[|•·,;/]|\s[-–—]\s|\t|\s{3}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_TITLE = re.compile(r"[\d@?!:_<>*=]|www\.|https?")
_AROUND = " \t.,;:*_-–—~\"'()[]"


def signed_as(text: str, zones: Sequence[Zone], names: frozenset[str]) -> str:
    """What may be the sender's title, likeliest first, a line each; "" where nobody signs so.

    `names` are the words of the sender's name: of one word alone no line can be told to be one.
    """
    if len(names) < ENOUGH_NAMES:
        return ""
    for start, end in _stretches(zones):
        lowered = text[start:end].lower()
        if sum(name in lowered for name in names) < ENOUGH_NAMES:
            continue
        lines = [line.strip() for line in text[start:end].split("\n") if line.strip()]
        for at in range(len(lines) - 1, -1, -1):
            if _is_name(lines[at], names):
                below = (part for line in lines[at + 1 : at + 1 + BELOW] for part in _parts(line))
                found = (*_parts(lines[at])[1:], *below)
                return "\n".join(dict.fromkeys(part for part in found if _may_be_title(part)))
    return ""


def _stretches(zones: Sequence[Zone]) -> Iterator[tuple[int, int]]:
    """Where somebody signs: each signature with the end of what stands above it, else the end."""
    above = 0
    last: Zone | None = None
    for zone in zones:
        if zone.kind == "signature":
            yield max(zone.start - above, 0), min(zone.end, zone.start + SIGNATURE)
        above = min(zone.end - zone.start, TAIL) if zone.kind == "new" else 0
        last = zone if zone.kind == "new" else last
    if last is not None:
        yield max(last.end - TAIL, last.start), last.end


def _is_name(line: str, names: frozenset[str]) -> bool:
    """Whether a line begins with the sender's name, and nothing else before a sign that parts."""
    if "@" in line:
        return False
    words = _WORD.findall(_parts(line)[0].lower())
    return len(words) <= NAME_WORDS and sum(word in names for word in words) >= ENOUGH_NAMES


def _parts(line: str) -> list[str]:
    """A line at the signs that part it; one part at least."""
    return [part.strip(_AROUND) for part in _PARTS.split(line[:SIGNATURE])]


def _may_be_title(part: str) -> bool:
    """Whether these are a few words, and no number, address or sentence."""
    if not part or len(part) > LONGEST or _NO_TITLE.search(part):
        return False
    return 0 < len(part.split()) <= MOST_WORDS and part[0].isalpha()
