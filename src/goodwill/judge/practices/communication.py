"""Listening and answering: whether questions get an answer, both ways (H3).

A question to one or two people is answered by any mail of the other side in its thread, or under
its subject, within the days for it; but where they have to ask again, what came was no answer.
Calls are not seen: so one question more may stay open than the measure allows. Give and take come
from the signal `reciprocity`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from goodwill.catalogue.schema import Practice
from goodwill.facts.people import Side
from goodwill.facts.tables import ActRow, MessageRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.practices.exchanges import first_of_each_mail
from goodwill.judge.practices.failures import OTHER, working_days
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, told, weaker

__all__ = ["find"]

FEW = 2
"""Questions to more people than that need no answer of any one of them."""
RECIPROCITY = "reciprocity"
ANSWERING = ("re:", "aw:", "sv:", "antw:", "tr:", "rif:", "fw:", "fwd:", "wg:", "rv:")


def find(case: Case, practice: Practice) -> Habit:
    """How the two sides answered each other in the 12 months."""
    asked = [*_asked(case, practice, "ours"), *_asked(case, practice, "theirs")]
    least = case.number(practice.id, "least_questions")
    sides = [_answers(case, practice, by, asked) for by in ("ours", "theirs")]
    if len(asked) < least:
        return Habit(status="not_assessable")
    return weaker(*sides, _give_and_take(case, practice))


Asked = tuple[Side, Occasion]


def _answers(case: Case, practice: Practice, by: Side, asked: Sequence[Asked]) -> Habit:
    """How one side answered; on too few questions it says nothing alone."""
    occasions = [one for side, one in asked if side == by]
    if not occasions:
        return Habit(status="not_assessable")
    done = sum(one.is_done for one in occasions)
    allowed = case.number(practice.id, "may_be_called")
    wanted = case.number(practice.id, "answered") * len(occasions)
    is_kept = done and (done >= wanted or len(occasions) - done <= allowed)
    items = told(practice.id, occasions)
    if is_kept:
        return Habit(status="kept", evidence=items).of(by)
    if done:
        return Habit(status="slipping", evidence=items).of(by)
    enough = len(occasions) >= case.number(practice.id, "least_questions")
    return Habit(status="missing" if enough else "not_assessable", evidence=items).of(by)


def _give_and_take(case: Case, practice: Practice) -> Habit:
    """Whether both sides bring something, where enough of it was seen."""
    flow = case.measured.year.get(RECIPROCITY)
    if flow is None or flow.exposure < case.number(practice.id, "least_flow"):
        return Habit(status="not_assessable")
    is_even = flow.estimate >= case.number(practice.id, RECIPROCITY)
    says = practice.says["even" if is_even else "one_sided"].format(ratio=f"{flow.estimate:.1f}")
    item = counted(practice.id, RECIPROCITY, says, on=case.as_of, is_done=is_even)
    return Habit(status="kept" if is_even else "slipping", evidence=(item,))


def _asked(case: Case, practice: Practice, by: Side) -> Iterator[Asked]:
    """The questions to `by`, with whether an answer came; not those that still have time."""
    mails = {row.message_id: row for row in case.mail(by=OTHER[by], during=case.year)}
    replies = _Replies(case, by)
    limit = case.number(practice.id, "working_days")
    seen: set[str] = set()
    for act in _questions(case, practice, by):
        mail = mails.get(act.message_id)
        if mail is None or mail.message_id in seen or mail.to_count > FEW:
            continue
        seen.add(mail.message_id)
        answer = replies.to(mail, limit)
        if answer is None and working_days(mail.sent_on, case.as_of) <= limit:
            continue
        says = practice.says[f"answered_{by}" if answer else f"open_{by}"].format(day=answer)
        yield by, Occasion.of(Word.of(act), says, is_done=answer is not None)
    for row in first_of_each_mail(case.remarked("asked_again", by=OTHER[by], during=case.year)):
        if replies.stand_before(row):
            yield by, Occasion.of(Word.of(row), practice.says[f"again_{by}"], is_done=False)


def _questions(case: Case, practice: Practice, by: Side) -> Sequence[ActRow]:
    """Questions that await an answer; "could you send us ...?" is one, whatever act it is first."""
    least = case.number(practice.id, "question")
    said = case.said("question", "request", by=OTHER[by], during=case.year, least=least)
    return [act for act in said if act.quote.rstrip().endswith("?")]


class _Replies:
    """What one side wrote, by thread and by subject."""

    def __init__(self, case: Case, by: Side) -> None:
        self._by_thread: dict[str, list[MessageRow]] = {}
        self._by_subject: dict[str, list[MessageRow]] = {}
        for row in case.mail(by=by, during=case.year):
            self._by_thread.setdefault(row.thread_id, []).append(row)
            self._by_subject.setdefault(_plain(row.subject), []).append(row)

    def stand_before(self, row: ActRow | RemarkRow) -> bool:
        """Whether something was written in the thread that could have been the answer."""
        return any(mail.sent_at < row.sent_at for mail in self._by_thread.get(row.thread_id, ()))

    def to(self, mail: MessageRow, limit: float) -> date | None:
        """The day of the first answer to a mail within so many working days."""
        subject = _plain(mail.subject)
        found = chain(
            self._by_thread.get(mail.thread_id, ()),
            self._by_subject.get(subject, ()) if subject else (),
        )
        days = [
            row.sent_on
            for row in found
            if row.sent_at > mail.sent_at and working_days(mail.sent_on, row.sent_on) <= limit
        ]
        return min(days, default=None)


def _plain(subject: str) -> str:
    """A subject without what answering and passing on put before it."""
    words = subject.casefold().split()
    while words and words[0] in ANSWERING:
        words = words[1:]
    return " ".join(words)
