"""Explaining a table that Goodwill does not know: propose a mapping, try it, keep it in the book.

What a mapping may say and how it is carried out is in `goodwill.sources.mapped`, how one is
proposed in `goodwill.sources.proposing`. Here the proposal is put through the same steps as an
import, so that what is shown is what would be stored; nothing is stored but the mapping.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, fields, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import orjson

from goodwill.errors import CallError, StoreError
from goodwill.facts.csv_tables import CSV_TABLES, TableFact, columns
from goodwill.importing.table_rows import TOTALS, fact_of_row
from goodwill.sources.base import RawRecord, ReadError, SourceFile
from goodwill.sources.csv_tables import header_of
from goodwill.sources.mapped.contract import contract_mapping
from goodwill.sources.mapped.reading import questions_of
from goodwill.sources.mapped.rewriting import blame
from goodwill.sources.mapped.rules import Mapping, Value
from goodwill.sources.mapped.shelf import OWN_FOLDER, shelf_of
from goodwill.sources.mapped.toml_file import load_mapping
from goodwill.sources.mapped_tables import CONNECTOR, sheet_of
from goodwill.sources.proposing.proposal import Proposal, check_answers, propose
from goodwill.sources.proposing.sheet import (
    MOST_COLUMNS,
    SAMPLE,
    Sheet,
    sheet_of_csv,
    sheet_of_rows,
)
from goodwill.sources.proposing.toml_text import mapping_text
from goodwill.sources.proposing.values import Ask
from goodwill.sources.rows import text_lines, text_rows
from goodwill.sources.sheets import BAD_TOP_HINT, DELIMITERS, problem_of_top
from goodwill.sources.typed_tables import as_typed_table, top_of
from goodwill.sources.walk import open_beside
from goodwill.store.rows import Excluded, make_fact_row
from goodwill.store.writing.table_rows import contradiction

__all__ = ["Converted", "Explained", "explain_file", "keep_mapping", "slug"]

_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_MOST_NEIGHBOURS = 40
_SHOWN_ROWS = 10
_LONGEST_NAME = 50
_NO_HEADER = "no row of it looks like a header with rows below"
_TABLE_OF = {fact: name for name, fact in CSV_TABLES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What the rows of a file come to: rows of each table, the first ten, and what is rejected.

    `rejects` counts each reason once, with the first row that has it. Of the rows that are left
    out, `totals` add up others. `is_whole`: all rows of the file were tried, not only the first
    20,000.
    """

    rows: Dict[str, int]
    shown: tuple[tuple[str, Dict[str, str]], ...]
    rejects: tuple[tuple[int, ReadError], ...]
    left_out: int
    totals: int
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A file with the mapping that is proposed for it; `text` is the mapping's file.

    `known` says why a file needs none; `asks` are open questions, and while there are any, the
    mapping is not to be kept.
    """

    file: str
    table: str | None = None
    text: str = ""
    name: str = ""
    because: tuple[str, ...] = ()
    columns: tuple[tuple[str, str, str], ...] = ()
    unread: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    converted: Converted | None = None
    known: str = ""


@dataclass(slots=True)
class _Tally:
    """What is counted while a file is tried."""

    rows: Counter[str] = field(default_factory=Counter)
    shown: list[tuple[str, Dict[str, str]]] = field(default_factory=list)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], ReadError] = field(default_factory=dict)
    met: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def explain_file(
    path: Path,
    book: Path | None,
    answers: Dict[str, str],
    *,
    name: str = "",
    timezone: str = "UTC",
    sheet_name: str = "",
) -> Explained:
    """Propose a mapping for a file and try it; `answers` are a person's, by their keys.

    `sheet_name` says which sheet of a workbook is meant, where it has several.
    """
    called = slug(name or path.stem)
    try:
        return _explained(
            path, book, answers, called=called, timezone=timezone, sheet_name=sheet_name
        )
    except OSError as error:
        raise CallError(
            f"{path} cannot be read: {error.strerror or error}.",
            hint="Save or export it again, or see who may read it.",
        ) from error


def _explained(
    path: Path,
    book: Path | None,
    answers: Dict[str, str],
    *,
    called: str,
    timezone: str,
    sheet_name: str,
) -> Explained:
    file = as_typed_table(_source(path), sheet_name)
    sheet = _sheet(file, path.stem)
    if not file.size:
        raise CallError(f"{path} is empty.", hint="Give an export with a header and rows below it.")
    if sheet is None:
        problem = problem_of_top(file.open) if file.rows is None else ""
        raise CallError(
            f"{path} is no table: {problem or _NO_HEADER}.",
            hint=BAD_TOP_HINT if problem else "Give a file whose columns have names.",
        )
    if known := _as_it_stands(file, sheet):
        return Explained(file=file.path, known=known)
    vendors = _vendors_mapping(file, book)
    if vendors is not None:
        check_answers(answers)
        text = _extending(vendors, answers)
        mapping = load_mapping(text, called, f"{called}.toml", {vendors.name: vendors})
        found = Proposal(
            mapping=mapping, table=mapping.rules[-1].table, because=_of_vendor(vendors)
        )
        return _tried(file, found, text, timezone)
    if len(sheet.names) > MOST_COLUMNS:
        raise CallError(
            f"{path} has {len(sheet.names):,} columns; a mapping is proposed for {MOST_COLUMNS:,}.",
            hint="Export those that matter, or write the mapping by hand (docs/mappings.md).",
        )
    if not sheet.rows:
        raise CallError(
            f"{path} has a header and no rows below it.",
            hint="Give an export with rows: their cells tell what its columns hold.",
        )
    proposal = propose(sheet, tuple(_neighbours(path)), answers, called)
    text = "" if proposal.mapping is None else mapping_text(proposal.mapping)
    return _tried(file, proposal, text, timezone)


def keep_mapping(explained: Explained, book: Path) -> Path:
    """Write the mapping into the book's folder, in the place of one of the same name."""
    folder = book / OWN_FOLDER
    path = folder / f"{explained.name}.toml"
    partial_path = path.with_suffix(".partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial_path.write_text(explained.text, "utf-8")
        partial_path.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Name a folder of your own with --book.",
        ) from error
    return path


