"""How one file writes its dates and amounts: decided from all its cells, or asked, never guessed.

A cell like `13/04/2025` or `1.234,50` proves the way of its column; a column that proves nothing
itself goes with the others of its file, where those agree. Where cells could be read in two ways
and nothing proves one, there is a `Question`. What single cells prove is in `days`, `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from goodwill.sources.mapped.currencies import shared_sign
from goodwill.sources.mapped.days import proven_order
from goodwill.sources.mapped.kinds import MONEY, kinds_of
from goodwill.sources.mapped.numbers import proven_mark
from goodwill.sources.mapped.rules import DATE_ORDERS, DECIMAL_MARKS, Mapping, Proof, Rule
from goodwill.sources.sheets import SheetRow

__all__ = ["Question", "Survey", "columns_of"]

What = Literal["dates", "decimal", "currency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a file leaves open: `key` is one of `choices`; `text` is a cell that shows it.

    Without choices, the answer is a currency's code.
    """

    key: str
    asks: str
    choices: tuple[str, ...]
    header: str
    text: str
    place: str


@dataclass(slots=True)
class _Column:
    """One column while the file is gone through."""

    header: str
    at: int
    what: What
    proof: Proof | None = None
    doubt: Proof | None = None
    is_native: bool = False


class Survey:
    """Goes through a file once, until each column has proved how it writes.

    `symbols` are the signs of currencies that need not be asked about.
    """

    def __init__(
        self,
        names: Sequence[str],
        wanted: Iterable[tuple[str, What]],
        symbols: Iterable[tuple[str, str]] = (),
    ) -> None:
        at = {name: number for number, name in enumerate(names)}
        self._symbols = dict(symbols)
        self._columns = [_Column(header, at[header], what) for header, what in wanted]
        self._open = list(self._columns)

    @property
    def is_settled(self) -> bool:
        """Whether no further row can tell more."""
        return not self._open

    @property
    def asks_for_signs(self) -> bool:
        """Whether currencies are read from the signs beside amounts."""
        return any(column.what == "currency" for column in self._columns)

    def look(self, row: SheetRow) -> None:
        """Take note of one row."""
        cells, is_done = row.cells, False
        for column in self._open:
            text = cells[column.at] if column.at < len(cells) else ""
            if column.at in row.natives:
                column.is_native = True
            elif text:
                self._look(column, text.strip(), row.place)
                is_done = is_done or column.proof is not None
        if is_done:
            self._open = [column for column in self._open if column.proof is None]

    def _look(self, column: _Column, text: str, place: str) -> None:
        """Take note of what one cell proves, or of the first that could be read in two ways."""
        shown = self._shown(column.what, text)
        if shown == "either":
            column.doubt = column.doubt or Proof(says="either", place=place, text=text)
        elif shown is not None:
            column.proof = Proof(says=shown, place=place, text=text)

    def _shown(self, what: What, text: str) -> str | None:
        if what == "dates":
            return proven_order(text)
        if what == "decimal":
            return proven_mark(text)
        return "either" if shared_sign(text, self._symbols) else None

    def proofs(self, what: What, declared: str | None) -> dict[str, Proof]:
        """How each column writes: as declared, as it proves, or as all others of the file do."""
        columns = [column for column in self._columns if column.what == what]
        if declared is not None:
            return {column.header: Proof(says=declared) for column in columns}
        proofs = {column.header: column.proof for column in columns if column.proof is not None}
        if len({proof.says for proof in proofs.values()}) == 1:
            example = next(iter(proofs.values()))
            return {column.header: proofs.get(column.header, example) for column in columns}
        # Numbers by their type say nothing of how others write, and are in no doubt themselves.
        own = (one.header for one in columns if one.is_native and one.doubt is None)
        return {header: Proof(says=".") for header in own} | proofs

    def questions(self, mapping: Mapping) -> list[Question]:
        """What the cells leave open and the mapping does not say, one question for each sort."""
        return self.open_questions(mapping.dates, mapping.decimal)

    def open_questions(self, dates: str | None, decimal: str | None) -> list[Question]:
        """What the cells leave open, where nothing is declared."""
        sorts: tuple[tuple[What, str | None], ...] = (("dates", dates), ("decimal", decimal))
        asked = [self._question(what, self.proofs(what, says)) for what, says in sorts]
        asked.append(self._question_of_sign())
        return [question for question in asked if question is not None]

    def _question_of_sign(self) -> Question | None:
        for column in self._columns:
            if column.what == "currency" and column.doubt is not None:
                text = column.doubt.text
                sign = shared_sign(text, self._symbols)
                return Question(
                    key=f"symbols.{sign}",
                    asks=f'Which currency is "{sign}" in "{text}" under "{column.header}"?',
                    choices=(),
                    header=column.header,
                    text=text,
                    place=column.doubt.place,
                )
        return None

    def _question(self, what: What, proofs: dict[str, Proof]) -> Question | None:
        for column in self._columns:
            doubt = column.doubt
            if column.what != what or doubt is None or column.header in proofs:
                continue
            return Question(
                key=what,
                asks=_ASKS[what].format(text=doubt.text, header=column.header),
                choices=_choices(what, doubt.text),
                header=column.header,
                text=doubt.text,
                place=doubt.place,
            )
        return None


def _choices(what: What, text: str) -> tuple[str, ...]:
    """The answers there are; a year of four figures at the end is no day."""
    if what == "decimal":
        return DECIMAL_MARKS
    return DATE_ORDERS[:2] if _YEAR_LAST.search(text) else DATE_ORDERS


_YEAR_LAST = re.compile(r"[0-9][./-][0-9]{4}(?![0-9])")
_ASKS = {
    "dates": '"{text}" under "{header}": does the day come first (dmy), or the month (mdy)?',
    "decimal": '"{text}" under "{header}": is the decimal mark a point (.) or a comma (,)?',
}


def columns_of(rules: Iterable[Rule]) -> list[tuple[str, What]]:
    """The headers whose way of writing matters to these (resolved) rules, and in what."""
    wanted: dict[tuple[str, What], None] = {}
    for rule in rules:
        kinds = kinds_of(rule.table)
        for column, value in rule.columns:
            if value.lookup is not None or value.take is not None or value.words:
                continue
            if column in MONEY and "currency" in kinds and rule.value("currency") is None:
                wanted.update({(header, "currency"): None for header in value.headers})
            if kinds[column] == "day":
                wanted.update({(header, "dates"): None for header in value.named})
            elif kinds[column] == "number":
                wanted.update({(header, "decimal"): None for header in value.named})
        conditions = (*rule.when, *(one for _, value in rule.columns for one in value.when))
        wanted.update({(one.header, "decimal"): None for one in conditions if one.sign is not None})
    return list(wanted)
