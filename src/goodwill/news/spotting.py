"""Lines that state a finding, held against the same lines of an earlier day.

A line that has become sure is an alarm, one that has begun to show is a change, one that is no
longer there is good news. "Not enough to tell" is no finding: neither coming from it nor going to
it is good news. Promises and people are next door, in `records`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from goodwill.facts.digest import AmountOf, Moved
from goodwill.facts.statement import (
    Evidence,
    GateLine,
    PatternLine,
    PracticeLine,
    RiskLine,
    Statement,
)
from goodwill.facts.strongest import NOTABLE
from goodwill.facts.worth_a_week import at_stake
from goodwill.news.item import COUNT, AccountDay, Item, because_of, dated_after, fresh, rests_on
from goodwill.news.records import record_items

__all__ = ["Spotted", "seen_now", "spot", "sure_lines"]

WORSE = frozenset({"slipping", "missing"})
STAGES = ("prospect", "me_too", "me_first", "only_me")
TRUST = "trust"
"""The cause that a stage and its gates share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """Two days of one account; a risk is over where its chance is at most `over_at`."""

    before: AccountDay
    after: AccountDay
    over_at: float

    @property
    def since(self) -> str:
        """The earlier day."""
        return self.before.statement["as_of"]


def spot(before: AccountDay, after: AccountDay, *, over_at: float) -> tuple[Item, ...]:
    """All lines that moved between two days of one account."""
    days = Spotted(before=before, after=after, over_at=over_at)
    return (
        *_patterns(days),
        *_risks(days),
        *_practices(days),
        *_gates(days),
        *_stage(days),
        *_kind(days),
        *record_items(before, after),
    )


def _patterns(days: Spotted) -> Iterator[Item]:
    earlier = {line["id"]: line for line in days.before.statement["patterns"]}
    for line in days.after.statement["patterns"]:
        was = earlier[line["id"]]["status"] if line["id"] in earlier else "not_assessable"
        if was != line["status"]:
            yield from _pattern(days, line, was)


def _pattern(days: Spotted, line: PatternLine, was: str) -> Iterator[Item]:
    name, now = f"patterns[{line['id']}]", line["status"]
    moved = Moved(line=name, was=was, now=now)
    found = fresh(days.before, days.after, name)
    is_ours = line["direction"] == "ours"
    if now == "present":
        amount, of, expected = _money(days.after.statement, line)
        yield Item(
            tone="alarm",
            moved=moved,
            because=because_of(found, days.since),
            evidence=found or rests_on(days.after, name),
            is_ours=is_ours,
            amount=amount,
            amount_of=of,
            expected=expected,
        )
    elif now == "watch" and was != "present" and dated_after(found, days.since):
        yield Item(tone="change", moved=moved, because="client", evidence=found, is_ours=is_ours)
    elif now == "absent" and was in {"present", "watch"}:
        gone = found or rests_on(days.after, name, sign=-1)
        yield Item(tone="good", moved=moved, because=because_of(gone, days.since), evidence=gone)


def _money(
    statement: Statement, line: PatternLine
) -> tuple[float | None, AmountOf | None, float | None]:
    """What a pattern costs; where no figure says so, what the account is worth times its chance."""
    if line["cost"]:
        amount = line["cost"]["amount"]
        return amount, "cost", line["probability"] * amount
    stake, _ = at_stake(statement["economics"])
    return None, None, None if stake is None else line["probability"] * stake


def _risks(days: Spotted) -> Iterator[Item]:
    earlier = {line["id"]: line["probability"] for line in days.before.statement["risks"]}
    for line in days.after.statement["risks"]:
        was, now = earlier.get(line["id"], 0.0), line["probability"]
        if now >= NOTABLE > was:
            yield _risk(days, line, was)
        elif was >= NOTABLE and now <= days.over_at:
            yield from _risk_gone(days, line, was)


def _risk(days: Spotted, line: RiskLine, was: float) -> Item:
    name, now = f"risks[{line['id']}]", line["probability"]
    found = fresh(days.before, days.after, name)
    speaking = tuple(one for one in found if one["weight"] > 0)
    amount = line["amount_at_risk"]
    return Item(
        tone="alarm",
        moved=Moved(line=name, was=was, now=now),
        because=because_of(speaking, days.since),
        evidence=speaking or rests_on(days.after, name),
        is_leading=True,
        amount=amount,
        amount_of=None if amount is None else at_stake(days.after.statement["economics"])[1],
        expected=None if amount is None else now * max(0.0, amount),
    )


