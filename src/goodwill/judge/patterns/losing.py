"""Quarters in which an account cost more than it brought, by the books alone.

What a quarter brings is its gross margin less its cost to serve (contract, "Money"); the four
quarters are those of the 12 months, the last one ending on the day asked about. `win_lose`
reads this beside words: a loss alone may be a price that we chose.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import takewhile

from goodwill.facts.values import Window
from goodwill.judge.economics import cost_to_serve, gross_margin
from goodwill.judge.ledger import Ledger

__all__ = ["losing_quarters"]

QUARTERS = 4
MONTHS = 3


def losing_quarters(ledger: Ledger) -> tuple[Window, ...]:
    """The last quarters running that lost money, latest first; none where the books cannot say.

    A quarter without an invoice ends the run: nothing was sold at a loss in it.
    """
    return tuple(takewhile(lambda one: _lost(ledger, one), _latest_first(ledger.window)))


def _latest_first(year: Window) -> list[Window]:
    found, end = [], year.end
    for _ in range(QUARTERS):
        start = max(_months_before(end, MONTHS), year.start)
        found.append(Window(start=start, end=end))
        end = start
    return found


def _months_before(day: date, months: int) -> date:
    """The same day of the month some months before, or the last day of a shorter month."""
    month = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError(day)  # every month has 28 days


def _lost(ledger: Ledger, quarter: Window) -> bool:
    part = replace(ledger, window=quarter)
    if not part.invoices():
        return False
    margin, served = gross_margin(part), cost_to_serve(part)
    return margin is not None and margin - (served or 0) < 0
