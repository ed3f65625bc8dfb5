"""Own footing: whether neither side's year hangs on the other (H1).

Three things tell: how much of one of our people's target this account brought, period after
period (`goodwill.judge.targets`), what either side says of leaning on the other or of standing
alone, and that our calendar set the day on which they bought: whoever presses so leans. That
nobody speaks of it tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodwill.catalogue.schema import Practice
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.ledger import exact
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.exchanges import first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, told
from goodwill.judge.targets import Part, count_periods, large_parts, parts_of_targets

__all__ = ["find"]

PLAIN = 2.0
"""Somebody's own words say more than a count."""


def find(case: Case, practice: Practice) -> Habit:
    """How far each side stood by itself in the 12 months."""
    habit = _said_and_won(case, practice)
    return crossed(case, practice, habit, "under_pressure")


def _said_and_won(case: Case, practice: Practice) -> Habit:
    words = list(_words(case, practice))
    leaning = large_parts(case, exact(case.number(practice.id, "leaning")))
    items = told(practice.id, (*words, *_leaning(practice, leaning)))
    leaned = any(not one.is_done for one in words)
    if leaned or count_periods(leaning) >= case.number(practice.id, "periods"):
        is_missing = leaned and not any(one.is_done for one in words)
        return Habit(status="missing" if is_missing else "slipping", evidence=items)
    sound = _sound(case, practice)
    if not words and not sound:
        return Habit(status="not_assessable", evidence=items)
    return Habit(status="kept", evidence=(*items, *sound))


def _words(case: Case, practice: Practice) -> Iterator[Occasion]:
    leaned = first_of_each_mail(case.remarked("leans_on_other", during=case.year))
    for row in leaned:
        says = practice.says[f"leans_{row.side}"]
        yield Occasion.of(Word.of(row), says, is_done=False, weight=PLAIN)
    for row in first_of_each_mail(case.remarked("stands_alone", during=case.year)):
        says = practice.says[f"stands_{row.side}"]
        yield Occasion.of(Word.of(row), says, is_done=True, weight=PLAIN)


def _leaning(practice: Practice, parts: Iterable[Part]) -> Iterator[Occasion]:
    """Periods of a target of which this account brought so much that it leans on them."""
    for one in parts:
        yield Occasion(
            source="quota",
            ref=one.ref,
            on=one.until,
            says=practice.says["target"].format(share=f"{one.share:.0%}", until=one.until),
            is_done=False,
        )


def _sound(case: Case, practice: Practice) -> tuple[Evidence, ...]:
    """That no target of the year rests on them, where enough periods with revenue show it."""
    parts = [one for one in parts_of_targets(case) if one.share > 0]
    most = max((one.share for one in parts), default=None)
    if most is None or most > exact(case.number(practice.id, "share_of_target")):
        return ()
    periods = count_periods(parts)
    if periods < case.number(practice.id, "periods"):
        return ()
    says = practice.says["sound"].format(share=f"{most:.0%}", periods=periods)
    return (counted(practice.id, "targets", says, on=case.as_of, is_done=True),)
