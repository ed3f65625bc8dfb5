"""Which lines of a mail are somebody else's words: quoted, or passed on.

One pass over the lines that may say so; a line that may be new stays new. What opens a
quotation is next door in `openings`, the signs before quoted lines are in `prefixes`,
signatures in `signatures`, and what comes of all in `zones`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from goodwill.normalise.openings import (
    NOTES_TO,
    RULE_SIGNS,
    Body,
    Cut,
    Mark,
    attribution_above,
    cut_at,
    has_label,
    opens_forward,
)
from goodwill.normalise.prefixes import INITIALS, QUOTE_SIGNS, quoted_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mark", "mark_quotes", "opening_end", "strip_quote_signs"]

OPENING_LINES = 5
"""Lines at the start of a quotation among which its opening stands."""

WRAPPED = 70
"""Characters of a quoted line and the next word from which a program may have wrapped it."""

LEFT_OVER = 45
"""Characters of what a wrapped line leaves below itself at most."""

_SIGNS = RULE_SIGNS | QUOTE_SIGNS
_ENDS = frozenset(".?!:;")
_COLONS = frozenset({":", "\uff1a"})


def strip_quote_signs(line: str) -> str:
    """A quoted line as it stood in the mail it is taken from, one level down."""
    bare = line.lstrip(" \t")
    return bare[1:].removeprefix(" ") if bare[:1] in QUOTE_SIGNS else line


def mark_quotes(lines: Sequence[str], fenced: Sequence[bool], *, is_forward: bool) -> list[Mark]:
    """Say of every line whether it is new.

    Args:
        lines: the body.
        fenced: for each line whether its markup says that it is quoted; empty where none is.
        is_forward: whether the mail passes another one on.
    """
    bare = [line.strip() for line in lines]
    telling = _telling_lines(bare)
    if not telling and not fenced:
        return ["new"] * len(lines)
    quoted = quoted_lines(bare, telling, fenced)
    is_marked = any(quoted)
    marks: list[Mark] = ["new"] * len(lines)
    if is_marked:
        marks = ["quote" if is_quoted else "new" for is_quoted in quoted]
    body = Body(lines=bare, quoted=quoted)
    passed_on: Mark = "forward" if is_forward else "quote"
    if fenced:
        _mark_fenced(bare, fenced, marks, passed_on)
    behind = 0
    for at in telling:
        if at >= behind and marks[at] == "new":
            behind = _mark_at(body, marks, at, passed_on)
    if is_marked:
        _mark_above(body, marks)
        _mark_left_over(bare, marks)
    _close_gaps(bare, marks)
    return marks


def _telling_lines(bare: Sequence[str]) -> list[int]:
    """The lines that can have to do with a quotation at all; of most one look at signs will do."""
    return [
        number
        for number, line in enumerate(bare)
        if line
        and (
            line[0] in _SIGNS or ":" in line or ">" in line or "\uff1a" in line or line in NOTES_TO
        )
        and _may_tell(line)
    ]


def _may_tell(line: str) -> bool:
    """Whether a line can have to do with a quotation: a second look."""
    if line[0] in QUOTE_SIGNS or (line[0] in RULE_SIGNS and line[1:2] in RULE_SIGNS):
        return True
    if line[-1] in _COLONS or line in NOTES_TO or has_label(line):
        return True
    return line[0] not in _SIGNS and (">" in line[: INITIALS + 1] or "\uff1a" in line)


def _mark_at(body: Body, marks: list[Mark], at: int, passed_on: Mark) -> int:
    """Mark what line `at` opens, and answer up to where that is settled."""
    cut = cut_at(body, at, passed_on)
    if cut is None:
        return at + 1
    is_open = not cut.is_all and not (_is_by_line(cut) and body.is_carried(cut.behind))
    behind = len(marks) if is_open else min(cut.behind, len(marks))
    start = cut.start
    while marks[start] != "new":
        start += 1
    marks[start:behind] = [cut.mark] * (behind - start)
    return behind


def _is_by_line(cut: Cut) -> bool:
    """Whether quoted lines alone may follow an opening, and new ones between them.

    Below the heading of a mail that is passed on nothing is new: it quotes for itself.
    """
    return cut.is_by_line and not (cut.mark == "forward" and cut.behind > cut.start + 1)


def _mark_above(body: Body, marks: list[Mark]) -> None:
    """Mark what says above quoted lines who wrote them, where no colon stands behind it."""
    for at, (is_above, is_here) in enumerate(pairwise(body.quoted), start=1):
        cut = attribution_above(body, at) if is_here and not is_above else None
        if cut is not None and marks[cut.start] == "new":
            marks[cut.start : cut.behind] = ["quote"] * (cut.behind - cut.start)


def _mark_left_over(bare: Sequence[str], marks: list[Mark]) -> None:
    """Mark the ends of quoted lines that a program wrapped without a sign before the rest."""
    for at in range(1, len(bare) - 1):
        above, line, below = bare[at - 1], bare[at], bare[at + 1]
        if marks[at] != "new" or not line or above[:1] != ">" or below[:1] != ">":
            continue
        is_short = len(line) <= LEFT_OVER and not line[0].isupper()
        is_full = len(above) + len(line.partition(" ")[0]) >= WRAPPED
        if is_short and is_full and above[-1] not in _ENDS:
            marks[at] = "quote"


def _mark_fenced(
    bare: Sequence[str], fenced: Sequence[bool], marks: list[Mark], passed_on: Mark
) -> None:
    """Mark every fenced stretch."""
    at = 0
    while at < len(fenced):
        end = at
        while end < len(fenced) and fenced[end]:
            end += 1
        if end > at:
            opening = next((line for line in bare[at:end] if line), "")
            mark: Mark = "forward" if opens_forward(opening) else passed_on
            marks[at:end] = [mark] * (end - at)
        at = end + 1


def _close_gaps(bare: Sequence[str], marks: list[Mark]) -> None:
    """Give blank lines between two quoted lines to the quotation."""
    last = -1
    for number, line in enumerate(bare):
        if not line:
            continue
        if marks[number] != "new" and last < number - 1 and last >= 0 and marks[last] != "new":
            marks[last + 1 : number] = [marks[number]] * (number - last - 1)
        last = number


def opening_end(lines: Sequence[str]) -> int:
    """How many lines at the start of a quotation only say who wrote, when and to whom."""
    bare = [line.strip() for line in lines]
    body = Body(lines=bare, quoted=[line[:1] == ">" for line in bare])
    end = labelled = 0
    for at, line in enumerate(bare[:OPENING_LINES]):
        if at < labelled or not line or body.quoted[at] or not _may_tell(line):
            continue
        if cut := cut_at(body, at, "quote"):
            end = max(end, cut.behind)
            labelled = cut.behind if has_label(line) else labelled
    return end
