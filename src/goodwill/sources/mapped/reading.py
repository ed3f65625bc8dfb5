"""Reading a vendor's table: its header, how it writes, its heads and totals, then its rows.

Takes rows of cells, whatever file they come from (`goodwill.sources.sheets`), and goes through
them at most three times: to see how dates and amounts are written, to add up the rows of one key
where a mapping asks for it, and to hand the rows on. What a row says is put into the contract's
words later, in `rewriting`, by the processes that parse.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice

from goodwill.facts.csv_tables import required_columns
from goodwill.sources.base import (
    REASON_COLUMNS,
    TOTALS_ROW,
    Item,
    RawRecord,
    ReadError,
    SourceFile,
)
from goodwill.sources.mapped.cells import CellProblem
from goodwill.sources.mapped.dialect import Question, Survey, columns_of
from goodwill.sources.mapped.given import Given, given_values
from goodwill.sources.mapped.header import (
    Header,
    header_among,
    is_met,
    resolve_condition,
    resolve_rule,
)
from goodwill.sources.mapped.heads import Asides, holds, key_headers
from goodwill.sources.mapped.natives import in_one_way
from goodwill.sources.mapped.rules import Mapping, Reading, Rule
from goodwill.sources.mapped.surroundings import surroundings_of
from goodwill.sources.sheets import TOP_ROWS, OpenSheet, SheetRow

__all__ = ["Plan", "plan_of", "questions_of", "read_mapped", "survey_of"]

_SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that holds for one file: its header and its rules, in the file's own names.

    `sheet` gives its rows, with the `added` columns that say where a row stands.
    """

    mapping: Mapping
    header: Header
    rules: tuple[Rule, ...]
    sheet: OpenSheet
    added: tuple[str, ...]


def read_mapped(
    file: SourceFile, mapping: Mapping, open_sheet: OpenSheet, position: int
) -> Iterator[Item]:
    """Yield the records of every row behind row number `position`, or why the file is not read."""
    plan = plan_of(mapping, open_sheet)
    if isinstance(plan, str):
        yield _whole_file(file, mapping, plan, f"See the headers that {mapping.where} asks for.")
        return
    if _are_parts(plan):
        yield _whole_file(file, mapping, _PARTS, _PARTS_HINT)
        return
    survey = survey_of(plan)
    if questions := survey.questions(mapping):
        yield from (_asked(file, mapping, question) for question in questions)
        return
    readings = _readings(plan, survey)
    plan = replace(plan, sheet=in_one_way(plan.sheet, plan.header.names, readings[0].decimals))
    try:
        given = given_values(file, mapping, readings, _below(plan))
    except CellProblem as problem:
        yield _whole_file(file, mapping, problem.reason, problem.hint)
        return
    yield from _Rows(file, plan, readings, given).items(plan.sheet(), position)


def plan_of(mapping: Mapping, open_sheet: OpenSheet) -> Plan | str:
    """How the mapping fits this file, or what the file lacks."""
    top = list(islice(open_sheet(), TOP_ROWS))
    header = header_among(top, mapping)
    if header is None:
        return f"its header is not the one of {mapping.vendor}, {mapping.export}"
    around = surroundings_of(mapping, header, top)
    header = around.header(header)
    met = [rule for rule in mapping.rules if is_met(rule, header)] or mapping.rules
    rules = tuple(resolve_rule(rule, header) for rule in met)
    for rule, asked in zip(rules, met, strict=True):
        lost = required_columns(rule.table) - {column for column, _ in rule.columns}
        for column in sorted(lost):
            value = asked.value(column)
            named = ", ".join(value.named) if value is not None else column
            return f'it has no column "{named}", from which {column} of {rule.table} is read'
    skip = tuple(resolve_condition(one, header) for one in mapping.skip)
    return Plan(
        mapping=replace(mapping, skip=(*skip, *around.skip)),
        header=header,
        rules=rules,
        sheet=around.sheet(open_sheet, header),
        added=around.names,
    )


def _are_parts(plan: Plan) -> bool:
    """Whether these are rejects of a file whose rows only make sense together."""
    values = [value for rule in plan.rules for _, value in rule.columns if value.lookup is None]
    is_joint = any(value.is_total or value.is_counted for value in values)
    return is_joint and not set(REASON_COLUMNS).isdisjoint(plan.header.names)


