"""Forgiveness: whether what was mended is left in peace by the side that suffered it (H7).

Only failures that were owned and mended are occasions. They are forgiven where the other side says
so, or wrote on for the days of rest without bringing them up; not where it brings them up again.
That business came back is not measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Practice
from goodwill.facts.people import Side
from goodwill.facts.tables import RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.practices.failures import OTHER, Failure, failures
from goodwill.judge.practices.measure import Habit, Occasion, Word, by_share, in_mails, weaker

__all__ = ["find"]


def find(case: Case, practice: Practice) -> Habit:
    """How mended failures were let rest; the weaker of both sides."""
    kept_at = case.number(practice.id, "left_in_peace")
    return weaker(
        *(
            by_share(practice.id, list(_occasions(case, practice, by)), kept_at=kept_at).of(
                OTHER[by]
            )
            for by in ("ours", "theirs")
        )
    )


def _occasions(case: Case, practice: Practice, by: Side) -> Iterator[Occasion]:
    """Failures of `by` that were mended, and what the other side made of each."""
    for one in failures(case, by):
        mended = one.remedy
        if mended is None or not (one.sorry or one.owned):
            continue
        if again := _brought_up(case, practice, one, mended):
            yield Occasion.of(again, practice.says["again"], is_done=False)
        elif said := _let_rest(case, one):
            yield from in_mails(said, practice.says["forgiven"], is_done=True)
        elif _went_on(case, practice, one, mended):
            yield Occasion.of(mended, practice.says["left"], is_done=True, weight=0.5)


def _let_rest(case: Case, one: Failure) -> list[RemarkRow]:
    """The mail in which the other side says so, in the matter's thread or near its repair."""
    until = one.told[-1].on + timedelta(days=int(case.number("apology", "mend_days")))
    threads = {word.thread_id for word in (*one.told, one.sorry, one.owned, one.remedy) if word}
    said = [
        remark
        for remark in case.remarked("let_rest", by=OTHER[one.by], during=case.year)
        if remark.sent_at >= one.first.at
        and (remark.thread_id in threads or remark.sent_on <= until)
    ]
    return [remark for remark in said if remark.message_id == said[0].message_id]


def _brought_up(case: Case, practice: Practice, one: Failure, mended: Word) -> Word | None:
    """That the other side brings it up after it was mended."""
    said = case.remarked("dwelt_on", by=OTHER[one.by], during=case.year)
    later = (Word.of(remark) for remark in said if remark.sent_at > mended.at)
    rest = timedelta(days=int(case.number(practice.id, "days")))
    again = (word for word in one.told if not word.is_own and word.on > mended.on + rest)
    return next((word for words in (later, again) for word in words), None)


def _went_on(case: Case, practice: Practice, one: Failure, mended: Word) -> bool:
    """Whether that side wrote on in peace after the days of rest: silence forgives nothing."""
    other, rest = OTHER[one.by], mended.on + timedelta(days=int(case.number(practice.id, "days")))
    sure = case.number("apology", "complaint")
    angry = case.said("hostile", "complaint", by=other, during=case.year, least=sure)
    if any(mended.at < act.sent_at and act.sent_on <= rest for act in angry):
        return False
    return any(row.sent_on > rest for row in case.mail(by=other, during=case.year))
