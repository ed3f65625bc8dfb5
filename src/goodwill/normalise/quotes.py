"""Which lines of a mail are somebody else's words: quoted, or passed on.

Seven languages (en, de, fr, es, nl, it, pt), the habits of Outlook, Gmail, Apple Mail,
Thunderbird, phones and Lotus Notes. One pass over the lines with a bounded look around; a
line that may be new stays new. Signatures are next door in `signatures`, and what comes of
both in `zones`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from goodwill.normalise.phrases import alternatives, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mark", "is_quoted", "mark_quotes", "opening_end", "strip_quote_signs"]

Mark = Literal["new", "quote", "forward"]

LINE_LIMIT = 400
"""Characters of a line that are matched against patterns; longer lines are prose."""

ATTRIBUTION_LINES = 4
"""Lines over which `On ... wrote:` may be wrapped."""

HEADER_LINES = 80
"""Lines within which a quoted header block must show its labels: lists of recipients are long."""

FIRST_LINES = 6
"""Lines of a header block among which an address or a time of day stands."""

ABOVE_LINES = 5
"""Lines above `To:` in which Lotus Notes puts the writer and the moment."""

LABEL_LENGTH = 16
"""Characters before the colon of a label, quote signs and stars included."""

NAME_LENGTH = 60
"""Characters of a line that can be the writer's name in a Lotus Notes header."""

_RULES = "-*_= \t"
_RULE_SIGNS = frozenset("-*_=")
_ORIGINAL = phrases("original")
_FORWARDED = phrases("forwarded")
_OPENINGS = phrases("forwarded_opening")
_OPENING_WORDS = frozenset(opening.partition(" ")[0] for opening in _OPENINGS)
_NOTES_EXTRA = phrases("notes_extra")
_VERB = re.compile(rf"\b(?:{alternatives('wrote')})\b", re.IGNORECASE)
_SAYS = re.compile(rf"\b(?:{alternatives('wrote')}|{alternatives('says')})\b", re.IGNORECASE)
_LEAD = re.compile(
    rf"[ \t]*(?:{alternatives('lead')})\b|[ \t]*[\"'<]?[\w.+-]{{1,64}}@|[ \t]*\d{{1,4}}[-./]\d",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"\d{1,2}[:h.]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\w@\w")
_ADDRESS_END = re.compile(r"<\s?[^<>@\s]{1,64}@[^<>\s]{1,255}>[^<>\n:]{0,24}:\s*\Z")
_TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_LABELS = ("sender", "sent", "to", "cc", "subject")
_LABEL_OF = {phrase: kind for kind in _LABELS for phrase in phrases(f"label_{kind}")}
_LABEL = re.compile(r"[ \t>|*_]{0,16}([^\W\d_]{1,12}(?: [a-z]{2})?)[*_]{0,2}\s{0,3}[:：]")
_NOTES_MOMENT = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[ ,]+(?:at )?\d{1,2}:\d\d")
_RULER = re.compile(r"[ \t]*[-_*=]{3,}(?:[^\n]{1,60}-{3,})?[ \t]*\Z")
_WORD_OF_MOMENT = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """Quoted matter from line `start`; its opening lines end before `behind`."""

    start: int
    behind: int
    mark: Mark


def is_quoted(line: str) -> bool:
    """Whether a line wears the `>` of a quotation."""
    return line.lstrip(" \t").startswith(">")


def strip_quote_signs(line: str) -> str:
    """A quoted line as it stood in the mail it is taken from, one level down."""
    bare = line.lstrip(" \t")
    return bare[1:].removeprefix(" ") if bare.startswith(">") else line


def mark_quotes(lines: Sequence[str], fenced: Sequence[bool], *, is_forward: bool) -> list[Mark]:
    """Say of every line whether it is new; `fenced` lines are quoted by their markup."""
    marks: list[Mark] = ["new"] * len(lines)
    passed_on: Mark = "forward" if is_forward else "quote"
    at = 0
    while at < len(lines):
        if fenced[at]:
            at = _mark_fenced(lines, fenced, marks, at, passed_on)
            continue
        bare = lines[at].strip()
        if bare[:1] == ">":
            marks[at] = "quote"
        elif (":" in bare or bare[:1] in _RULE_SIGNS) and (cut := _cut_at(lines, at, passed_on)):
            behind = cut.behind if _is_carried_by_lines(lines, fenced, cut.behind) else len(lines)
            start = _floor(marks, cut.start)
            marks[start:behind] = [cut.mark] * (behind - start)
            at = behind
            continue
        at += 1
    _close_gaps(lines, marks)
    return marks


