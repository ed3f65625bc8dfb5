"""A document as JSON in UTF-8: the same bytes at the terminal and over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass

import orjson

__all__ = ["as_json", "json_bytes"]


def json_bytes(document: object, *, indent: bool = False) -> bytes:
    """One document on its own line, or on lines of its own, with a line's end."""
    options = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS
    if indent:
        options |= orjson.OPT_INDENT_2
    return orjson.dumps(document, option=options, default=as_json)


def as_json(value: object) -> object:
    """What JSON has no word for: records, decimals, paths, tuples of them."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
