"""An item of evidence where it stands: the message in its thread, a row among those like it.

Quotes are found in the message by their words, whatever white space stands between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodwill.facts.statement import Evidence
from goodwill.reports import Happened, MessageRead
from goodwill.serve.words import plain

__all__ = [
    "Paragraph",
    "Rows",
    "Told",
    "history_source",
    "paragraphs",
    "rows_around",
    "told_thread",
]

NO_ROWS = frozenset({"contact", "count", "quota"})
"""What evidence may stand on besides messages that is no row of an account's history."""

AROUND = 5
"""Rows before and after the one that is cited."""

Paragraph = tuple[tuple[str, bool], ...]
"""Pieces of one line of a message, and whether each is the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message of the thread; `is_open`: it is the one cited, or stands beside it."""

    message: MessageRead
    paragraphs: tuple[Paragraph, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of one sort around the one that is cited, the newest first; `total` of all."""

    rows: tuple[Happened, ...]
    cited: Happened
    total: int


def paragraphs(text: str, quote: str | None) -> tuple[Paragraph, ...]:
    """A message line by line, its quote marked where it is found."""
    start, end = _place(text, quote) if quote else (0, 0)
    found: list[Paragraph] = []
    at = 0
    for line in text.split("\n"):
        cuts = [max(at, min(cut, at + len(line))) for cut in (start, end)]
        pieces = (
            (line[: cuts[0] - at], False),
            (line[cuts[0] - at : cuts[1] - at], True),
            (line[cuts[1] - at :], False),
        )
        found.append(tuple((piece, is_quote) for piece, is_quote in pieces if piece))
        at += len(line) + 1
    return tuple(_without_blanks(found))


def _without_blanks(lines: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """At most one empty line between two others, and none at the ends."""
    blank = False
    has_begun = False
    for line in lines:
        if not any(plain(piece) for piece, _ in line):
            blank = has_begun
            continue
        if blank:
            yield ()
        yield line
        blank, has_begun = False, True


def _place(text: str, quote: str) -> tuple[int, int]:
    """Where a quote begins and ends in a text, white space counting as one; (0, 0): nowhere."""
    letters, places = list[str](), list[int]()
    for place, ch in enumerate(text):
        if not ch.isspace():
            letters.append(ch)
            places.append(place)
    wanted = "".join(ch for ch in quote if not ch.isspace())
    first = "".join(letters).find(wanted)
    if first < 0 or not wanted:
        return (0, 0)
    return (places[first], places[first + len(wanted) - 1] + 1)


def told_thread(thread: Sequence[MessageRead], item: Evidence) -> tuple[Told, ...]:
    """The thread of a message, the quote marked; those beside it are open, the others folded."""
    cited = next((at for at, message in enumerate(thread) if message.is_cited), 0)
    return tuple(
        Told(
            message=message,
            paragraphs=paragraphs(message.text or "", item["quote"] if at == cited else None),
            is_open=abs(at - cited) <= 1,
        )
        for at, message in enumerate(thread)
    )


def history_source(item: Evidence) -> str:
    """Among which rows of an account's history an item stands; "" where it is no row of it."""
    if item["source"] in NO_ROWS:
        return ""
    return "invoice" if item["source"] == "invoice_line" else item["source"]


def rows_around(history: Sequence[Happened], item: Evidence) -> Rows | None:
    """The row that an item cites, among its neighbours; None where it is no row of the account."""
    source = history_source(item)
    same = [row for row in history if row.source == source]
    place = next((at for at, row in enumerate(same) if _is_cited(row, item)), None)
    if place is None:
        return None
    first = max(0, place - AROUND)
    return Rows(rows=tuple(same[first : place + AROUND + 1]), cited=same[place], total=len(same))


def _is_cited(row: Happened, item: Evidence) -> bool:
    match item["source"]:
        case "invoice_line":
            return row.ref == item["ref"].rpartition("/")[0]
        case "feedback":
            return item["ref"].endswith(f"/{row.at}/{row.ref}")
    return row.ref == item["ref"]
