"""The ledger of promises as the statement shows it: tallies, items newest first, evidence.

What counts as a promise and what came of it is worked out in `goodwill.judge.promises`. An item's
status is open, kept or broken; that it came late, was moved, or was quietly dropped is one
sentence of its evidence, with source `count`. What the other side called off is no item and in
no tally, since it binds nobody: it stands in the line's evidence, as `why` shows it.

Rows of `deliveries.csv` settle promises and are none by themselves, be they late or in time: how
many came when they should is told by the practice `delivers_what_is_said` (decision 32).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from goodwill.facts.acts import PROMISE_REMARKS
from goodwill.facts.people import Side
from goodwill.facts.statement import CommitmentItem, Commitments, CommitmentTally, Evidence
from goodwill.judge.answers.promises import promise_items
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, cut_at_word, evidence, in_order, logit, shown
from goodwill.judge.promises import Entry, Rules
from goodwill.judge.promises.days import last_day
from goodwill.judge.promises.signs import Sign
from goodwill.judge.promises.talk import Said
from goodwill.judge.promises.words import days_named, names_day

__all__ = ["CommitmentsJudgement", "judge_commitments"]

LINE = "commitments"
SIDES: tuple[Side, ...] = ("ours", "theirs")
TOLD_APART = frozenset({"late", "renegotiated", "dropped"})
"""Outcomes that a status does not tell."""
ALWAYS = frozenset({"count", "dispute"})
"""What is shown however long the rest is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsJudgement:
    """The line as shown; all evidence, of each side too."""

    line: Commitments
    evidence: Mapping[str, tuple[Evidence, ...]]


def judge_commitments(case: Case) -> CommitmentsJudgement:
    """The ledger on `case.as_of`."""
    rules = case.catalogue.once(Rules.of, case.rules_day)
    binding = tuple(entry for entry in case.promises if entry.binds)
    says = case.catalogue.promises["promises"].says
    people = {one.person_id: one.email or one.name for one in case.tables.person}
    told = [
        (entry, in_order([*_evidence(entry, says, rules), *promise_items(case, entry)]))
        for entry in case.promises
    ]
    everything = {
        f"{LINE}[{side}]": _each_once(
            item for entry, items in told if entry.promise.first.side == side for item in items
        )
        for side in SIDES
    }
    items = [_item(entry, items, people) for entry, items in told if entry.binds]
    return CommitmentsJudgement(
        line=Commitments(
            ours=_tally(binding, "ours"),
            theirs=_tally(binding, "theirs"),
            items=sorted(items, key=itemgetter("made_on"), reverse=True),
        ),
        evidence={LINE: in_order(one for some in everything.values() for one in some)} | everything,
    )


def _each_once(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One delivery may settle two promises; it is one item of the ledger's evidence."""
    return in_order({item["id"]: item for item in items}.values())


def _tally(entries: tuple[Entry, ...], side: Side) -> CommitmentTally:
    found = [entry.status for entry in entries if entry.promise.first.side == side]
    return CommitmentTally(
        open=found.count("open"), kept=found.count("kept"), broken=found.count("broken")
    )


def _item(entry: Entry, items: tuple[Evidence, ...], people: Mapping[str, str]) -> CommitmentItem:
    promise, first = entry.promise, entry.promise.first
    to, due_on = first.to or "", entry.promise.due_on
    item = CommitmentItem(
        by=people.get(first.sender, first.sender),
        to=people.get(to, to),
        what=cut_at_word(promise.telling.quote),
        made_on=first.on.isoformat(),
        due_on=None if due_on is None else due_on.isoformat(),
        status=entry.status,
        settled_on=None if entry.settled_on is None else entry.settled_on.isoformat(),
        evidence=_shown(items),
    )
    if due_on is not None and not promise.moved:
        words = promise.telling.quote
        too_late = last_day(due_on, words)
        if too_late != due_on and names_day(days_named(words), too_late):
            item["due_before"] = too_late.isoformat()
    return item


def _evidence(entry: Entry, says: Mapping[str, str], rules: Rules) -> Iterator[Evidence]:
    """The promise itself, what moved or met it, and what settled it; heavier is surer.

    A sign weighs for or against the status as it stands: what says "late" speaks for "broken".
    """
    promise = entry.promise
    facing = -1 if entry.status == "broken" else 1
    due = promise.due_on.isoformat() if promise.due_on else ""
    for place, said in enumerate(promise.made):
        is_remark = said.what in PROMISE_REMARKS
        key = "repeated" if place else "promised_by" if said.due_on else "promised"
        if is_remark and promise.is_answer and not place:
            key = "in_answer"
        text = says[key].format(due=said.due_on)
        weight = rules.in_answer if is_remark else logit(said.probability)
        yield _of_said(text, said, weight)
    for said in promise.moved:
        key = "moved" if said.side == promise.first.side else "moved_by_other"
        yield _of_said(says[key].format(due=said.due_on), said, 0.0)
    for said in promise.agreed:
        key = "agreed" if promise.first.what == "moved" else "condition_met"
        yield _of_said(says[key], said, 0.0)
    for sign in entry.signs:
        yield _of_sign(says[sign.kind].format(on=sign.on, due=due), sign, facing)
    if entry.outcome in TOLD_APART:
        yield _of_outcome(entry, says[entry.outcome])


def _of_outcome(entry: Entry, text: str) -> Evidence:
    """What came of it, in a sentence, where the status alone does not tell."""
    due_on, came_on = entry.promise.due_on, entry.came_on
    days = (came_on - due_on).days if came_on and due_on else 0
    return count_evidence(
        LINE,
        of=f"{entry.outcome}: {entry.promise.first.ref}",
        on=came_on or due_on,
        says=text.format(on=came_on, days=_days(days)),
        weight=0.0,
    )


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _shown(items: tuple[Evidence, ...]) -> list[Evidence]:
    """As many as a statement shows, what came of it always among them."""
    told = shown(items)
    left_out = [item for item in items if item["source"] in ALWAYS and item not in told]
    return [*told[: len(told) - len(left_out)], *left_out]


def _of_said(text: str, said: Said, weight: float) -> Evidence:
    return evidence(
        LINE,
        source="message",
        ref=said.ref,
        on=said.on,
        quote=said.quote,
        says=text,
        weight=weight,
    )


def _of_sign(text: str, sign: Sign, facing: int) -> Evidence:
    return evidence(
        LINE,
        source=sign.source,
        ref=sign.ref,
        on=sign.said_on,
        quote=sign.quote,
        says=text,
        weight=facing * sign.weight,
    )
