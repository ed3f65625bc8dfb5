"""What a table is asked for, as it stands in its address, and which rows make up a page of it.

What is as usual is left out of an address, so that a link says what is special about it. Each
table's own wishes are in its module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Generic, NamedTuple, TypeVar

__all__ = ["InAddress", "Part", "SortedInAddress", "page_in", "part_of"]

T = TypeVar("T")

LONGEST = 9
"""Digits of a page's number; a longer one is no page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InAddress:
    """What is asked for; every field has what is usual as its default."""

    page: int = 1

    def query(self, **changes: str | bool | int) -> dict[str, str]:
        """The address of this with changes; what is as usual is left out."""
        usual, said = asdict(type(self)()), asdict(self) | changes
        kept = {name: value for name, value in said.items() if value != usual[name]}
        return {name: "1" if value is True else str(value) for name, value in kept.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedInAddress(InAddress):
    """What is asked for of a table that any column sorts."""

    sort: str = "revenue"
    reverse: bool = False

    def by(self, column: str) -> dict[str, str]:
        """The address that sorts by a column; by the one that it is sorted by, the other way."""
        again = column == self.sort
        return self.query(sort=column, reverse=not self.reverse if again else False, page=1)


def page_in(query: Mapping[str, str]) -> int:
    """The page that an address asks for; 1 where that is no number."""
    page = query.get("page", "1")
    return int(page) if page.isdecimal() and len(page) <= LONGEST else 1


class Part(NamedTuple, Generic[T]):
    """The rows of one page, which it is of `pages`, counted from 1."""

    page: int
    pages: int
    rows: tuple[T, ...]


def part_of(rows: Sequence[T], page: int, size: int) -> Part[T]:
    """The page that is asked for, else the nearest that is there; `size` 0: all on one page."""
    if not size:
        return Part(1, 1, tuple(rows))
    pages = max(1, -(-len(rows) // size))
    found = min(max(page, 1), pages)
    return Part(found, pages, tuple(rows[(found - 1) * size : found * size]))
