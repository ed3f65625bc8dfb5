"""How a line of a statement stands, so that a play can say where it is not to be played.

A line that a statement does not have, or that nothing is known of, stands nowhere: None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goodwill.catalogue.not_when import NotWhen
from goodwill.catalogue.schema import Play
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.statement import Statement
from goodwill.facts.values import Values

__all__ = ["Beside", "spoken_against", "standing"]

KEYS: Mapping[str, str] = {
    "patterns": "status",
    "practices": "status",
    "risks": "probability",
    "expectations": "strength",
}
"""Lists of a statement, and what tells how one of their lines stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands in no statement: signals over the 12 months, and whose practices fall short."""

    values: Values = field(default_factory=dict)
    shortfalls: Mapping[str, Shortfall] = field(default_factory=dict)


def spoken_against(play: Play, statement: Statement, beside: Beside) -> tuple[NotWhen, ...]:
    """What of an account speaks against a play, as far as can be told."""
    return tuple(one for one in play.not_when if one.holds(standing(statement, beside, one.line)))


def standing(statement: Statement, beside: Beside, line: str) -> str | float | None:
    """A status, a word, a chance or an amount."""
    table, _, rest = line.partition("[")
    if not rest:
        return _place(statement, line)
    name, _, of = rest.partition("]")
    if table == "signals":
        return beside.values[name].estimate if name in beside.values else None
    if table == "practices" and of == ".direction":
        return beside.shortfalls[name].side if name in beside.shortfalls else None
    if table == "gates":
        return _gate(statement, name)
    found = _line(statement, table, name)
    value = found.get("direction" if of == ".direction" else KEYS.get(table, ""))
    return value if isinstance(value, str | float | int) else None


def _place(statement: Statement, line: str) -> str | float | None:
    """`stage.now`, `economics.contribution` ...: one part, and one of its keys."""
    part, _, key = line.partition(".")
    document: Mapping[str, Any] = {**statement}
    value = document.get(part, {}).get(key)
    return value if isinstance(value, str | float | int) else None


def _gate(statement: Statement, name: str) -> str | None:
    document: Mapping[str, Any] = {**statement}
    gates = {gate["id"]: gate["met"] for gate in document.get("stage", {}).get("gates", ())}
    return {True: "met", False: "missing"}.get(gates.get(name, ""))


def _line(statement: Statement, table: str, name: str) -> Mapping[str, Any]:
    document: Mapping[str, Any] = {**statement}
    return next((one for one in document.get(table, ()) if one["id"] == name), {})
