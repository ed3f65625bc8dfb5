"""A CSV file as rows of text, each with its number: what spreadsheets and exports make of it.

Cells are parted in `csv_tables`; here bytes become lines of text and lines become rows (a quoted
cell may hold line ends). Memory is bounded by the longest row that is believed.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from goodwill.sources.encodings import SAMPLE, encoding_of
from goodwill.sources.streams import read_block, with_head

__all__ = ["Line", "TextRow", "text_lines", "text_rows"]

_ROW_LINES = 1_000
_ROW_CHARACTERS = 1 << 20
"""A row beyond these is a quotation mark that nobody closed, or no table at all."""
_SHOWN = 300
_WESTERN = "cp1252"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """One line with its end; `is_cut` where it is too long and only its beginning is here."""

    number: int
    text: str
    is_cut: bool = False
    flags: tuple[str, ...] = ()


class TextRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, the line it begins on, and its text.

    `problem` says why it is no row; `text` is then the beginning of its first line.
    """

    number: int
    line: int
    text: str
    problem: str = ""
    flags: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where a person finds the row."""
        same = self.number == self.line
        return f"row {self.number}" if same else f"row {self.number} (line {self.line})"


def text_lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream, however they end: UTF-8, UTF-16 with its mark, else as it seems."""
    head, error = read_block(stream, SAMPLE)
    is_wide = head[:2] in _UTF16_MARKS
    text = io.TextIOWrapper(
        with_head(head, stream),
        encoding="utf-16" if is_wide else "utf-8-sig",
        errors="replace" if is_wide else "surrogateescape",
        newline="",
    )
    yield from _numbered(text, head)
    if error is not None:
        raise error


def _numbered(text: io.TextIOWrapper, head: bytes) -> Iterator[Line]:
    number, is_inside, other = 0, False, ""
    while line := text.readline(_ROW_CHARACTERS):
        is_cut = len(line) == _ROW_CHARACTERS and not line.endswith(("\n", "\r"))
        if not is_inside:
            number += 1
            shown = line[:_SHOWN] if is_cut else line
            if not line.isascii() and not _is_utf8(shown):
                other = other or encoding_of(head) or _WESTERN  # all of a file is in one encoding
                shown = shown.encode("utf-8", "surrogateescape").decode(other, "replace")
                yield Line(number, shown, is_cut, (other,))
            else:
                yield Line(number, shown, is_cut)
        is_inside = is_cut


def text_rows(lines: Iterator[Line], delimiters: str, number: int = 0) -> Iterator[TextRow]:
    """Join lines into rows, counting on from `number`; `delimiters` are those that part cells.

    Each line is looked at once, and once more where a quotation mark before it stays open.
    """
    waiting: deque[Line] = deque()
    while (first := _next(waiting, lines)) is not None:
        number += 1
        if not first.is_cut and '"' not in first.text:
            yield TextRow(number, first.number, first.text, "", first.flags)
            continue
        if first.is_cut:
            problem = f"the row is longer than {_ROW_CHARACTERS} characters"
            yield _row(number, [first], problem)
            continue
        taken = [first]
        is_open, size = _is_open_after(first.text, delimiters, is_open=False), len(first.text)
        while is_open and len(taken) < _ROW_LINES and size < _ROW_CHARACTERS:
            line = _next(waiting, lines)
            if line is None or line.is_cut:
                waiting.extendleft([line] if line else [])
                break
            taken.append(line)
            size += len(line.text)
            is_open = _is_open_after(line.text, delimiters, is_open=True)
        if is_open:
            waiting.extendleft(reversed(taken[1:]))
            taken = taken[:1]
        problem = "a quotation mark opens in this row and is never closed" if is_open else ""
        yield _row(number, taken, problem)


def _next(waiting: deque[Line], lines: Iterator[Line]) -> Line | None:
    return waiting.popleft() if waiting else next(lines, None)


def _row(number: int, lines: list[Line], problem: str) -> TextRow:
    text = "".join(line.text for line in lines)
    return TextRow(
        number=number,
        line=lines[0].number,
        text=text[:_SHOWN] if problem else text,
        problem=problem,
        flags=tuple(sorted({flag for line in lines for flag in line.flags})),
    )


def _is_utf8(line: str) -> bool:
    """Whether a line was UTF-8: what was not stands in it as lone surrogates."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_open_after(line: str, delimiters: str, *, is_open: bool) -> bool:
    """Whether a quoted cell is still open at the end of `line`; one pass over its marks."""
    at = line.find('"')
    while at >= 0:
        if not is_open:
            is_open = at == 0 or line[at - 1] in delimiters
            at += 1
        elif line.startswith('""', at):
            at += 2
        else:
            is_open = False
            at += 1
        at = line.find('"', at)
    return is_open
