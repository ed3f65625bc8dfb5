"""How senior a title is, by its words, in the languages that mail comes in.

The words are in `titles.toml`; the answer is one of the contract's, and a title that says nothing
is `unknown`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

__all__ = ["seniority_of"]

_NOT_AS_IT_SOUNDS = {
    "business partner": "manager",
    "account executive": "staff",
    "sales executive": "staff",
    "executive assistant": "staff",
}
_ASSISTS = re.compile(
    r"(?<!\w)(?:assistante?|asistente|secretary|sekret\w+|pa)\s+(?:to|of|de|der|des|du)(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 200


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each level with a pattern of its words, most senior first."""
    text = resources.files("goodwill.resolve").joinpath("titles.toml").read_text("utf-8")
    return tuple((level, _pattern(words)) for level, words in tomllib.loads(text).items())


def _pattern(words: list[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(word).replace(r"\*", r"\w+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def seniority_of(title: str) -> str:
    """`executive`, `head`, `manager`, `staff` or `unknown`; an assistant to a chief is staff."""
    short = title[:_LONGEST]
    for words, level in _NOT_AS_IT_SOUNDS.items():
        if words in short.casefold():
            return level
    if _ASSISTS.search(short):
        return "staff"
    return next((level for level, words in _levels() if words.search(short)), "unknown")
