"""Which rows of an export a rule asks for, what names the row that it makes, and what is no row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodwill.facts.csv_tables import KEYS
from goodwill.sources.mapped.cells import CellProblem, number_of, text_of
from goodwill.sources.mapped.rules import Condition, NumberSign, Reading, Rule
from goodwill.sources.mapped.words import TOTALS, fold

__all__ = ["Asides", "holds", "key_headers"]

_LONGEST_WORD = 40


class Asides:
    """Rows beside the data: totals, and what a mapping leaves out by the words of a cell.

    `rule` is the first of the mapping, whose key a total has not.
    """

    def __init__(self, names: Sequence[str], rule: Rule, skip: Sequence[Condition]) -> None:
        places = {name: at for at, name in enumerate(names)}
        self._key = [places[header] for header in key_headers(rule)]
        self._skip = [
            (places[one.header], frozenset(fold(word) for word in one.words), one.is_not)
            for one in skip
            if one.words and one.header in places
        ]

    def is_total(self, cells: Sequence[str]) -> bool:
        """A word such as "Total" where the key should stand, or first of all where it is empty."""
        for at in self._key:
            if at < len(cells) and cells[at]:
                return _is_total(cells[at])
        return _is_total(next((cell for cell in cells if cell), ""))

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether the row is one of them, and says nothing of how the others are written."""
        for at, words, is_not in self._skip:
            if at < len(cells) and (fold(cells[at]) in words) is not is_not:
                return True
        return self.is_total(cells)


def _is_total(word: str) -> bool:
    """Most keys end in a figure and are no such word; the others are looked up."""
    return not word[-1:].isdecimal() and len(word) < _LONGEST_WORD and fold(word) in TOTALS


def holds(condition: Condition, cells: Mapping[str, str], reading: Reading) -> bool:
    """Whether a cell is what a condition says; a column that the file lacks is empty."""
    if condition.sign is not None and _sign_of(condition.header, cells, reading) != condition.sign:
        return False
    word = fold(cells.get(condition.header, ""))
    if condition.begins and not word.startswith(tuple(fold(one) for one in condition.begins)):
        return False
    is_one = any(fold(one) == word for one in condition.words)
    if condition.words and is_one is condition.is_not:
        return False
    return condition.digits_over is None or _is_over(condition.header, condition.digits_over, cells)


def _is_over(header: str, limit: str, cells: Mapping[str, str]) -> bool:
    """Whether a cell is longer than another one says; `CellProblem` where that says no number."""
    length = text_of(cells, limit)
    if not length.isdecimal():
        reason = f'nothing tells how long it has to be: "{limit}" is no number here'
        raise CellProblem(header, reason, "Leave the rows above the header as they were exported.")
    return len(cells.get(header, "").strip()) > int(length)


def _sign_of(header: str, cells: Mapping[str, str], reading: Reading) -> NumberSign:
    number = number_of(header, cells, reading) or 0
    return "positive" if number > 0 else "negative" if number else "zero"


def key_headers(rule: Rule) -> tuple[str, ...]:
    """The headers, in the file's own names, whose cells name the row that the rule makes."""
    found = (rule.value(column) for column in KEYS[rule.table])
    return tuple(
        header
        for value in found
        if value is not None and value.lookup is None
        for header in value.named
    )
