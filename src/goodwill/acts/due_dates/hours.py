"""Times of a day: `by 5pm`, `before noon`, `EOD`, `heute Abend`.

A time without a day is today's. Beside a day it says nothing new: `by 5pm on Friday` is Friday.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.spans import Span, rule

if TYPE_CHECKING:
    import re

    from goodwill.acts.due_dates.line import Line

__all__ = ["HOURS"]


def _read_time(line: Line, match: re.Match[str], said_on: date) -> Span:
    day = said_on + timedelta(days=line.value(match, "time"))
    return Span(first=day, last=day, start=match.start(), end=match.end(), kind="time")


HOURS = (rule("(?P<time><time>)", "time", _read_time),)
