"""How politely a text is put: the strategies of `politeness.toml` that it uses, summed up.

It measures ratings and labels of politeness and rudeness (`goodwill evaluate --act politeness`),
in English alone. Politeness is a manner and no act: nothing is listed for it, and no statement
rests on it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import re2  # type: ignore[import-untyped]

__all__ = ["POLITENESS", "politeness_of"]

POLITENESS = "politeness"

_FILE = Path(__file__).with_name("politeness.toml")
_BEGIN = r"(?:\A|[.!?;:]\s+|\n\s*)\W*"
_LONGEST = 20_000
"""Characters of a text that are looked at."""

_MOST = 2
"""Times that one strategy counts: the third thanks of a mail makes it no politer."""


class _Strategy(NamedTuple):
    weight: float
    pattern: Any


def politeness_of(text: str) -> float:
    """How probably people would rate a text among the politer half (0 to 1)."""
    constant, strategies = _known()
    told = text[:_LONGEST].replace("’", "'")
    log_odds = constant + sum(
        each.weight * min(len(each.pattern.findall(told)), _MOST) for each in strategies
    )
    return 1 / (1 + exp(-log_odds))


@cache
def _known() -> tuple[float, tuple[_Strategy, ...]]:
    """The constant and the strategies of the file."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    return told["constant"], tuple(
        _Strategy(each["weight"], _pattern(each["any"], capitals="capitals" in each))
        for each in told["strategy"]
    )


def _pattern(lines: str, *, capitals: bool) -> Any:
    """The lines as one pattern of RE2, whose time is linear in the text."""
    written = (line.strip() for line in lines.strip().split("\n"))
    alternatives = (_BEGIN + line[1:] if line[0] == "<" else line for line in written)
    return re2.compile(("" if capitals else "(?i)") + "|".join(alternatives))
