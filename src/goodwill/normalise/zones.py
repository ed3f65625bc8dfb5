"""What of a mail's text is new, and what is quoted, passed on, signature or disclaimer.

Zones lie on whole lines, follow one another without gap or overlap, and count characters of
the decoded body. Which lines are quoted is found in `quotes`, how stretches end in
`signatures`; here both are put together. When in doubt a line is new.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from goodwill.facts.interactions import Zone, ZoneKind
from goodwill.normalise.disclaimers import banner_end
from goodwill.normalise.quotes import mark_quotes, opening_end, strip_quote_signs
from goodwill.normalise.signatures import mark_tail

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_zones", "new_text", "quoted_text"]

QUOTED_LINES = 40
"""Lines of a quotation that are looked at to know it again."""


def find_zones(
    text: str,
    *,
    fenced: Sequence[tuple[int, int]] = (),
    signed: Sequence[tuple[int, int]] = (),
    names: frozenset[str] = frozenset(),
    is_forward: bool = False,
) -> tuple[Zone, ...]:
    """The zones of a decoded body, from its first character to its last.

    `fenced` are stretches that markup says are quoted, `signed` those it says are a signature,
    `names` the words of the sender's name, `is_forward` says that the mail passes another on.
    """
    if not text:
        return ()
    lines = text.split("\n")
    quoted = _lines_within(lines, fenced) if fenced else ()
    kinds: list[ZoneKind] = list(mark_quotes(lines, quoted, is_forward=is_forward))
    if signed:
        _mark_signed(kinds, _lines_within(lines, signed))
    if end := banner_end(lines):
        kinds[:end] = ["disclaimer" if kind == "new" else kind for kind in kinds[:end]]
    _mark_tails(lines, kinds, names)
    return _merged(lines, kinds, len(text))


def _lines_within(lines: Sequence[str], stretches: Sequence[tuple[int, int]]) -> Sequence[bool]:
    """Which lines start inside a stretch; both run in order of place."""
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    marks = [False] * len(lines)
    at = 0
    for start, end in stretches:
        while at < len(lines) and starts[at] < start:
            at += 1
        while at < len(lines) and starts[at] < end:
            marks[at] = True
            at += 1
    return marks


def _mark_signed(kinds: list[ZoneKind], signed: Sequence[bool]) -> None:
    """Mark what the markup says is a signature, where it is not quoted."""
    for number, is_signed in enumerate(signed):
        if is_signed and kinds[number] == "new":
            kinds[number] = "signature"


def _mark_tails(lines: Sequence[str], kinds: list[ZoneKind], names: frozenset[str]) -> None:
    """Mark signatures and disclaimers at the end of every new stretch."""
    for kind, start, end in _stretches(kinds):
        if kind == "new":
            kinds[start:end] = [tail or kind for tail in mark_tail(lines[start:end], names)]


def _stretches(kinds: Sequence[ZoneKind]) -> list[tuple[ZoneKind, int, int]]:
    """The lines `[start, end)` of one kind in a row."""
    if kinds.count(kinds[0]) == len(kinds):
        return [(kinds[0], 0, len(kinds))]
    changes = [n for n, (above, here) in enumerate(pairwise(kinds), start=1) if above != here]
    return [(kinds[start], start, end) for start, end in pairwise((0, *changes, len(kinds)))]


def _merged(lines: Sequence[str], kinds: Sequence[ZoneKind], length: int) -> tuple[Zone, ...]:
    """Lines of one kind in a row as one zone; `length` is the body's."""
    stretches = _stretches(kinds)
    if len(stretches) == 1:
        return (Zone(kind=kinds[0], start=0, end=length),)
    zones: list[Zone] = []
    at = 0
    for kind, start, end in stretches:
        behind = min(at + sum(map(len, lines[start:end])) + end - start, length)
        if behind > at:
            zones.append(Zone(kind=kind, start=at, end=behind))
        at = behind
    return tuple(zones)


def new_text(text: str, zones: Sequence[Zone]) -> str:
    """The new words of a body: its new zones, line ends bare, no blanks around."""
    parts = [text[zone.start : zone.end].removesuffix("\n") for zone in zones if zone.kind == "new"]
    return "\n".join(map(str.rstrip, "\n".join(parts).split("\n"))).strip()


def quoted_text(text: str, zones: Sequence[Zone]) -> str:
    """The new words of the first mail that a body quotes or passes on, "" where there is none.

    Taken one level of `>` down and zoned again, so that it reads as it did in its own mail.
    """
    for zone in zones:
        if zone.kind in {"quote", "forward"}:
            lines = text[zone.start : zone.end].split("\n")[:QUOTED_LINES]
            inner = _without_opening([strip_quote_signs(line) for line in lines])
            if found := new_text(inner, find_zones(inner)):
                return found
    return ""


def _without_opening(lines: list[str]) -> str:
    """Quoted lines without those that only say who wrote, when and to whom."""
    return "\n".join(lines[opening_end(lines) :])
