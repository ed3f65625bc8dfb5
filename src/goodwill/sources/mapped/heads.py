"""Which rows of an export a rule asks for, and what names the row that it makes."""

from __future__ import annotations

from collections.abc import Mapping

from goodwill.facts.csv_tables import KEYS
from goodwill.sources.mapped.cells import number_of
from goodwill.sources.mapped.rules import Condition, NumberSign, Reading, Rule
from goodwill.sources.mapped.words import fold

__all__ = ["holds", "key_headers"]


def holds(condition: Condition, cells: Mapping[str, str], reading: Reading) -> bool:
    """Whether a cell is what a condition says; a column that the file lacks is empty."""
    if condition.sign is not None and _sign_of(condition.header, cells, reading) != condition.sign:
        return False
    cell = cells.get(condition.header, "").strip()
    if condition.digits_over is not None:
        limit = cells.get(condition.digits_over, "").strip()
        if not limit.isdecimal() or len(cell) <= int(limit):
            return False
    word = fold(cell)
    if condition.begins and not word.startswith(tuple(fold(one) for one in condition.begins)):
        return False
    is_one = any(fold(one) == word for one in condition.words)
    return not condition.words or is_one is not condition.is_not


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
