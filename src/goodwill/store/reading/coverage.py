"""What a book has ever had, by kind of fact, up to a day; and how many rows of each there are.

Also by month, and for which accounts: what could be looked at, and what could not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from goodwill.reports import Coverage
from goodwill.store.reader import Reader
from goodwill.store.tables.schema import FACT_TABLES
from goodwill.store.who_is_who.accounts import account_names

__all__ = ["coverage", "last_days", "row_counts"]

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


_LASTING = {
    "agreement": (
        "select count(*) from agreement where superseded_by is null"
        " and signed_on <= ? and (ends_on is null or ends_on >= ?)"
    )
}
"""What holds for longer than the month that it is dated in: how many held in a month."""
_ACCOUNTS_OF = {
    "payment": (
        "select distinct i.account_id from payment p join invoice i on i.invoice_id = p.invoice_id"
        " where i.superseded_by is null and p.superseded_by is null"
    ),
}
DAY = 86_400


def coverage(reader: Reader, relations: Sequence[str], as_of: date) -> tuple[Coverage, ...]:
    """Each of the relations over the 12 calendar months that end with the month of a day."""
    months = [_month_before(as_of, back) for back in range(11, -1, -1)]
    return tuple(_covered(reader, name, months, as_of) for name in relations)


def _month_before(day: date, back: int) -> str:
    """`back` months before the month of a day, as `YYYY-MM`."""
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return f"{year:04}-{month + 1:02}"


def _covered(reader: Reader, name: str, months: Sequence[str], as_of: date) -> Coverage:
    count = _held if name in _LASTING else _by_second if name in _TIMED_BY else _by_day
    found = count(reader, name, months, as_of)
    own = f" where 1 = 1{_OWN.get(name, '')}" if name in _TIMED_BY else ""
    ((facts,),) = reader.rows(
        f"select count(*) from {name}{own or ' where superseded_by is null'}"  # names of ours
    )
    return Coverage(
        relation=name,
        months=tuple((month, found[month]) for month in months),
        facts=int(facts),
        accounts=_accounts_with(reader, name),
    )


def _by_day(reader: Reader, name: str, months: Sequence[str], as_of: date) -> Counter[str]:
    column = _DATED_BY[name]
    rows = reader.rows(
        f"select substr({column}, 1, 7), count(*) from {name} where {column} >= ?"
        f" and {column} <= ? and superseded_by is null group by 1",
        (f"{months[0]}-01", as_of.isoformat()),
    )
    return Counter(dict(rows))


def _by_second(reader: Reader, name: str, months: Sequence[str], as_of: date) -> Counter[str]:
    column = _TIMED_BY[name]
    first = datetime.fromisoformat(f"{months[0]}-01").replace(tzinfo=UTC)
    end = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) + timedelta(days=1)
    rows = reader.rows(
        f"select {column} / {DAY}, count(*) from {name} where {column} >= ? and {column} < ?"
        f"{_OWN.get(name, '')} group by 1",
        (int(first.timestamp()), int(end.timestamp())),
    )
    found: Counter[str] = Counter()
    for day, count in rows:
        found[datetime.fromtimestamp(int(day) * DAY, UTC).strftime("%Y-%m")] += count
    return found


def _held(reader: Reader, name: str, months: Sequence[str], as_of: date) -> Counter[str]:
    """How many held in each month, of those that were there by the day asked about."""
    found: Counter[str] = Counter()
    for month in months:
        last = min(f"{month}-31", as_of.isoformat())
        ((held,),) = reader.rows(_LASTING[name], (last, f"{month}-01"))
        found[month] = int(held)
    return found


def _accounts_with(reader: Reader, name: str) -> frozenset[str] | None:
    """The accounts that have such facts; None where the facts name none."""
    sql = _ACCOUNTS_OF.get(name, f"select distinct account_id from {name}")
    if name in {"message", "meeting"}:
        return None
    names = account_names(reader)
    return frozenset(names.account_of(row[0]) for row in reader.rows(sql) if row[0])
