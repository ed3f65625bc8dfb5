"""The cues of an act that stand in a file: `cues/<act>.toml`.

Long lists of turns of phrase are easier to read and to add to one a line than inside code.
An act's module says what it is and holds its first cues; the file beside it holds how people
say the same sideways. Both are weighed alike.

A file is a list of `[[cue]]` with `name`, `weight` (natural log-odds), `language` (left out:
every one), `when` (marks such as `@asks`, left out: none) and `any`: one pattern a line, in
the form that `goodwill.acts.patterns` tells.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from goodwill.acts.recogniser import Cue
from goodwill.errors import CatalogueError

__all__ = ["cues_from"]

_FOLDER = Path(__file__).parent / "cues"
_KEYS = frozenset({"name", "weight", "language", "when", "any"})


def cues_from(act: str) -> tuple[Cue, ...]:
    """The cues of `cues/<act>.toml`, in the file's order; none where there is no such file."""
    path = _FOLDER / f"{act}.toml"
    if not path.is_file():
        return ()
    rows = tomllib.loads(path.read_text("utf-8"))["cue"]
    return tuple(_cue(path.name, row) for row in rows)


def _cue(where: str, row: dict[str, object]) -> Cue:
    if unknown := sorted(row.keys() - _KEYS):
        raise CatalogueError(
            f'acts/cues/{where}: a cue has the key "{unknown[0]}", which means nothing.',
            hint=f"The keys of a cue are {', '.join(sorted(_KEYS))}.",
        )
    lines = [line.strip() for line in str(row["any"]).split("\n") if line.strip()]
    marks = f"{row['when']} " if "when" in row else ""
    return Cue(
        name=str(row["name"]),
        weight=float(str(row["weight"])),
        pattern=marks + "|".join(lines),
        language=str(row.get("language", "")),
    )
