"""Failures of one side and what came after each: the measure under four practices (concepts, M32).

A failure is a matter that the other side complains of, calls wrong or untrue, or asks after when a
promise was not kept; a bill of ours with which they name a problem, or that charges something
twice and that they ask about; or a matter that the side itself owns up to. All that is said of it
in one thread is one matter; one that a single reading tells of is none before something bears it
out (`borne_out`), or that side says sorry for it. What we say in answer to a wish or a complaint of
theirs is our position, and no complaint unless its words are plain. A match that was lost is none,
nor what they say is not that side's.
Its answers are what that side writes in the thread, or anywhere else if it says sorry there,
within the days of repair. Who is at fault is not judged: a complaint is answered, or it is not.
The numbers stand with `apology`; late tickets and deliveries of which nobody writes are no failure
here, they are counted by the gate `after_sales_proof`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from goodwill.facts.people import Side
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.charge_talk import asked_about, defended, names_in
from goodwill.judge.practices.borne_out import is_borne_out
from goodwill.judge.practices.measure import Word
from goodwill.judge.promises import Entry

__all__ = ["OTHER", "Failure", "failures", "working_days"]

CONCEPT = "apology"
OTHER: dict[Side, Side] = {"ours": "theirs", "theirs": "ours"}
WRONGED = ("let_down", "told_untrue")
NO_COMPLAINT = ("review", "strategy", "social_invitation", "praise")
"""Who looks back, thinks ahead, invites or praises may name what is wrong; it is no complaint."""
NO_COMPLAINT_REMARKED = ("let_rest", "jokes", "fault_owned")
"""Nor is what lets a matter rest, what teases, or what owns up to the writer's own mistake."""
TALK = ("personal", "social_invitation")
WORK = ("request", "delivery", "commitment", "money_talk", "escalation", "decision", "review")
"""What a mail does that is about work; a complaint in mere talk is of the match or the weather."""
WANTING = ("question", "request", "command", "threat", "price_pressure", "hostile")
"""What they want of us, so that our mail behind it is an answer."""
RUDE = ("hostile", "threat")
SORRY = ("apology",)
TAKEN_UP = ("commitment", "admission", "delivery", "discount")
MENDING = ("commitment", "delivery", "discount")
MENDED = ("remedy_given", "handed_over", "day_given", "day_assured")
TROUBLE = frozenset({"complaint", "problem"})
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One matter: what told of it, and the first sentence of each part of a repair.

    `answered`: the first mail in its thread, whatever it says, without a quote; `taken_up`: the
    first answer that takes it up, in whatever words; `sorry`, `owned`, `cause`,
    `remedy`, `lesson`: the first that says it; `blamed`: that pushes it on; `defended`: that holds
    a charge to be right which was made twice; `put_off`: that leaves it to no named day, which
    takes nothing up.
    """

    by: Side
    told: tuple[Word, ...]
    answered: date | None
    taken_up: Word | None
    sorry: Word | None
    owned: Word | None
    cause: Word | None
    remedy: Word | None
    lesson: Word | None
    blamed: Word | None
    defended: Word | None
    put_off: Word | None

    @property
    def first(self) -> Word:
        """What told of it first."""
        return self.told[0]

    @property
    def is_owned_unasked(self) -> bool:
        """Whether that side told of it before the other complained."""
        return self.first.is_own

    @property
    def is_whole(self) -> bool:
        """Sorry or owned, what happened, and what mends it; who owns the deed says what it was."""
        regret, cause = self.sorry or self.owned, self.cause or self.owned
        return None not in {regret, cause, self.remedy}


def failures(case: Case, by: Side) -> tuple[Failure, ...]:
    """The failures of one side that were spoken of in the 12 months, by time."""
    return case.once(_failures, by)


def _failures(case: Case, by: Side) -> tuple[Failure, ...]:
    owned = tuple(_owned(case, by))
    told = sorted(
        (
            *_complaints(case, by),
            *_wrong_bills(case, by),
            *_double_charges(case, by),
            *_broken_promises(case, by),
            *owned,
            *_answered_by(case, by, owned),
        ),
        key=lambda word: (word.at, word.ref, word.quote),
    )
    found = (_failure(case, by, matter) for matter in _matters(case, told))
    found = (one for one in found if one.sorry or one.owned or is_borne_out(case, by, one.told))
    # Who owns up to something unasked, with nothing to be sorry for or to mend, did no harm.
    return tuple(one for one in found if not one.is_owned_unasked or one.sorry or one.remedy)


def working_days(start: date, end: date) -> int:
    """Days from Monday to Friday after `start` up to `end`; 0 on the same day."""
    days = (end - start).days
    weeks, rest = divmod(max(days, 0), 7)
    left = (start + timedelta(days=7 * weeks + place) for place in range(1, rest + 1))
    return 5 * weeks + sum(day.weekday() < SATURDAY for day in left)


def _complaints(case: Case, by: Side) -> Iterator[Word]:
    other, least = OTHER[by], case.number(CONCEPT, "complaint")
    meant_otherwise: tuple[ActRow | RemarkRow, ...] = (
        *case.said(*NO_COMPLAINT, by=other, during=case.year),
        *case.remarked(*NO_COMPLAINT_REMARKED, by=other, during=case.year),
    )
    not_meant = {(row.message_id, row.quote) for row in meant_otherwise}
    aside = _mere_talk(case, other) | _confessions(case, other)
    positions = _positions(case) if other == "ours" else frozenset()
    for act in case.said("complaint", by=other, during=case.year, least=least):
        if (act.message_id, act.quote) not in not_meant and act.message_id not in aside | positions:
            yield replace(Word.of(act), is_read=True)
    reported = _own_reports(case) if other == "ours" else frozenset()
    for remark in case.remarked(*WRONGED, by=other, during=case.year):
        is_theirs = (remark.message_id, remark.quote) not in reported
        if is_theirs and remark.message_id not in aside:
            yield Word.of(remark)


def _own_reports(case: Case) -> frozenset[tuple[str, str]]:
    """Sentences with which we hand something over: what is wrong in them is ours to tell."""
    handed: tuple[ActRow | RemarkRow, ...] = (
        *case.said("delivery", by="ours", during=case.year),
        *case.remarked("handed_over", by="ours", during=case.year),
    )
    return frozenset((row.message_id, row.quote) for row in handed)


def _positions(case: Case) -> frozenset[str]:
    """Mails of ours that answer what they asked, pressed for or complained of.

    What reads like a complaint there says where we stand: in an answer only plain words are one.
    """
    least = case.number(CONCEPT, "words")
    wanted = {row.message_id for row in case.said(*WANTING, by="theirs", during=case.year)}
    wanted |= {
        row.message_id
        for row in case.said("complaint", "problem", by="theirs", during=case.year, least=least)
    }
    return frozenset(
        mail.message_id
        for mails in case.threads.values()
        for before, mail in pairwise(mails)
        if mail.side == "ours" and before.side == "theirs" and before.message_id in wanted
    )


def _confessions(case: Case, by: Side) -> frozenset[str]:
    """Mails in which one side owns up to a fault and says sorry, blames nobody and wants nothing.

    How it came about reads like a complaint, and is the rest of the confession.
    """
    owned = {row.message_id for row in case.remarked("fault_owned", by=by, during=case.year)}
    owned -= {row.message_id for row in case.remarked("blame_passed", by=by, during=case.year)}
    sorry = case.said(*SORRY, by=by, during=case.year, least=case.number(CONCEPT, "words"))
    wanting = {row.message_id for row in case.said(*WANTING, by=by, during=case.year)}
    return frozenset(row.message_id for row in sorry if row.message_id in owned - wanting)


def _mere_talk(case: Case, by: Side) -> frozenset[str]:
    """Mails of one side that chat and do no work at all."""
    chats = case.said(*TALK, by=by, during=case.year, least=case.number(CONCEPT, "chat"))
    works = {row.message_id for row in case.said(*WORK, by=by, during=case.year)}
    return frozenset(row.message_id for row in chats if row.message_id not in works)


def _wrong_bills(case: Case, by: Side) -> Iterator[Word]:
    """What they say is wrong with a bill of ours that they name by its number."""
    ours = {row.invoice_id.casefold() for row in case.tables.invoice} if by == "ours" else set()
    if ours:
        least = case.number(CONCEPT, "wrong_bill")
        for act in case.said("problem", by="theirs", during=case.year, least=least):
            if ours & names_in(act.quote) and not _is_cleared_up(case, act):
                yield Word.of(act)


def _double_charges(case: Case, by: Side) -> Iterator[Word]:
    """Where we billed something twice: what they ask or say is wrong about it from then on."""
    if by == "ours":
        for row in asked_about(case):
            if not _is_cleared_up(case, row):
                yield Word.of(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aftermath:
    """Mails by what they make of a question: we give in, they go on asking, they are content."""

    giving_in: frozenset[str]
    still_asking: frozenset[str]
    content: frozenset[str]


def _aftermath(case: Case) -> _Aftermath:
    giving_in: tuple[ActRow | RemarkRow, ...] = (
        *case.said("apology", "admission", "discount", by="ours", during=case.year),
        *case.remarked("remedy_given", "fault_owned", by="ours", during=case.year),
    )
    upset = case.said("complaint", "problem", "question", by="theirs", during=case.year)
    words = case.number(CONCEPT, "words")
    content = case.said("thanks", by="theirs", during=case.year, least=words)
    return _Aftermath(
        giving_in=frozenset(row.message_id for row in giving_in),
        still_asking=frozenset(row.message_id for row in upset),
        content=frozenset(row.message_id for row in content),
    )


def _is_cleared_up(case: Case, asked: ActRow | RemarkRow) -> bool:
    """Whether we explained a bill, owned up to nothing, and they found it in order."""
    later = [mail for mail in case.threads.get(asked.thread_id, ()) if mail.sent_at > asked.sent_at]
    ours = {mail.message_id for mail in later if mail.side == "ours"}
    heard = {mail.message_id for mail in later} - ours
    if not heard or later[0].side != "ours":
        return False
    after = case.once(_aftermath)
    gave_in, asks_on = ours & after.giving_in, heard & after.still_asking
    return not gave_in and not asks_on and bool(heard & after.content)


def _owned(case: Case, by: Side) -> Iterator[Word]:
    """What that side owned up to; the act alone counts where its mail is sorry and mends it."""
    for remark in case.remarked("fault_owned", by=by, during=case.year):
        yield Word.of(remark, is_own=True)
    mending = case.said(*MENDING, by=by, during=case.year, least=case.number(CONCEPT, "mending"))
    sorry = case.said(*SORRY, by=by, during=case.year, least=case.number(CONCEPT, "words"))
    whole = {act.message_id for act in mending} & {act.message_id for act in sorry}
    for act in _admissions(case, by):
        if act.message_id in whole:
            yield Word.of(act, is_own=True)


def _answered_by(case: Case, by: Side, owned: Iterable[Word]) -> Iterator[Word]:
    """The trouble that the other side told of in the mail just before one that owns up to it."""
    days = timedelta(days=int(case.number(CONCEPT, "mend_days")))
    for word in owned:
        mails = [one for one in case.threads.get(word.thread_id, ()) if one.sent_at < word.at]
        if not mails or mails[-1].side == by or word.at - mails[-1].sent_at > days:
            continue
        said = case.in_mail.get(mails[-1].message_id, ())
        trouble = next((row for row in said if row.act in TROUBLE), None)
        if trouble is not None:
            yield Word.of(trouble)


def _admissions(case: Case, by: Side) -> Sequence[ActRow]:
    return case.said("admission", by=by, during=case.year, least=case.number(CONCEPT, "admission"))


def _broken_promises(case: Case, by: Side) -> Iterator[Word]:
    """What the other side wrote when a promise of that side was not kept."""
    broken = [
        one for one in case.promises if one.status == "broken" and one.promise.first.side == by
    ]
    due = {one.promise.first.thread: one.promise.due_on for one in broken}
    refs = {ref for one in broken for ref in _telling(one)}
    for remark in case.remarked("missing", by=OTHER[by], during=case.year):
        due_on = due.get(remark.thread_id)
        if remark.message_id in refs or (due_on is not None and remark.sent_on > due_on):
            yield Word.of(remark)


def _telling(entry: Entry) -> Iterator[str]:
    return (sign.ref for sign in entry.signs if sign.weight < 0 and sign.source == "message")


def _matters(case: Case, told: Sequence[Word]) -> list[list[Word]]:
    """The words by matter: one thread is one, and who owns up speaks of what is open."""
    days = timedelta(days=int(case.number(CONCEPT, "mend_days")))
    matters: list[list[Word]] = []
    for word in told:
        for matter in reversed(matters):
            is_answer = word.is_own and word.on <= matter[-1].on + days
            if is_answer or word.thread_id in {one.thread_id for one in matter}:
                matter.append(word)
                break
        else:
            matters.append([word])
    return matters


def _failure(case: Case, by: Side, told: Sequence[Word]) -> Failure:
    said, remarks = _answers(case, by, told)
    later = {(row.message_id, row.quote) for row in remarks if row.remark == "put_off"}
    acts = [act for act in said if (act.message_id, act.quote) not in later]
    sorry = _first(act for act in acts if act.act in SORRY)
    admitted = case.number(CONCEPT, "admission")
    owned = _first(remark for remark in remarks if remark.remark == "fault_owned") or _first(
        act for act in acts if act.act == "admission" and act.probability >= admitted
    )
    plainly = _first(remark for remark in remarks if remark.remark == "remedy_given")
    mending = [act for act in acts if act.act in MENDING]
    mended = [remark for remark in remarks if remark.remark in MENDED]
    return Failure(
        by=by,
        told=tuple(told),
        answered=_answered_on(case, by, told),
        taken_up=_first(_taking_up(acts, remarks, _defences(case, by, told))),
        sorry=sorry,
        owned=owned,
        cause=_first(remark for remark in remarks if remark.remark == "cause_given"),
        remedy=plainly or _first((*mending, *mended)),
        lesson=_lesson(case, told),
        blamed=_first(remark for remark in remarks if remark.remark == "blame_passed"),
        defended=_first(row for row in _defences(case, by, told)),
        put_off=_first(remark for remark in remarks if remark.remark == "put_off"),
    )


def _answers(case: Case, by: Side, told: Sequence[Word]) -> tuple[list[ActRow], list[RemarkRow]]:
    """What that side says about a matter, from when it was told to the last day of repair."""
    until = told[-1].on + timedelta(days=int(case.number(CONCEPT, "mend_days")))
    sorry = case.said(*SORRY, by=by, during=case.year, least=case.number(CONCEPT, "words"))
    least = case.number(CONCEPT, "mending")
    taken_up = case.said(*TAKEN_UP, by=by, during=case.year, least=least)
    acts = [
        act for act in (*sorry, *taken_up) if told[0].at <= act.sent_at and act.sent_on <= until
    ]
    remarks = [
        remark
        for remark in case.remarked(
            *("fault_owned", "cause_given", "blame_passed", "put_off", *MENDED),
            by=by,
            during=case.year,
        )
        if told[0].at <= remark.sent_at and remark.sent_on <= until
    ]
    threads = {word.thread_id for word in told}
    mails = {act.message_id for act in acts if act.act in SORRY}
    mails |= {remark.message_id for remark in remarks if remark.remark == "fault_owned"}
    threads |= {act.thread_id for act in acts if act.message_id in mails}
    threads |= {remark.thread_id for remark in remarks if remark.message_id in mails}
    return (
        [act for act in acts if act.thread_id in threads],
        [remark for remark in remarks if remark.thread_id in threads],
    )


def _answered_on(case: Case, by: Side, told: Sequence[Word]) -> date | None:
    """When that side first wrote in a matter's threads after it was told, within the repair.

    Whoever only grows rude has not answered.
    """
    until = told[-1].on + timedelta(days=int(case.number(CONCEPT, "mend_days")))
    least = case.number(CONCEPT, "complaint")
    rude = {row.message_id for row in case.said(*RUDE, by=by, during=case.year, least=least)}
    days = (
        mail.sent_on
        for thread in {word.thread_id for word in told}
        for mail in case.threads.get(thread, ())
        if mail.side == by and told[0].at < mail.sent_at and mail.sent_on <= until
        if mail.message_id not in rude
    )
    return min(days, default=None)


def _defences(case: Case, by: Side, told: Iterable[Word]) -> list[RemarkRow]:
    """How we held a charge to be right that was made twice, in the threads of a matter of ours."""
    threads = {word.thread_id for word in told}
    return [row for row in defended(case) if by == "ours" and row.thread_id in threads]


def _taking_up(
    acts: Iterable[ActRow], remarks: Sequence[RemarkRow], defences: Iterable[RemarkRow]
) -> list[ActRow | RemarkRow]:
    """What answers a failure, but for mails that push it on or hold that there is none."""
    pushing = {one.message_id for one in remarks if one.remark == "blame_passed"}
    pushing -= {one.message_id for one in remarks if one.remark == "fault_owned"}
    pushing |= {one.message_id for one in defences}
    answers: list[ActRow | RemarkRow] = [
        *acts,
        *(one for one in remarks if one.remark != "put_off"),
    ]
    return [row for row in answers if row.message_id not in pushing]


def _lesson(case: Case, told: Sequence[Word]) -> Word | None:
    """The first word, of either side, on what was learnt, within the days for a change."""
    until = told[0].on + timedelta(days=int(case.number("learning", "days_to_change")))
    found = (
        remark
        for remark in case.remarked("lesson_drawn", during=case.year)
        if told[0].at <= remark.sent_at and remark.sent_on <= until
    )
    return _first(found)


def _first(rows: Iterable[ActRow | RemarkRow]) -> Word | None:
    found = min(rows, key=lambda row: (row.sent_at, row.message_id, row.quote), default=None)
    return None if found is None else Word.of(found, is_own=True)
