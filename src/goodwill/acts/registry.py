"""Find the recognisers: one file each in this folder, and those of other packages.

A module of this folder that is named as an act of the contract exports one `ACT`, to which the
cues of `cues/<act>.toml` are added (`goodwill.acts.cue_files`); another
package offers its own under the entry point group `goodwill.acts`. Two of one name are
refused.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.acts.cue_files import cues_from
from goodwill.acts.recogniser import Recogniser
from goodwill.entry_points import entry_points
from goodwill.errors import CatalogueError
from goodwill.facts.acts import ACT_IDS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["recognisers"]

_GROUP = "goodwill.acts"


@cache
def recognisers() -> tuple[Recogniser, ...]:
    """Every recogniser, in the contract's order, then those of other packages by name."""
    found: dict[str, Recogniser] = {}
    for where, recogniser in (*_own(), *_installed()):
        if recogniser.act in found:
            raise CatalogueError(
                f'Two recognisers are named "{recogniser.act}"; the second is {where}.',
                hint="Rename one of them, or uninstall the package it comes from.",
            )
        found[recogniser.act] = recogniser
    return tuple(found.values())


def _own() -> Iterator[tuple[str, Recogniser]]:
    here = {path.stem for path in Path(__file__).parent.glob("*.py")}
    for name in ACT_IDS:
        if name in here:
            module = f"{__package__}.{name}"
            found = _checked(module, import_module(module).ACT)
            yield module, replace(found, cues=(*found.cues, *cues_from(name)))


def _installed() -> Iterator[tuple[str, Recogniser]]:
    for point in sorted(entry_points(group=_GROUP), key=lambda point: point.name):
        yield point.value, _checked(point.value, point.load())


def _checked(where: str, found: object) -> Recogniser:
    if isinstance(found, Recogniser):
        return found
    raise CatalogueError(
        f"{where} is {type(found).__name__}, not a Recogniser.",
        hint="Export one goodwill.acts.Recogniser under that name.",
    )
