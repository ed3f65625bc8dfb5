"""Which lines are quoted for themselves: by a sign before them, or by their markup.

Most programs put `>` there; some writers a bar, their correspondent's initials (`JD> `), or a
sign of their own (`# `, `) `), which is known by the line above that says who wrote. What
opens a quotation is next door in `openings`, and what comes of both in `quotes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.normalise.openings import has_label, is_between_arrows, tells_who

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["INITIALS", "QUOTE_SIGNS", "quoted_lines"]

INITIALS = 10
"""Letters before the `>` of a quotation that names its writer: `JD> `, `Tim> `."""

LOWER_INITIALS = 2
"""Letters of initials that may be small ones: `b> `; longer ones are a machine's prompt."""

FEWEST = 2
"""Lines that wear the same sign before it counts as one of quotation."""

LONGEST = 4
"""Signs that stand before a quoted line."""

MOST_SIGNS = 4
"""Signs of their own that the writers of one mail quote with."""

BELOW = 3
"""Lines below the one that says who wrote, among which the quotation begins."""

BAR = "|"

QUOTE_SIGNS = frozenset({">", BAR})
_BEHIND_BAR = frozenset(" >|")
_LAST_SIGNS = frozenset("|:)]}")


def quoted_lines(
    bare: Sequence[str], telling: Sequence[int], fenced: Sequence[bool]
) -> Sequence[bool]:
    """Say of every line whether it is quoted for itself.

    Args:
        bare: the lines without blanks around.
        telling: the numbers of those that can have to do with a quotation.
        fenced: for each line whether its markup says that it is quoted; empty where none is.
    """
    quoted = list(fenced) or [False] * len(bare)
    worn: dict[str, list[int]] = {}
    for at in telling:
        line = bare[at]
        if line[0] == ">":
            quoted[at] = not is_between_arrows(line)
        elif line[0] == BAR:
            if _is_barred(line):
                worn.setdefault(BAR, []).append(at)
        elif ">" in line and (sign := _initials(line)):
            worn.setdefault(sign, []).append(at)
    own = _own_signs(bare, telling, quoted, is_barred=BAR in worn)
    for sign, found in worn.items():
        for at in found if sign in own else _in_company(sign, found):
            quoted[at] = True
    for sign in own - worn.keys():
        _mark_worn(bare, sign, quoted)
    return quoted


def _is_barred(line: str) -> bool:
    """Whether the bar before a line is no table's and no tree's."""
    return line == BAR or (line[1] in _BEHIND_BAR and line[-1] != BAR)


def _in_company(sign: str, found: Sequence[int]) -> Sequence[int]:
    """The lines whose sign is one of quotation though nobody says who wrote.

    Others wear it too; a bar right above or below, for a bar alone may stand anywhere.
    """
    if sign != BAR:
        return found if len(found) >= FEWEST else ()
    near = set(found)
    return [at for at in found if at - 1 in near or at + 1 in near]


def _initials(line: str) -> str:
    """The initials or name before a `>`; "" without them."""
    head, sign, rest = line[: INITIALS + 2].partition(">")
    if not sign or rest[:1] not in {" ", ">", ""} or head == "SQL":
        return ""
    is_short = 0 < len(head) <= LOWER_INITIALS
    return head if (is_short or head[:1].isupper()) and head.replace(".", "").isalpha() else ""


def _own_signs(
    bare: Sequence[str], telling: Sequence[int], quoted: Sequence[bool], *, is_barred: bool
) -> set[str]:
    """The signs other than `>` that lines wear right below the one that says who wrote."""
    found: set[str] = set()
    for at in telling:
        line = bare[at]
        if line[-1] != ":" and not is_barred:
            continue
        below = at + 1
        while below < min(at + BELOW, len(bare) - 1) and not bare[below]:
            below += 1
        sign = _sign(bare[below]) if below < len(bare) and not quoted[below] else ""
        if not sign or sign in found:
            continue
        is_told = line[-1] == ":" and tells_who(bare, at)
        if is_told or (sign == BAR and has_label(line)):
            found.add(sign)
        if len(found) >= MOST_SIGNS:
            break
    return found


def _sign(line: str) -> str:
    """The sign before a line that a writer may quote with; "" where it wears none."""
    if not line:
        return ""
    if line[0].isalnum():
        return _initials(line) if ">" in line else ""
    head = line[: LONGEST + 1]
    length = next((n for n, sign in enumerate(head) if sign.isalnum() or sign.isspace()), len(head))
    is_sign = 0 < length <= LONGEST and head[length - 1] in _LAST_SIGNS
    return head[:length] if is_sign or head[:2] == "# " else ""


def _mark_worn(bare: Sequence[str], sign: str, quoted: list[bool]) -> None:
    """Mark the lines that wear a sign, where more than one does."""
    found = [number for number, line in enumerate(bare) if line.startswith(sign)]
    if len(found) >= FEWEST:
        for number in found:
            quoted[number] = True
