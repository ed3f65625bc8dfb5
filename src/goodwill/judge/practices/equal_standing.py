"""Equal standing: whether we concede for a trade, and not for a threat (T5).

An occasion is something they wanted that we answered with something that tells: we held our
ground or gave only in return for something, or we gave way. After hard pressure a bare no tells
too, and so does a discount or a plain yes. Words of giving way are an occasion by themselves:
somebody pressed. Who is sorry says no to nothing. Where they get their way by threats or order us
about, nobody stands as an equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.patterns.conceding import conceded, granted
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.exchanges import exchanges, first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, by_share

__all__ = ["find"]

Said = ActRow | RemarkRow

HARD = ("threat", "command", "hostile", "price_pressure")
"""Pressure to which a discount or a bare no is an answer that tells."""

PLAIN = 2.0
"""Words that hold or give way say more than what is only done."""


def find(case: Case, practice: Practice) -> Habit:
    """How pressure was answered in the 12 months."""
    occasions = {one.ref: one for one in _occasions(case, practice)}
    stood = 1 - case.number(practice.id, "conceded")
    habit = by_share(practice.id, list(occasions.values()), kept_at=stood)
    return crossed(case, practice, habit, "big_brother", "master_servant", direction="theirs")


def _occasions(case: Case, practice: Practice) -> Iterator[Occasion]:
    """The weaker reading of a mail comes last and holds."""
    days = case.number(practice.id, "days_to_answer")
    for row in first_of_each_mail(_stood(case)):
        if _is_answer(case, row, days):
            yield Occasion.of(Word.of(row), practice.says["held"], is_done=True, weight=PLAIN)
    yield from _plainly(case, practice, days)
    for conceding in conceded(case, "theirs"):
        answer = Word.of(conceding.answer.row)
        yield Occasion.of(answer, practice.says["gave"], is_done=False)
    for row in first_of_each_mail(case.remarked("gives_in", by="ours", during=case.year)):
        yield Occasion.of(Word.of(row), practice.says["gave_way"], is_done=False, weight=PLAIN)


def _stood(case: Case) -> tuple[RemarkRow, ...]:
    """Where we held our ground, or gave something only for something."""
    return case.remarked("holds_ground", "trades", by="ours", during=case.year)


def _plainly(case: Case, practice: Practice, days: float) -> Iterator[Occasion]:
    """Hard pressure answered by a no, or by giving something away."""
    sorry = {
        (row.message_id, row.quote) for row in case.said("apology", by="ours", during=case.year)
    }
    refused = [
        row
        for row in case.said("refusal", by="ours", during=case.year)
        if (row.message_id, row.quote) not in sorry
    ]
    given: tuple[Said, ...] = (
        *(one.row for one in case.once(granted)),
        *case.remarked("price_spared", "gives_way", by="ours", during=case.year),
    )
    held = {row.message_id for row in _stood(case)}
    for one in exchanges(case, _pressed(case, practice), answered_by="ours", within_days=days):
        if one.answer.message_id in held:
            continue
        if word := one.said_in_answer(refused):
            yield Occasion.of(word, practice.says["refused"], is_done=True)
        elif word := one.said_in_answer(given):
            yield Occasion.of(word, practice.says["gave"], is_done=False)


def _pressed(case: Case, practice: Practice) -> tuple[Said, ...]:
    surely = case.number(practice.id, "surely")
    asked = case.said(*HARD, by="theirs", during=case.year, least=surely)
    return (*asked, *case.remarked("as_of_right", "ultimatum", by="theirs", during=case.year))


def _is_answer(case: Case, row: Said, days: float) -> bool:
    """Whether a mail of theirs stands before it in its thread, and not long before."""
    first = row.sent_at - timedelta(days=days)
    return any(
        mail.side == "theirs" and first <= mail.sent_at < row.sent_at
        for mail in case.threads.get(row.thread_id, ())
    )
