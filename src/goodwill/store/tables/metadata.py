"""What all tables of a book stand on: the one catalogue of them, and the columns they are made of.

The tables are in `schema`, and in modules of their own that `schema` brings together.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Text, text
from sqlalchemy.types import TypeEngine

__all__ = ["METADATA", "id_column", "key_column", "number", "words"]

METADATA = MetaData()


def number(name: str, *, null: bool = False, default: int | None = None) -> Column[int]:
    """A whole number, also a second in UTC."""
    shown = None if default is None else text(str(default))
    return Column(name, BigInteger, nullable=null, server_default=shown)


def words(name: str, *, null: bool = False) -> Column[str]:
    """A text."""
    return Column(name, Text, nullable=null)


def id_column() -> Column[int]:
    """The number of a row, handed out by whoever writes it."""
    return Column("id", Integer, primary_key=True, autoincrement=False)


def key_column(name: str, kind: type[TypeEngine[Any]] = Integer) -> Column[Any]:
    """A part of what a row is known by."""
    return Column(name, kind, primary_key=True, autoincrement=False)
