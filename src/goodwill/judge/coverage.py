"""What a statement could see, and what it could not.

Two things: the share of sources that say anything about the account (M40), which tempers how
sure a kind can be, and the `coverage` of the statement, with its gaps in plain words. Which
source would settle a line stands in that line's own `needs`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from goodwill.facts.statement import Coverage, CoverageGap, CoverageSource
from goodwill.facts.tables import Tables
from goodwill.facts.values import MonthValues, Window

__all__ = [
    "LASTING",
    "Seen",
    "SourceCoverage",
    "as_coverage",
    "last_day_of",
    "look_at",
    "one_gap",
]

SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "message": ("message", "sent_on"),
        "meeting": ("meeting", "held_on"),
        "deal": ("opportunity", "opened_on"),
        "agreement": ("agreement", "signed_on"),
        "invoice": ("invoice", "issued_on"),
        "invoice_line": ("invoice_line", "issued_on"),
        "payment": ("payment", "paid_on"),
        "effort": ("time_entry", "worked_on"),
        "expense": ("expense", "spent_on"),
        "delivery": ("delivery", "promised_on"),
        "ticket": ("ticket", "opened_on"),
        "feedback": ("feedback", "asked_on"),
    }
)
"""Source, as evidence names it: its relation, and the column that dates its rows."""

PLURALS: Mapping[str, str] = MappingProxyType(
    {
        "message": "messages",
        "meeting": "meetings",
        "deal": "deals",
        "agreement": "agreements",
        "invoice": "invoices",
        "invoice_line": "invoice lines",
        "payment": "payments",
        "effort": "hours",
        "expense": "expenses",
        "delivery": "deliveries",
        "ticket": "tickets",
        "feedback": "answers",
    }
)
LASTING = frozenset({"agreement"})
"""Sources that speak as long as they hold: one signed years ago is no gap."""

FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mail": ("message",),
        "calendar": ("meeting",),
        "deals": ("deal",),
        "finance": ("invoice", "payment", "expense"),
        "hours": ("effort",),
        "service": ("ticket", "delivery"),
    }
)
"""Sources that stand for each other where coverage is counted (concepts, M40)."""

PERSONAL = frozenset({"mail", "calendar"})
"""Sources that belong to one of ours each, so that some may be connected and others not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """What this book has ever had by the day asked about: the last day of each relation.

    Relations are those of `goodwill.facts.tables.RELATIONS`; one that is not in `last_on` the
    book has never had, so nothing can be said about it for any account.
    """

    last_on: Mapping[str, date]

    @property
    def kept(self) -> frozenset[str]:
        """The relations that the book has."""
        return frozenset(self.last_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Days on which each family of sources says something about the account, sorted.

    A table is kept for all accounts, so while it goes on, no row is an answer too: `tables`
    holds the last day on which the book's tables of a family speak of anybody. A mailbox or
    calendar that holds nothing of the account may just not be connected.
    """

    families: Mapping[str, tuple[date, ...]]
    tables: Mapping[str, date]

    def coverage_on(self, as_of: date) -> float:
        """Share of the book's families of sources that speak in the 12 months to `as_of`."""
        if not self.families:
            return 0.0
        window = Window.twelve_months(as_of)
        speaking = sum(
            _any_in(days, window) or self.tables.get(family, date.min) >= window.start
            for family, days in self.families.items()
        )
        return speaking / len(self.families)

    def coverage_in(self, month: str) -> float:
        """The same at the end of a calendar month."""
        return self.coverage_on(last_day_of(month))


def last_day_of(month: str) -> date:
    """The last day of a `YYYY-MM`."""
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _any_in(days: tuple[date, ...], window: Window) -> bool:
    return bisect_left(days, window.start) < bisect_right(days, window.end - timedelta(days=1))


def look_at(tables: Tables, book: SourceCoverage) -> Seen:
    """Which of the book's sources speak of this account, and when."""
    families, last = {}, {}
    for family, sources in FAMILIES.items():
        kept = [relation for source in sources if (relation := SOURCES[source][0]) in book.kept]
        if kept:
            days = sorted(day for source in sources for day in _days(tables, source))
            families[family] = tuple(days)
        if kept and family not in PERSONAL:
            last[family] = max(book.last_on[relation] for relation in kept)
    return Seen(families=families, tables=last)


def _days(tables: Tables, source: str) -> list[date]:
    relation, column = SOURCES[source]
    return [getattr(row, column) for row in getattr(tables, relation)]


def as_coverage(
    tables: Tables,
    book: SourceCoverage,
    months: Iterable[MonthValues],
    *,
    as_of: date,
    gaps: Iterable[CoverageGap],
) -> Coverage:
    """The contract's `coverage`; `gaps` are those that other parts of the statement found."""
    sources = [_source(tables, source) for source in SOURCES if SOURCES[source][0] in book.kept]
    contact = sorted([*_days(tables, "message"), *_days(tables, "meeting")])
    silent = [
        one["source"] for one in sources if one["source"] not in LASTING and not _speaks(one, as_of)
    ]
    return Coverage(
        messages=len(tables.message),  # not their refs: two mails may share a Message-ID
        meetings=len({row.meeting_id for row in tables.meeting}),
        first_on=contact[0].isoformat() if contact else None,
        last_on=contact[-1].isoformat() if contact else None,
        sources=[one for one in sources if one["items"]],
        gaps=[*_never_had(book), *_silent(silent, as_of), *_empty_months(months, as_of), *gaps],
    )


def _source(tables: Tables, source: str) -> CoverageSource:
    days = _days(tables, source)
    last_on = max(days).isoformat() if days else None
    return CoverageSource(source=source, items=len(days), last_on=last_on)


def _speaks(one: CoverageSource, as_of: date) -> bool:
    start = Window.twelve_months(as_of).start.isoformat()
    return one["last_on"] is not None and one["last_on"] >= start


def _silent(sources: Sequence[str], as_of: date) -> Iterator[CoverageGap]:
    """What this book keeps and does not have of this account, said once for all of it."""
    if sources:
        names = ", ".join(PLURALS[one] for one in sources)
        what = f"Nothing of this account in 12 months among: {names}."
        yield one_gap(what, Window.twelve_months(as_of).start, as_of)


def _never_had(book: SourceCoverage) -> list[CoverageGap]:
    """Families of sources that this book has never had."""
    return [
        one_gap(f"No {family} in this book.")
        for family, sources in FAMILIES.items()
        if not any(SOURCES[source][0] in book.kept for source in sources)
    ]


def _empty_months(months: Iterable[MonthValues], as_of: date) -> list[CoverageGap]:
    """Stretches of months with nothing in them: the belief before them was carried on."""
    stretches: list[tuple[date, date]] = []
    for month in months:
        if not month.is_empty:
            continue
        first = date.fromisoformat(f"{month.month}-01")
        last = min(last_day_of(month.month), as_of)
        if stretches and stretches[-1][1] + timedelta(days=1) == first:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    return [one_gap("No contact and no record.", first, last) for first, last in stretches]


def one_gap(what: str, first: date | None = None, last: date | None = None) -> CoverageGap:
    """Something that is not there, from a day through a day."""
    return {
        "what": what,
        "from": None if first is None else first.isoformat(),
        "to": None if last is None else last.isoformat(),
    }