def slug(name: str) -> str:
    """A name as a file may have it, in no other folder and not too long for one."""
    plain = "".join(c if c.isalnum() else "_" for c in name.casefold()[:_LONGEST_NAME])
    return "_".join(part for part in plain.split("_") if part) or "table"


def _source(path: Path) -> SourceFile:
    if not path.is_file():
        raise CallError(
            f'There is no file "{path}".',
            hint="Check the spelling, or give one file out of a folder.",
        )
    info = path.stat()
    return SourceFile(
        path=str(path),
        connector=CONNECTOR.name,
        size=info.st_size,
        modified_ns=info.st_mtime_ns,
        open=partial(_open, path),
        beside=partial(open_beside, str(path.absolute())),
    )


def _sheet(file: SourceFile, name: str) -> Sheet | None:
    return sheet_of_csv(name, file.open) if file.rows is None else sheet_of_rows(name, file.rows())


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _as_it_stands(file: SourceFile, sheet: Sheet) -> str:
    """Why a file needs no mapping: its header is the contract's own."""
    if file.rows is not None:
        own_mapping = contract_mapping(top_of(file))
        return "" if own_mapping is None else _known(own_mapping.name, sheet.names)
    with file.open() as stream:
        first = next(text_rows(text_lines(stream), DELIMITERS), None)
    header = header_of(first) if first is not None else None
    return "" if header is None else _known(header.table, header.columns)


def _known(table: str, names: Sequence[str]) -> str:
    """That a table is read as it stands; "" if most of its columns are not the contract's."""
    own = set(columns(table))
    if 2 * len(own & {name.lower() for name in names}) < len(names):
        return ""
    return f"It needs no mapping: its header is that of {table}.csv. Import it as it is."


def _vendors_mapping(file: SourceFile, book: Path | None) -> Mapping | None:
    """The mapping of a vendor that explains the file already; a book's own is made anew."""
    shelf = shelf_of(book)
    if file.rows is not None:
        found = shelf.for_tops([top_of(file)])
    else:
        with file.open() as stream:
            head = stream.read(1 << 16)
        is_named = file.path.lower().endswith(_ENDINGS)
        found = shelf.for_csv(file.path if is_named else "table.csv", head)
    return None if found is None or found.vendor == _OWN else found


_OWN = "own"


def _neighbours(path: Path) -> Iterator[Sheet]:
    """The other tables of the folder, in which something may be looked up."""
    beside = sorted(one for one in path.absolute().parent.iterdir() if one.is_file())
    tables = [one for one in beside if one.suffix.lower() in _ENDINGS and one.name != path.name]
    for one in tables[:_MOST_NEIGHBOURS]:
        sheet = sheet_of_csv(one.stem, partial(_open, one))
        if sheet is not None and sheet.rows:
            yield sheet


def _of_vendor(mapping: Mapping) -> tuple[str, ...]:
    return (f"Its header is that of {mapping.vendor}, {mapping.export} ({mapping.where}).",)


