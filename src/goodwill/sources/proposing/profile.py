"""What a column of a sheet holds, by its cells: days, amounts, addresses, ids, a few words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from goodwill.facts.currencies import CURRENCIES
from goodwill.sources.mapped.words import NO, SYMBOLS, YES, fold
from goodwill.sources.proposing.sheet import Sheet, is_day, is_number

__all__ = ["FEW_WORDS", "Profile", "profiles_of"]

FEW_WORDS = 40
"""A column of stages, sorts or categories has no more different words."""
_LOOKED_AT = 500
_MAIL = re.compile(r"[^@\s]{1,80}@[^@\s]{1,200}\.[^@\s.]{2,30}")
_HOST = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,20}(?:/\S{0,300})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One column: its header, how many cells are filled, and the share of them that are what.

    `words` are the different values with how often each stands, where these are few; `values`
    are all of them in the sample.
    """

    name: str
    at: int
    rows: int
    filled: int
    days: float
    numbers: float
    mails: float
    hosts: float
    codes: float
    flags: float
    words: tuple[tuple[str, int], ...]
    values: frozenset[str]

    @property
    def is_unique(self) -> bool:
        """Whether every row has a value of its own."""
        return self.filled == self.rows > 0 and len(self.values) == self.rows


def profiles_of(sheet: Sheet) -> tuple[Profile, ...]:
    """The profile of each column."""
    return tuple(_profile(sheet, at) for at in range(len(sheet.names)))


def _profile(sheet: Sheet, at: int) -> Profile:
    counts = Counter(sheet.column(at))
    looked_at = [text for text in counts if text[0] != "="][:_LOOKED_AT]  # formulas tell nothing
    few = counts.most_common() if len(counts) <= FEW_WORDS else []
    return Profile(
        name=sheet.names[at],
        at=at,
        rows=len(sheet.rows),
        filled=sum(counts.values()),
        days=_share(looked_at, is_day),
        numbers=_share(looked_at, is_number),
        mails=_share(looked_at, lambda text: _MAIL.fullmatch(text) is not None),
        hosts=_share(looked_at, lambda text: _HOST.fullmatch(text) is not None),
        codes=_share(looked_at, lambda text: text.upper() in CURRENCIES or text in SYMBOLS),
        flags=_share(looked_at, lambda text: fold(text) in YES | NO),
        words=tuple(few),
        values=frozenset(counts),
    )


def _share(values: list[str], is_it: Callable[[str], bool]) -> float:
    return sum(map(is_it, values)) / len(values) if values else 0.0
