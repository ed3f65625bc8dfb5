"""Every expectation of the catalogue as a line: how likely these people want it.

Signs in words stand in the catalogue's file (`goodwill.judge.signs` adds them up); what rows and
counts show is looked for by a module named like the expectation, with a function `look`. Only what
their side says and rewards is a sign: what we offer shows what we think they want. Our own note of
what they told us they want ("what you expect: ...") is their word in our hand, and counts as such.

An expectation that they showed was last gone through with them at the last review: a meeting that
looks back, an agreement gone over, or a mail that lays open what each side expects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from goodwill.catalogue.schema import Expectation
from goodwill.facts.statement import Evidence, ExpectationLine
from goodwill.facts.values import Window
from goodwill.judge.answers.chances import answered_chance
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.evidence import sentence, shown
from goodwill.judge.judges import judge_of
from goodwill.judge.signs import shown_chance, signs_of, weigh
from goodwill.judge.surroundings import with_surroundings

__all__ = ["MOST_UNSEEN", "ExpectationJudgement", "judge_expectations"]

MOST_UNSEEN = 0.1
"""The contract's limit without evidence."""

TALKED_OVER = "expectations_talked"
NOTED = "wish_noted"
SAID_PLAINLY = "wants_"
NOTED_SAYS = "We noted that they want it."

Look = Callable[[Case, Expectation], Iterable[Evidence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationJudgement:
    """The line as shown, and all its evidence."""

    line: ExpectationLine
    evidence: tuple[Evidence, ...]


def judge_expectations(case: Case) -> tuple[ExpectationJudgement, ...]:
    """All expectations, in the catalogue's order."""
    wishes = case.catalogue.expectations.values()
    return tuple(_judge(case, wish) for wish in wishes)


def _reviewed_on(case: Case) -> str | None:
    """The last day on which expectations were gone through with them, by `case.as_of`."""
    days = [row.reviewed_on for row in case.tables.agreement if row.reviewed_on is not None]
    days += [row.held_on for row in case.met() if row.is_review]
    days += [row.sent_on for row in case.remarked(TALKED_OVER)]
    past = [day for day in days if day <= case.as_of]
    return max(past).isoformat() if past else None


def _noted(case: Case, wish: Expectation) -> Iterator[Evidence]:
    """Sentences of ours that note a wish of theirs which a remark of the line names."""
    for sign in wish.sign:
        if not sign.remark.startswith(SAID_PLAINLY):
            continue
        during = Window.days(case.as_of, sign.days)
        notes = case.remarked(NOTED, by="ours", during=during)
        noted = {(row.message_id, row.quote) for row in notes}
        named = case.remarked(sign.remark, by="ours", during=during)
        found = [row for row in reversed(named) if (row.message_id, row.quote) in noted]
        for place, row in enumerate(found):
            weight = case.number(wish.id, sign.id) * case.each_further**place
            yield sentence(wish.id, row, says=NOTED_SAYS, weight=weight)


def _judge(case: Case, wish: Expectation) -> ExpectationJudgement:
    look: Look | None = judge_of("expectations", wish.id, "look")
    said = signs_of(case, wish.id, wish.sign, is_alarm=False)
    items = [*said, *_noted(case, wish), *(look(case, wish) if look else ())]
    weighed = weigh(case, min(case.number(wish.id, "base_strength"), MOST_UNSEEN), items)
    strength = shown_chance(weighed, case.calibration, "expectations", MOST_UNSEEN)
    found = answered_chance(
        case, f"expectations[{wish.id}]", replace(weighed, probability=strength), "wanted"
    )
    around = found.evidence
    if found.probability >= LIKELY:
        around = with_surroundings(case, wish.id, around, wish.acts)
    line = ExpectationLine(
        id=wish.id,
        strength=found.probability,
        last_reviewed_on=None if found.since is None else _reviewed_on(case),
        evidence=shown(around, wish.evidence.at_most),
    )
    return ExpectationJudgement(line=line, evidence=around)
