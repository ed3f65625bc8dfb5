"""Which detectors are listened to: how often people called their alarms right.

An answer counts where it is about an alarm: the statement said that a pattern was there, or a risk
likely, and somebody said whether that is so. What was missed, single sentences, and answers that
were withdrawn count nowhere. A muted detector stands in the statement as before; it raises no alarm
until the share of its last answers is high enough again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from goodwill.facts.digest import MutedDetector
from goodwill.facts.disputes import Dispute

if TYPE_CHECKING:
    from goodwill.catalogue.loader import Catalogue
    from goodwill.opened import Opened

__all__ = ["DETECTORS", "is_alarm_right", "muted", "muted_of", "precisions"]

DETECTORS = ("patterns[", "risks[")
_THERE = frozenset({"present", "likely"})
_NOT_THERE = frozenset({"absent", "unlikely"})


def is_alarm_right(said: Dispute) -> bool | None:
    """Whether somebody called an alarm right; None of an answer that is about none.

    `value` is what is so. So "right, present" and "wrong, absent" answer an alarm, "right, absent"
    a line that was silent, and "wrong, present" one that should not have been.
    """
    if said.about is not None or not said.line.startswith(DETECTORS):
        return None
    if said.answer == "right" and said.value in _THERE:
        return True
    return False if said.answer == "wrong" and said.value in _NOT_THERE else None


def precisions(disputes: Iterable[Dispute], last: int) -> tuple[MutedDetector, ...]:
    """Of each detector how many of its `last` answered alarms were right, the newest counting."""
    answers: defaultdict[str, list[bool]] = defaultdict(list)
    for said in sorted(disputes, key=lambda one: one.id):
        says = is_alarm_right(said) if said.withdrawn_on is None else None
        if says is not None:
            answers[said.line].append(says)
    return tuple(
        MutedDetector(line=line, right=sum(found[-last:]), answers=len(found[-last:]))
        for line, found in sorted(answers.items())
    )


def muted_of(
    disputes: Iterable[Dispute], catalogue: Catalogue, as_of: date
) -> tuple[MutedDetector, ...]:
    """The detectors that are muted, by the catalogue's numbers of a day."""
    last = int(catalogue.threshold("alarms.muted_answers", as_of))
    least = catalogue.threshold("alarms.muted_below", as_of)
    return tuple(
        one
        for one in precisions(disputes, last)
        if one.answers >= last and one.right < least * one.answers
    )


def muted(book: Opened, as_of: date) -> tuple[MutedDetector, ...]:
    """The detectors of a book that are muted, by the numbers in force on a day.

    Answers hold at every date, as disputes do.
    """
    from goodwill.store.answers.disputes import all_disputes  # noqa: PLC0415

    said = book.look(all_disputes)
    return muted_of(said, book.catalogue, as_of) if said else ()
