"""A mapping as the text of its file, which reads back as the same mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from goodwill.sources.mapped.rules import Condition, Lookup, Mapping, Rule, Value

__all__ = ["mapping_text"]


def mapping_text(mapping: Mapping) -> str:
    """The file, with every key that says something."""
    lines = [
        "# How this table is read; what may stand here is said in docs/mappings.md.",
        f"vendor = {_text(mapping.vendor)}",
        f"export = {_text(mapping.export)}",
        *_keys(source=mapping.source, dates=mapping.dates, decimal=mapping.decimal),
    ]
    if mapping.symbols:
        lines.append(f"symbols = {_table(mapping.symbols)}")
    lines += ["", "[recognise]", f"headers = {_list(mapping.headers)}"]
    lines += _keys(without=mapping.without)
    if mapping.header_rows > 1:
        lines.append(f"header_rows = {mapping.header_rows}")
    lines += _synonyms(mapping)
    for condition in mapping.skip:
        lines += ["", "[[skip]]", f"header = {_text(condition.header)}", *_keys(**_said(condition))]
    for lookup in mapping.lookups:
        lines += _lookup(lookup)
    for rule in mapping.rules:
        lines += _rule(rule)
    return "\n".join(lines) + "\n"


def _synonyms(mapping: Mapping) -> Iterator[str]:
    if not mapping.synonyms:
        return
    yield from ("", "[synonyms]")
    for header in dict.fromkeys(header for _, header in mapping.synonyms):
        others = [other for other, stands_for in mapping.synonyms if stands_for == header]
        yield f"{_text(header)} = {_list(others)}"


def _lookup(lookup: Lookup) -> list[str]:
    needed = [] if lookup.is_needed else ["needed = false"]
    keys = _keys(name=lookup.name, file=lookup.file, key=lookup.key)
    writes = _keys(dates=lookup.dates, decimal=lookup.decimal)
    return ["", "[[lookups]]", *keys, *needed, *writes]


def _rule(rule: Rule) -> list[str]:
    lines = ["", "[[rows]]", f"table = {_text(rule.table)}"]
    if rule.once:
        lines.append('once = "first"' if rule.mismatch == "ignore" else "once = true")
    if rule.when:
        said = ", ".join(f"{_text(one.header)} = {_condition(one)}" for one in rule.when)
        lines.append(f"when = {{ {said} }}")
    if rule.attributes is not None:
        lines.append(f"attributes = {_list(rule.attributes)}")
    lines.append("[rows.columns]")
    return lines + [f"{column} = {_value(value)}" for column, value in rule.columns]


def _condition(condition: Condition) -> str:
    said = _said(condition)
    return _list(condition.words) if set(said) == {"is"} else f"{{ {', '.join(_keys(**said))} }}"


def _said(condition: Condition) -> dict[str, Any]:
    if condition.sign is not None:
        return {"sign": condition.sign}
    return {"not" if condition.is_not else "is": condition.words}


def _value(value: Value) -> str:
    if value == Value(headers=value.headers) and value.headers:
        return _text(value.headers[0]) if len(value.headers) == 1 else _list(value.headers)
    start = {"from": value.headers[0] if len(value.headers) == 1 else value.headers}
    keys = _keys(
        **start,
        constant=value.constant,
        join=value.join,
        **{"with": value.between if value.join and value.between != " " else None},
        suffix=value.suffix,
        take=value.take,
        unit=value.unit,
        plus=value.plus,
        minus=value.minus,
        times=value.times,
        less=value.less,
        percent_off=value.percent_off,
        sign=value.sign,
        lookup=value.lookup,
        by=value.by,
    )
    if value.words:
        keys.append(f"values = {_table(value.words)}")
    if value.otherwise is not None:
        keys.append(f"else = {_text(value.otherwise)}")
    keys += ["sum = true"] * value.is_total + ["count = true"] * value.is_counted
    return f"{{ {', '.join(keys)} }}"


def _keys(**said: object) -> list[str]:
    """`key = value` of each that says something."""
    return [
        f"{key} = {_text(one) if isinstance(one, str) else _list(one)}"
        for key, one in said.items()
        if one and isinstance(one, str | tuple)
    ]


def _table(pairs: Iterable[tuple[str, str]]) -> str:
    return f"{{ {', '.join(f'{_text(key)} = {_text(value)}' for key, value in pairs)} }}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


def _text(text: str) -> str:
    """A TOML basic string; JSON escapes are TOML's, but for the delete character."""
    return orjson.dumps(text).decode().replace("\x7f", "\\u007f")
