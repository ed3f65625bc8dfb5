"""Statements held against what was so: kinds, patterns, costs, and how soon a shift shows.

Nobody is marked on what is debatable. `watch` is no alarm: it counts neither for nor against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import median

from goodwill.facts.people import KINDS
from goodwill.facts.statement import Statement
from goodwill.lab.calibrate.curves import Answered
from goodwill.lab.calibrate.reliability import distance
from goodwill.lab.simulate.days import month_after
from goodwill.lab.simulate.truth import AccountTruth

__all__ = ["Figure", "Marked", "figures", "kind_faults", "last_look", "marked", "of_patterns"]

DRAWS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One account: what was so and what was said.

    `patterns` holds for each pattern that is asked about whether it was there and whether it was
    said to be; `costs` how far off each is, as a share; `promises` for each that was made in the
    year what came of it, and what is said of it, None where it was not seen. `noticed` are the days
    until a shift of kind was named; None without a shift, past the last look where it never was.
    """

    account_id: str
    kind: str | None
    said: str | None
    confidence: float
    is_quiet: bool
    stage: tuple[str, str] | None
    patterns: Mapping[str, tuple[bool, bool]]
    costs: Mapping[str, float]
    economics: Mapping[str, float]
    promises: tuple[tuple[str, str | None], ...] = ()
    noticed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its 95 % interval over accounts drawn anew, and how many it stands on."""

    name: str
    value: float
    low: float
    high: float
    n: int


def marked(truth: AccountTruth, statement: Statement, noticed: int | None = None) -> Marked:
    """One statement against the truth of its account."""
    lines = {line["id"]: line for line in statement["patterns"]}
    asked = lines.keys() - set(truth.debatable)
    stage = (truth.stage, str(statement["stage"]["now"])) if truth.stage else None
    said = {name: line["cost"] for name, line in lines.items() if line["cost"]}
    economics: Mapping[str, object] = {**statement["economics"]}
    return Marked(
        account_id=truth.account_id,
        kind=truth.kind,
        said=statement["kind"]["now"],
        confidence=statement["kind"]["confidence"],
        is_quiet=truth.kind is None and not any(truth.kinds.values()),
        stage=stage,
        patterns={
            name: (name in truth.patterns, lines[name]["status"] == "present")
            for name in sorted(asked)
        },
        costs={
            name: _off(float(cost), said[name]["amount"])
            for name, cost in truth.costs.items()
            if name in said and cost
        },
        economics={
            name: _off(float(amount), economics.get(name))
            for name, amount in truth.economics.items()
        },
        promises=tuple(_promises(truth, statement)),
        noticed=noticed,
    )


def _promises(truth: AccountTruth, statement: Statement) -> Iterable[tuple[str, str | None]]:
    """What came of each promise of the year, and what is said of it."""
    said = {
        one["ref"]: item["status"]
        for item in statement["commitments"]["items"]
        for one in item["evidence"]
    }
    first = month_after(date.fromisoformat(statement["as_of"]).replace(day=1), -11)
    for promise in truth.promises:
        if promise.made_on >= first:
            yield promise.status, said.get(promise.message)


def _off(true: float, said: object) -> float:
    """How far off a figure is, as a share of the true one."""
    if not isinstance(said, int | float):
        return 1.0
    return abs(said - true) / abs(true) if true else float(abs(said) > 0.005)  # noqa: PLR2004


def figures(accounts: Sequence[Marked]) -> list[Figure]:
    """The table: each figure, drawn 1,000 times over the accounts."""
    counted: dict[str, tuple[Callable[[Sequence[Marked]], float | None], int]] = {
        "kind macro-F1": (macro_f1, sum(one.kind is not None for one in accounts)),
        "kind coverage": (coverage, sum(one.kind is not None for one in accounts)),
        "kind accuracy where said": (accuracy, sum(one.said is not None for one in accounts)),
        "calibration error of kind": (calibration, sum(one.said is not None for one in accounts)),
        "false discovery of patterns": (false_discovery, _said(accounts)),
        "recall of patterns": (recall, _there(accounts)),
        "cost error, median": (cost_error, sum(len(one.costs) for one in accounts)),
        "economics error, median": (money_error, sum(len(one.economics) for one in accounts)),
        "promises found": (promises_found, sum(len(one.promises) for one in accounts)),
        "promises found, outcome right": (
            outcomes_right,
            sum(len(one.promises) for one in accounts),
        ),
        "stage accuracy": (stage_accuracy, sum(one.stage is not None for one in accounts)),
        "days until a shift is noticed, median": (
            days_noticed,
            sum(one.noticed is not None for one in accounts),
        ),
    }
    return [_figure(name, count, accounts, n) for name, (count, n) in counted.items()]


def _figure(
    name: str, count: Callable[[Sequence[Marked]], float | None], accounts: Sequence[Marked], n: int
) -> Figure:
    rng = Random(name)  # noqa: S311  draws for an interval
    drawn = sorted(
        value
        for _ in range(DRAWS)
        if (value := count(rng.choices(accounts, k=len(accounts)))) is not None
    )
    value = count(accounts)
    if value is None or not drawn:
        return Figure(name=name, value=float("nan"), low=float("nan"), high=float("nan"), n=n)
    low, high = drawn[len(drawn) // 40], drawn[len(drawn) - 1 - len(drawn) // 40]
    return Figure(name=name, value=value, low=low, high=high, n=n)


def macro_f1(accounts: Sequence[Marked]) -> float | None:
    """Mean over the kinds of F1, where silence counts as missed."""
    known = [one for one in accounts if one.kind is not None]
    scores = []
    for kind in KINDS:
        right = sum(one.kind == kind == one.said for one in known)
        total = sum((one.kind == kind) + (one.said == kind) for one in known)
        if total:
            scores.append(2 * right / total)
    return sum(scores) / len(scores) if scores else None


def coverage(accounts: Sequence[Marked]) -> float | None:
    """Share of accounts with a kind for which one is named."""
    return _share([one.said is not None for one in accounts if one.kind is not None])


def accuracy(accounts: Sequence[Marked]) -> float | None:
    """Share of named kinds that are right."""
    return _share([one.said == one.kind for one in accounts if one.kind and one.said is not None])


def calibration(accounts: Sequence[Marked]) -> float | None:
    """Mean distance of stated confidence from the share that is right, over bins as large.

    Names stated alike share a bin: cut apart by who was right, the best forecast would look bad.
    """
    off = distance(
        [
            Answered(one.confidence, one.said == one.kind)
            for one in accounts
            if one.kind and one.said
        ]
    )
    return None if off is None else off.calibration_error


def false_discovery(accounts: Sequence[Marked]) -> float | None:
    """Share of patterns said to be there that are not."""
    return _share([not there for one in accounts for there, said in one.patterns.values() if said])


def recall(accounts: Sequence[Marked]) -> float | None:
    """Share of patterns that are there and are said."""
    return _share([said for one in accounts for there, said in one.patterns.values() if there])


def cost_error(accounts: Sequence[Marked]) -> float | None:
    """How far off costs are where both have one."""
    return _median([off for one in accounts for off in one.costs.values()])


def money_error(accounts: Sequence[Marked]) -> float | None:
    """How far off the economics are."""
    return _median([off for one in accounts for off in one.economics.values()])


def stage_accuracy(accounts: Sequence[Marked]) -> float | None:
    """Share of plain stages that are named."""
    return _share([one.stage[0] == one.stage[1] for one in accounts if one.stage])


def promises_found(accounts: Sequence[Marked]) -> float | None:
    """Share of the promises of the year that are seen."""
    return _share([said is not None for one in accounts for _, said in one.promises])


def outcomes_right(accounts: Sequence[Marked]) -> float | None:
    """Share of the promises that are seen of which the same is said as was so."""
    return _share([true == said for one in accounts for true, said in one.promises if said])


def days_noticed(accounts: Sequence[Marked]) -> float | None:
    """Days from a shift of kind to the first statement that names the new one."""
    return _median([one.noticed for one in accounts if one.noticed is not None])


def of_patterns(accounts: Iterable[Marked]) -> dict[str, tuple[int, int, int]]:
    """For each pattern: rightly said, said, there."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in accounts:
        for name, (there, said) in one.patterns.items():
            for place, counts in enumerate((there and said, said, there)):
                found[name][place] += counts
    return {name: (right, said, there) for name, (right, said, there) in sorted(found.items())}


def kind_faults(accounts: Iterable[Marked]) -> dict[tuple[str, str], int]:
    """Which kind was taken for which, with how often."""
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in accounts:
        if one.kind and one.kind != one.said:
            found[one.kind, one.said or "not told"] += 1
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def last_look(shift_on: date, looks: Sequence[tuple[date, str | None]], kind: str) -> int:
    """Days from a shift to the first look that names the kind; past the last look if none does."""
    for day, said in looks:
        if said == kind:
            return (day - shift_on).days
    return (looks[-1][0] - shift_on).days + 30 if looks else 0


def _said(accounts: Sequence[Marked]) -> int:
    return sum(said for one in accounts for _, said in one.patterns.values())


def _there(accounts: Sequence[Marked]) -> int:
    return sum(there for one in accounts for there, _ in one.patterns.values())


def _share(marks: Sequence[bool]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def _median(values: Sequence[float]) -> float | None:
    return float(median(values)) if values else None
