"""Engines by name: DuckDB, and those of other packages (entry points `goodwill.engines`).

Spark is not among them: it measures a lake, with a session that somebody else starts
(`goodwill.lake`). Which engine a book is measured on stands in its `goodwill.toml`.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint

from goodwill.engines.base import EngineKind
from goodwill.entry_points import entry_points
from goodwill.errors import ConfigError, nearest

__all__ = ["engine_named"]

GROUP = "goodwill.engines"


def engine_named(name: str) -> EngineKind:
    """The engine of that name; a `ConfigError` says why there is none."""
    from goodwill.engines.duckdb import ENGINE  # noqa: PLC0415  it need not be there for another

    points = entry_points(group=GROUP)
    offered = [point for point in points if point.name == name]
    if name == ENGINE.name and not offered:
        return ENGINE
    if not offered:
        known = [ENGINE.name, *sorted(points.names)]
        raise ConfigError(
            f'There is no engine "{name}".{nearest(name, known)}',
            hint="Install the package that brings it, or take [engine] out of goodwill.toml.",
        )
    if len(offered) > 1 or name == ENGINE.name:
        raise ConfigError(
            f'Two engines are named "{name}".',
            hint="Uninstall one of the packages that bring it:  goodwill extensions",
        )
    return _loaded(offered[0])


def _loaded(point: EntryPoint) -> EngineKind:
    try:
        found = point.load()
    except Exception as error:  # whatever a stranger's package does is told
        raise ConfigError(
            f'The engine "{point.name}" does not load: {type(error).__name__}: {error}',
            hint="Mend or uninstall its package:  goodwill extensions",
        ) from error
    if not isinstance(found, EngineKind) or found.name != point.name:
        raise ConfigError(
            f'The entry point "{point.name}" of {GROUP} is no EngineKind of that name.',
            hint="It must name one goodwill.engines.base.EngineKind object.",
        )
    return found