def _mark_fenced(
    lines: Sequence[str], fenced: Sequence[bool], marks: list[Mark], at: int, passed_on: Mark
) -> int:
    """Mark one fenced stretch and answer where it ends."""
    end = at
    while end < len(lines) and fenced[end]:
        end += 1
    opening = next((line for line in lines[at:end] if line.strip()), "")
    mark: Mark = "forward" if _opens_forward(opening) else passed_on
    marks[at:end] = [mark] * (end - at)
    return end


def _floor(marks: list[Mark], start: int) -> int:
    """`start`, or the line behind the last quoted one where that lies later."""
    while marks[start] != "new":
        start += 1
    return start


def _is_carried_by_lines(lines: Sequence[str], fenced: Sequence[bool], at: int) -> bool:
    """Whether what follows is quoted line by line, so that new lines may come behind it."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at < len(lines) and (fenced[at] or is_quoted(lines[at]))


def _cut_at(lines: Sequence[str], at: int, passed_on: Mark) -> _Cut | None:
    """The quotation that this line opens, if it opens one."""
    bare = lines[at][:LINE_LIMIT].strip()
    if _opens_forward(bare):
        return _Cut(start=at, behind=_behind_header(lines, at + 1), mark="forward")
    if bare[:1] in _RULE_SIGNS and _behind_rule(bare).startswith(_ORIGINAL):
        return _Cut(start=at, behind=_behind_header(lines, at + 1), mark=passed_on)
    colon = bare.find(":")
    if colon < 0:
        return None
    if bare[-1] == ":" and (cut := _attribution(lines, at)):
        return cut
    return _header_block(lines, at, passed_on) if colon <= LABEL_LENGTH else None


def _behind_rule(bare: str) -> str:
    """What follows two or more dashes at the start of a line, lower case; "" without them."""
    rest = bare.lstrip(_RULES)
    return rest.lower() if len(bare) - len(rest) > 1 else ""


def _opens_forward(line: str) -> bool:
    """Whether a line says that a passed-on mail follows."""
    bare = line[:LINE_LIMIT].strip()
    if bare[:1] in _RULE_SIGNS:
        return _behind_rule(bare).startswith(_FORWARDED)
    if bare.partition(" ")[0].lower() not in _OPENING_WORDS:
        return False
    return bare.lower().startswith(_OPENINGS) and bare.endswith(":")


def _attribution(lines: Sequence[str], end: int) -> _Cut | None:
    """`On ... wrote:`, ending on line `end`, however it is wrapped.

    In a language that is not known, an address and a time of day before the colon say as much.
    """
    joined = ""
    is_verbal = any(_SAYS.search(line[-LINE_LIMIT:]) for line in lines[max(0, end - 1) : end + 1])
    if not is_verbal and "@" not in lines[end]:
        return None
    is_followed = _is_quoted_next(lines, end + 1)
    for start in range(end, max(-1, end - ATTRIBUTION_LINES), -1):
        line = lines[start]
        if not line.strip() or len(line) > LINE_LIMIT or is_quoted(line):
            break
        joined = f"{line} {joined}"
        is_wrapped_address = (
            line.lstrip().startswith("<") and start > 0 and lines[start - 1].strip()
        )
        if not is_wrapped_address and _opens_quote(joined, is_followed=is_followed):
            return _Cut(start=start, behind=end + 1, mark="quote")
    is_said = is_verbal and is_followed and _SAYS.search(lines[end][-LINE_LIMIT:])
    return _Cut(start=end, behind=end + 1, mark="quote") if is_said else None


def _opens_quote(joined: str, *, is_followed: bool) -> bool:
    """Whether a line with a colon at its end opens a quotation, and no tale of one's own.

    Without quoted lines behind it, only the words of a mail program do: the time of day or an
    address between its first word and its verb, or both of them in a language not known.
    """
    has_time = _TIME_OF_DAY.search(joined) is not None
    if has_time and _ADDRESS_END.search(joined):
        return True
    if not _LEAD.match(joined):
        return False
    if is_followed:
        return _MOMENT.search(joined) is not None and _SAYS.search(joined) is not None
    return (has_time or "@" in joined) and _VERB.search(joined) is not None


def _is_quoted_next(lines: Sequence[str], at: int) -> bool:
    """Whether the next line with anything on it, one blank line allowed, is quoted."""
    following = [line for line in lines[at : at + 2] if line.strip()]
    return bool(following) and is_quoted(following[0])


def _label(line: str) -> str:
    """Which label of a mail header a line starts with, in any of the languages; "" for none."""
    found = _LABEL.match(line[:LINE_LIMIT])
    return _LABEL_OF.get(found[1].lower(), "") if found else ""


def _labels(lines: Sequence[str], at: int) -> set[str]:
    """The labels of the header block that starts at `at`."""
    found: set[str] = set()
    blanks = 0
    for line in lines[at : at + HEADER_LINES]:
        if not line.strip():
            blanks += 1
            if blanks > 1 or "subject" in found:
                break
            continue
        label = _label(line)
        if label in found:
            break
        if label:
            blanks = 0
            found.add(label)
        elif blanks:
            break
    return found


def _header_block(lines: Sequence[str], at: int, passed_on: Mark) -> _Cut | None:
    """A quoted mail's header lines: Outlook's, or Notes' with writer and moment above."""
    label = _label(lines[at])
    if label not in {"sender", "to", "sent", "subject"}:
        return None
    labels = _labels(lines, at)
    if "sender" in labels and _is_mail_header(lines, at, label, labels):
        first = at - 1 if at and _RULER.match(lines[at - 1][:LINE_LIMIT]) else at
        return _Cut(start=first, behind=_behind_header(lines, at), mark=passed_on)
    if label in {"sender", "to"} and "subject" in labels:
        start = _notes_start(lines, at)
        if start is not None:
            return _Cut(start=start, behind=_behind_header(lines, at), mark=passed_on)
    return None


