"""How two statements of one account differ, line by line, and what that makes of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from goodwill.reports import LineMoved

if TYPE_CHECKING:
    from goodwill.facts.statement import CommitmentTally, Statement

__all__ = ["Standing", "moves", "standings"]

HARDLY = 0.005
"""A chance that moves by less is shown as the same."""


class Standing(NamedTuple):
    """How a line stands: its word, and its chance where it has one."""

    state: str
    chance: float | None = None


def standings(statement: Statement) -> dict[str, Standing]:
    """Every line by its full name; people's parts as `committee[ADDRESS]`."""
    return dict(_standings(statement))


def _standings(of: Statement) -> Iterator[tuple[str, Standing]]:
    kind, stage = of["kind"], of["stage"]
    yield "kind", Standing(kind["now"] or "not sure", kind["confidence"])
    yield "stage", Standing(stage["now"], stage["confidence"])
    for gate in stage["gates"]:
        yield f"gates[{gate['id']}]", Standing("met" if gate["met"] else "not met")
    for pattern in of["patterns"]:
        yield f"patterns[{pattern['id']}]", Standing(pattern["status"], pattern["probability"])
    for practice in of["practices"]:
        yield f"practices[{practice['id']}]", Standing(practice["status"])
    for wish in of["expectations"]:
        yield f"expectations[{wish['id']}]", Standing("", wish["strength"])
    for risk in of["risks"]:
        yield f"risks[{risk['id']}]", Standing("", risk["probability"])
    yield "commitments[ours]", Standing(_tally(of["commitments"]["ours"]))
    yield "commitments[theirs]", Standing(_tally(of["commitments"]["theirs"]))
    for person in of["committee"]["people"]:
        yield f"committee[{person['email']}]", Standing(person["role"] or "no part")


def _tally(of: CommitmentTally) -> str:
    return f"{of['kept']} kept, {of['broken']} broken, {of['open']} open"


def moves(before: Statement, after: Statement) -> tuple[LineMoved, ...]:
    """The lines that stand otherwise than they did, in the order of the statement."""
    then, now = standings(before), standings(after)
    return tuple(
        LineMoved(
            line=name,
            before=then[name].state,
            after=now[name].state,
            chance_before=then[name].chance,
            chance_after=now[name].chance,
        )
        for name in then
        if name in now and _is_other(then, now, name)
    )


def _is_other(then: Mapping[str, Standing], now: Mapping[str, Standing], name: str) -> bool:
    was, is_now = then[name], now[name]
    moved = abs((was.chance or 0.0) - (is_now.chance or 0.0)) >= HARDLY
    return was.state != is_now.state or moved
