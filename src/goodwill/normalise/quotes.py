"""Which lines of a mail are somebody else's words: quoted, or passed on.

One pass over the lines that may say so; a line that may be new stays new. What opens a
quotation is next door in `openings`, signatures are in `signatures`, and what comes of all
in `zones`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.normalise.openings import (
    RULE_SIGNS,
    Body,
    Mark,
    cut_at,
    has_label,
    is_between_arrows,
    is_notes_word,
    opens_forward,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mark", "mark_quotes", "opening_end", "strip_quote_signs"]

INITIALS = 10
"""Letters before the `>` of a quotation that names its writer: `JD> `, `Tim> `."""

FEWEST = 2
"""Lines that wear the same initials before these count as a sign of quotation."""

OPENING_LINES = 5
"""Lines at the start of a quotation among which its opening stands."""

_QUOTE_SIGNS = frozenset({">", "|"})
_SIGNS = RULE_SIGNS | _QUOTE_SIGNS
_COLONS = frozenset({":", "\uff1a"})
_NOTES_LENGTH = 13


def strip_quote_signs(line: str) -> str:
    """A quoted line as it stood in the mail it is taken from, one level down."""
    bare = line.lstrip(" \t")
    return bare[1:].removeprefix(" ") if bare[:1] in {">", "|"} else line


def mark_quotes(lines: Sequence[str], fenced: Sequence[bool], *, is_forward: bool) -> list[Mark]:
    """Say of every line whether it is new.

    Args:
        lines: the body.
        fenced: for each line whether its markup says that it is quoted; empty where none is.
        is_forward: whether the mail passes another one on.
    """
    marks: list[Mark] = ["new"] * len(lines)
    bare = [line.strip() for line in lines]
    telling = [n for n, line in enumerate(bare) if line and _may_tell(line)]
    if not telling and not fenced:
        return marks
    body = Body(lines=bare, quoted=_quoted_lines(bare, telling, fenced))
    passed_on: Mark = "forward" if is_forward else "quote"
    if fenced:
        _mark_fenced(bare, fenced, marks, passed_on)
    behind = 0
    for at in telling:
        if at >= behind and marks[at] == "new":
            behind = _mark_at(body, marks, at, passed_on)
    _close_gaps(bare, marks)
    return marks


def _may_tell(line: str) -> bool:
    """Whether a line can have to do with a quotation at all: a quick look."""
    if line[0] in _SIGNS:
        return line[0] in _QUOTE_SIGNS or line[1:2] in RULE_SIGNS or has_label(line)
    if line[-1] in _COLONS or (":" in line and has_label(line)):
        return True
    if len(line) < _NOTES_LENGTH and is_notes_word(line):
        return True
    return (">" in line and ">" in line[: INITIALS + 1]) or "\uff1a" in line


def _quoted_lines(
    bare: Sequence[str], telling: Sequence[int], fenced: Sequence[bool]
) -> Sequence[bool]:
    """Which lines are quoted for themselves, by a sign before them or by their markup."""
    quoted = list(fenced) or [False] * len(bare)
    named: dict[str, list[int]] = {}
    for at in telling:
        line = bare[at]
        if line[0] == ">":
            quoted[at] = not is_between_arrows(line)
        elif line[0] == "|":
            if _is_barred(line) and at and _is_barred(bare[at - 1]):
                quoted[at - 1] = quoted[at] = True
        elif head := _initials(line):
            named.setdefault(head, []).append(at)
    for found in named.values():
        if len(found) >= FEWEST:
            for at in found:
                quoted[at] = True
    return quoted


def _is_barred(line: str) -> bool:
    """Whether a line wears a bar that is no table's."""
    return line == "|" or (line[:1] == "|" and line[-1] != "|")


def _initials(line: str) -> str:
    """The initials or name before a `>`; "" without them."""
    head, sign, rest = line[: INITIALS + 2].partition(">")
    if not sign or rest[:1] not in {" ", ">", ""} or not head.isalpha() or head == "SQL":
        return ""
    return head if head[0].isupper() else ""


def _mark_at(body: Body, marks: list[Mark], at: int, passed_on: Mark) -> int:
    """Mark what line `at` opens, and answer up to where that is settled."""
    if body.quoted[at]:
        marks[at] = "quote"
        return at + 1
    cut = cut_at(body, at, passed_on)
    if cut is None:
        return at + 1
    is_open = not cut.is_all and not (cut.is_by_line and body.is_carried(cut.behind))
    behind = len(marks) if is_open else min(cut.behind, len(marks))
    start = cut.start
    while marks[start] != "new":
        start += 1
    marks[start:behind] = [cut.mark] * (behind - start)
    return behind


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
    at = 0
    for number, line in enumerate(bare[:OPENING_LINES]):
        if line and _may_tell(line) and not body.quoted[number]:
            cut = cut_at(body, number, "quote")
            at = max(at, cut.behind) if cut is not None else at
    return at
