"""Plain truth: whether what we say proves right, and bad news comes from us (H5).

Statements that can be checked are our dated promises, of which the ledger tells how they ended,
what the client says was not as told, and lines billed a second time, with what we answered when
they asked. Bad news, or advice against our own purse, told unasked speaks for it; so does a mistake
of ours that they heard of from us, also that a promise was late, which then is no untruth. A
promise moved in time to a day that was kept is true, and where we moved it, bad news came from us.
Where the 12 months show nothing of all that, words of the year before speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodwill.catalogue.schema import Practice
from goodwill.facts.values import Window
from goodwill.judge.billed_twice import lines_billed_twice
from goodwill.judge.case import Case
from goodwill.judge.charge_talk import defended
from goodwill.judge.practices.failures import failures
from goodwill.judge.practices.measure import A_CASE, Habit, Occasion, Word, by_share, in_mails

__all__ = ["find"]

TELLING = 2.0
"""A word that tells of the truth itself weighs as much as two promises."""
LATE_AND_TOLD = 0.5
"""What is shown of a promise that was late, and told of by us."""


def find(case: Case, practice: Practice) -> Habit:
    """How true our statements of the 12 months were."""
    words = list(_words(case, practice, case.year))
    own = [one for one in _owned(case, practice) if one.ref not in {word.ref for word in words}]
    told = [*words, *own, *_billed_twice(case, practice)]
    promises = list(_promises(case, practice))
    beside = list(_defended(case, practice))
    checked = [*told, *promises]
    told += [one for one in promises if one.weight == TELLING]
    if not checked:
        longer = Window.days(case.as_of, int(case.number(practice.id, "days_back")))
        told = checked = list(_words(case, practice, longer))
    least = 1 if told else case.number(practice.id, "least_statements")
    broken = sum(not one.is_done and one.counts for one in promises)
    if broken >= case.number(practice.id, "least_broken"):
        least = broken
    kept_at = case.number(practice.id, "true")
    return by_share(practice.id, [*checked, *beside], kept_at=kept_at, at_least=least)


def _words(case: Case, practice: Practice, during: Window) -> Iterator[Occasion]:
    """What is said of the truth itself: plainly by us, or that it was none, by them."""
    plain = case.remarked("plain_spoken", by="ours", during=during)
    untrue = case.remarked("told_untrue", by="theirs", during=during)
    yield from in_mails(plain, practice.says["plain"], is_done=True, weight=TELLING)
    yield from in_mails(untrue, practice.says["untrue"], is_done=False, weight=TELLING)


def _owned(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Mistakes of ours of which they heard from us before they complained."""
    for one in failures(case, "ours"):
        if one.is_owned_unasked:
            yield Occasion.of(one.first, practice.says["unasked"], is_done=True, weight=TELLING)


def _billed_twice(case: Case, practice: Practice) -> Iterator[Occasion]:
    for one in lines_billed_twice(case.ledger):
        if not one.is_two_on_one_bill:
            yield Occasion(
                source="invoice_line",
                ref=one.ref,
                on=one.line.issued_on,
                says=practice.says["billed_twice"],
                is_done=False,
            )


def _defended(case: Case, practice: Practice) -> Iterator[Occasion]:
    """What we answered when they asked about a charge that was made twice."""
    for row in defended(case):
        yield replace(
            Occasion.of(Word.of(row), practice.says["defended"], is_done=False), counts=False
        )


def _promises(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Our promises with a day that were told of in the 12 months.

    A late one of which we told them before they asked after it is shown and not counted.
    """
    told = {
        word.thread_id
        for one in failures(case, "ours")
        if one.is_owned_unasked
        for word in one.told
    }
    for entry in case.promises:
        first, due_on = entry.promise.first, entry.promise.due_on
        if first.side != "ours" or due_on is None or entry.status == "open" or not entry.binds:
            continue
        if entry.settled_on is not None and case.year.holds(entry.settled_on):
            is_kept = entry.status == "kept"
            for said in entry.promise.moved[:1] if is_kept else ():
                if said.side == "ours":
                    yield Occasion(
                        source="message",
                        ref=said.ref,
                        on=said.on,
                        says=practice.says["warned"],
                        is_done=True,
                        quote=said.quote,
                        weight=TELLING,
                    )
            is_told = not is_kept and first.thread in told
            key = "kept" if is_kept else "broken_and_told" if is_told else "broken"
            yield Occasion(
                source="message",
                ref=first.ref,
                on=first.on,
                says=practice.says[key].format(due=due_on),
                is_done=is_kept,
                quote=first.quote,
                weight=LATE_AND_TOLD if is_told else A_CASE,
                counts=not is_told,
            )
