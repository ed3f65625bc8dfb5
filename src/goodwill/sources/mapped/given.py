"""What one row cannot say alone: totals of the rows of one key, and cells of another file.

A mapping's `sum` adds up a column over all rows with the key of the row that is made; its
`lookup` takes a cell, or a total, from another file of the same folder. Both are worked out once,
before the rows are handed on, and then stand beside each row as text of the contract.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from goodwill.sources.base import SourceFile
from goodwill.sources.mapped.cells import CellProblem
from goodwill.sources.mapped.dialect import Survey, columns_of
from goodwill.sources.mapped.header import Header, header_among, resolve_rule
from goodwill.sources.mapped.heads import holds, key_headers
from goodwill.sources.mapped.kinds import Kind, kinds_of
from goodwill.sources.mapped.rewriting import value_text
from goodwill.sources.mapped.rules import Lookup, Mapping, Reading, Rule, Value
from goodwill.sources.mapped.words import fold_header
from goodwill.sources.sheets import csv_sheet, top_of_csv

__all__ = ["Given", "given_values"]

_LARGEST_LOOKUP = 256 << 20
"""Bytes of a file that is looked up in; its keys are held in memory."""


class _Column(NamedTuple):
    """One column that is given: the headers whose cells are its key, and what stands under it."""

    name: str
    key: tuple[str, ...]
    texts: Dict[str, str]
    folded: Dict[str, str]


class _Count(NamedTuple):
    """One column that numbers rows: what it says itself, and the rest of the row's key."""

    name: str
    said: tuple[str, ...]
    between: str
    key: tuple[str, ...]
    met: Counter[str]

    def text(self, cells: Dict[str, str]) -> str:
        """What the row says; from the second row that says the same on, with its number."""
        said = self.between.join(cells.get(header, "").strip() for header in self.said)
        key = _key((*self.key, *self.said), cells)
        self.met[key] += 1
        times = self.met[key]
        return str(times) if not self.said else said if times == 1 else f"{said}/{times}"


@dataclass(slots=True)
class Given:
    """The columns that are given to the rows of each rule."""

    columns: dict[int, list[_Column]] = field(default_factory=dict)
    counts: dict[int, list[_Count]] = field(default_factory=dict)

    def of(self, rule: Rule, cells: Dict[str, str]) -> tuple[tuple[str, str], ...]:
        """What is given to one row; a key that is nowhere else gives an empty cell."""
        if not self.columns and not self.counts:
            return ()
        given = [_given(one, cells) for one in self.columns.get(id(rule), ())]
        counted = ((one.name, one.text(cells)) for one in self.counts.get(id(rule), ()))
        return (*given, *counted)


def given_values(
    file: SourceFile, mapping: Mapping, readings: Sequence[Reading], rows: Iterator[Dict[str, str]]
) -> Given:
    """Work out all totals and look-ups of a file; `CellProblem` where a needed file is missing."""
    given = Given()
    summed: list[_Sum] = []
    ruled = [(reading, reading.rule) for reading in readings if reading.rule is not None]
    for reading, rule in ruled:
        for column, value in rule.columns:
            kind = kinds_of(rule.table)[column]
            if value.lookup is not None:
                wanted = replace(rule, columns=((column, value),))
                found = _looked_up(file, mapping, wanted, kind)
                given.columns.setdefault(id(rule), []).append(found)
            elif value.is_counted:
                given.counts.setdefault(id(rule), []).append(_count(rule, column, value))
            elif value.is_total:
                summed.append(_Sum(column, value, kind, reading, rule))
    _add_up(summed, rows, given)
    return given


def _add_up(summed: Sequence[_Sum], rows: Iterator[Dict[str, str]], given: Given) -> None:
    """Go through the rows once more, where a total is asked for."""
    for cells in rows if summed else ():
        for one in summed:
            one.add(cells)
    for one in summed:
        given.columns.setdefault(id(one.rule), []).append(one.column())


def _count(rule: Rule, column: str, value: Value) -> _Count:
    said = value.join or value.headers[:1]
    key = tuple(one for one in key_headers(rule) if one not in said)
    return _Count(column, said, value.between, key, Counter())


def _given(column: _Column, cells: Dict[str, str]) -> tuple[str, str]:
    key = _key(column.key, cells)
    text = column.texts.get(key)
    return column.name, column.folded.get(fold_header(key), "") if text is None else text


def _key(headers: Iterable[str], cells: Dict[str, str]) -> str:
    return "\n".join(cells.get(header, "").strip() for header in headers)


class _Sum:
    """Adds up one value over the rows of each key."""

    def __init__(self, name: str, value: Value, kind: Kind, reading: Reading, rule: Rule) -> None:
        self.rule = rule
        self._name = name
        self._value = value
        self._kind = kind
        self._reading = reading
        self._key = key_headers(rule)
        self._totals: dict[str, Decimal] = {}
        self._broken: dict[str, str] = {}

    def add(self, cells: Dict[str, str]) -> None:
        """Add one row; a cell that is no number spoils the total of its key, and is shown there."""
        key = _key(self._key, cells)
        try:
            if not all(holds(one, cells, self._reading) for one in self.rule.when):
                return
            text = value_text(self._value, self._kind, cells, self._reading)
        except CellProblem as problem:
            self._broken[key] = cells.get(problem.header, "")
            return
        if text:
            self._totals[key] = self._totals.get(key, Decimal(0)) + Decimal(text)

    def column(self) -> _Column:
        """The totals as text."""
        texts = {key: format(total, "f") for key, total in self._totals.items()}
        return _Column(self._name, self._key, texts | self._broken, {})