def _is_mail_header(lines: Sequence[str], at: int, label: str, labels: set[str]) -> bool:
    """Whether labels make a mail's header and no memo's or itinerary's.

    A mail's names an address or a time of day; where neither sender nor subject stand as mail
    programs put them, only an address will do.
    """
    block = " ".join(line[:LINE_LIMIT] for line in lines[at : at + FIRST_LINES])
    if label == "sender" and "subject" in labels and labels & {"sent", "to"}:
        return "@" in block or _TIME_OF_DAY.search(block) is not None
    return "@" in block and len(labels & {"sent", "to", "subject"}) > 1


def _notes_start(lines: Sequence[str], to_line: int) -> int | None:
    """The first line of a Lotus Notes header whose labels start at `to_line`, or None."""
    for at in range(to_line, max(-1, to_line - ABOVE_LINES), -1):
        moment = _NOTES_MOMENT.search(lines[at][:LINE_LIMIT])
        if moment is None:
            continue
        if _WORD_OF_MOMENT.search(lines[at][: moment.start()]):
            return at
        start = at
        while start and _is_notes_extra(lines[start - 1]):
            start -= 1
        return start - 1 if start and _is_notes_name(lines[start - 1]) else start
    return None


def _is_notes_extra(line: str) -> bool:
    """Whether a line stands between writer and moment: "Sent by: ..."."""
    return line[: LABEL_LENGTH * 2].strip().lower().startswith(_NOTES_EXTRA)


def _is_notes_name(line: str) -> bool:
    """Whether a line can be the name above the moment: short, no sentence."""
    bare = line.strip()
    return 0 < len(bare) <= NAME_LENGTH and bare[-1] not in ".!?:,"


def _behind_header(lines: Sequence[str], at: int) -> int:
    """The line behind a header block that starts at or just below `at`."""
    end = at
    for number in range(at, min(len(lines), at + HEADER_LINES)):
        if _label(lines[number]) and not is_quoted(lines[number]):
            end = number + 1
        elif not lines[number].strip() and end > at:
            break
    return end


def _close_gaps(lines: Sequence[str], marks: list[Mark]) -> None:
    """Give blank lines between two quoted lines to the quotation."""
    last = -1
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if marks[number] != "new":
            if last >= 0 and marks[last] != "new":
                marks[last + 1 : number] = [marks[number]] * (number - last - 1)
            last = number
        else:
            last = number


def opening_end(lines: Sequence[str]) -> int:
    """How many lines at the start of a quotation only say who wrote, when and to whom."""
    at = 0
    for number in range(min(len(lines), ABOVE_LINES)):
        cut = _cut_at(lines, number, "quote")
        if cut is not None and cut.behind > at:
            at = cut.behind
    return at
