"""What the judge of a practice hands on: how it was kept, with its reasons, before it is a line.

A practice is counted over its occasions in the 12 months, for the side whose turn it was. It is
`kept` where the measure is reached, `slipping` where it is not yet was done at least once,
`missing` where there were occasions and it was never done (contract, "Practice").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from goodwill.facts.people import Side
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.evidence import count_evidence, evidence

__all__ = [
    "A_CASE",
    "Habit",
    "Occasion",
    "PracticeStatus",
    "Word",
    "by_share",
    "counted",
    "in_mails",
    "told",
    "weaker",
]

PracticeStatus = Literal["kept", "slipping", "missing", "not_assessable"]
WORST_FIRST: tuple[PracticeStatus, ...] = ("missing", "slipping", "kept", "not_assessable")
SHORT: frozenset[PracticeStatus] = frozenset({"missing", "slipping"})
A_CASE = 1.0
"""What one occasion weighs, for the practice where it was done and against it where not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one practice was kept; `needs` says what is missing where nobody can tell.

    `sides` are those whose habit it is, where one side's can be told from the other's; `is_owed`:
    something that one of them should have given is still due.
    """

    status: PracticeStatus
    evidence: tuple[Evidence, ...] = ()
    needs: tuple[str, ...] = ()
    sides: frozenset[Side] = frozenset()
    is_owed: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it had its occasions and was not kept."""
        return self.status in SHORT

    @property
    def shortfall(self) -> Shortfall | None:
        """Whose failure it is, where it is one and that can be told."""
        if not self.is_short or not self.sides:
            return None
        side = next(iter(self.sides)) if len(self.sides) == 1 else None
        return Shortfall(side=side, is_owed=self.is_owed)

    def of(self, side: Side) -> Habit:
        """The same, as one side's."""
        return replace(self, sides=frozenset({side}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A sentence in a mail; `is_own` where the side whose turn it is says it.

    `is_read`: nothing but the reading of its words tells what it is; no form of words, no row.
    """

    ref: str
    thread_id: str
    at: datetime
    on: date
    quote: str
    is_own: bool = False
    is_read: bool = False

    @classmethod
    def of(cls, row: ActRow | RemarkRow, *, is_own: bool = False) -> Word:
        """The sentence of an act or a remark."""
        return cls(
            ref=row.message_id,
            thread_id=row.thread_id,
            at=row.sent_at,
            on=row.sent_on,
            quote=row.quote,
            is_own=is_own,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One occasion to do it, and whether it was done; the row that shows it, in words.

    `weight` is how much it says beside one plain case: what is done every day says little. What
    `counts` not is shown beside an occasion and is none itself.
    """

    source: str
    ref: str
    on: date | None
    says: str
    is_done: bool
    quote: str | None = None
    weight: float = A_CASE
    counts: bool = True

    @classmethod
    def of(cls, word: Word, says: str, *, is_done: bool, weight: float = A_CASE) -> Occasion:
        """An occasion that a sentence in a mail shows."""
        return cls(
            source="message",
            ref=word.ref,
            on=word.on,
            says=says,
            is_done=is_done,
            quote=word.quote,
            weight=weight,
        )


def by_share(
    line: str, occasions: Sequence[Occasion], *, kept_at: float, at_least: float = 1
) -> Habit:
    """How a practice was kept that is counted over occasions.

    Args:
        line: the id of the practice.
        occasions: all in the 12 months, and what is shown beside them.
        kept_at: the share of them done from which on it is kept.
        at_least: fewer occasions are too few to tell.
    """
    counting = [one for one in occasions if one.counts]
    if len(counting) < at_least or not counting:
        return Habit(status="not_assessable", evidence=told(line, occasions))
    done = sum(one.is_done for one in counting)
    status: PracticeStatus = "missing"
    if done / len(counting) >= kept_at:
        status = "kept"
    elif done:
        status = "slipping"
    return Habit(status=status, evidence=told(line, occasions))


def in_mails(
    rows: Iterable[ActRow | RemarkRow], says: str, *, is_done: bool, weight: float = A_CASE
) -> Iterator[Occasion]:
    """Sentences as occasions: one for each mail, the rest of the mail's beside it."""
    seen: set[str] = set()
    for row in rows:
        one = Occasion.of(Word.of(row), says, is_done=is_done, weight=weight)
        yield replace(one, counts=row.message_id not in seen)
        seen.add(row.message_id)


def counted(line: str, of: str, says: str, *, on: date, is_done: bool) -> Evidence:
    """A count as evidence for a practice, or against it."""
    return count_evidence(line, of=of, says=says, weight=A_CASE if is_done else -A_CASE, on=on)


def weaker(*habits: Habit) -> Habit:
    """The weaker of two sides, with the evidence of all of them (contract, "Practice").

    It is the habit of all sides that fall short, the weaker and the other.
    """
    worst = min(habits, key=lambda one: WORST_FIRST.index(one.status))
    short = [one for one in habits if one.is_short]
    return Habit(
        status=worst.status,
        evidence=tuple(item for one in habits for item in one.evidence),
        needs=worst.needs,
        sides=frozenset().union(*(one.sides for one in short)),
        is_owed=any(one.is_owed for one in short),
    )


def told(line: str, occasions: Iterable[Occasion]) -> tuple[Evidence, ...]:
    """Occasions as evidence: for the practice where it was done, against it where not."""
    return tuple(
        evidence(
            line,
            source=one.source,
            ref=one.ref,
            on=one.on,
            quote=one.quote,
            says=one.says,
            weight=one.weight if one.is_done else -one.weight,
        )
        for one in occasions
    )
