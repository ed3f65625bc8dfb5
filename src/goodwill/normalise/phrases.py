"""The fixed phrases of mail in seven languages, from `phrases.toml` beside this file.

Only their lookup is here; what a phrase means is said by who asks: `openings`, `signatures`,
`language` and `category`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["alternatives", "phrase_table", "phrases"]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    """Every table of the file: group, language, phrases."""
    source = files("goodwill.normalise").joinpath("phrases.toml")
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(source.read_text("utf-8"))
    return tables


def phrases(group: str) -> tuple[str, ...]:
    """The phrases of a group in all languages, lower case, each once."""
    every = (phrase for listed in _tables()[group].values() for phrase in listed)
    return tuple(dict.fromkeys(every))


def phrase_table(group: str) -> dict[str, list[str]]:
    """The phrases of a group by language."""
    return _tables()[group]


def alternatives(group: str) -> str:
    """The phrases of a group as alternatives of a regular expression, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases(group), key=len, reverse=True))
