"""The cues of an act that stand in files: `cues/<act>.toml`, and the words of `words_of/`.

An act's module says what it is and with what it is confused; the file beside it holds how
people say it, one turn of phrase a line. What they say sideways is for the linear model: a
pattern with gaps in it costs more time than it tells.

A file is a list of `[[cue]]` with `name`, `weight` (natural log-odds), `language` (left out:
every one), `when` (marks such as `@asks`, left out: none) and one of

- `any`: one pattern a line, in the form that `goodwill.acts.patterns` tells;
- `words`: a field of `words_of/<language>.toml`. The weight counts once for each different
  word of the field, `most` times at most (left out: once).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.acts.recogniser import Cue
from goodwill.errors import CatalogueError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["cues_from"]

_FOLDER = Path(__file__).parent
_KEYS = frozenset({"name", "weight", "language", "when", "any", "words", "most"})


def cues_from(act: str) -> tuple[Cue, ...]:
    """The cues of `cues/<act>.toml`, in the file's order; none where there is no such file."""
    path = _FOLDER / "cues" / f"{act}.toml"
    if not path.is_file():
        return ()
    rows = tomllib.loads(path.read_text("utf-8")).get("cue", [])
    return tuple(_cue(path.name, row) for row in rows)


def _cue(where: str, row: dict[str, object]) -> Cue:
    if unknown := sorted(row.keys() - _KEYS):
        raise CatalogueError(
            f'acts/cues/{where}: a cue has the key "{unknown[0]}", which means nothing.',
            hint=f"The keys of a cue are {', '.join(sorted(_KEYS))}.",
        )
    language = str(row.get("language", ""))
    lines = [line.strip() for line in str(row.get("any", "")).split("\n") if line.strip()]
    marks = f"{row['when']} " if "when" in row else ""
    return Cue(
        name=str(row["name"]),
        weight=float(str(row["weight"])),
        pattern=marks + "|".join(lines),
        language=language,
        words=_field(where, language, str(row["words"])) if "words" in row else frozenset(),
        most=int(str(row.get("most", 1))),
    )


def _field(where: str, language: str, name: str) -> frozenset[str]:
    fields = _fields(language)
    if name not in fields:
        raise CatalogueError(
            f'acts/cues/{where}: words_of/{language}.toml has no field "{name}".'
            f"{nearest(name, fields)}",
            hint=f"Add the field to goodwill/acts/words_of/{language}.toml.",
        )
    return fields[name]


@cache
def _fields(language: str) -> Mapping[str, frozenset[str]]:
    text = (_FOLDER / "words_of" / f"{language}.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}
