"""The heading above a passed-on mail: who wrote it, to whom, when, about what.

Headings are found as mail programs write them, in the languages of `phrases.toml`: a block of
labels, or Lotus Notes' writer and moment above `To:`. What the moment means is next door in
`heading_dates`; whose words follow is said in `forwards`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from goodwill.normalise.people import split_addresses
from goodwill.normalise.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["NOBODY", "Heading", "Named", "find_headings", "one_person"]

LABEL_LENGTH = 40
"""Characters up to the colon of a label."""

BLOCK_LINES = 200
"""Lines over which a heading may run: lists of recipients are long."""

GAP = 4
"""Blank lines within a heading at most: Lotus Notes leaves some below its first line."""

VALUE_LENGTH = 2_000
"""Characters of one value that are kept."""

LINE_LENGTH = 400
"""Characters of a line that are looked at."""

RECEIVERS = 8
"""People whom a heading names as receivers, at most."""

Named = tuple[str, str]
"""A name and an address; either may be "" but not both."""

NOBODY: Named = ("", "")
"""Whom a heading names that names no single writer."""

_KINDS = ("sender", "sent", "to", "cc", "subject", "other")
_LABEL_OF = {phrase: kind for kind in _KINDS for phrase in phrases(f"label_{kind}")}
_LABEL_OF |= dict.fromkeys(phrases("label_date"), "sent")
_FIRST = frozenset({"sender", "sent", "to", "subject"})
_EDGE = " \t>|*_\u200e\u200f\u00a0"
_MAILTO = re.compile(r"[\[<(]mailto:", re.IGNORECASE)
_COLON = re.compile("[:\uff1a]")
_NOTES_MOMENT = re.compile(
    r"(?<![\w/])\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[ ,]+(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?: ?[AaPp][Mm])?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading on the lines `[start, behind)`; `said` is its moment, word for word.

    Its sender may be `NOBODY`, and `said` no moment at all: it ends what stands above all the same,
    and what stands below is not that writer's.
    """

    start: int
    behind: int
    sender: Named
    to: tuple[Named, ...]
    cc: tuple[Named, ...]
    said: str
    subject: str


def find_headings(lines: Sequence[str]) -> Iterator[Heading]:
    """Every heading with a writer and a moment, told or not, in order; they do not overlap."""
    at = 0
    while at < len(lines):
        found = _heading(lines, at) if _label(lines[at])[0] in _FIRST else None
        if found is not None:
            yield found
        at = at + 1 if found is None else found.behind


def _label(line: str) -> tuple[str, str]:
    """Which label a line starts with, and what follows it; both "" for none."""
    colon = _COLON.search(line, 0, LABEL_LENGTH)
    if colon is None:
        return "", ""
    kind = _LABEL_OF.get(line[: colon.start()].strip(_EDGE).casefold(), "")
    return kind, line[colon.end() :].strip(_EDGE) if kind else ""


def _heading(lines: Sequence[str], at: int) -> Heading | None:
    """The heading whose first label stands on this line."""
    fields, behind = _fields(lines, at)
    start = at
    sender, said = fields.get("sender", ""), fields.get("sent", "")
    if sender and not said:
        sender, said = _with_moment(sender)
    elif not sender and "to" in fields:
        start, sender, said = _above(lines, at)
    is_told = bool(sender and said) or {"sender", "sent"} <= fields.keys()
    if not is_told or not fields.keys() & {"to", "subject"}:
        return None
    return Heading(
        start=start,
        behind=behind,
        sender=one_person(sender) or NOBODY,
        to=_people(fields.get("to", "")),
        cc=_people(fields.get("cc", "")),
        said=said,
        subject=fields.get("subject", ""),
    )


def _fields(lines: Sequence[str], at: int) -> tuple[dict[str, str], int]:
    """The values by kind of label, and the line behind the last label.

    Where a label comes a second time behind a gap, the gap parts what looks like a heading, and may
    be somebody's own words, from a heading of its own: then it ends at the gap.
    """
    found: dict[str, list[str]] = {}
    waiting: list[str] = []
    current, behind, blanks, above_gap = "", at, 0, (frozenset[str](), at)
    for number in range(at, min(at + BLOCK_LINES, len(lines))):
        line = lines[number]
        if not line:
            above_gap = (frozenset(found), behind) if blanks == 0 else above_gap
            blanks += 1
            if blanks > GAP or "subject" in found:
                break
            continue
        kind, value = _label(line)
        if kind and kind in found and kind != "other":
            if above_gap[0]:
                found, behind = {name: found[name] for name in above_gap[0]}, above_gap[1]
            break
        if kind:
            found.setdefault(current, []).extend(waiting)
            found.setdefault(kind, []).append(value[:VALUE_LENGTH])
            current, behind, waiting, blanks = kind, number + 1, [], 0
        elif blanks:
            break
        else:
            waiting.append(line[:LINE_LENGTH])
    return {kind: " ".join(values)[:VALUE_LENGTH] for kind, values in found.items()}, behind


def _with_moment(sender: str) -> tuple[str, str]:
    """Writer and moment where one line holds both: `Ann Lee @ ECT   02/29/2000 09:11 AM`."""
    moment = _NOTES_MOMENT.search(sender[:LINE_LENGTH])
    if moment is None:
        return sender, ""
    return sender[: moment.start()].strip(), moment[0]


def _above(lines: Sequence[str], to_line: int) -> tuple[int, str, str]:
    """First line, writer and moment of Lotus Notes' heading, which stand above `To:`."""
    for at in range(to_line - 1, max(-1, to_line - GAP), -1):
        moment = _NOTES_MOMENT.search(lines[at][:LINE_LENGTH])
        if moment is None:
            continue
        before = lines[at][: moment.start()].strip()
        if before:
            return at, before, moment[0]
        above = lines[at - 1] if at else ""
        return max(0, at - 1), above[:LINE_LENGTH], moment[0]
    return to_line, "", ""


def one_person(value: str) -> Named | None:
    """The one person whom a value names, None for nobody or for several.

    `Lee, Ann [mailto:ann@client.example]` is one, its comma behind a surname.
    """
    value = _MAILTO.sub("<", value).strip(_EDGE)
    if value.count(",") == 1 and value.count("@") < 2 and '"' not in value:  # noqa: PLR2004
        last, first = value.split(",")
        if "@" not in last:
            name, bracket, rest = _at_bracket(first)
            value = f"{name.strip()} {last.strip()} {bracket}{rest}".strip()
    found = [*islice(split_addresses(value), 2)]
    return found[0] if len(found) == 1 else None


def _at_bracket(text: str) -> tuple[str, str, str]:
    """A text cut at the bracket around an address."""
    for bracket in "<[(":
        if bracket in text:
            return text.partition(bracket)
    return text, "", ""


def _people(value: str) -> tuple[Named, ...]:
    """Receivers; Outlook parts them by semicolons, with commas behind surnames."""
    if ";" in value:
        each = (one_person(part) for part in value.split(";")[:RECEIVERS])
        return tuple(person for person in each if person is not None)
    if value.count(",") < 2 and (only := one_person(value)) is not None:  # noqa: PLR2004
        return (only,)
    return tuple(islice(split_addresses(_MAILTO.sub("<", value)), RECEIVERS))
