"""Which of the days that a text names is the one its promise falls due on.

Days joined by `or`, `and`, `to` are one stretch, whose last day counts. A clause that tells of
the past (`I sent it on Monday`) or of somebody away (`on leave until Monday`) names no due day.
Of the days left, one set by `by`, `before` or `within` wins, then the one that stands first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.calendar_days import CALENDAR_DAYS
from goodwill.acts.due_dates.durations import DURATIONS
from goodwill.acts.due_dates.governors import FIRM, Reading, govern
from goodwill.acts.due_dates.hours import HOURS
from goodwill.acts.due_dates.named_feasts import NAMED_FEASTS
from goodwill.acts.due_dates.periods import PERIODS
from goodwill.acts.due_dates.symbols import CODES, codes, signs
from goodwill.acts.due_dates.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodwill.acts.due_dates.line import Line
    from goodwill.acts.due_dates.spans import Span

__all__ = ["due_in"]

_RULES = (*CALENDAR_DAYS, *WEEKDAYS, *NAMED_FEASTS, *DURATIONS, *PERIODS, *HOURS)
"""In this order: what an earlier rule has read, no later one reads again."""

_JOINS = frozenset(CODES[name] for name in ("or", "and", "to", "dash", "by"))
_RANGES = frozenset(CODES[name] for name in ("to", "dash", "by"))
_LATEST_BY = frozenset({CODES["by"]})
_BETWEEN = _JOINS | codes("on the of for in about daypart")
_BOUNDS = "".join(CODES[name] for name in ("stop", "comma", "but", "and"))
_SUBJECTS = codes("self subject third")
_TOLD = tuple(subject + CODES["past"] for subject in sorted(_SUBJECTS))
_WORDS = _SUBJECTS | codes("other small")
_OTHER = CODES["other"]
_ON = codes("on")
_MONTHS = codes("month date")
_STAYS = signs("<self><small>[<in><on>]")
"""`I'm in Rome`: no deed."""

_ADDRESSED = signs("^<subject>|<subject><future>")
_NOUNS = codes("the a")
_WEEK = timedelta(weeks=1)
_EVERY_MONTH = 28  # days that each month has

Clause = tuple[int, int, str]
"""Start, end and mood (`ahead`, `past`, `away` or none) of a clause."""


def due_in(line: Line, said_on: date) -> Reading | None:
    """The due day that a row of signs names, None where it names none."""
    spans = _joined(line, sorted(_spans(line, said_on), key=lambda span: span.start))
    if not spans:
        return None
    clauses = _clauses(line.codes)
    governed = [
        (span, reading)
        for span in spans
        if (reading := govern(line, span, said_on))
        and _is_ahead(line, clauses, reading, span, said_on)
    ]
    opened = {reading.start for _, reading in governed}
    readings: Sequence[Reading] = [
        reading
        for span, reading in governed
        if not (span.bare and reading.end in opened)  # `the volumes of 2027 by 27 November`
    ]
    if len(readings) > 1:
        readings = _of_ones_own(line, clauses, readings)
    return min(readings, key=lambda reading: (-reading.firmness, reading.start), default=None)


def _spans(line: Line, said_on: date) -> Iterable[Span]:
    """Every stretch of days named; a sign is read once."""
    taken = bytearray(len(line.codes))
    present = frozenset(line.codes)
    for each in _RULES:
        if present.isdisjoint(each.needs):
            continue
        for match in each.pattern.finditer(line.codes):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            if span := each.read(line, match, said_on):
                yield span


def _joined(line: Line, spans: Sequence[Span]) -> list[Span]:
    """`Monday or Tuesday` is one stretch; so is `between 3 and 5 May`."""
    found: list[Span] = []
    for span in spans:
        between = set(line.codes[found[-1].end : span.start]) if found else set()
        joins = between & _JOINS
        is_turned = joins == _LATEST_BY and span.last < found[-1].first  # `for April by Friday`
        if (
            joins
            and between <= _BETWEEN
            and not is_turned
            and "time" not in (span.kind, found[-1].kind)
        ):
            found[-1] = _both(found[-1], span, is_range=bool(joins & _RANGES))
        else:
            found.append(span)
    return found


def _both(first: Span, second: Span, *, is_range: bool) -> Span:
    last = second.last
    if is_range and last < first.last and first.last - last < _WEEK:
        last += _WEEK  # Friday to Monday: the Monday after
    return replace(
        second,
        first=min(first.first, last),
        last=max(first.last, last),
        start=first.start,
        bare=first.bare and second.bare,
    )


def _clauses(codes: str) -> list[Clause]:
    """Start, end and mood (`ahead`, `past`, `away` or none) of each clause.

    `The parcel we posted` begins a clause too. The first verb form of a clause tells its mood; a
    participle tells the past only where the clause has its auxiliary and nothing looks ahead.
    """
    found, start = [], 0
    for at in range(len(codes) + 1):
        if at == len(codes) or codes[at] in _BOUNDS or codes.startswith(_TOLD, at):
            found.append((start, at, _mood(codes[start:at])))
            start = at + 1
    return found


def _mood(clause: str) -> str:
    if CODES["away"] in clause:
        return "away"
    ahead, past = clause.find(CODES["future"]), clause.find(CODES["past"])
    if past >= 0 and (ahead < 0 or past < ahead):
        return "past"
    if ahead < 0 and CODES["aux"] in clause and CODES["participle"] in clause:
        return "past"
    return "ahead"


def _of_ones_own(
    line: Line, clauses: Sequence[Clause], readings: Sequence[Reading]
) -> Sequence[Reading]:
    """The days of what the writer will do, where others stand beside it.

    `He leaves on Monday and I'll send it on Tuesday` promises Tuesday. What follows without a
    subject of its own is the same one's, and done with the last of its days: `We will ship on
    Monday and be with you on Tuesday`.
    """
    roles = [_role(line, clause, reading) for clause, reading in _placed(clauses, readings)]
    is_own = "promise" in roles
    kept: list[Reading] = []
    for role, reading in zip(roles, readings, strict=True):
        if role == "more" and kept and kept[-1].firmness == reading.firmness:
            kept[-1] = _last_of(line, kept[-1], reading)
        elif not is_own or role not in ("background", "more"):
            kept.append(reading)
    return kept


def _last_of(line: Line, first: Reading, second: Reading) -> Reading:
    """The later of two days; `Monday and Thursday`, `5 August and the 6th` go on from the first."""
    if second.day > first.day:
        return second
    sign = line.codes[second.end - 1]
    if sign == CODES["weekday"]:
        days = (second.day.weekday() - first.day.weekday()) % _WEEK.days
        return replace(second, day=first.day + timedelta(days=days))
    is_number = sign in (CODES["ordinal"], CODES["number"])
    if is_number and first.day.day < second.day.day and second.day.day <= _EVERY_MONTH:
        return replace(second, day=first.day.replace(day=second.day.day))
    return first


def _placed(
    clauses: Sequence[Clause], readings: Iterable[Reading]
) -> Iterable[tuple[Clause, Reading]]:
    """Each reading with the clause that it stands in."""
    for reading in readings:
        yield next(clause for clause in clauses if clause[1] >= reading.end), reading


def _role(line: Line, clause: Clause, reading: Reading) -> str:
    """What a clause is to the promise: `promise`, `more` of it, `background`, or nothing."""
    signs_of = line.codes[clause[0] : clause[1]]
    own = signs_of.find(CODES["self"])
    if own >= 0:
        is_told = line.lexicon.language != "en" or signs_of[own + 1 : own + 2] == CODES["future"]
        return "background" if _STAYS.search(signs_of) else "promise" if is_told else ""
    if CODES["third"] in signs_of:
        return "background"
    before = line.codes[clause[0] : reading.start]
    if _ADDRESSED.search(signs_of) or _WORDS.isdisjoint(signs_of):
        return ""
    joined = clause[0] > 0 and line.codes[clause[0] - 1] == CODES["and"]
    return "more" if joined and before[:1] not in _NOUNS else "background"


def _is_ahead(
    line: Line, clauses: Sequence[Clause], reading: Reading, span: Span, said_on: date
) -> bool:
    """Whether the clause of a day can hold a due day: a firm one may follow a verb of the past.

    So may a day of a month that is still to come, behind a clause about the thing: what stood in
    the past does not happen on it. `The sign you asked for comes on 4 May`.
    """
    for start, end, mood in clauses:
        if start <= span.start < end:
            is_to_come = reading.day > said_on and _names_month(line, span)
            return (
                mood == "ahead"
                or (mood == "past" and reading.firmness == FIRM)
                or (mood == "past" and is_to_come and _is_about_a_thing(line, start))
            )
    return True


def _names_month(line: Line, span: Span) -> bool:
    """Whether a day is named with its month, and as the day on which something is."""
    is_on = bool(_ON & set(line.codes[max(0, span.start - 2) : span.start]))
    return is_on and not _MONTHS.isdisjoint(line.codes[span.start : span.end])


def _is_about_a_thing(line: Line, start: int) -> bool:
    """Whether a clause that begins with its verb stands behind a noun: `the sign (that) you ...`.

    Its subject is the sign before it, and the noun the one before that.
    """
    noun = line.codes[max(0, start - 3) : start - 1]
    return noun[-1:] == _OTHER or (noun[:1] == _OTHER and noun[-1:] in _WORDS)
