"""Plays as data: a statement goes in, and a play is proposed, or not, or stands first."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from tests.advise.quiet import CATALOGUE, Table, plans_of, quiet, shortfalls_of

from goodwill.advise.recommend import advise
from goodwill.catalogue.not_when import NotWhen
from goodwill.catalogue.schema import Play
from goodwill.facts.plans import NO_PLANS
from goodwill.facts.statement import PlayLine
from goodwill.facts.values import Posterior, SignalValue

CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parent.parent / "cases" / "plays").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def proposed(case: Table) -> list[PlayLine]:
    hourly = case.get("hourly_cost", 50)
    return advise(
        quiet(case.get("statement", {})),
        CATALOGUE,
        hourly_cost=Decimal(str(hourly)) if hourly else None,
        plans=plans_of(case.get("decided", [])) if "decided" in case else NO_PLANS,
        shortfalls=shortfalls_of(case.get("statement", {})),
    )["plays"]


@pytest.mark.parametrize(
    ("folder", "case"), CASES, ids=[f"{folder}: {case['name']}" for folder, case in CASES]
)
def test_a_case(folder: str, case: Table) -> None:
    plays = proposed(case)
    names = [play["id"] for play in plays]

    assert case["name"], folder
    assert set(case.get("proposed", ())) <= set(names)
    assert not set(case.get("not_proposed", ())) & set(names)
    if "first" in case:
        assert names[:1] == [case["first"]]
    if case.get("is_empty"):
        assert names == []
    for name, because in case.get("because", {}).items():
        assert next(play["because"] for play in plays if play["id"] == name) == because
    for name, worth in case.get("worth", {}).items():
        found = next(play["expected_value"] for play in plays if play["id"] == name)
        assert found == (None if worth == "unknown" else pytest.approx(worth))


def answered_by(play: Play) -> Table:
    """A statement with one line that calls for a play, and nothing else the matter."""
    for table, concepts, of in (
        ("patterns", CATALOGUE.patterns, {"status": "present"}),
        ("risks", CATALOGUE.risks, 0.9),
        ("practices", CATALOGUE.practices, "missing"),
        ("expectations", CATALOGUE.expectations, 0.9),
    ):
        for name, concept in concepts.items():
            if play.id in concept.plays:
                return {table: {name: of}}
    for name, gate in CATALOGUE.gates.items():
        if play.id in gate.plays:
            return {"missing": [name], "now": "partner"}
    for now, kind in CATALOGUE.kinds.items():
        for shift in kind.shift:
            if play.id in shift.plays:
                return {"now": now, "desired": shift.to}
    return {}


AGAINST = [(play, one) for play in CATALOGUE.plays.values() for one in play.not_when]


def stands(changes: Table, line: str, value: object) -> Table:
    """The same statement with one line as it is told."""
    table, _, rest = line.partition("[")
    name, _, of = rest.partition("]")
    if table == "gates":
        found = [one for one in changes.get("missing", []) if one != name]
        return {**changes, "missing": found + ([name] if value == "missing" else [])}
    if not rest:
        return {**changes, line.partition(".")[2]: value}
    lines = dict(changes.get(table, {}))
    old = lines.get(name, {})
    if of == ".direction":
        old = dict(old) if isinstance(old, dict) else {"status": old}
        there = "present" if table == "patterns" else "missing"
        lines[name] = {"status": there, **old, "direction": value}
    else:
        lines[name] = value
    return {**changes, table: lines}


def values_of(one: NotWhen) -> tuple[object, object]:
    """A standing that speaks against a play, and the nearest that does not."""
    if one.among:
        other = {"present": "watch", "missing": "met", "met": "missing"}
        turned = {"ours": "theirs", "theirs": "ours"}
        innocent = "kept" if "slipping" in one.among else {**other, **turned}[one.among[0]]
        return one.among[0], innocent
    limit = one.over if one.over is not None else one.under or 0.0
    step = 0.01 if one.over is not None else -0.01
    return limit + step, limit


@pytest.mark.parametrize(
    ("play", "one"), AGAINST, ids=[f"{play.id}: {one.line}" for play, one in AGAINST]
)
def test_a_line_speaks_against_a_play_on_one_side_of_its_limit(play: Play, one: NotWhen) -> None:
    calling = answered_by(play)
    if one.to:
        table, _, name = one.to.partition("[")
        there = "present" if table == "patterns" else "missing"
        calling = {table: {name.rstrip("]"): {"status": there}}}
    against, innocent = values_of(one)

    def because(value: object) -> list[str]:
        changes, values = calling, dict[str, SignalValue]()
        if one.line.startswith("signals["):
            values = measured(one.line[8:-1], value)
        else:
            changes = stands(calling, one.line, value)
        plays = advise(quiet(changes), CATALOGUE, values=values, shortfalls=shortfalls_of(changes))[
            "plays"
        ]
        return next((line["because"] for line in plays if line["id"] == play.id), [])

    reason = one.to or because(innocent)[0]
    assert reason in because(innocent)
    assert reason not in because(against)


def measured(name: str, value: object) -> dict[str, SignalValue]:
    """A signal of the 12 months that came out at a value."""
    level = float(str(value))
    return {
        name: SignalValue(
            signal=name,
            unit="",
            raw=level,
            estimate=level,
            posterior=Posterior("normal", level, 1.0),
            exposure=10,
            sources=frozenset({"message"}),
            rows=(),
        )
    }
