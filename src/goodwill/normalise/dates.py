"""When a mail was sent, from headers that lie.

A `Date` that is missing, impossible, implausible or later than the import gives way to the
newest `Received`, then to mbox's `From ` line; else the mail has no date and is used nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

from goodwill.facts.interactions import DateFrom

__all__ = ["SentAt", "parse_date", "sent_at"]

FIRST_YEAR = 1971
"""The year of the first mail between computers; an unset clock says 1970."""

CLOCK_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""What an unset PC clock says; a date within a day of it is none."""

GRACE = timedelta(days=1)
"""How far behind the sender's clock the importer's may be, time zones included."""

LONGEST_OFFSET = timedelta(hours=14)

_ZONE_HOURS = {
    "CET": 1, "MET": 1, "MEZ": 1, "BST": 1, "WEST": 1, "CEST": 2, "MEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_PLAIN = re.compile(
    r"(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"([+-])(\d\d)([0-5]\d)(?: \([A-Z]{2,5}\))?\Z"
)

_NUMERIC_ZONE = re.compile(r"[+-]\d{4}\b|[+-]\d\d:\d\d")
_LAST_WORD = re.compile(r"[A-Za-z]+\Z")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAt:
    """The believed moment (UTC), where it was read, and the sender's own offset."""

    at: datetime | None
    source: DateFrom
    utc_offset_minutes: int | None
    flags: tuple[str, ...]


def sent_at(
    date: str, received: list[str], envelope: bytes | None, *, imported_at: datetime, timezone: str
) -> SentAt:
    """The first believable moment among the `Date`, `Received` and `From ` lines."""
    found = parse_date(date, timezone)
    if found and _is_believable(found, imported_at):
        return SentAt(
            at=found.astimezone(UTC),
            source="date",
            utc_offset_minutes=_offset(found, date),
            flags=(),
        )
    reason = _reason(date, found, imported_at)
    for value in received:
        hop = parse_date(value.rpartition(";")[2], timezone)
        if hop and _is_believable(hop, imported_at):
            return SentAt(
                at=hop.astimezone(UTC), source="received", utc_offset_minutes=None, flags=(reason,)
            )
    line = (envelope or b"").decode("latin-1").removeprefix(">").removeprefix("From ")
    stamp = parse_date(line.partition(" ")[2], timezone)
    if stamp and _is_believable(stamp, imported_at):
        return SentAt(
            at=stamp.astimezone(UTC), source="envelope", utc_offset_minutes=None, flags=(reason,)
        )
    return SentAt(at=None, source="none", utc_offset_minutes=None, flags=(reason, "no_date"))


def parse_date(value: str, zone: str = "UTC") -> datetime | None:
    """The moment a header value names, or None; a value without a zone is in `zone`."""
    value = value.strip()[:_DATE_LENGTH]
    if not value:
        return None
    try:
        if _ISO.match(value):
            moment = datetime.fromisoformat(value.replace(" +", "+").replace(" -", "-"))
            return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return _plain_date(value) or _rfc_date(value, zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plain_date(value: str) -> datetime | None:
    """A date as nearly every program writes it, None where it is written otherwise."""
    plain = _PLAIN.match(value)
    if plain is None:
        return None
    day, name, year, hour, minute, second, sign, hours, minutes = plain.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    month = _MONTHS.get(name.lower())
    if month is None or offset > LONGEST_OFFSET:
        return None
    clock = timezone(-offset if sign == "-" else offset)
    parts = (int(year), month, int(day), int(hour), int(minute), int(second))
    return datetime(*parts, tzinfo=clock)


def _rfc_date(value: str, zone: str) -> datetime | None:
    """An RFC 5322 date (or ctime's), leniently."""
    parts = parsedate_tz(value)
    if parts is None:
        return None
    offset = timedelta(seconds=parts[9] or 0)
    moment = datetime(*parts[:6])  # noqa: DTZ001  its zone is put on below
    if parts[9] or _NUMERIC_ZONE.search(value):
        if abs(offset) > LONGEST_OFFSET:
            return None
        return moment.replace(tzinfo=timezone(offset))
    word = _LAST_WORD.search(value)
    name = word[0].upper() if word else ""
    if name in _ZONE_HOURS:
        return moment.replace(tzinfo=timezone(timedelta(hours=_ZONE_HOURS[name])))
    if name in {"GMT", "UT", "UTC", "Z"}:
        return moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=ZoneInfo(zone))


def _is_believable(moment: datetime, imported_at: datetime) -> bool:
    """Whether a mail can have been sent then."""
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:
        return False
    return utc.year >= FIRST_YEAR and abs(utc - CLOCK_EPOCH) > GRACE and utc <= imported_at + GRACE


def _offset(moment: datetime, date: str) -> int | None:
    """Minutes east of UTC where the sender gave a zone; `-0000` says that it gives none."""
    if "-0000" in date or moment.utcoffset() is None:
        return None
    if not (_NUMERIC_ZONE.search(date) or _LAST_WORD.search(date.strip())):
        return None
    offset = moment.utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else None


def _reason(date: str, found: datetime | None, imported_at: datetime) -> str:
    """The flag that says why `Date` was not taken."""
    if not date.strip():
        return "date_missing"
    if found is None:
        return "date_impossible"
    return "date_in_future" if found > imported_at else "date_implausible"
