"""What a book has ever had, by kind of fact, up to a day; and how many rows of each there are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from goodwill.store.schema import FACT_TABLES
from goodwill.store.stored import Reader

__all__ = ["last_days", "row_counts"]

_DATED_BY = {
    "opportunity": "opened_on",
    "agreement": "signed_on",
    "invoice": "issued_on",
    "payment": "paid_on",
    "time_entry": "worked_on",
    "expense": "spent_on",
    "delivery": "promised_on",
    "feedback": "asked_on",
    "quota": "period_start",
}
_TIMED_BY = {"message": "sent_at", "meeting": "starts_at", "ticket": "opened_at"}
_OWN = {"message": " and category <> 'forwarded'"}
"""What a row must be to count: a mail within another is none of its own."""


def last_days(reader: Reader, as_of: date) -> dict[str, date]:
    """The last day of each relation by `as_of`; a relation with nothing is not there."""
    found: dict[str, date] = {}
    for name, column in _DATED_BY.items():
        sql = f"select max({column}) from {name} where {column} <= ? and superseded_by is null"
        ((last,),) = reader.rows(sql, (as_of.isoformat(),))
        if last:
            found[name] = date.fromisoformat(last)
    end = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) + timedelta(days=1)
    for name, column in _TIMED_BY.items():
        sql = f"select max({column}) from {name} where {column} < ?{_OWN.get(name, '')}"
        ((seconds,),) = reader.rows(sql, (int(end.timestamp()),))
        if seconds is not None:
            found[name] = datetime.fromtimestamp(seconds, UTC).date()
    if "invoice" in found and reader.rows("select 1 from invoice_line limit 1"):
        found["invoice_line"] = found["invoice"]
    return found


def row_counts(reader: Reader) -> dict[str, int]:
    """How many facts of each kind the book holds, mended rows counted once."""
    counts = {
        name: int(reader.rows(f"select count(*) from {name} where superseded_by is null")[0][0])
        for name in FACT_TABLES
    }
    for name in ("message", "act", "meeting", "person", "contact_point", "passed_on"):
        counts[name] = int(reader.rows(f"select count(*) from {name}")[0][0])
    counts["message"] -= counts["passed_on"]
    linked = reader.rows("select count(distinct message_id) from passed_on_link")
    counts["passed_on_unknown"] = counts["passed_on"] - int(linked[0][0])
    return counts
