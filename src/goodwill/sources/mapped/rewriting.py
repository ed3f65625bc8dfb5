"""A row of an export put into the contract's words: the same cells, written as tables expect.

Pure: a row and how its file is read go in, a row of the contract comes out, or the cell that is
wrong, by the export's own name for it. Which rows are read at all is said in `reading`; whether
the values are possible is seen where every row is, in `goodwill.normalise`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from goodwill.sources.base import RawRecord, ReadError
from goodwill.sources.mapped.cells import (
    SHOWN,
    CellProblem,
    amount_of,
    because,
    number_of,
    text_of,
)
from goodwill.sources.mapped.currencies import CurrencyError, currency_of
from goodwill.sources.mapped.days import DayError, day_within, plain_moment
from goodwill.sources.mapped.heads import holds
from goodwill.sources.mapped.kinds import MONEY, Kind, kinds_of
from goodwill.sources.mapped.rules import DateOrder, Reading, Rule, Value
from goodwill.sources.mapped.words import NO, YES, fold

__all__ = ["blame", "hours_in", "map_row", "value_text"]

_CLOCK = re.compile(r"(-?)([0-9]{1,6}):([0-5]?[0-9])(?::([0-5]?[0-9])(?:\.[0-9]+)?)?", re.ASCII)
_HOURS_AND_MINUTES = re.compile(
    r"(?:([0-9]{1,6}(?:[.,][0-9]+)?)\s*h[a-z.]*)?\s*(?:([0-9]{1,6})\s*m[a-z.]*)?",
    re.ASCII | re.IGNORECASE,
)
_FIRST_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_HOST = re.compile(r"(?:[a-z]+://)?(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s@]+)", re.ASCII | re.IGNORECASE)
_PER_HOUR = {"minutes": Decimal(60), "seconds": Decimal(3600)}
_MILLIONTH = Decimal("0.000001")


def map_row(record: RawRecord, reading: Reading, rule: Rule) -> RawRecord | ReadError:
    """The row as one of `rule.table`; columns that no rule reads stay attributes.

    `reading` and its `rule` are those of the record.
    """
    cells = record.payload if isinstance(record.payload, dict) else {}
    said = dict(record.given)
    kept: dict[str, str] = {}
    keeping = None if rule.mismatch == "ignore" else kept  # a name in passing says no more
    kinds = kinds_of(rule.table)
    try:
        for column, value in rule.columns:
            if column not in said:
                said[column] = value_text(value, kinds[column], cells, reading, keeping)
        if "currency" in kinds and not said.get("currency"):
            said["currency"] = _currency_beside(rule, cells, reading)
    except CellProblem as problem:
        return _error(record, cells, problem)
    for header in reading.attributes:
        if text := cells.get(header):
            kept[header] = text
    for header, text in kept.items():
        said[header if header not in kinds else f"{header} (as exported)"] = text
    return RawRecord(
        connector=record.connector,
        payload_type=record.payload_type,
        path=record.path,
        locator=record.locator,
        position=record.position,
        payload=said,
        table=record.table,
    )


def blame(error: ReadError, record: RawRecord, rule: Rule) -> ReadError:
    """An error about a column of the contract, told of the cell that it was made from."""
    cells = record.payload if isinstance(record.payload, dict) else {}
    value = rule.value(error.column)
    header = next(iter(value.named), None) if value is not None else None
    given = dict(record.given).get(error.column)
    if header is None or value is None or value.lookup is not None:
        return replace(error, row=tuple(cells.items()), value=given or error.value)
    if given is not None:
        return replace(error, column=header, value=given[:SHOWN], row=tuple(cells.items()))
    filled = next((name for name in value.named if cells.get(name)), header)
    seen = cells.get(filled, "")[:SHOWN]
    hint = error.hint.replace(f"Fill in {error.column}.", f'Fill in "{filled}".')
    return replace(error, column=filled, value=seen, hint=hint, row=tuple(cells.items()))


def value_text(
    value: Value,
    kind: Kind,
    cells: Mapping[str, str],
    reading: Reading,
    kept: dict[str, str] | None = None,
) -> str:
    """One column of the contract as text, "" where nothing is said; raises `CellProblem`.

    `kept` takes the cells that say more than the column holds, so that they are not lost.
    """
    header, text = _found(value, cells)
    if value.when and not all(holds(one, cells, reading) for one in value.when):
        _keep(kept, header, text)
        return ""
    if value.words or value.otherwise is not None:
        translated = _translated(value, header, text, kept)
        if translated is not None:
            return translated
    return _read(value, kind, (header, text), cells, reading, kept=kept) if text else ""


def _read(
    value: Value,
    kind: Kind,
    found: tuple[str, str],
    cells: Mapping[str, str],
    reading: Reading,
    *,
    kept: dict[str, str] | None,
) -> str:
    """A cell that is filled, by its header and its text, in the form of its column."""
    header, text = found
    if value.take is not None:
        return _taken(value, header, text, reading, kept)
    if kind == "number":
        return _number_text(value, header, text, cells, reading)
    if kind == "day":
        return _day_text(header, text, reading, [text_of(cells, one) for one in value.within])
    return _flag_text(text) if kind == "flag" else text + value.suffix


def _found(value: Value, cells: Mapping[str, str]) -> tuple[str, str]:
    """The header that counts and its text: the first that is filled, or several joined."""
    if value.constant is not None:
        return "", value.constant
    if value.join:
        parts = [text_of(cells, header) for header in value.join]
        return value.join[0], value.between.join(part for part in parts if part)
    for header in value.headers:
        if text := text_of(cells, header):
            return header, text
    return (value.headers[0] if value.headers else ""), ""


def _translated(value: Value, header: str, text: str, kept: dict[str, str] | None) -> str | None:
    """What a word means; None where the words say nothing of it and it stands as it is."""
    for word, meaning in value.words:
        if fold(word) == fold(text):
            return meaning
    if value.otherwise is None or not text:
        return None if text else ""
    _keep(kept, header, text)
    return value.otherwise


def _keep(kept: dict[str, str] | None, header: str, text: str) -> None:
    if kept is not None and header and text:
        kept[header] = text


def _taken(
    value: Value, header: str, text: str, reading: Reading, kept: dict[str, str] | None
) -> str:
    """The part of a cell that is wanted: a host, a currency, a number, the first of a list."""
    if value.take == "domain":
        hosts = (_HOST.match(part) for part in _parts(text))
        return ";".join(host[1].lower() for host in hosts if host and "." in host[1])
    if value.take == "currency":
        return _code(header, text, reading)
    if value.take == "number":
        found = _FIRST_NUMBER.search(text)
        return found[0] if found else ""
    parts = [part for part in _AMONG[value.take or "first"](text) if part]
    if parts != [text]:
        _keep(kept, header, text)
    return parts[0] if parts else ""


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def _addresses(text: str) -> list[str]:
    return [part for part in _BESIDE_ADDRESSES.split(text) if part.count("@") == 1]


_BESIDE_ADDRESSES = re.compile(r"[\s;,<>()\[\]\"]+")
_AMONG = {"first": _listed, "address": _addresses}


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[;,\s]+", text) if part]


def _number_text(
    value: Value, header: str, text: str, cells: Mapping[str, str], reading: Reading
) -> str:
    changes = value.unit or value.sign or value.turned or value.reckoned_with
    if value.unit in {"hours", *_PER_HOUR} and (hours := hours_in(text)) is not None:
        return _plain(hours)
    amount = amount_of(header, text, reading)
    if not changes and not amount.is_percent:
        return amount.text
    number = Decimal(amount.text)
    if amount.is_percent or value.unit in {"percent", "cents"}:
        number = number.scaleb(-2)
    if value.unit in _PER_HOUR:
        number = (number / _PER_HOUR[value.unit]).quantize(_MILLIONTH)
    reckoned = _reckoned(value, number, cells, reading)
    return "" if reckoned is None else _plain(_signed(value, reckoned) * _turn(value, cells))


def _reckoned(
    value: Value, number: Decimal, cells: Mapping[str, str], reading: Reading
) -> Decimal | None:
    """The number with what is added, taken off and multiplied; None where a factor is empty."""
    for header in value.plus:
        number += number_of(header, cells, reading) or 0
    for header in value.minus:
        number -= number_of(header, cells, reading) or 0
    for header in value.times:
        factor = number_of(header, cells, reading)
        if factor is None:
            return None
        number *= factor
    return number * (1 - _share_off(value, cells, reading))


def _share_off(value: Value, cells: Mapping[str, str], reading: Reading) -> Decimal:
    header = value.less or value.percent_off
    if header is None:
        return Decimal(0)
    share = number_of(header, cells, reading) or Decimal(0)
    if value.percent_off is not None and "%" not in cells.get(header, ""):
        share = share.scaleb(-2)
    if not 0 <= share <= 1:
        hint = "A discount is a share from 0 to 1; in per cent, the mapping says percent_off."
        raise CellProblem(header, "it is no discount: it lies outside 0 and 1", hint)
    return share


def _signed(value: Value, number: Decimal) -> Decimal:
    if value.sign == "reversed":
        return -number
    if value.sign is None:
        return number
    return -abs(number) if value.sign == "negative" else abs(number)


def _turn(value: Value, cells: Mapping[str, str]) -> int:
    """-1 where an odd number of cells turn the sign: a credit, or a debit that is undone."""
    turns = 0
    for header, words in value.turned:
        word = fold(cells.get(header, ""))
        turns += any(fold(one) == word for one in words)
    return -1 if turns % 2 else 1


def _day_text(header: str, text: str, reading: Reading, bounds: Sequence[str]) -> str:
    proof = reading.dates.get(header)
    order: DateOrder | None = None
    if proof is not None:
        order = "dmy" if proof.says == "dmy" else "mdy" if proof.says == "mdy" else "ymd"
    try:
        if not bounds:
            return plain_moment(text, order)
        return day_within(text, order, *(plain_moment(one, None) for one in bounds if one))
    except DayError as error:
        hint = "Write it as the rest of its file does, or as 2026-06-30 or 2026-06-30T14:05+02:00."
        raise CellProblem(header, because(str(error), proof), hint) from None


def _flag_text(text: str) -> str:
    word = fold(text)
    return "true" if word in YES else "false" if word in NO else text


def hours_in(text: str) -> Decimal | None:
    """`1:30`, `01:30:00`, `1h 30m`; None where it is one plain number."""
    if found := _CLOCK.fullmatch(text):
        seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
        hours = (Decimal(seconds) / 3600).quantize(_MILLIONTH)
        return -hours if found[1] else hours
    found = _HOURS_AND_MINUTES.fullmatch(text)
    if found is None or (found[1] is None and found[2] is None):
        return None
    hours = Decimal((found[1] or "0").replace(",", "."))
    return (hours + Decimal(found[2] or 0) / 60).quantize(_MILLIONTH)


def _plain(number: Decimal) -> str:
    """Digits with a point, never an exponent."""
    return format(number, "f")


def _currency_beside(rule: Rule, cells: Mapping[str, str], reading: Reading) -> str:
    """The currency whose sign stands beside the row's own amounts."""
    for column, value in rule.columns:
        if column not in MONEY or value.lookup is not None:
            continue
        header, text = _found(value, cells)
        if not header or not text or (text[0].isdecimal() and text[-1].isdecimal()):
            continue
        amount = amount_of(header, text, reading)
        if amount.currency:
            return _code(header, amount.currency, reading)
    return ""


def _code(header: str, sign: str, reading: Reading) -> str:
    try:
        return currency_of(sign, reading.symbols)
    except CurrencyError as error:
        raise CellProblem(header, str(error), error.hint) from None


def _error(record: RawRecord, cells: Mapping[str, str], problem: CellProblem) -> ReadError:
    return ReadError(
        path=record.path,
        locator=record.locator,
        reason=problem.reason,
        hint=problem.hint,
        column=problem.header,
        value=cells.get(problem.header, "")[:SHOWN],
        position=record.position,
        row=tuple(cells.items()),
    )