_PARTS = "its rows are parts of others: totals are added up, and lines counted, over a whole export"
_PARTS_HINT = "Mend the cells in the export itself, and import that again; nothing comes twice."


def survey_of(plan: Plan) -> Survey:
    """How the file writes its dates and amounts; rows are read until that is settled."""
    mapping = plan.mapping
    survey = Survey(plan.header.names, columns_of(plan.rules), mapping.symbols)
    is_declared = mapping.dates is not None and mapping.decimal is not None
    if is_declared and not survey.asks_for_signs:
        return survey
    asides = Asides(plan.header.names, plan.rules[0], plan.mapping.skip)
    for row in plan.sheet():
        if survey.is_settled:
            break
        if row.number > plan.header.number and not row.problem and not asides.holds(row.cells):
            survey.look(row)
    return survey


def questions_of(mapping: Mapping, open_sheet: OpenSheet) -> list[Question]:
    """What a file leaves open about how it writes."""
    plan = plan_of(mapping, open_sheet)
    return [] if isinstance(plan, str) else survey_of(plan).questions(mapping)


def _readings(plan: Plan, survey: Survey) -> tuple[Reading, ...]:
    """How each rule reads this file, in the file's own names."""
    mapping = plan.mapping
    dates = survey.proofs("dates", mapping.dates)
    decimals = survey.proofs("decimal", mapping.decimal)
    return tuple(
        Reading(
            mapping=mapping.name,
            rule=rule,
            dates=dates,
            decimals=decimals,
            symbols=dict(mapping.symbols),
            attributes=_kept(plan, rule) if rule.attributes is None else rule.attributes,
        )
        for rule in plan.rules
    )


def _kept(plan: Plan, rule: Rule) -> tuple[str, ...]:
    """The headers that a row keeps as they stand: what is read neither for it nor for other tables.

    The table of the first rule that is no head keeps them. It may have several rules, such as one
    for won deals and one for all others: each keeps what only another of them reads.
    """
    first = next((one for one in plan.rules if not one.once), plan.rules[0])
    if rule.table != first.table or rule.once != first.once:
        return ()
    used = set(plan.added)
    for one in plan.rules:
        if one is rule or one.table != rule.table:
            used.update(_read_by(one))
    return tuple(name for name in plan.header.names if name not in used)


def _read_by(rule: Rule) -> Iterator[str]:
    for _, value in rule.columns:
        yield from (value.by or "",) if value.lookup is not None else value.named


def _below(plan: Plan) -> Iterator[dict[str, str]]:
    """The readable rows below the header, by the names of their columns."""
    for row in plan.sheet():
        if row.number > plan.header.number and not row.problem:
            yield dict(zip(plan.header.names, row.cells, strict=False))