def _extending(mapping: Mapping, answers: Dict[str, str]) -> str:
    """The file that takes a vendor's mapping and says how these exports write."""
    lines = [
        f"vendor = {_quoted(mapping.vendor)}",
        f"export = {_quoted(mapping.export)}",
        f"extends = {_quoted(mapping.name)}",
    ]
    lines += [f"{key} = {_quoted(answers[key])}" for key in ("dates", "decimal") if key in answers]
    signs = {k.removeprefix("symbols."): v for k, v in answers.items() if k.startswith("symbols.")}
    if signs:
        pairs = ", ".join(f"{_quoted(sign)} = {_quoted(code)}" for sign, code in signs.items())
        lines.append(f"symbols = {{ {pairs} }}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return orjson.dumps(text).decode()


def _tried(file: SourceFile, proposal: Proposal, text: str, timezone: str) -> Explained:
    """A proposal, and what the file comes to with it."""
    mapping = proposal.mapping
    if mapping is None:
        return Explained(file=file.path, asks=proposal.asks)
    asks = (*proposal.asks, *_open_questions(file, mapping))
    return Explained(
        file=file.path,
        table=proposal.table,
        text=text,
        name=mapping.name,
        because=proposal.because,
        columns=tuple(_columns(mapping)),
        unread=proposal.unread,
        asks=asks,
        converted=None if asks else _converted(replace(file, mapping=mapping), timezone),
    )


def _open_questions(file: SourceFile, mapping: Mapping) -> tuple[Ask, ...]:
    """What the cells of the file leave open about how it writes."""
    open_sheet = sheet_of(file, mapping)
    found = questions_of(mapping, open_sheet) if open_sheet is not None else []
    return tuple(Ask(key=one.key, asks=one.asks, choices=one.choices, form="USD") for one in found)


def _columns(mapping: Mapping) -> Iterator[tuple[str, str, str]]:
    """Table, column and where it comes from, in words."""
    for rule in mapping.rules:
        for column, value in rule.columns:
            yield rule.table, column, _in_words(value)


def _in_words(value: Value) -> str:
    """Where a column comes from, for a person."""
    start = value.constant or value.between.join(value.join) or " or ".join(value.headers)
    words = [start] if start else []
    words += [f"+ {one}" for one in value.plus] + [f"- {one}" for one in value.minus]
    words += [f"x {one}" for one in value.times]
    words += [f"less {one}" for one in (value.less, value.percent_off) if one]
    words += [f"({value.unit})"] if value.unit and value.unit != "hours" else []
    words += [f"of {value.lookup}, by {value.by}"] if value.lookup else []
    words += ["added up"] * value.is_total + ["counted"] * value.is_counted
    if value.words:
        words.append("(" + ", ".join(f"{word} = {meaning}" for word, meaning in value.words) + ")")
    return " ".join(words)


def _converted(file: SourceFile, timezone: str) -> Converted:
    """Put the rows of a file through the steps of an import, and count what comes of them."""
    tally = _Tally()
    items = CONNECTOR.read(file, 0)
    for item in islice(items, SAMPLE):
        outcome = item if isinstance(item, ReadError) else fact_of_row(item, timezone=timezone)
        if isinstance(item, RawRecord) and not isinstance(outcome, ReadError | Excluded):
            outcome = _said_twice(tally, item, outcome) or outcome
        _count(tally, outcome)
    first = tuple((tally.examples[key], times) for key, times in tally.reasons.most_common())
    return Converted(
        rows=dict(tally.rows),
        shown=tuple(tally.shown),
        rejects=tuple((times, example) for example, times in first),
        left_out=tally.left_out.total(),
        totals=tally.left_out[TOTALS],
        is_whole=next(items, None) is None,
    )


def _said_twice(tally: _Tally, record: RawRecord, fact: TableFact) -> ReadError | None:
    """Why a fact is not kept beside an earlier one of its key in this file, if it is not."""
    try:
        row = make_fact_row(fact)
    except ValueError as error:
        return ReadError(
            path=record.path, locator=record.locator, reason=str(error), hint="Correct the number."
        )
    key = (row.table, row.row_key)
    content, earlier = tally.met.setdefault(key, (row.content_id, record.locator))
    if content == row.content_id or record.mapped is None or record.mapped.rule is None:
        return None
    return blame(contradiction(row, record.locator, earlier), record, record.mapped.rule)


def _count(tally: _Tally, outcome: TableFact | ReadError | Excluded) -> None:
    if isinstance(outcome, Excluded):
        tally.left_out[outcome.rule] += 1
    elif isinstance(outcome, ReadError):
        key = (outcome.column, outcome.reason)
        tally.reasons[key] += 1
        tally.examples.setdefault(key, outcome)
    else:
        table = _TABLE_OF[type(outcome)]
        tally.rows[table] += 1
        if len(tally.shown) < _SHOWN_ROWS:
            tally.shown.append((table, _cells(outcome)))


def _cells(fact: TableFact) -> dict[str, str]:
    """What a fact says, as the contract writes it; columns that are empty are left out."""
    said = {one.name: getattr(fact, one.name) for one in fields(fact)}
    return {
        name: "; ".join(value) if isinstance(value, tuple) else str(value)
        for name, value in said.items()
        if value not in {None, ()} and name not in {"source", "attributes"}
    }
