"""What of a schema broke since another one: for readers of new documents, or for old documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["broken"]

Schema = Mapping[str, Any]


def broken(before: Schema, after: Schema) -> tuple[str, ...]:
    """Every change between two schemas that may not come within one version; () where none did.

    A field may be added that need not be there; everything else stays as it was.
    """
    old, new = _parts(before), _parts(after)
    return tuple(fault for name in old for fault in _faults(name, old[name], new.get(name)))


def _parts(schema: Schema) -> dict[str, Schema]:
    return {schema["title"]: schema, **schema["$defs"]}


def _faults(name: str, before: Schema, after: Schema | None) -> Iterator[str]:
    if after is None:
        yield f"{name} is gone"
        return
    fields, now = before["properties"], after["properties"]
    for field in fields:
        if field not in now:
            yield f"{name}.{field} is gone"
        elif fields[field] != now[field]:
            yield f"{name}.{field} was {fields[field]} and is {now[field]}"
    needed, needs = set(before["required"]), set(after["required"])
    yield from (
        f"{name}.{field} may now be missing" for field in sorted((needed - needs) & set(now))
    )
    yield from (f"{name}.{field} is now needed" for field in sorted(needs - needed))
