"""What other packages bring: found by entry points, loaded as what Goodwill comes with is loaded.

One line for each, whether it can be used, and what is wrong where it cannot. A package that does
not load is told here and stops nothing else that needs no extension.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from importlib.resources import files
from types import MappingProxyType

from goodwill.entry_points import entry_points

__all__ = ["GROUPS", "Extension", "extensions"]

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "goodwill.connectors": "a way to read files (goodwill.sources.base.Connector)",
        "goodwill.live": "a source that the book keeps itself from (goodwill.live.base.LiveKind)",
        "goodwill.acts": "what a sentence does (goodwill.acts.Recogniser)",
        "goodwill.signals": "a package folder of SQL files, one measurement each",
        "goodwill.engines": "an engine that measures (goodwill.engines.base.EngineKind)",
        "goodwill.catalogue": "a package folder of concepts, as goodwill/catalogue is laid out",
    }
)
"""The groups of entry points, and what one of each must name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One thing that a package brings: `is_usable`, or `fault` says why it is not."""

    group: str
    name: str
    value: str
    package: str
    version: str
    is_usable: bool
    fault: str = ""


def extensions() -> tuple[Extension, ...]:
    """Everything that is installed, by group and name."""
    return tuple(one for group in GROUPS for one in _of(group))


def _of(group: str) -> Iterator[Extension]:
    for point in sorted(entry_points(group=group), key=lambda one: one.name):
        fault = _fault(point)
        yield Extension(
            group=group,
            name=point.name,
            value=point.value,
            package=point.dist.name if point.dist else "",
            version=point.dist.version if point.dist else "",
            is_usable=not fault,
            fault=fault,
        )


def _fault(point: EntryPoint) -> str:
    """Why it cannot be used; "" where it can."""
    try:
        if point.group in {"goodwill.signals", "goodwill.catalogue"}:
            return "" if any(files(point.value).iterdir()) else "The folder is empty."
        point.load()
    except Exception as error:  # noqa: BLE001  whatever a stranger's package does is told
        return f"{type(error).__name__}: {error}"
    return ""
