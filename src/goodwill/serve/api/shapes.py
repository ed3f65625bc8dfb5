"""A type of ours told as JSON Schema: what is answered is described by what answers it.

Records and typed dictionaries become named components, each with the first paragraph of its
docstring. Nothing may be in an answer that is not in its schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

__all__ = ["Schema", "Shapes"]

Schema = dict[str, Any]

_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string"},
    Path: {"type": "string"},
}


class Shapes:
    """Schemas of types; `components` are the named ones met so far."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}
        self._types: dict[str, object] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type; records by reference."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if is_typeddict(kind) or is_dataclass(kind):
            return self._named(kind)
        return self._made_of(get_origin(kind), get_args(kind))

    def _made_of(self, origin: Any, parts: tuple[Any, ...]) -> Schema:
        """The schema of `origin[parts]`; of what may be anything, the empty one."""
        if origin is Literal:
            return {"type": "string", "enum": list(parts)}
        if origin in {Union, UnionType}:
            return {"anyOf": [self.of(part) for part in parts]}
        if origin is NotRequired:
            return self.of(parts[0])
        return self._collection(origin, parts) if isinstance(origin, type) and parts else {}

    def _collection(self, origin: type, parts: tuple[Any, ...]) -> Schema:
        if issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        if origin is tuple and parts[-1] is not Ellipsis:
            items, many = [self.of(part) for part in parts], len(parts)
            return {"type": "array", "prefixItems": items, "minItems": many, "maxItems": many}
        return {"type": "array", "items": self.of(parts[0])}

    def _named(self, kind: Any) -> Schema:
        name = kind.__name__
        if self._types.setdefault(name, kind) is not kind:
            msg = f"two types of an answer are called {name}"
            raise TypeError(msg)
        if name not in self.components:
            self.components[name] = {}  # a record may hold others of its kind
            self.components[name] = self._record(kind)
        return {"$ref": f"#/components/schemas/{name}"}

    def _record(self, kind: Any) -> Schema:
        hints = get_type_hints(kind, include_extras=True)
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(hints)
        return {
            "type": "object",
            "title": kind.__name__,
            "description": _first_paragraph(kind),
            "properties": {name: self.of(hints[name]) for name in names},
            "required": [name for name in names if get_origin(hints[name]) is not NotRequired],
            "additionalProperties": False,
        }


def _first_paragraph(kind: object) -> str:
    """Of its own docstring; a type made by a call has only that of `dict`."""
    told = "" if kind.__doc__ == dict.__doc__ else kind.__doc__ or ""
    return " ".join(told.partition("\n\n")[0].split())
