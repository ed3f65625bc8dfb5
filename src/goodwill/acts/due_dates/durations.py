"""Stretches from now on: `within five working days`, `in 48 hours`, `over the next two weeks`.

The latest bound counts: two to three weeks are three. A stretch counts from the day it is said;
one that counts from something else (`30 days after receipt`) names no day here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.reckoning import after
from goodwill.acts.due_dates.spans import Span, rule
from goodwill.acts.due_dates.symbols import CODES, UNITS

if TYPE_CHECKING:
    import re

    from goodwill.acts.due_dates.line import Line

__all__ = ["DURATIONS"]

_RELATIVE = {CODES[name] for name in ("of", "from", "after", "before", "since")}


def _read_count(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`within two to three weeks`, `in a month`, `five days from now`."""
    if not _is_from_now(line, match):
        return None
    number = line.value(match, "most") or line.value(match, "count")
    return _span(match, after(said_on, number, UNITS[line.value(match, "unit")]))


def _read_fixed(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`within a fortnight`, `sous huitaine`."""
    if not _is_from_now(line, match):
        return None
    number = line.value(match, "count") or 1
    return _span(match, said_on + timedelta(days=number * line.value(match, "fixed")))


def _read_next(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`in the next week` where a language means seven days by it."""
    if not line.lexicon.in_the_next_is_a_span:
        return None
    return _span(match, after(said_on, 1, UNITS[line.value(match, "unit")]))


def _is_from_now(line: Line, match: re.Match[str]) -> bool:
    """The stretch begins now: it is governed, or says so, and hangs on nothing else."""
    if match["hence"]:
        return True
    if not match["govern"]:
        return False
    return not (
        line.codes[match.end() : match.end() + 1] in _RELATIVE and not _ends_today(line, match)
    )


def _ends_today(line: Line, match: re.Match[str]) -> bool:
    """`within five days of today`."""
    return CODES["ahead"] in line.codes[match.end() : match.end() + 3]


def _span(match: re.Match[str], last: date | None) -> Span | None:
    if not last:
        return None
    return Span(first=last, last=last, start=match.start(), end=match.end(), kind="duration")


_GOVERN = """(?:(?P<govern>[<within><in><by_or_within><give>]
    |<on>(?=<the>?[<next><nexts><coming>]))[<the><the_many><of><about><next><nexts><coming><a>]*)?"""
_MOST = "(?:[<to><by><or><dash><and><comma><on>](?P<most><number>))?"
_HENCE = "(?P<hence><possess>?<hence>)?"

DURATIONS = (
    rule(
        _GOVERN
        + f"(?P<count>[<number><a>])(?:<comma><number><comma>)?<about>?{_MOST}"
        + "[<next><nexts><about>]*"
        + f"(?P<unit>[<unit><units>]){_HENCE}",
        "unit units",
        _read_count,
    ),
    rule(
        """(?P<govern>[<within><in><give>])<about>?(?P<hence>(?!.))?(?P<count><a>)(?P<unit><unit>)<or>(?P<most><number>)""",
        "unit",
        _read_count,
    ),
    rule(f"{_GOVERN}(?P<count><number>)?(?P<fixed><fixed>){_HENCE}", "fixed", _read_fixed),
    rule("[<within><in><on>]<the>[<next><coming>](?P<unit><unit>)", "unit", _read_next),
)