class _Rows:
    """Hands on the rows of one file, each once for every rule that asks for it."""

    def __init__(
        self, file: SourceFile, plan: Plan, readings: Sequence[Reading], given: Given
    ) -> None:
        self._file = file
        self._plan = plan
        self._given = given
        self._heads: set[int] = set()
        self._names = plan.header.names
        self._ruled = list(zip(readings, plan.rules, strict=True))
        self._left_out = replace(readings[0], rule=None, attributes=())
        self._asides = Asides(self._names, plan.rules[0], ())

    def items(self, rows: Iterator[SheetRow], position: int) -> Iterator[Item]:
        """Everything behind row number `position`; heads that stand before it are remembered."""
        for row in rows:
            if row.number > self._plan.header.number:
                found = self._row(row)
                if row.number > position:
                    yield from found
                else:
                    deque(found, maxlen=0)

    def _row(self, row: SheetRow) -> Iterator[Item]:
        cells, width = row.cells, len(self._names)
        if row.problem:
            hint = 'Close the quoted cell, or write a mark inside one twice ("").'
            yield self._bad(row, row.problem, hint)
        elif not any(cells):
            return
        elif len(cells) < width or any(cells[width:]):
            yield self._wrong_width(row)
        elif self._asides.is_total(cells):
            yield self._total(row)
        else:
            yield from self._records(row, dict(zip(self._names, cells, strict=False)))

    def _records(self, row: SheetRow, said: dict[str, str]) -> Iterator[Item]:
        """A record for each rule that asks for the row; none asks: one that is left out."""
        try:
            wanted = [] if self._is_header(said) else self._wanted(said)
        except CellProblem as problem:
            yield self._bad(row, problem.reason, problem.hint, problem.header)
            return
        if not wanted:
            yield self._record(row, said, self._left_out, (), row.number)
            return
        made = [one for one in wanted if not (one[1].once and self._is_repeated(one[1], said))]
        for number, (reading, rule) in enumerate(made, start=1):
            # Reading goes on behind a row only when all that it makes has been handed on.
            position = row.number if number == len(made) else row.number - 1
            yield self._record(row, said, reading, self._given.of(rule, said), position)

    def _is_header(self, said: dict[str, str]) -> bool:
        """Whether the row is the header once more, as some programs write it on each page."""
        return all(
            cell.strip() == name.partition("#")[0]
            for name, cell in said.items()
            if name not in self._plan.added
        )

    def _wanted(self, said: dict[str, str]) -> list[tuple[Reading, Rule]]:
        if any(holds(one, said, self._left_out) for one in self._plan.mapping.skip):
            return []
        return [
            (reading, rule)
            for reading, rule in self._ruled
            if all(holds(one, said, reading) for one in rule.when)
        ]

    def _is_repeated(self, rule: Rule, said: dict[str, str]) -> bool:
        """Whether an earlier row made this head already, and said the same of it."""
        key = tuple(said[header] for header in key_headers(rule))
        content = () if rule.mismatch == "ignore" else tuple(_head_cells(rule, said))
        met = hash((rule.table, key, content))
        if met in self._heads:
            return True
        self._heads.add(met)
        return False

    def _record(
        self,
        row: SheetRow,
        said: dict[str, str],
        reading: Reading,
        given: tuple[tuple[str, str], ...],
        position: int,
    ) -> RawRecord:
        return RawRecord(
            connector=self._file.connector,
            payload_type="table_row",
            path=self._file.path,
            locator=row.place,
            position=position,
            payload=said,
            table=None if reading.rule is None else reading.rule.table,
            flags=row.flags,
            mapped=reading,
            given=given,
        )

    def _total(self, row: SheetRow) -> RawRecord:
        """A row that adds up others: no data and no reject, but whoever imports is told of it."""
        said = dict(zip(self._names, row.cells, strict=False))
        flagged = row._replace(flags=(*row.flags, TOTALS_ROW))
        return self._record(flagged, said, self._left_out, (), row.number)

    def _wrong_width(self, row: SheetRow) -> ReadError:
        width = len(self._names) - len(self._plan.added)
        fields = len(row.cells) - (len(self._plan.added) if len(row.cells) > width else 0)
        reason = f"the row has {fields} fields, the header {width}"
        hint = "Put a cell that holds the delimiter in quotation marks; keep empty cells."
        return self._bad(row, reason, hint)

    def _bad(self, row: SheetRow, reason: str, hint: str, column: str = "") -> ReadError:
        extra = (f"extra_{number}" for number in count(1))
        said = tuple(zip(chain(self._names, extra), row.cells, strict=False))
        return ReadError(
            path=self._file.path,
            locator=row.place,
            reason=reason,
            hint=hint,
            column=column,
            value=dict(said).get(column) or (row.text.strip() or " ".join(row.cells))[:_SHOWN],
            position=row.number,
            row=said,
            kind=self._plan.mapping.name,
        )


def _head_cells(rule: Rule, said: dict[str, str]) -> Iterator[str]:
    """What a row says of its head; what is added up over rows differs in each, and is left out."""
    for _, value in rule.columns:
        if not value.is_total and value.lookup is None:
            yield from (said[header] for header in value.named)


def _whole_file(file: SourceFile, mapping: Mapping, reason: str, hint: str) -> ReadError:
    return ReadError(
        path=file.path, locator="row 1", reason=reason, hint=hint, position=1, kind=mapping.name
    )


def _asked(file: SourceFile, mapping: Mapping, question: Question) -> ReadError:
    """A file that could be read in two ways is not read until somebody says which."""
    choices = question.choices or ("USD",)
    answers = " or ".join(f"--answer '{question.key}={choice}'" for choice in choices)
    return ReadError(
        path=file.path,
        locator=question.place,
        reason=f"no cell of the file tells how to read it. {question.asks}",
        hint=f"Say it once:  goodwill map FILE  with {answers}; then import it again.",
        column=question.header,
        value=question.text[:_SHOWN],
        position=1,
        kind=mapping.name,
    )
