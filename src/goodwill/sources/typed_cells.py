"""What programs hold as values, written as the cells of a table of text.

Workbooks, column files and databases know that a cell is a number or a day; a CSV file does not.
Here such values become the text that a careful export would write, so that one reader serves all:
ISO 8601, a decimal point, no exponent. A text stays a text: one that begins with "=" is protected
as exports protect it, so that nobody takes it for a formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

import orjson

__all__ = ["cell_of", "is_native", "number_text", "plain_text", "span_text"]

_DIGITS = 15
"""What a spreadsheet shows of a double, and what of it can be trusted: 0.1 + 0.2 is 0.3."""
_NATIVE = (int, float, Decimal)


def is_native(value: object) -> bool:
    """Whether a value is a number by its type, so that its text proves nothing of others."""
    return isinstance(value, _NATIVE) and not isinstance(value, bool)


def cell_of(value: object) -> str:
    """A value as a cell; a moment with a zone in UTC, what holds several things as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return number_text(value)
    return _moment_text(value) if isinstance(value, date | time | timedelta) else _other(value)


def plain_text(text: str) -> str:
    """A text that no later step takes for a formula."""
    return f"'{text}" if text.lstrip()[:1] == "=" else text


def number_text(number: float | Decimal) -> str:
    """A number in figures: a double as a spreadsheet shows it, a decimal to its last figure."""
    if not isfinite(number):
        return str(number)
    if isinstance(number, Decimal):
        return format(number, "f")
    shown = f"{number:.{_DIGITS}g}"
    return format(Decimal(shown), "f") if "e" in shown else shown


def span_text(span: timedelta) -> str:
    """A length of time in hours, minutes and seconds: `37:30:00`."""
    seconds = round(abs(span).total_seconds())
    sign = "-" if span < timedelta(0) else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _moment_text(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return span_text(value)
    if isinstance(value, datetime):
        return _datetime_text(value)
    return value.isoformat() if isinstance(value, date) else value.isoformat("seconds")


def _datetime_text(moment: datetime) -> str:
    """A moment; one at midnight without a zone is a day."""
    if moment.tzinfo is not None:
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    if moment.time() == time(0):
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _other(value: object) -> str:
    """Lists and groups of columns are kept as they are, to be read by whoever wants them."""
    if isinstance(value, bytes | bytearray | memoryview):
        return _bytes_text(bytes(value))
    if isinstance(value, Mapping | Sequence):
        return orjson.dumps(value, default=_within, option=orjson.OPT_NON_STR_KEYS).decode()
    return plain_text(str(value))


def _bytes_text(raw: bytes) -> str:
    try:
        return plain_text(raw.decode())
    except UnicodeDecodeError:
        return "0x" + raw.hex()


def _within(value: object) -> str:
    """What JSON has no word for."""
    return cell_of(value)
