"""How a sentence puts it: hedged, in return for something, denied, another's word, ironical.

What a sentence is about is next door, in `words`; here it is the turn of phrase that tells
whether a sentence promises at all, and what it says of a promise. The phrases stand in
`phrases.toml`, by what they show and by language.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from goodwill.judge.promises.words import fold, names_time

__all__ = ["Shown", "dates_condition_only", "is_not_the_writers", "shows"]

Shown = Literal[
    "answering",
    "asked_of_them",
    "asks_them",
    "before_day",
    "bitter",
    "by_then",
    "coming",
    "came_then",
    "counted",
    "day_first",
    "delivering",
    "dispatching",
    "demanding",
    "denied",
    "elliptical",
    "giving",
    "handing",
    "hedged",
    "in_return",
    "joining",
    "just_now",
    "leaving",
    "meeting",
    "money_out",
    "negative",
    "ordering",
    "own_person",
    "own_voice",
    "papers",
    "part_only",
    "paying",
    "pledged",
    "priced",
    "rather",
    "reaching",
    "reported",
    "signing",
    "signing_off",
    "starting",
    "still_wanting",
    "suits",
    "to_come",
    "told_past",
    "to_you",
    "wanting",
    "will_be",
    "winking",
    "working_days",
    "yesterday",
]
"""What phrases show; each is told in `phrases.toml`."""

_TABLE = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))


@lru_cache(maxsize=65_536)
def shows(what: Shown, sentence: str) -> bool:
    """Whether a sentence holds a phrase that shows this."""
    return _pattern(what).search(_line(sentence)) is not None


@lru_cache(maxsize=65_536)
def is_not_the_writers(sentence: str) -> bool:
    """Whether what it promises is denied, demanded, done, or another's, and no own word follows.

    "You said Friday" promises nothing; "you said Friday, so I'll bring it on Thursday" does.
    """
    line = _line(sentence)
    if _only_tells(line):
        return True
    ends = [found.end() for what in _DISOWNING for found in _pattern(what).finditer(line)]
    return bool(ends) and _pattern("own_voice").search(line, max(ends)) is None


@lru_cache(maxsize=4_096)
def dates_condition_only(sentence: str) -> bool:
    """Whether only what is asked in return has its time: "sign this week and it is 5 % less"."""
    line = _line(sentence)
    condition = _CONDITION.search(line)
    if condition is None:
        return False
    return names_time(condition[0]) and not names_time(line.replace(condition[0], " "))


_CONDITION = re.compile(
    r"\b(?:if|once|wenn|falls|sofern|si|siempre que|a condition|on the understanding|on condition"
    r"|on the condition|in return for|in exchange for|unter der (?:bedingung|voraussetzung|annahme)"
    r"|vorausgesetzt|sous reserve|etant entendu|en contrepartie|a cambio de|con la condicion"
    r"|mits|op voorwaarde|in ruil voor|a condizione|a patto|in cambio di|desde que|em troca de)"
    r"\b.*?"
    r"(?:,|$|\b(?:(?:then )?(?:i|we)(?:'ll)? (?:can|could|will|do|give|take|knock|offer|make)"
    r"|you (?:get|have)|dann)\b)"
)


_DISOWNING: tuple[Shown, ...] = ("denied", "reported", "demanding")


def _only_tells(line: str) -> bool:
    """Whether all of it tells of the past: what is told beside a promise does not undo it."""
    told = _pattern("told_past").search(line)
    return told is not None and not (
        _CLAUSE.search(line[: told.start()]) or _CLAUSE.search(line, told.end())
    )


_CLAUSE = re.compile(r"[,;:]|[–—-] | (?:and|und|et|y) ")


def _line(sentence: str) -> str:
    return " ".join(fold(sentence).split())


@cache
def _pattern(what: Shown) -> re.Pattern[str]:
    """All languages' phrases for it as one pattern, on whole words."""
    phrases = "|".join("|".join(some.split("\n")) for some in _stripped(what))
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")


def _stripped(what: Shown) -> list[str]:
    return [some.strip("\n") for some in _TABLE[what].values()]
