"""What vendors publish of their interfaces, and where a value is not what they say.

`published/` has what the tests need of descriptions in client packages; each file says of which,
in which version, and under which licence. A kind is written as `string`, `Deal`, `Deal[]`,
`{string}` (a map), `'open'` (that word), or several with ` | ` between them; `any` is not looked
into, nor is what a file does not describe.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["TYPES", "Described", "read"]

FILES = Path(__file__).parent / "published"
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
_SEVERAL = re.compile(r" \| (?![^(]*\))")


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FILES / name).read_text())
    return found


@dataclass(frozen=True)
class Described:
    """A description, read from a file."""

    document: Mapping[str, Any]

    @classmethod
    def of(cls, name: str) -> Described:
        return cls(read(name))

    def properties(self, name: str) -> dict[str, str]:
        """An interface with those that it extends."""
        found = self.document["interfaces"].get(name, {"extends": "", "properties": {}})
        above = self.properties(found["extends"]) if found["extends"] else {}
        return {**above, **found["properties"]}

    def misfits(self, value: object, kind: str, at: str = "") -> Iterator[str]:
        """Where a value is not what its kind says."""
        at = at or kind
        several = _SEVERAL.split(kind)
        if len(several) > 1:
            found = [list(self.misfits(value, one, at)) for one in several]
            yield from min(found, key=len)
        elif kind.endswith("[]"):
            inner = kind.removesuffix("[]").removeprefix("(").removesuffix(")")
            yield from self._each(value, inner, at, list)
        elif kind.startswith("{"):
            yield from self._each(value, kind[1:-1], at, dict)
        elif kind in TYPES:
            is_flag = isinstance(value, bool)
            if not isinstance(value, TYPES[kind]) or is_flag != (kind == "boolean"):
                yield f"{at} is {type(value).__name__}, no {kind}"
        elif kind.startswith("'") or kind in self.document.get("values", {}):
            words = self.document.get("values", {}).get(kind, [kind.strip("'")])
            if value not in words:
                yield f"{at} is {value!r}, which is none of its words"
        elif kind in self.document["interfaces"]:
            yield from self._of_interface(value, kind, at)

    def _each(self, value: object, kind: str, at: str, sort: type) -> Iterator[str]:
        if not isinstance(value, sort):
            yield f"{at} is {type(value).__name__}, no {sort.__name__}"
            return
        for one in value.values() if isinstance(value, dict) else value:  # type: ignore[attr-defined]
            yield from self.misfits(one, kind, f"{at}[]")

    def _of_interface(self, value: object, kind: str, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at} is no object"
            return
        known = self.properties(kind)
        for name, one in value.items():
            if "@" in name:  # what OData says beside a value
                continue
            if name not in known:
                yield f"{at}.{name} is unknown"
            else:
                yield from self.misfits(one, known[name], f"{at}.{name}")
