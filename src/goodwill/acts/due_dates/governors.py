"""What the words around a day make of it: `by`, `before`, `from`, `since`, `of`, `not` ...

`by X`, `until X`, `on X` and a bare X are X; `before X` is the day before X, be it a Sunday;
`before the end of X` is X's last day. A day that hangs on something else (`your mail of
Tuesday`, `since Friday`, `every Monday`, `Monday's mistake`) is no due day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.reckoning import after, week_of, weekday_ahead
from goodwill.acts.due_dates.symbols import CODES, UNITS, codes, signs

if TYPE_CHECKING:
    from goodwill.acts.due_dates.line import Line
    from goodwill.acts.due_dates.spans import Span

__all__ = ["FIRM", "Reading", "govern"]

FIRM = 3
"""How firmly a day is named: `by Friday`, `within a week`."""

_NAMED = 2
_LOOSE = 1

_NAME = {code: name for name, code in CODES.items()}
_DAY = timedelta(days=1)
_LOOK_BACK = 6


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REFUSED = _names("since last every wish possess nexts ago_before not the_many label")
_OPENS_BARE = _names("by by_or_within before after on in for within latest from between")
_BY = _names("by by_or_within before within latest")
_LATEST = _names("latest by")
_DEADLINES = _BY | {"for", "in"}
_PASSED_OVER = _names("the about daypart a")
_STRETCH_BEFORE = signs("(?P<count>[<number><a><the>])(?P<unit>[<unit><units>])$")
_FEW_SIGNS = 3
_CLAUSE_REACH = 12
_BOUNDS = codes("stop comma but and")
_FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A day that something may fall due, how firmly it is named, and its place in the signs."""

    day: date
    firmness: int
    start: int
    end: int


def govern(line: Line, span: Span, said_on: date) -> Reading | None:
    """What the words around a span make of it; None where they make it no due day."""
    word, at, timed = _governor(line, span.start)
    if word == "week_of":
        monday, friday = week_of(span.last)
        span = replace(span, first=monday, last=friday, start=at, bare=False)
        word, at, timed = _governor(line, at)
    if _is_refused(line, span, word, at):
        return None
    if timed and word in ("before", "after"):
        word = {"before": "by", "after": "on"}[word]  # that was said of the time
    day = _day(line, span, word, at, said_on)
    if not day or day < said_on:
        return None
    start = at if word in _OPENS_BARE else span.start
    return Reading(day=day, firmness=_firmness(line, span, word, at), start=start, end=span.end)


def _name(line: Line, at: int) -> str:
    return _NAME[line.codes[at]] if 0 <= at < len(line.codes) else ""


def _governor(line: Line, start: int) -> tuple[str, int, bool]:
    """The word that governs a span, its place, and whether a time of day stands between."""
    at, timed = start - 1, False
    for _ in range(_LOOK_BACK):
        name, before = _name(line, at), _name(line, at - 1)
        if name == "time":
            timed = True
        elif name not in _PASSED_OVER and not (
            (name in ("on", "of", "comma", "in") and before in ("time", "daypart", "latest"))
            or (name == "ordinal" and before == "every")
            or (name in ("on", "in", "for") and before in ("by", "before", "from", "since"))
        ):
            break
        at -= 1
    return _name(line, at), at, timed


def _is_refused(line: Line, span: Span, word: str, at: int) -> bool:
    """The day belongs to something else, comes again and again, or is said not to be it."""
    following = _name(line, span.end)
    if word in _REFUSED or following == "ago":
        return True
    if word == "before" and _is_denied(line, at):
        return True
    if span.bare and word not in _OPENS_BARE and following not in _LATEST:
        return True
    if span.kind == "period" and word in ("unit", "units"):
        return True  # payment terms: `30 days end of month`
    if word == "of":
        return span.first == span.last
    return _names_a_thing(line, span, word) or _hangs_on_a_noun(line, span, word, at)


def _is_denied(line: Line, at: int) -> bool:
    """`I can't do it before Monday` says when it begins, not when it is due."""
    clause = line.codes[max(0, at - _CLAUSE_REACH) : at]
    begin = 1 + max(clause.rfind(bound) for bound in _BOUNDS)
    return CODES["not"] in clause[begin:]


def _names_a_thing(line: Line, span: Span, word: str) -> bool:
    """`Monday's mistake`, `the Friday report`, `our Tuesday call`: the day before the thing."""
    following = _name(line, span.end)
    if word == "for" and following == "event" and span.kind in ("period", "feast"):
        return True  # `prints for the winter fair`: which fair; a day of it is said elsewhere
    if word in _DEADLINES:
        return False
    if following == "possess" or (following == "event" and word != "on"):
        return True
    named = line.lexicon.language == "en" and _name(line, span.start - 1) == "the"
    return named and span.kind == "day" and following == "other"


def _hangs_on_a_noun(line: Line, span: Span, word: str, at: int) -> bool:
    """`the notes from the meeting on Thursday`, `invoices for January`."""
    noun = at if word == "event" else at - 1
    if _name(line, noun) != "event" or word in _BY:
        return False
    if word == "from" or (word == "for" and span.bare):
        return True
    before = {_name(line, noun - step) for step in range(1, _FEW_SIGNS + 1)}
    return bool(before & {"of", "from", "about", "since", "after"})


def _day(line: Line, span: Span, word: str, at: int, said_on: date) -> date | None:
    """The last day in time."""
    if span.kind in ("time", "duration"):
        return None if word == "after" else span.last
    if word == "after" or (word == "before" and _stretch(line, at)):
        return _away_from(line, span, at, said_on)
    if word == "before" and span.part != "end" and _name(line, span.end) not in _LATEST:
        return span.first - _DAY
    if (word == "from" and span.kind != "day") or (word in _BY and span.part == "start"):
        return span.first
    if span.kind == "weekend" and word in (*_BY, "for"):
        return span.first - _DAY
    return span.last


def _away_from(line: Line, span: Span, at: int, said_on: date) -> date | None:
    """`two days before Christmas`, `a week after Easter`, `after the weekend`."""
    if not (stretch := _stretch(line, at)):
        return _after(span, said_on)
    number, unit = stretch
    return after(span.first if number < 0 else span.last, number, unit)


def _after(span: Span, said_on: date) -> date | None:
    """After a feast: the week in which work begins again. After other days: no last day."""
    if span.kind == "weekend":
        return weekday_ahead(0, span.last)
    if span.kind != "feast" or span.last < said_on:
        return None
    return week_of(after(span.last, 1, "workday") or span.last)[1]


def _stretch(line: Line, at: int) -> tuple[int, str] | None:
    """`two weeks` in `two weeks before Easter`: the number (negative before) and the unit."""
    found = _STRETCH_BEFORE.search(line.codes, max(0, at - 2), at)
    if not found:
        return None
    unit = UNITS[line.values[found.start("unit")]]
    number = line.values[found.start("count")]
    if found["count"] == CODES["the"] and unit != "day":
        return None
    return (-number if _name(line, at) == "before" else number), unit


def _firmness(line: Line, span: Span, word: str, at: int) -> int:
    if span.kind == "time" or _name(line, at - 1) == "event" or word == "event":
        return _LOOSE
    if word == "for" and span.kind in ("period", "feast"):
        return _LOOSE  # what it is of, beside a day: `the rota for April on Friday`
    if word in _BY or span.kind == "duration" or _name(line, span.end) in _LATEST:
        return FIRM
    return _NAMED
