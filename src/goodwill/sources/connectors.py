"""Which connectors there are, and which of them reads a file.

A connector is a module of this folder, or an entry point `goodwill.connectors` of another
package, that exports one object named `CONNECTOR`. Nothing is registered by being imported.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from goodwill import sources
from goodwill.entry_points import entry_points
from goodwill.errors import SourceError
from goodwill.sources.base import Connector

__all__ = ["all_connectors", "connector_named", "recognise"]


@cache
def all_connectors() -> tuple[Connector, ...]:
    """Every connector by name: our own first, then those of other packages."""
    found: dict[str, Connector] = {}
    for connector in (*_built_in(), *_from_other_packages()):
        if connector.name in found:
            raise SourceError(
                f'Two connectors are named "{connector.name}".',
                hint="Uninstall one of the packages that bring it.",
            )
        found[connector.name] = connector
    return tuple(found.values())


def recognise(name: str, head: bytes) -> Connector | None:
    """The connector for a file by its name and first 4,096 bytes, or None."""
    return next((one for one in all_connectors() if one.recognises(name, head)), None)


def connector_named(name: str) -> Connector:
    """The connector that a `SourceFile` names."""
    for connector in all_connectors():
        if connector.name == name:
            return connector
    raise SourceError(
        f'There is no connector "{name}".',
        hint="Install the package that brought it, or import the file again.",
    )


def _built_in() -> list[Connector]:
    names = sorted(module.name for module in pkgutil.iter_modules(sources.__path__))
    modules = [import_module(f"{sources.__name__}.{name}") for name in names]
    exported = [getattr(module, "CONNECTOR", None) for module in modules]
    return [one for one in exported if isinstance(one, Connector)]


def _from_other_packages() -> list[Connector]:
    points = sorted(entry_points(group="goodwill.connectors"), key=lambda point: point.name)
    return [_loaded(point.name, point.load()) for point in points]


def _loaded(name: str, exported: object) -> Connector:
    if isinstance(exported, Connector):
        return exported
    raise SourceError(
        f'The entry point "{name}" of goodwill.connectors is no Connector.',
        hint="It must name one goodwill.sources.base.Connector object.",
    )
