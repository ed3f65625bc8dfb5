"""The day a promise falls due, read from its words.

`words/<language>.toml` says which word is which sign; `line` rewrites a text in signs; one
small module for each way to name days (`calendar_days`, `weekdays`, `periods`, `durations`,
`named_feasts`, `hours`, `mornings`) reads them; `governors` says what `by`, `before`, `since` make
of a day; `choice` picks the due day. Who promised what to whom is told elsewhere
(`goodwill.acts.commitment`).

Pure and linear in the text's length. The rules of reading, in short:

- The answer is the last day that is still in time. `by`, `until`, `on X` and a bare X are X;
  `before X` is the day before; of `Monday or Tuesday`, `3-5 May`, `two to three weeks` the
  later; `from Monday` is Monday; `before the end of X` is X's last day.
- A bare weekday is the next one; `next Friday` is next week's (English, German), the next one
  there is (the others). Weeks end on Friday. `Early next week` goes to Tuesday, `mid` to
  Wednesday; of a month `early` goes to the 10th, `mid` to the 15th.
- Working days are Monday to Friday; no country's public holidays are known.
- A date without a year is this year's, or next year's if that is within nine months.
- 03/04 is the third of April, unless the text writes other dates month first, names an
  American time zone or feast, or its language is given as `en-US`.
- Of several clauses the writer's own counts: `he leaves on Monday and I'll send it on Tuesday`
  is Tuesday; what the writer does without being named again is done by the last of its days.
- No due day: what tells of the past, belongs to a noun (`your mail of Tuesday`), comes every
  week, says how long somebody is away, or is vague (`soon`, `in the coming days`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.choice import due_in
from goodwill.acts.due_dates.lexicon import LANGUAGES, lexicon
from goodwill.acts.due_dates.line import line_of
from goodwill.acts.due_dates.mornings import is_next_morning
from goodwill.acts.due_dates.tokens import folded

if TYPE_CHECKING:
    from goodwill.acts.due_dates.lexicon import Lexicon

__all__ = ["DueDate", "find_due", "find_due_date"]

_READ_LIMIT = 4_000
"""Characters read: a promise is a sentence; more than this is something pasted."""

_REMEMBERED = 1_024
"""Sentences: promises and remarks on them look at the same ones, each in its turn."""

_SPACED = dict.fromkeys(map(ord, ".,;:!?()'\"-/*<>&"), " ")
_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(
    r"\d(?:[./:-]\d|st\b|nd\b|rd\b|th\b|\.(?:\s|$)| ?[ap]\.?m\b| ?uhr\b| ?h\b|er\b)"
    r"|\b(?:am|zum|le|el|il|dia|kw|[qth]) ?\d|\b20\d\d\b|\blas \d"
)
_SHORT_DAY = re.compile(r"\b(?:bis|am) (?:mo|di|mi|do|fr|sa|so)\b")
_AMERICAN = re.compile(
    r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|Thanksgiving|Labor Day|Memorial Day|(?i:en[-_]us))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """The last day that is still in time, and the characters of the text that name it."""

    day: date
    start: int
    end: int


@lru_cache(maxsize=_REMEMBERED)
def find_due_date(text: str, *, said_on: date, language: str | None = None) -> date | None:
    """The last day on which what `text` promises is still in time, or None where it names none.

    `said_on` is the sender's local calendar day. `language` (`en`, `en-US`, `de` ...) is tried
    first; where its words name no day, the words tell the language.
    """
    found = find_due(text, said_on=said_on, language=language)
    return found.day if found else None


def find_due(text: str, *, said_on: date, language: str | None = None) -> DueDate | None:
    """The due day with the place of its words, from the preposition on."""
    text = text[:_READ_LIMIT]
    plain = folded(text)
    words = frozenset(plain.translate(_SPACED).split())
    figures = bool((_FIGURE.search(plain) and _FIGURES.search(plain)) or _SHORT_DAY.search(plain))
    known = _language(words, (language or "").lower(), figures=figures)
    if not known:
        return None
    american = _AMERICAN.search(f"{text} {language}") is not None
    line = line_of(plain, text, known, american=american)
    try:
        reading = due_in(line, said_on)
    except (ValueError, OverflowError):  # a day beyond the calendar's first or last year
        return None
    if not reading:
        return None
    day = reading.day
    if day == said_on and is_next_morning(plain):
        day += timedelta(days=1)
    return DueDate(day=day, start=line.starts[reading.start], end=line.ends[reading.end - 1])


def _language(words: frozenset[str], wished: str, *, figures: bool) -> Lexicon | None:
    """Whose words the text is read with: those wished for if they name a day, else the most.

    A day in figures alone (`5.6.`) is no word of any language: there too the most words tell,
    and the wish where they are as many.
    """
    if wished[:2] in LANGUAGES and not words.isdisjoint(lexicon(wished[:2]).telling):
        return lexicon(wished[:2])
    able = [each for each in map(lexicon, LANGUAGES) if not words.isdisjoint(each.telling)]
    if not able and figures:
        able = list(map(lexicon, LANGUAGES))
    return max(
        able,
        key=lambda each: (len(words & each.known), each.language == wished[:2]),
        default=None,
    )
