"""Which rows of an export a rule asks for, and what names the row that it makes."""

from __future__ import annotations

from collections.abc import Mapping

from goodwill.facts.csv_tables import KEYS
from goodwill.sources.mapped.rewriting import number_of
from goodwill.sources.mapped.rules import Condition, Reading, Rule
from goodwill.sources.mapped.words import fold

__all__ = ["holds", "key_headers"]

_SIDES = {"negative": -1, "positive": 1}
"""Nothing is neither."""


def holds(condition: Condition, cells: Mapping[str, str], reading: Reading) -> bool:
    """Whether a cell is what a condition says; a column that the file lacks is empty."""
    if condition.sign is not None:
        number = number_of(condition.header, cells, reading)
        return bool(number) and (number or 0) * _SIDES[condition.sign] > 0
    word = fold(cells.get(condition.header, ""))
    return any(fold(one) == word for one in condition.words) is not condition.is_not


def key_headers(rule: Rule) -> tuple[str, ...]:
    """The headers, in the file's own names, whose cells name the row that the rule makes."""
    found = (rule.value(column) for column in KEYS[rule.table])
    return tuple(
        header
        for value in found
        if value is not None and value.lookup is None
        for header in value.named
    )
