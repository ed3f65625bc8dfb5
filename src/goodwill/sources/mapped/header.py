"""The header row of an export: where it stands, and which cell a mapping's name means.

Titles may stand above it, names may stand one above the other, a name may occur twice (the
second is `Amount#2`), a vendor may write it in another language (`synonyms`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goodwill.sources.mapped.rules import Condition, Mapping, Rule, Value
from goodwill.sources.mapped.words import fold_header
from goodwill.sources.sheets import SheetRow

__all__ = ["Header", "header_among", "is_met", "names_of", "resolve_condition", "resolve_rule"]


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a file's columns as it writes them, and the number of the row they end in.

    `known` leads from a mapping's name for a column to the file's own.
    """

    number: int
    names: tuple[str, ...]
    known: dict[str, str]

    def here(self, name: str) -> str | None:
        """What this file calls the column that a mapping calls `name`; None if it has none."""
        return self.known.get(name) or self.known.get(fold_header(name))


def header_among(rows: Sequence[SheetRow], mapping: Mapping) -> Header | None:
    """The first of `rows` (or the first that end in it) in which all headers asked for stand."""
    for at in range(len(rows) - mapping.header_rows + 1):
        part = rows[at : at + mapping.header_rows]
        if any(row.problem for row in part):
            continue
        names = names_of([row.cells for row in part])
        header = Header(part[-1].number, names, _known(names, mapping))
        is_it = all(header.here(name) for name in mapping.headers)
        if is_it and not any(header.here(name) for name in mapping.without):
            return header
    return None


def names_of(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The columns' names: joined from the top down, counted where one comes again.

    A name that spans several columns stands in the first of them only, so it holds for the blanks
    to its right, unless it stands in the lowest row.
    """
    width = max((len(cells) for cells in rows), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    for level, cells in enumerate(rows, start=1):
        above = ""
        for at in range(width):
            cell = " ".join(cells[at].split()).lstrip("\ufeff") if at < len(cells) else ""
            above = cell or ("" if level == len(rows) else above)
            if above and above not in parts[at]:
                parts[at].append(above)
    names = [" ".join(part) for part in parts]
    while names and not names[-1]:
        names.pop()
    return _counted([name or f"column_{at}" for at, name in enumerate(names, start=1)])


def _counted(names: Sequence[str]) -> tuple[str, ...]:
    """The second `Amount` becomes `Amount#2`, whatever the case of its letters."""
    met: Counter[str] = Counter()
    counted = []
    for name in names:
        met[name.casefold()] += 1
        times = met[name.casefold()]
        counted.append(name if times == 1 else f"{name}#{times}")
    return tuple(counted)


def _known(names: Sequence[str], mapping: Mapping) -> dict[str, str]:
    """From each way of naming a column to its name here; exact ones go before folded ones."""
    known = {name: name for name in names}
    for name in names:
        known.setdefault(fold_header(name), name)
    for other, header in mapping.synonyms:
        here = known.get(other) or known.get(fold_header(other))
        if here is not None and header not in known:
            known.setdefault(header, here)
            known.setdefault(fold_header(header), here)
    return known


def is_met(rule: Rule, header: Header) -> bool:
    """Whether this file has every column that is filled wherever the rule makes a row."""
    return not any(
        one.is_not and "" in one.words and header.here(one.header) is None for one in rule.when
    )


def resolve_rule(rule: Rule, header: Header) -> Rule:
    """The rule in this file's own names; columns and parts that it lacks fall away."""
    columns = tuple(
        (column, found)
        for column, value in rule.columns
        if (found := _resolve_value(value, header)) is not None
    )
    when = tuple(resolve_condition(one, header) for one in rule.when)
    attributes = rule.attributes
    if attributes is not None:
        attributes = _here(attributes, header)
    return replace(rule, columns=columns, when=when, attributes=attributes)


def _resolve_value(value: Value, header: Header) -> Value | None:
    """The value in this file's names; None where the file has nothing that it reads."""
    if value.when:
        value = replace(value, when=tuple(resolve_condition(one, header) for one in value.when))
    if value.lookup is not None:
        return replace(value, by=header.here(value.by or ""))
    if value.constant is not None:
        return value
    if not all(header.here(name) for name in value.reckoned_with):
        return None  # a total without its tax, a price without its quantity: another number
    found = replace(
        value,
        headers=_here(value.headers, header),
        join=_here(value.join, header),
        plus=_here(value.plus, header),
        minus=_here(value.minus, header),
        times=_here(value.times, header),
        less=None if value.less is None else header.here(value.less),
        percent_off=None if value.percent_off is None else header.here(value.percent_off),
        turned=tuple((header.here(name) or name, words) for name, words in value.turned),
        within=_here(value.within, header),
    )
    return found if found.headers or found.join or value.is_counted else None


def resolve_condition(condition: Condition, header: Header) -> Condition:
    """The condition in this file's own names."""
    over = condition.digits_over
    return replace(
        condition,
        header=header.here(condition.header) or condition.header,
        digits_over=None if over is None else header.here(over) or over,
    )


def _here(names: Sequence[str], header: Header) -> tuple[str, ...]:
    found = (header.here(name) for name in names)
    return tuple(name for name in found if name is not None)