def _looked_up(file: SourceFile, mapping: Mapping, wanted: Rule, kind: Kind) -> _Column:
    """The one column of `wanted` as another file says it, by that file's key."""
    ((name, value),) = wanted.columns
    lookup = next(one for one in mapping.lookups if one.name == value.lookup)
    alone = replace(value, lookup=None, by=None, is_total=False)
    texts: dict[str, str] = {}
    rule = replace(wanted, columns=((name, alone),))
    for key, text in _texts(_Other(file, lookup), rule, kind):
        texts[key] = _added(texts.get(key), text) if value.is_total else texts.get(key, text)
    by = () if value.by is None else (value.by,)
    return _Column(name, by, texts, _folded(texts))


def _added(total: str | None, text: str) -> str:
    return format(Decimal(total or 0) + Decimal(text or 0), "f")


def _folded(texts: Dict[str, str]) -> dict[str, str]:
    """The same without case and blanks in the keys, where that leaves no two of them alike."""
    folded: dict[str, set[str]] = {}
    for key, text in texts.items():
        folded.setdefault(fold_header(key), set()).add(text)
    return {key: next(iter(found)) for key, found in folded.items() if len(found) == 1}


class _Other:
    """The file that is looked up in."""

    def __init__(self, file: SourceFile, lookup: Lookup) -> None:
        self.lookup = lookup
        self.content = _content(file, lookup)


def _content(file: SourceFile, lookup: Lookup) -> bytes:
    hint = f"Put it into the same folder and import again: its name begins with {lookup.file}."
    reason = f'it needs the file "{lookup.file}" beside it, to look up {lookup.name}'
    if file.beside is None:
        raise CellProblem("", reason, "Unpack the archive and import its folder.")
    try:
        with file.beside(lookup.file) as stream:
            content = stream.read(_LARGEST_LOOKUP + 1)
    except OSError:
        if lookup.is_needed:
            raise CellProblem("", reason, hint) from None
        return b""
    if len(content) > _LARGEST_LOOKUP:
        raise CellProblem("", f'"{lookup.file}" is too large to look up in', "Leave the rest out.")
    return content


def _texts(other: _Other, rule: Rule, kind: Kind) -> Iterator[tuple[str, str]]:
    """The key and the wanted text of each row."""
    if not other.content:
        return
    lookup = other.lookup
    delimiter, header = _header(other, rule)
    resolved = resolve_rule(rule, header)
    if not resolved.columns:
        missing = ", ".join(rule.columns[0][1].named)
        raise CellProblem("", f'"{lookup.file}" has no column "{missing}"', "Correct the mapping.")
    value = resolved.columns[0][1]
    reading = _reading(other, resolved, delimiter, header)
    key = header.here(lookup.key) or lookup.key
    for row in csv_sheet(io.BytesIO(other.content), delimiter):
        if row.number > header.number and not row.problem and any(row.cells):
            cells = dict(zip(header.names, row.cells, strict=False))
            yield cells.get(key, "").strip(), value_text(value, kind, cells, reading)


def _header(other: _Other, rule: Rule) -> tuple[str, Header]:
    lookup = other.lookup
    wanted = Mapping(
        name=lookup.name, where="", vendor="", export="", headers=(lookup.key,), rules=(rule,)
    )
    for delimiter, rows in top_of_csv(lambda: io.BytesIO(other.content)):
        header = header_among(rows, wanted)
        if header is not None and (len(header.names) > 1 or delimiter == "|"):
            return delimiter, header
    hint = "Look into the file: its first row has to name the columns."
    raise CellProblem("", f'"{lookup.file}" has no column "{lookup.key}"', hint)


def _reading(other: _Other, rule: Rule, delimiter: str, header: Header) -> Reading:
    """How the other file writes; what it leaves open stops the reading, as in any file."""
    lookup = other.lookup
    survey = Survey(header.names, columns_of([rule]))
    for row in csv_sheet(io.BytesIO(other.content), delimiter):
        if row.number > header.number and not row.problem:
            survey.look(row)
    reading = Reading(
        mapping=lookup.name,
        rule=rule,
        dates=survey.proofs("dates", lookup.dates),
        decimals=survey.proofs("decimal", lookup.decimal),
        symbols={},
    )
    for question in survey.open_questions(lookup.dates, lookup.decimal):
        raise CellProblem(
            question.header,
            f'"{lookup.file}" can be read in two ways. {question.asks}',
            f'Write {question.key} = "{question.choices[0]}" under [[lookups]] in the mapping.',
        )
    return reading
