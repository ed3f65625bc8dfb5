"""The manner of a text: how politely it is put, how receptive to another view it is.

A file here names a manner: the strategies that a text uses, summed up by weight. Manners
measure ratings and labels (`goodwill evaluate --act politeness`, `--act receptiveness`), in
English alone. They are no acts: nothing is listed for them, and no statement rests on them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import re2  # type: ignore[import-untyped]

__all__ = ["MANNERS", "manner_of", "manners_of"]

MANNERS = ("politeness", "receptiveness")

_BEGIN = r"(?:\A|[.!?;:]\s+|\n\s*)\W*"
_LONGEST = 20_000
"""Characters of a text that are looked at."""

_MOST = 2
"""Times that one strategy counts: the third thanks of a mail makes it no politer."""


class _Strategy(NamedTuple):
    weight: float
    pattern: Any


def manners_of(text: str) -> Mapping[str, float]:
    """Each manner of a text, by name."""
    return {manner: manner_of(manner, text) for manner in MANNERS}


def manner_of(manner: str, text: str) -> float:
    """How probably people would rate a text among the better half (0 to 1)."""
    constant, strategies = _known(manner)
    told = text[:_LONGEST].replace("’", "'")
    log_odds = constant + sum(
        each.weight * min(len(each.pattern.findall(told)), _MOST) for each in strategies
    )
    return 1 / (1 + exp(-log_odds))


@cache
def _known(manner: str) -> tuple[float, tuple[_Strategy, ...]]:
    """The constant and the strategies of a manner's file."""
    told = tomllib.loads(Path(__file__).with_name(f"{manner}.toml").read_text("utf-8"))
    return told["constant"], tuple(
        _Strategy(each["weight"], _pattern(each["any"], capitals="capitals" in each))
        for each in told["strategy"]
    )


def _pattern(lines: str, *, capitals: bool) -> Any:
    """The lines as one pattern of RE2, whose time is linear in the text."""
    written = (line.strip() for line in lines.strip().split("\n"))
    alternatives = (_BEGIN + line[1:] if line[0] == "<" else line for line in written)
    return re2.compile(("" if capitals else "(?i)") + "|".join(alternatives))
