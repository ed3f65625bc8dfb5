"""Reading a mapping file: each key checked, with the file, the key and the nearest known one.

What a mapping is stands in `rules`, how a key is read in `goodwill.toml_keys`.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Dict
from dataclasses import replace

from goodwill.errors import ConfigError
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
from goodwill.toml_keys import Keys, parsed, wrong

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


def load_mapping(
    text: str, name: str, where: str, shipped: Dict[str, Mapping] | None = None
) -> Mapping:
    """Read a mapping file called `where`; `shipped` are those that it may extend, by name.

    A `ConfigError` says what to mend.
    """
    document = parsed(text, where)
    if "extends" in document:
        return _extended(Keys(where, document, _EXTENDING), name, shipped or {})
    return _whole(Keys(where, document, _TOP), name)


def _extended(keys: Keys, name: str, shipped: Dict[str, Mapping]) -> Mapping:
    """A mapping that is here already, with what a person answered about how it writes."""
    base = shipped.get(keys.needed_text("extends"))
    if base is None:
        raise wrong(keys.where, "extends", keys.text("extends"), "the name of a mapping", shipped)
    return replace(
        base,
        name=name,
        where=keys.where,
        dates=keys.word("dates", DATE_ORDERS) or base.dates,
        decimal=keys.word("decimal", DECIMAL_MARKS) or base.decimal,
        symbols=(*_symbols(keys), *base.symbols),
    )


def _whole(keys: Keys, name: str) -> Mapping:
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


def _symbols(keys: Keys) -> tuple[tuple[str, str], ...]:
    """Pairs of a sign that currencies share and the code that it stands for here."""
    pairs = keys.pairs("symbols")
    for sign, code in pairs:
        _check_currency(keys.where, f'symbols "{sign}"', code)
    return pairs


def _check_currency(where: str, key: str, code: str) -> None:
    if code not in CURRENCIES:
        raise wrong(where, key, code, "a code of ISO 4217, such as EUR", CURRENCIES)


def _synonyms(keys: Keys) -> tuple[tuple[str, str], ...]:
    """Pairs of another name and the header that it stands for."""
    table = keys.open_table("synonyms")
    return tuple((other, header) for header in table.names for other in table.texts(header))


def _above(keys: Keys) -> Above:
    return Above(
        name=keys.needed_text("name"),
        row=keys.whole("row", 1, highest=TOP_ROWS),
        cell=keys.whole("cell", 1, highest=_MOST_CELLS),
    )


def _group(keys: Keys) -> Group | None:
    if not keys.names:
        return None
    return Group(name=keys.needed_text("name"), column=keys.needed_text("column"))


def _lookup(keys: Keys) -> Lookup:
    return Lookup(
        name=keys.needed_text("name"),
        file=keys.needed_text("file"),
        key=keys.needed_text("key"),
        is_needed=keys.flag("needed", default=True),
        dates=keys.word("dates", DATE_ORDERS),
        decimal=keys.word("decimal", DECIMAL_MARKS),
    )


def _rule(keys: Keys, lookups: Collection[str]) -> Rule:
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


def _when(keys: Keys) -> list[Condition]:
    """`Type = ["Invoice"]`, `Paid = { not = [""] }`, `Amount = { sign = "negative" }`."""
    conditions = []
    for header in keys.names:
        if keys.is_table(header):
            one = keys.table(header, _CONDITION[1:])
            conditions.append(_condition(one, header))
        else:
            conditions.append(Condition(header=header, words=keys.texts(header)))
    return conditions


def _condition(keys: Keys, header: str | None = None) -> Condition:
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


def _value(keys: Keys, column: str, lookups: Collection[str]) -> Value:
    """A header, a list of headers of which the first that is filled counts, or a table."""
    if not keys.is_table(column):
        return Value(headers=keys.texts(column))
    keys = keys.table(column, _VALUE)
    lookup = keys.text("lookup")
    if lookup is not None and lookup not in lookups:
        raise wrong(keys.where, "lookup", lookup, "the name of one of the [[lookups]]", lookups)
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
