"""What each column of the contract's tables holds, as far as rewriting a cell depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints

from goodwill.facts.csv_tables import CSV_TABLES, columns

__all__ = ["MONEY", "Kind", "kind_of", "kinds_of", "words_of"]

Kind = Literal["text", "number", "day", "flag", "word", "list"]

MONEY = frozenset({"amount", "cost", "list_amount", "unit_price", "list_unit_price", "unit_cost"})
"""Columns of money, beside which a currency may stand."""


@cache
def kinds_of(table: str) -> Mapping[str, Kind]:
    """The kind of each column of a table."""
    return {column: kind_of(_hint(table, column)) for column in columns(table)}


def kind_of(hint: object) -> Kind:
    """The kind of a column by its type."""
    if get_origin(hint) is Literal:
        return "word"
    if get_origin(hint) is tuple:
        return "list"
    kinds: dict[object, Kind] = {
        Decimal: "number",
        int: "number",
        date: "day",
        datetime: "day",
        bool: "flag",
    }
    return kinds.get(hint, "text")


def words_of(table: str, column: str) -> tuple[str, ...]:
    """The words that a column of words may hold."""
    return get_args(_hint(table, column))


def _hint(table: str, column: str) -> object:
    """The type of a column; `str | None` is `str`."""
    hint = get_type_hints(CSV_TABLES[table])[column]
    if get_origin(hint) in {Literal, tuple}:
        return hint
    return next((part for part in get_args(hint) if part is not type(None)), hint)
