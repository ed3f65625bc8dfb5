"""Files pasted into the text of a mail: uuencoded blocks and long runs of base64.

They are no words, so they are cut out and only named. Files sent as parts of their own are
`body`'s matter. One pass over the lines, whatever they are.
"""

from __future__ import annotations

import re

__all__ = ["cut_dumps", "may_hold_dumps"]

SHORTEST_RUN = 8
"""Lines of base64 in a row that make a dump; a key or a link takes fewer."""

_BASE64 = re.compile(r"[A-Za-z0-9+/]{60,76}={0,2}[ \t]*\Z")
_BASE64_END = re.compile(r"[A-Za-z0-9+/]{1,76}={0,2}[ \t]*\Z")
_UU_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,200})\Z")
_UU_LINE = re.compile(r"M[ -`]{60,61}[ \t]*\Z")
_HINT = re.compile(r"\n(?:begin [0-7]{3}|[A-Za-z0-9+/]{60})")


def may_hold_dumps(text: str) -> bool:
    """Whether it is worth while to look at every line."""
    return _HINT.search("\n" + text) is not None


def cut_dumps(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text without dumps, the file names they had, and flags."""
    lines = text.split("\n")
    kept: list[str] = []
    names: list[str] = []
    flags: list[str] = []
    at = 0
    while at < len(lines):
        begin = _UU_BEGIN.match(lines[at])
        end = _uuencoded_end(lines, at + 1) if begin else _base64_end(lines, at)
        if begin and end > at + 1:
            names.append(begin[1].strip())
            flags.append("uuencoded")
        elif end > at and not begin:
            flags.append("base64_dump")
        else:
            kept.append(lines[at])
            end = at + 1
        at = end
    return "\n".join(kept), tuple(names), tuple(dict.fromkeys(flags))


def _uuencoded_end(lines: list[str], start: int) -> int:
    """The line behind a uuencoded block that starts at `start`, or `start` where none does."""
    at = start
    while at < len(lines) and _UU_LINE.match(lines[at]):
        at += 1
    tail = next((i for i in range(at, min(at + 4, len(lines))) if lines[i].strip() == "end"), None)
    return at if tail is None else tail + 1


def _base64_end(lines: list[str], start: int) -> int:
    """The line behind a long run of base64 that starts at `start`, or `start`."""
    at = start
    while at < len(lines) and _BASE64.match(lines[at]):
        at += 1
    if at - start < SHORTEST_RUN:
        return start
    return at + 1 if at < len(lines) and _BASE64_END.match(lines[at]) else at
