"""What people said came of a promise: it holds in the ledger, until it is withdrawn.

It reaches every line that counts promises. What somebody says was no promise, or was called off,
binds nobody: it stands in no tally, only among the evidence of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goodwill.facts.disputes import Dispute
from goodwill.facts.statement import Evidence
from goodwill.judge.answers.words import items
from goodwill.judge.case import Case
from goodwill.judge.evidence import cut_at_word
from goodwill.judge.promises import Entry
from goodwill.judge.promises.outcome import Outcome, Status

__all__ = ["answered_promises", "promise_items"]

LINE = "commitments"


def answered_promises(case: Case) -> tuple[Entry, ...]:
    """The ledger of the case as the last words on its promises have it."""
    said = [one for one in case.disputes if one.line == LINE]
    if not said:
        return case.promises
    return tuple(_answered(case, entry, _of(entry, said)) for entry in case.promises)


def _of(entry: Entry, said: Iterable[Dispute]) -> tuple[Dispute, ...]:
    """Words on one promise, each person's last."""
    last = {one.by.casefold(): one for one in said if _is_meant(entry, one)}
    return tuple(sorted(last.values(), key=lambda one: one.id))


def _is_meant(entry: Entry, one: Dispute) -> bool:
    """Whether the promise is made in that sentence: as it was read then, or as it is read now."""
    first, about = entry.promise.first, one.about
    if about is None or about.ref != first.ref:
        return False
    quote = cut_at_word(first.quote)
    return about.quote is None or about.quote in quote or quote in about.quote


def _answered(case: Case, entry: Entry, said: Sequence[Dispute]) -> Entry:
    if not said:
        return entry
    told = [one for one in said if one.value is not None]
    if not told:
        return replace(entry, said=tuple(said))
    last = told[-1]
    if last.value == entry.status:
        return replace(entry, said=tuple(said))
    status, outcome = _as_said(last.value or "")
    return replace(
        entry,
        status=status,
        outcome=outcome,
        settled_on=None if status == "open" else min(last.on, case.as_of),
        said=tuple(said),
    )


def _as_said(value: str) -> tuple[Status, Outcome]:
    """Status and outcome in the words of the ledger."""
    match value:
        case "kept" | "broken":
            return value, value
        case "called_off" | "no_promise":
            return "open", value
        case _:
            return "open", "open"


def promise_items(case: Case, entry: Entry) -> tuple[Evidence, ...]:
    """What people said of a promise, as evidence for its status or against it."""
    yes = {entry.status, *({entry.outcome} if not entry.binds else ())}
    return items(case, LINE, entry.said, yes, fades=False)