def _risk_gone(days: Spotted, line: RiskLine, was: float) -> Iterator[Item]:
    """A risk that something has answered; one that only faded is no news."""
    name = f"risks[{line['id']}]"
    against = tuple(one for one in fresh(days.before, days.after, name) if one["weight"] < 0)
    if against:
        yield Item(
            tone="good",
            moved=Moved(line=name, was=was, now=line["probability"]),
            because=because_of(against, days.since),
            evidence=against,
        )


def sure_lines(statement: Statement) -> Iterator[str]:
    """Full names of the patterns that are there and of the risks that are likely."""
    for pattern in statement["patterns"]:
        if pattern["status"] == "present":
            yield f"patterns[{pattern['id']}]"
    for risk in statement["risks"]:
        if risk["probability"] >= NOTABLE:
            yield f"risks[{risk['id']}]"


def seen_now(after: AccountDay, sources: Collection[str]) -> Iterator[Item]:
    """Findings that rest on some sources alone: those by which a book has come to see more."""
    blank = AccountDay(after.statement, {})
    for name in sure_lines(after.statement):
        rows = [one for one in rests_on(after, name) if one["source"] != COUNT]
        if rows and all(one["source"] in sources for one in rows):
            yield from _seen(Spotted(before=blank, after=after, over_at=0.0), name)


def _seen(days: Spotted, name: str) -> Iterator[Item]:
    """One of them, told as an alarm that the data raised."""
    statement, bare = days.after.statement, name.partition("[")[2].rstrip("]")
    if name.startswith("risks["):
        risk = next(one for one in statement["risks"] if one["id"] == bare)
        yield replace(_risk(days, risk, 0.0), because="data")
    else:
        pattern = next(one for one in statement["patterns"] if one["id"] == bare)
        found = _pattern(days, pattern, "not_assessable")
        yield from (replace(one, because="data") for one in found)


def _practices(days: Spotted) -> Iterator[Item]:
    earlier = {line["id"]: line["status"] for line in days.before.statement["practices"]}
    for line in days.after.statement["practices"]:
        was = earlier.get(line["id"], "not_assessable")
        if was != line["status"]:
            yield from _practice(days, line, was)


def _practice(days: Spotted, line: PracticeLine, was: str) -> Iterator[Item]:
    """Only what happened moves a practice in a week: a sum over a year drifts by itself."""
    name, now = f"practices[{line['id']}]", line["status"]
    happened = dated_after(fresh(days.before, days.after, name), days.since)
    is_worse, is_better = was == "kept" and now in WORSE, was in WORSE and now == "kept"
    shown = tuple(one for one in happened if (one["weight"] > 0) == is_better)
    if shown and (is_worse or is_better):
        yield Item(
            tone="good" if is_better else "change",
            moved=Moved(line=name, was=was, now=now),
            because="client",
            evidence=shown,
        )


def _gates(days: Spotted) -> Iterator[Item]:
    earlier = {line["id"]: line["met"] for line in days.before.statement["stage"]["gates"]}
    for line in days.after.statement["stage"]["gates"]:
        if earlier.get(line["id"], False) != line["met"]:
            yield _gate(days, line)


def _gate(days: Spotted, line: GateLine) -> Item:
    name = f"gates[{line['id']}]"
    found = fresh(days.before, days.after, name)
    return Item(
        tone="good" if line["met"] else "change",
        moved=Moved(line=name, was=not line["met"], now=line["met"]),
        because=because_of(found, days.since),
        evidence=found or rests_on(days.after, name, sign=1 if line["met"] else -1),
        cause=TRUST,
    )


def _stage(days: Spotted) -> Iterator[Item]:
    was, now = days.before.statement["stage"]["now"], days.after.statement["stage"]["now"]
    if was == now:
        return
    found = _of_gates(days)
    yield Item(
        tone="good" if STAGES.index(now) > STAGES.index(was) else "change",
        moved=Moved(line="stage", was=was, now=now),
        because=because_of(found, days.since),
        evidence=found,
        cause=TRUST,
    )


def _of_gates(days: Spotted) -> tuple[Evidence, ...]:
    gates = days.after.statement["stage"]["gates"]
    found = (fresh(days.before, days.after, f"gates[{line['id']}]") for line in gates)
    return tuple(one for some in found for one in some)


def _kind(days: Spotted) -> Iterator[Item]:
    was, kind = days.before.statement["kind"]["now"], days.after.statement["kind"]
    now = kind["now"]
    if was is None or now is None or was == now:
        return
    found = fresh(days.before, days.after, "kind")
    yield Item(
        tone="good" if now == kind["desired"] else "change",
        moved=Moved(line="kind", was=was, now=now),
        because=because_of(found, days.since),
        evidence=found or rests_on(days.after, "kind"),
    )
