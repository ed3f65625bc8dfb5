"""Feasts in words: `Easter`, `vor Weihnachten`, `la Toussaint 2026`. Their days are in `feasts`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.feasts import FEASTS, feast_in
from goodwill.acts.due_dates.reckoning import near_year
from goodwill.acts.due_dates.spans import Span, rule

if TYPE_CHECKING:
    import re

    from goodwill.acts.due_dates.line import Line

__all__ = ["NAMED_FEASTS"]


def _read_feast(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """The feast of the year named, else the next one; none if the last one is nearer."""
    if match["last"]:
        return None
    name, year = FEASTS[line.value(match, "feast")], line.value(match, "year")
    years = (year,) if year else (said_on.year - 1, said_on.year, said_on.year + 1)
    days = {each: feast_in(name, each) for each in years}
    meant = days[year] if year else near_year(days, said_on)
    if not meant:
        return None
    return Span(
        first=meant[0], last=meant[1], start=match.start(), end=match.end(), kind="feast", bare=True
    )


NAMED_FEASTS = (
    rule(
        "(?P<last><last>)?[<this><next><coming>]?(?P<feast><feast>)(?:<of>?(?P<year><year>))?",
        "feast",
        _read_feast,
    ),
)
