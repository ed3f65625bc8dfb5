"""One account's case: all that a line may look at, with the catalogue's numbers at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodwill.catalogue.loader import Catalogue
from goodwill.facts.tables import Tables
from goodwill.facts.values import Measured, Window
from goodwill.judge.ledger import Ledger
from goodwill.judge.promises import Entry

__all__ = ["LIKELY", "Case"]

LIKELY = 0.5
"""An act or a signal's row counts as seen where it is likelier than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Rows, signals, money and rules of one account on one day; its promises, newest first."""

    tables: Tables
    measured: Measured
    ledger: Ledger
    catalogue: Catalogue
    as_of: date
    promises: tuple[Entry, ...] = ()

    @property
    def year(self) -> Window:
        """The 12 months of the contract."""
        return self.ledger.window

    def number(self, concept: str, name: str) -> float:
        """A threshold of a concept, as in force."""
        return self.catalogue.threshold(f"{concept}.{name}", self.as_of)

    def keeps(self, *relations: str) -> bool:
        """Whether the book has ever had rows of one of these."""
        return self.ledger.keeps(*relations)
