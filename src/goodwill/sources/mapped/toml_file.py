"""Reading a mapping file: each key checked, with the file, the key and the nearest known one.

What a mapping is stands in `rules`. A key that nobody knows is an error: a misspelt one would
otherwise change nothing and say nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from collections.abc import Mapping as Table
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from goodwill.errors import ConfigError, nearest
from goodwill.facts.csv_tables import CSV_TABLES, columns, required_columns
from goodwill.facts.currencies import CURRENCIES
from goodwill.sources.mapped.rules import (
    DATE_ORDERS,
    DECIMAL_MARKS,
    NUMBER_SIGNS,
    SIGNS,
    TAKES,
    UNITS,
    Above,
    Condition,
    Group,
    Lookup,
    Mapping,
    Rule,
    Value,
)
from goodwill.sources.sheets import TOP_ROWS

__all__ = ["load_mapping"]

_TOP = (
    "vendor", "export", "source", "extends", "recognise", "synonyms", "dates", "decimal",
    "symbols", "skip", "above", "group", "lookups", "rows",
)  # fmt: skip
_EXTENDING = ("vendor", "export", "extends", "dates", "decimal", "symbols")
_RECOGNISE = ("headers", "without", "header_rows")
_LOOKUP = ("name", "file", "key", "needed", "dates", "decimal")
_ROW = ("table", "columns", "when", "once", "attributes")
_ABOVE = ("name", "row", "cell")
_CONDITION = ("header", "is", "not", "sign", "begins", "digits_over")
_VALUE = (
    "from", "constant", "join", "with", "suffix", "values", "else", "take", "unit", "plus", "minus",
    "times", "less", "percent_off", "sign", "turned", "within", "lookup", "by", "when", "sum",
    "count",
)  # fmt: skip
_MOST_HEADER_ROWS = 3
_MOST_CELLS = 1000
_FIRST_AND_LAST = 2

Word = TypeVar("Word", bound=str)


def load_mapping(
    text: str, name: str, where: str, shipped: Table[str, Mapping] | None = None
) -> Mapping:
    """Read a mapping file called `where`; `shipped` are those that it may extend, by name.

    A `ConfigError` says what to mend.
    """
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        hint = "Texts stand in quotation marks, lists in brackets; one key a line."
        raise ConfigError(f"{where}: it is no TOML: {error}.", hint=hint) from None
    if "extends" in document:
        return _extended(_Keys(where, document, _EXTENDING), name, shipped or {})
    return _whole(_Keys(where, document, _TOP), name)


def _extended(keys: _Keys, name: str, shipped: Table[str, Mapping]) -> Mapping:
    """A mapping that is here already, with what a person answered about how it writes."""
    base = shipped.get(keys.needed_text("extends"))
    if base is None:
        raise _wrong(keys.where, "extends", keys.text("extends"), "the name of a mapping", shipped)
    return replace(
        base,
        name=name,
        where=keys.where,
        dates=keys.word("dates", DATE_ORDERS) or base.dates,
        decimal=keys.word("decimal", DECIMAL_MARKS) or base.decimal,
        symbols=(*_symbols(keys), *base.symbols),
    )


def _whole(keys: _Keys, name: str) -> Mapping:
    recognise = keys.table("recognise", _RECOGNISE)
    lookups = tuple(_lookup(one) for one in keys.tables("lookups", _LOOKUP))
    mapping = Mapping(
        name=name,
        where=keys.where,
        vendor=keys.needed_text("vendor"),
        export=keys.needed_text("export"),
        source=keys.text("source") or "",
        headers=recognise.texts("headers"),
        without=recognise.texts("without"),
        header_rows=recognise.whole("header_rows", 1, highest=_MOST_HEADER_ROWS),
        synonyms=_synonyms(keys),
        dates=keys.word("dates", DATE_ORDERS),
        decimal=keys.word("decimal", DECIMAL_MARKS),
        symbols=_symbols(keys),
        skip=tuple(_condition(one) for one in keys.tables("skip", _CONDITION)),
        above=tuple(_above(one) for one in keys.tables("above", _ABOVE)),
        group=_group(keys.table("group", ("name", "column"))),
        lookups=lookups,
        rules=tuple(
            _rule(one, [lookup.name for lookup in lookups]) for one in keys.tables("rows", _ROW)
        ),
    )
    if not mapping.headers:
        raise ConfigError(
            f"{keys.where}: [recognise] names no headers.",
            hint='Name those that every such file has: headers = ["Invoice No", "Customer"].',
        )
    if not mapping.rules:
        raise ConfigError(
            f"{keys.where}: there is no [[rows]].", hint="Say which table its rows become."
        )
    return mapping


def _symbols(keys: _Keys) -> tuple[tuple[str, str], ...]:
    """Pairs of a sign that currencies share and the code that it stands for here."""
    pairs = keys.pairs("symbols")
    for sign, code in pairs:
        _check_currency(keys.where, f'symbols "{sign}"', code)
    return pairs


def _check_currency(where: str, key: str, code: str) -> None:
    if code not in CURRENCIES:
        raise _wrong(where, key, code, "a code of ISO 4217, such as EUR", CURRENCIES)


def _synonyms(keys: _Keys) -> tuple[tuple[str, str], ...]:
    """Pairs of another name and the header that it stands for."""
    table = keys.open_table("synonyms")
    return tuple((other, header) for header in table.names for other in table.texts(header))


def _above(keys: _Keys) -> Above:
    return Above(
        name=keys.needed_text("name"),
        row=keys.whole("row", 1, highest=TOP_ROWS),
        cell=keys.whole("cell", 1, highest=_MOST_CELLS),
    )


def _group(keys: _Keys) -> Group | None:
    if not keys.names:
        return None
    return Group(name=keys.needed_text("name"), column=keys.needed_text("column"))


def _lookup(keys: _Keys) -> Lookup:
    return Lookup(
        name=keys.needed_text("name"),
        file=keys.needed_text("file"),
        key=keys.needed_text("key"),
        is_needed=keys.flag("needed", default=True),
        dates=keys.word("dates", DATE_ORDERS),
        decimal=keys.word("decimal", DECIMAL_MARKS),
    )


def _rule(keys: _Keys, lookups: Collection[str]) -> Rule:
    table = keys.needed_word("table", tuple(CSV_TABLES))
    keys = keys.called(f"{keys.where} ({table})")
    named = keys.table("columns", columns(table))
    found = tuple((column, _value(named, column, lookups)) for column in named.names)
    if missing := sorted(required_columns(table) - {column for column, _ in found}):
        raise ConfigError(
            f"{keys.where}: nothing says where {', '.join(missing)} come from.",
            hint=f"A row of {table} needs: {', '.join(sorted(required_columns(table)))}.",
        )
    once = keys.either("once", ("first",))
    return Rule(
        table=table,
        columns=found,
        when=tuple(_when(keys.open_table("when"))),
        once=bool(once),
        mismatch="ignore" if once == "first" else "reject",
        attributes=keys.texts("attributes") if "attributes" in keys.names else None,
    )


def _when(keys: _Keys) -> list[Condition]:
    """`Type = ["Invoice"]`, `Paid = { not = [""] }`, `Amount = { sign = "negative" }`."""
    conditions = []
    for header in keys.names:
        if keys.is_table(header):
            one = keys.table(header, _CONDITION[1:])
            conditions.append(_condition(one, header))
        else:
            conditions.append(Condition(header=header, words=keys.texts(header)))
    return conditions


def _condition(keys: _Keys, header: str | None = None) -> Condition:
    name = header or keys.needed_text("header")
    is_not = "not" in keys.names
    words = keys.texts("not" if is_not else "is")
    condition = Condition(
        header=name,
        words=words,
        is_not=is_not,
        sign=keys.word("sign", NUMBER_SIGNS),
        begins=keys.texts("begins"),
        digits_over=keys.text("digits_over"),
    )
    if condition == Condition(header=name, is_not=is_not):
        hint = 'Write is = ["word"], not = ["word"] or sign = "negative".'
        raise ConfigError(f"{keys.where}: it does not say what the cell has to be.", hint=hint)
    return condition


def _value(keys: _Keys, column: str, lookups: Collection[str]) -> Value:
    """A header, a list of headers of which the first that is filled counts, or a table."""
    if not keys.is_table(column):
        return Value(headers=keys.texts(column))
    keys = keys.table(column, _VALUE)
    lookup = keys.text("lookup")
    if lookup is not None and lookup not in lookups:
        raise _wrong(keys.where, "lookup", lookup, "the name of one of the [[lookups]]", lookups)
    value = Value(
        headers=keys.texts("from"),
        constant=keys.text("constant"),
        join=keys.texts("join"),
        between=keys.raw_text("with", " ") or "",
        words=keys.pairs("values"),
        otherwise=keys.raw_text("else", None),
        suffix=keys.raw_text("suffix", None) or "",
        take=keys.word("take", TAKES),
        unit=keys.word("unit", UNITS),
        plus=keys.texts("plus"),
        minus=keys.texts("minus"),
        times=keys.texts("times"),
        less=keys.text("less"),
        percent_off=keys.text("percent_off"),
        sign=keys.word("sign", SIGNS),
        turned=keys.listed("turned"),
        within=keys.texts("within"),
        lookup=lookup,
        by=keys.text("by"),
        when=tuple(_when(keys.open_table("when"))),
        is_total=keys.flag("sum", default=False),
        is_counted=keys.flag("count", default=False),
    )
    _check_value(keys.where, value)
    if column == "currency":
        _check_currencies(keys.where, value)
    return value


def _check_currencies(where: str, value: Value) -> None:
    """What a mapping itself says is a currency has to be one; cells are looked at later."""
    if value.constant is not None:
        _check_currency(where, "constant", value.constant)
    for word, code in (*value.words, ("else", value.otherwise or "")):
        if code:
            _check_currency(where, f'"{word}"', code)


def _check_value(where: str, value: Value) -> None:
    starts = [bool(value.headers), value.constant is not None, bool(value.join)]
    if sum(starts) != 1 and not (value.is_counted and not any(starts)):
        hint = 'Write one of them: from = "Header", constant = "EUR" or join = ["First", "Last"].'
        raise ConfigError(f"{where}: it needs exactly one of from, constant and join.", hint=hint)
    if value.within and len(value.within) != _FIRST_AND_LAST:
        hint = 'Write both: within = ["From", "To"], the headers of the first and the last day.'
        raise ConfigError(f"{where}: within needs two headers.", hint=hint)
    if (value.lookup is None) != (value.by is None):
        hint = 'Write both: lookup = "prices", by = "Product" (the header here that holds the key).'
        raise ConfigError(f"{where}: lookup and by belong together.", hint=hint)


class _Keys:
    """One table of the file, read key by key; `where` is what messages call it."""

    def __init__(self, where: str, table: Table[str, object], known: Collection[str]) -> None:
        self.where = where
        self._table = table
        self._known = known
        for key in table:
            if known and key not in known:
                raise ConfigError(
                    f'{where}: there is no key "{key}".{nearest(key, known)}',
                    hint=f"Known keys are: {', '.join(known)}.",
                )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._table)

    def called(self, where: str) -> _Keys:
        return _Keys(where, self._table, self._known)

    def is_table(self, key: str) -> bool:
        return isinstance(self._table.get(key), dict)

    def table(self, key: str, known: Collection[str]) -> _Keys:
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            raise _wrong(self.where, key, value, "a table of keys")
        return _Keys(f"{self.where}: {key}", value, known)

    def open_table(self, key: str) -> _Keys:
        """A table whose keys are headers, which nobody can know beforehand."""
        return self.table(key, ())

    def tables(self, key: str, known: Collection[str]) -> list[_Keys]:
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise _wrong(self.where, key, value, f"lines [[{key}]] with keys below them")
        return [
            _Keys(f"{self.where}: [[{key}]] {number}", one, known)
            for number, one in enumerate(value, start=1)
        ]

    def text(self, key: str) -> str | None:
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise _wrong(self.where, key, value, "a text in quotation marks")
        return value.strip()

    def raw_text(self, key: str, default: str | None) -> str | None:
        """A text that may be empty, or hold blanks that matter."""
        value = self._table.get(key, default)
        if value is not None and not isinstance(value, str):
            raise _wrong(self.where, key, value, "a text in quotation marks")
        return value

    def needed_text(self, key: str) -> str:
        value = self.text(key)
        if value is None:
            raise ConfigError(f'{self.where}: "{key}" is missing.', hint=f'Write {key} = "...".')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._table.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise _wrong(self.where, key, value, 'a text, or a list: ["one", "two"]')
        return tuple(one.strip() for one in listed)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        value = self._table.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise _wrong(self.where, key, value, 'pairs of texts: { "Closed Won" = "won" }')
        return tuple((word.strip(), str(meaning)) for word, meaning in value.items())

    def listed(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Words by header: `{ "Debit/Credit" = ["C"] }`."""
        table = self.open_table(key)
        return tuple((name, table.texts(name)) for name in table.names)

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            raise _wrong(self.where, key, value, "true or false")
        return value

    def either(self, key: str, words: Collection[str]) -> bool | str:
        value = self._table.get(key, False)
        if isinstance(value, bool) or (isinstance(value, str) and value in words):
            return value
        raise _wrong(self.where, key, value, f"true, false or one of {', '.join(words)}")

    def whole(self, key: str, default: int, *, highest: int) -> int:
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= highest:
            raise _wrong(self.where, key, value, f"a whole number from 1 to {highest}")
        return value

    def word(self, key: str, known: tuple[Word, ...]) -> Word | None:
        value = self.text(key)
        if value is None:
            return None
        for word in known:
            if word == value:
                return word
        raise _wrong(self.where, key, value, f"one of {', '.join(known)}", known)

    def needed_word(self, key: str, known: tuple[Word, ...]) -> Word:
        self.needed_text(key)
        word = self.word(key, known)
        return word if word is not None else known[0]


def _wrong(
    where: str, key: str, value: object, wanted: str, known: Collection[str] = ()
) -> ConfigError:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    near = nearest(str(value), known) if known else ""
    return ConfigError(
        f"{where}: {key} = {shown[:100]} cannot be used.{near}", hint=f"Write {wanted}."
    )
