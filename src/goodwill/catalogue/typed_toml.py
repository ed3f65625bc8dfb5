"""From a TOML table to a frozen dataclass, refusing what the dataclass does not say.

Unknown keys, missing keys and values of another type are errors that name file, table and
the nearest known name. What the tables are is next door in `schema`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from math import isfinite
from typing import Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from goodwill.errors import CatalogueError, nearest

__all__ = ["Place", "build"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file: `patterns/late.toml, [fires_when] all_of[1]`."""

    file: str
    path: tuple[str | int, ...] = ()

    def at(self, step: str | int) -> Place:
        """The place one step further in."""
        return Place(self.file, (*self.path, step))

    def __str__(self) -> str:
        if not self.path:
            return self.file
        first, *rest = self.path
        inner = "".join(f"[{step}]" if isinstance(step, int) else f" {step}" for step in rest)
        return f"{self.file}, [{first}]{inner}"

    def error(self, message: str) -> CatalogueError:
        """The error to raise about the table here."""
        return CatalogueError(f"{self}: {message}", hint=f"Mend {self.file} and run again.")

    def misfit(self, message: str) -> CatalogueError:
        """The error to raise about the value here, which its table names by a key."""
        *outer, last = self.path
        if isinstance(last, int):
            return self.error(message)
        return Place(self.file, tuple(outer)).error(f'"{last}" {message}')


def build(cls: Callable[..., T], table: object, place: Place) -> T:
    """`table` as a `cls`; every key accounted for."""
    if not isinstance(table, Mapping):
        raise place.misfit(f"needs a table, not {table!r}.")
    known = _fields(cls)
    for key in table:
        if key not in known:
            raise place.error(f'unknown key "{key}".{nearest(str(key), known)}')
    missing = [name for name, (_, needed) in known.items() if needed and name not in table]
    if missing:
        raise place.error(f'the key "{missing[0]}" is missing.')
    values = {key: _convert(known[key][0], value, place.at(key)) for key, value in table.items()}
    try:
        return cls(**values)
    except ValueError as error:
        raise place.error(f"{error}.") from None


@cache
def _fields(cls: Callable[..., object]) -> Mapping[str, tuple[object, bool]]:
    """By name: the type, and whether it must be given."""
    if not is_dataclass(cls) or not isinstance(cls, type):
        raise TypeError(f"{cls} is no dataclass")
    hints = get_type_hints(cls)
    return {
        field.name: (
            hints[field.name],
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(cls)
    }


def _convert(wanted: object, value: object, place: Place) -> object:
    if isinstance(wanted, type) and is_dataclass(wanted):
        return build(wanted, value, place)
    origin, options = get_origin(wanted), get_args(wanted)
    reader = _CONTAINERS.get(origin)
    if reader is not None:
        return reader(options, value, place)
    return _plain(wanted, value, place)


def _plain(wanted: object, value: object, place: Place) -> object:
    name, fits = _PLAIN[wanted]
    if not fits(value):
        raise place.misfit(f"needs {name}, not {value!r}.")
    if isinstance(value, str):
        return " ".join(value.split())
    return float(value) if wanted is float and isinstance(value, int) else value


def _tuple(options: tuple[object, ...], value: object, place: Place) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise place.misfit(f"needs a list, not {value!r}.")
    return tuple(_convert(options[0], item, place.at(i)) for i, item in enumerate(value))


def _mapping(options: tuple[object, ...], value: object, place: Place) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise place.misfit(f"needs a table, not {value!r}.")
    items = {key: _convert(options[1], item, place.at(key)) for key, item in value.items()}
    return types.MappingProxyType(items)


def _choice(options: tuple[object, ...], value: object, place: Place) -> object:
    if value not in options:
        allowed = ", ".join(f'"{option}"' for option in options)
        raise place.misfit(f"needs one of {allowed}, not {value!r}.")
    return value


def _optional(options: tuple[object, ...], value: object, place: Place) -> object:
    (wanted,) = (option for option in options if option is not types.NoneType)
    return _convert(wanted, value, place)


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


_PLAIN: Mapping[object, tuple[str, Callable[[object], bool]]] = {
    str: ("a text", lambda value: isinstance(value, str)),
    bool: ("true or false", lambda value: isinstance(value, bool)),
    int: ("a whole number", lambda value: type(value) is int),
    float: ("a number", _is_finite),
    date: ("a day", lambda value: isinstance(value, date) and not isinstance(value, datetime)),
}

_CONTAINERS: Mapping[object, Callable[[tuple[object, ...], object, Place], object]] = {
    tuple: _tuple,
    Mapping: _mapping,
    Literal: _choice,
    Union: _optional,
    types.UnionType: _optional,
}
