"""What pages read of a book, kept at hand as long as the book does not change.

Many requests are answered at once, in threads: what is stored is read without a lock, what has
to be drawn up first is drawn up by one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TypeVar

from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.reports import LineEvidence
from goodwill.serve.portfolio import PortfolioRow, portfolio_row, rank
from goodwill.serve.ports import BookPort

__all__ = ["Portfolio", "Shelf"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All accounts of a day, by revenue: their statements and the row of each."""

    day: date
    statements: tuple[Statement, ...]
    rows: tuple[PortfolioRow, ...]


class Shelf:
    """A book as the pages see it, its newest statements those of `newest`."""

    def __init__(self, book: BookPort, newest: date) -> None:
        self.book = book
        self.newest = newest
        self._drawing = Lock()
        self._portfolios: dict[date, Portfolio] = {}

    def portfolio(self, day: date) -> Portfolio:
        """All accounts of a day."""
        if (kept := self._portfolios.get(day)) is None:
            kept = self._portfolios[day] = self._alone(lambda: self._read(day))
        return kept

    def statement(self, account: str, day: date) -> Statement:
        """One account's statement; `AccountNotFoundError` where there is none of that name."""
        return self._alone(lambda: self.book.statement(account, as_of=day))

    def money(self, account: str, day: date) -> Money:
        """What stands behind its economics."""
        return self._alone(lambda: self.book.money(account, as_of=day))

    def why(self, account: str, line: str, day: date) -> LineEvidence:
        """All that one line stands on."""
        return self._alone(lambda: self.book.why(account, line, as_of=day))

    def _read(self, day: date) -> Portfolio:
        found = [(portfolio_row(each), each) for each in self.book.statements(day)]
        found.sort(key=lambda pair: rank(pair[0]))
        return Portfolio(
            day=day,
            statements=tuple(each for _, each in found),
            rows=tuple(row for row, _ in found),
        )

    def _alone(self, ask: Callable[[], T]) -> T:
        with self._drawing:
            return ask()
