"""What one cell of a table says, by the type of its column.

A converter takes the text of a cell that is not empty and gives the value, or says in a
`CellError` what is wrong and what to write instead. Rows are put together in `table_row`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal, get_args, get_origin
from zoneinfo import ZoneInfo

from goodwill.errors import nearest
from goodwill.facts.currencies import CURRENCIES

__all__ = ["CellError", "Convert", "converter"]

Convert = Callable[[str, ZoneInfo], object]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_LARGEST = Decimal(10) ** 12
"""No invoice is larger, in any currency; the store counts millionths in 64 bits."""
_YEARS = range(1900, 2200)
_NEVER_NEGATIVE = {
    "hours",
    "hourly_cost",
    "included_support_hours_per_month",
    "payment_terms_days",
    "proposal_hours",
    "target_amount",
}
_HIGHEST = {"max_discount": Decimal(1), "score": Decimal(10)}
"""Columns that run from 0 to this."""
_RANGE_HINTS = {
    "max_discount": "Write a share: 0.05 for five in a hundred.",
    "score": "Write a whole number from 0 to 10.",
}


class CellError(ValueError):
    """A cell does not say what its column is for: the reason, and what to write instead."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def converter(column: str, kind: object) -> Convert:
    """The converter for a column of type `kind`; a few columns have rules of their own."""
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind))
    if get_origin(kind) is tuple:
        return _list_of_domains if column == "domains" else _list
    by_type: dict[object, Convert] = {
        Decimal: _bounded(column, _decimal),
        int: _bounded(column, _integer),
        date: _date,
        datetime: _datetime,
        bool: _boolean,
        str: _BY_COLUMN.get(column, _text),
    }
    return by_type[kind]


def _text(text: str, _: ZoneInfo) -> str:
    return text


def _lower(text: str, _: ZoneInfo) -> str:
    """An address, or a name where somebody wrote one: a deal is not lost over it."""
    return text.lower()


def _address(text: str, _: ZoneInfo) -> str:
    address = text.lower()
    if address.count("@") != 1 or " " in address:
        raise CellError("it is no mail address", "Write one address, such as ann@example.org.")
    return address


def _currency(text: str, _: ZoneInfo) -> str:
    code = text.upper()
    if not _CURRENCY.fullmatch(text):
        raise CellError("it is no currency code", "Write its three letters, such as EUR.")
    if code not in CURRENCIES:
        hint = f"Write a code of ISO 4217, such as EUR.{nearest(code, CURRENCIES)}"
        raise CellError("there is no such currency", hint)
    return code


_NONE = frozenset(
    {"", "-", "–", "—", "/", "n/a", "n.a.", "na", "nil", "no", "no one", "nobody", "none", "null"}
    | {"nein", "kein", "keine", "keiner", "aucun", "aucune", "no hay", "ninguno", "ninguna", "geen"}
)
"""What stands in a list where there is nobody to name: vendors' tables write it out."""


def _list(text: str, _: ZoneInfo) -> tuple[str, ...]:
    parts = (part.strip() for part in text.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part.casefold() not in _NONE))


def _list_of_domains(text: str, zone: ZoneInfo) -> tuple[str, ...]:
    domains = (domain.lower().lstrip("@").rstrip(".") for domain in _list(text, zone))
    return tuple(dict.fromkeys(domains))


def _one_of(known: Collection[str]) -> Convert:
    def convert(text: str, _: ZoneInfo) -> str:
        word = re.sub(r"[\s-]+", "_", text.casefold())
        if word in known:
            return word
        hint = f"Write one of: {', '.join(known)}.{nearest(word, known)}"
        raise CellError("it is no value of this column", hint)

    return convert


def _boolean(text: str, _: ZoneInfo) -> bool:
    word = text.casefold()
    if word not in {"true", "false"}:
        raise CellError("it is neither true nor false", "Write true or false.")
    return word == "true"


def _decimal(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        hint = "Write digits with a decimal point and no thousands separators: 1234.50."
        raise CellError("it is no number", hint)
    number = Decimal(text)
    if abs(number) >= _LARGEST:
        raise CellError("it is too large to be meant", f"Write a number below {_LARGEST}.")
    return number


def _integer(text: str) -> int:
    number = _decimal(text)
    if number != number.to_integral_value():
        raise CellError("it is no whole number", "Write a whole number.")
    return int(number)


def _bounded(column: str, convert: Callable[[str], Decimal | int]) -> Convert:
    """A number that stays in its column's range, where it has one."""
    highest = _HIGHEST.get(column)
    lowest = 0 if highest is not None or column in _NEVER_NEGATIVE else None

    def convert_bounded(text: str, _: ZoneInfo) -> Decimal | int:
        number = convert(text)
        if (lowest is not None and number < lowest) or (highest is not None and number > highest):
            allowed = f"from 0 to {highest}" if highest is not None else "not below 0"
            hint = _RANGE_HINTS.get(column, "Write a number that is not below 0.")
            raise CellError(f"it must be {allowed}", hint)
        return number

    return convert_bounded


def _date(text: str, zone: ZoneInfo) -> date:
    """A day; of a time with an offset, the day in the company's zone."""
    if _DAY.fullmatch(text):
        return _day(text)
    if not _DAY.match(text):
        raise CellError("it is no date", "Write year-month-day, such as 2026-06-30.")
    when = _time(text)
    return when.astimezone(zone).date() if when.tzinfo else when.date()


def _datetime(text: str, zone: ZoneInfo) -> datetime:
    """A time in UTC; without an offset it is on the company's clock."""
    if not _DAY.match(text):
        raise CellError("it is no time", "Write year-month-dayThour:minute: 2026-06-30T09:15.")
    when = _time(text)
    return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)


def _time(text: str) -> datetime:
    _day(text[:10])
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        hint = "Write year-month-dayThour:minute, such as 2026-06-30T09:15."
        raise CellError("its time cannot be read", hint) from None


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        hint = "Write year-month-day, such as 2026-06-30."
        raise CellError("there is no such day", hint) from None
    if day.year not in _YEARS:
        hint = f"Write a year from {_YEARS.start} to {_YEARS.stop - 1}."
        raise CellError("its year cannot be meant", hint)
    return day


_BY_COLUMN: dict[str, Convert] = {
    "email": _address,
    "contact_email": _lower,
    "manager_email": _lower,
    "currency": _currency,
}
