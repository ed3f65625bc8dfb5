"""Due days: what a promise's words name, against the day that was meant.

Rows have `text`, `said_on` and `due_on` (empty: the words name no day). Measured is the grammar
of days alone, whether or not the sentence would be listed as a promise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodwill.acts.due_dates import find_due_date
from goodwill.lab.evaluate.counted import estimates, f1, share
from goodwill.lab.evaluate.draws import Draws, few_groups, group_codes
from goodwill.lab.evaluate.labels import Asked, group_of, read_day
from goodwill.lab.evaluate.results import Answers, Line, Measured, Mistake
from goodwill.lab.evaluate.tables import Row, read_each

__all__ = ["measure_dates"]

SHOWN = ("right", "precision", "recall")
_MEASURES = {
    "right": share(0, 1),
    "precision": share(2, 3),
    "recall": share(2, 4),
    "f1": f1(2, 3, 4),
}
"""Columns: right, 1, right where a day is meant, a day was given, a day is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One phrase, the day that was meant, and the day that we read."""

    row: Row
    text: str
    said_on: date
    meant: date | None
    read: date | None


def measure_dates(rows: Sequence[Row], asked: Asked, *, grouped_by: str) -> Measured:
    """Of all phrases: right; of days given: right; of days meant: found."""
    phrases, skipped = read_each(rows, lambda row: _read(row, asked))
    if not phrases:
        return Measured(skipped=skipped)
    return Measured(
        lines=(_line(phrases, asked, grouped_by),),
        mistakes=tuple(_mistake(each) for each in phrases if each.meant != each.read),
        skipped=skipped,
    )


def _read(row: Row, asked: Asked) -> _Asked:
    text = row.text(asked.text)
    if not text.strip():
        raise ValueError(f'nothing stands under "{asked.text}"')
    said_on = _day(row, "said_on")
    if said_on is None:
        raise ValueError('nothing stands under "said_on"')
    read = find_due_date(text, said_on=said_on, language=row.text("language") or None)
    return _Asked(row=row, text=text, said_on=said_on, meant=_day(row, "due_on"), read=read)


def _day(row: Row, name: str) -> date | None:
    if not row.text(name).strip():
        return None
    try:
        return read_day(row.text(name))
    except ValueError:
        raise ValueError(f'"{row.text(name)[:40]}" under "{name}" is no day (YYYY-MM-DD)') from None


def _line(phrases: Sequence[_Asked], asked: Asked, grouped_by: str) -> Line:
    draws = Draws(group_codes([group_of(each.row, asked)[0] for each in phrases]))
    most = _commonest_distance(phrases)
    ours = estimates([_counts(each, each.read) for each in phrases], draws, _MEASURES)
    same = estimates([_counts(each, _at(each, most)) for each in phrases], draws, _MEASURES)
    return Line(
        task="dates",
        name="due days",
        n=len(phrases),
        held=sum(each.meant is not None for each in phrases),
        groups=draws.groups,
        grouped_by=grouped_by,
        shown=SHOWN,
        answers=(
            Answers(by="ours", how="as read", measures=ours),
            Answers(by="majority", how="the commonest distance in days", measures=same),
        ),
        too_little=few_groups(draws.groups),
    )


def _commonest_distance(phrases: Sequence[_Asked]) -> int | None:
    """The days between speaking and due day that are meant most often; None where no day is."""
    distances = Counter(
        None if each.meant is None else each.meant.toordinal() - each.said_on.toordinal()
        for each in phrases
    )
    return distances.most_common(1)[0][0]


def _at(phrase: _Asked, distance: int | None) -> date | None:
    if distance is None:
        return None
    place = phrase.said_on.toordinal() + distance
    return date.fromordinal(min(max(place, 1), date.max.toordinal()))


def _counts(phrase: _Asked, said: date | None) -> tuple[float, ...]:
    right, meant = said == phrase.meant, phrase.meant is not None
    return (right, 1, right and meant, said is not None, meant)


def _mistake(phrase: _Asked) -> Mistake:
    return Mistake(
        task="dates",
        name="due days",
        path=phrase.row.path,
        line=phrase.row.line,
        text=phrase.text,
        expected=phrase.meant and phrase.meant.isoformat(),
        got=phrase.read and phrase.read.isoformat(),
    )
