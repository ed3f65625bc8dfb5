"""Statements of the made-up company, marked against what is planted in it.

Each answer is right, wrong, abstained (nothing was said), or not read by this version (a pattern
that nothing in the catalogue assesses yet). `watch` counts as said, for and against: a reader
sees it. All that is wrong has a sentence of its own, and so has silence about what is there;
silence about what is not there is counted and misleads nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from goodwill.catalogue.loader import load_catalogue
from goodwill.demo.truth import AccountTruth, Truth
from goodwill.facts.statement import PatternLine, Statement

__all__ = ["Answer", "Mark", "Marks", "mark", "unread_patterns"]

Result = Literal["right", "wrong", "abstained", "unread"]
SORTS = ("kinds", "stages", "patterns planted", "patterns not there", "look-alikes", "costs")
NOT_THERE = frozenset({"patterns not there", "look-alikes"})
SEEN = frozenset({"present", "watch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One thing that was asked: of which sort, about whom, and what came out."""

    sort: str
    account_id: str
    result: Result
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How many answers of one sort came out how; they add up to `total`."""

    what: str
    right: int
    wrong: int
    abstained: int
    unread: int

    @property
    def total(self) -> int:
        """How many were asked."""
        return self.right + self.wrong + self.abstained + self.unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All answers; `marks` is the table of them."""

    answers: tuple[Answer, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """One line for each sort."""
        return tuple(_counted(sort, self.answers) for sort in SORTS)

    @property
    def misses(self) -> tuple[str, ...]:
        """What is wrong, then where nothing was said of something that is there."""
        return tuple(
            f"{answer.account_id}: {answer.says}"
            for result in ("wrong", "abstained")
            for answer in self.answers
            if answer.result == result and not (result == "abstained" and answer.sort in NOT_THERE)
        )


def mark(statements: Iterable[Statement], truth: Truth) -> Marks:
    """Every statement against the truth; an account without a statement counts as wrong."""
    found = {statement["account"]["id"]: statement for statement in statements}
    unread = unread_patterns()
    answers: list[Answer] = []
    for account in truth.accounts:
        statement = found.get(account.account_id)
        if statement is None:
            answers.append(_answer("kinds", account, "wrong", "no statement was drawn up"))
        else:
            answers += _answers(account, statement, unread)
    return Marks(answers=tuple(answers))


def unread_patterns() -> frozenset[str]:
    """Patterns that the catalogue names and nothing assesses yet."""
    patterns = load_catalogue().patterns.values()
    return frozenset(pattern.id for pattern in patterns if not pattern.assessed_by)


def _answers(
    account: AccountTruth, statement: Statement, unread: Collection[str]
) -> Iterator[Answer]:
    yield _kind(account, statement)
    yield _stage(account, statement)
    lines = {line["id"]: line for line in statement["patterns"]}
    for name in account.patterns:
        yield _planted(account, lines.get(name), name, unread)
    for name in sorted(lines.keys() - {*account.patterns, *account.debatable}):
        yield _not_there(account, lines[name], unread)
    for name, cost in account.costs.items():
        yield _cost(account, lines.get(name), name, cost, unread)


def _answer(sort: str, account: AccountTruth, result: Result, says: str) -> Answer:
    return Answer(sort=sort, account_id=account.account_id, result=result, says=says)


def _kind(account: AccountTruth, statement: Statement) -> Answer:
    said = statement["kind"]["now"]
    result: Result = "right" if said == account.kind else "abstained" if said is None else "wrong"
    says = f"the kind is {account.kind or 'nobody could say'}, not {said or 'unknown'}"
    return _answer("kinds", account, result, says)


def _stage(account: AccountTruth, statement: Statement) -> Answer:
    said = statement["stage"]["now"]
    result: Result = "right" if said == account.stage else "wrong"
    return _answer("stages", account, result, f"the stage is {account.stage}, not {said}")


def _planted(
    account: AccountTruth, line: PatternLine | None, name: str, unread: Collection[str]
) -> Answer:
    status = "missing" if line is None else line["status"]
    result: Result = "right" if status in SEEN else _silent(status, name, unread)
    return _answer("patterns planted", account, result, f"{name} is planted and {status}")


def _not_there(account: AccountTruth, line: PatternLine, unread: Collection[str]) -> Answer:
    name, status = line["id"], line["status"]
    result: Result = (
        "right"
        if status == "absent"
        else "wrong"
        if status in SEEN
        else _silent(status, name, unread)
    )
    sort = "look-alikes" if name in account.innocent else "patterns not there"
    return _answer(sort, account, result, f"{name} is not there and {status}")


def _silent(status: str, name: str, unread: Collection[str]) -> Result:
    """A line that says nothing: not read by this version, or an abstention; else it is wrong."""
    if status != "not_assessable":
        return "wrong"
    return "unread" if name in unread else "abstained"


def _cost(
    account: AccountTruth,
    line: PatternLine | None,
    name: str,
    cost: Decimal,
    unread: Collection[str],
) -> Answer:
    said = None if line is None else line["cost"]
    amount = None if said is None else Decimal(repr(said["amount"]))
    if amount is None:
        status = "missing" if line is None else line["status"]
        silent = _silent("not_assessable", name, unread)
        result: Result = silent if status == "not_assessable" else "wrong"
    else:
        result = "right" if amount == cost else "wrong"
    return _answer("costs", account, result, f"{name} costs {cost}, not {amount}")


def _counted(sort: str, answers: Iterable[Answer]) -> Mark:
    results = [answer.result for answer in answers if answer.sort == sort]
    return Mark(
        what=sort,
        right=results.count("right"),
        wrong=results.count("wrong"),
        abstained=results.count("abstained"),
        unread=results.count("unread"),
    )
