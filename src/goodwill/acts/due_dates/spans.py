"""A stretch of days that some words name, and the rule that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from goodwill.acts.due_dates.line import Line
from goodwill.acts.due_dates.symbols import codes, signs

__all__ = ["Rule", "Span", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """First and last day that the signs from `start` up to `end` name.

    `part` is `end`, `start` or `mid` where the words say so (`by the end of March`); `kind` is
    `day`, `time` (of a day), `period`, `weekend`, `feast` or `duration`.
    """

    first: date
    last: date
    start: int
    end: int
    kind: str = "day"
    part: str = ""
    bare: bool = False
    """A name that other things bear too (`March`, `Q3`, `2027`): counts only when governed."""


Reader = Callable[[Line, "re.Match[str]", date], "Span | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of signs, and what days it names on the day it is said."""

    pattern: re.Pattern[str]
    needs: frozenset[str]
    """Signs of which at least one stands in every row that fits."""

    read: Reader


def rule(pattern: str, needs: str, read: Reader) -> Rule:
    """A rule; `needs` are names of signs."""
    return Rule(signs(pattern), codes(needs), read)
