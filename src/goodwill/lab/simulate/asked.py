"""What a simulated company is to be: accounts, months, languages, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodwill.errors import CallError

__all__ = ["LANGUAGES", "MISSING", "Asked"]

LANGUAGES = ("en", "de", "es", "mixed")

MISSING = {
    "mail": (),
    "calendar": (),
    "crm": ("deals", "contacts"),
    "hours": ("effort",),
    "finance": ("invoices", "invoice_lines", "payments"),
    "agreements": ("agreements",),
    "tickets": ("tickets",),
    "deliveries": ("deliveries",),
    "expenses": ("expenses",),
}
"""Sources that can be left out, and the tables that go with each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One call of the simulator; the same call makes the same bytes.

    `until` is the last day of the company, the end of a month; `months` end there.
    """

    accounts: int = 200
    months: int = 30
    seed: int = 1
    until: date = date(2026, 6, 30)
    language: str = "mixed"
    missing: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.accounts < 1 or self.months < 1:
            raise CallError(
                f"A company of {self.accounts} accounts and {self.months} months can't be made.",
                hint="Both are 1 or more.",
            )
        if self.language not in LANGUAGES:
            raise CallError(
                f'"{self.language}" is none of the languages.',
                hint=f"One of {', '.join(LANGUAGES)}.",
            )
        if unknown := sorted(self.missing - MISSING.keys()):
            raise CallError(
                f'"{unknown[0]}" is no source that can be left out.',
                hint=f"One of {', '.join(MISSING)}.",
            )
