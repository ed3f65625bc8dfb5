"""A statement of an account with which nothing is the matter, and what a case changes in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.plans import AccountPlans, Decision, PlayAnswer, as_decided
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.statement import Statement

__all__ = ["CATALOGUE", "Table", "plans_of", "quiet", "shortfalls_of"]

CATALOGUE = load_catalogue()
Table = dict[str, Any]  # a TOML table, at a parser's edge
DAY = date(2026, 6, 30)


def quiet(changes: Mapping[str, Any]) -> Statement:
    """All patterns absent, risks small, practices kept, gates met; with a case's own lines.

    `patterns` are a status or a table with `status`, `cost`, `direction`, `probability`; `risks` a
    probability or `{probability, at_risk}`; `practices` a status or `{status, direction, is_owed}`,
    of which `shortfalls_of` makes what the judge hands on; `missing` are gates not met;
    `expectations` a strength or `{strength, reviewed_on}`; `now`, `desired`, `contribution`,
    `gross_margin`, `revenue`.
    """
    missing = changes.get("missing", [])
    statement = {
        "account": {"id": "acme", "name": "Acme", "domains": [], "owner": "ann@us.example"},
        "as_of": str(changes.get("as_of", DAY)),
        "kind": {"now": changes.get("now"), "desired": changes.get("desired")},
        "stage": {
            "now": changes.get("stage", "me_too"),
            "gates": [{"id": one, "met": one not in missing} for one in CATALOGUE.gates],
        },
        "patterns": [_pattern(one, changes) for one in CATALOGUE.patterns],
        "practices": [
            {"id": one, "status": _practice(one, changes)["status"]} for one in CATALOGUE.practices
        ],
        "expectations": [_expectation(one, changes) for one in CATALOGUE.expectations],
        "risks": [_risk(one, changes) for one in CATALOGUE.risks],
        "committee": {"active": changes.get("active", 3)},
        "economics": {
            name: changes.get(name) for name in ("gross_margin", "revenue", "contribution")
        },
    }
    return cast("Statement", statement)


def shortfalls_of(changes: Mapping[str, Any]) -> dict[str, Shortfall]:
    """Whose the practices are that a case calls not kept, where it says so."""
    given = {one: _practice(one, changes) for one in changes.get("practices", {})}
    return {
        name: Shortfall(side=one["direction"], is_owed=one.get("is_owed", True))
        for name, one in given.items()
        if "direction" in one
    }


def _practice(name: str, changes: Mapping[str, Any]) -> Table:
    return _table(changes.get("practices", {}).get(name, "kept"), "status")


def _table(value: object, key: str) -> Table:
    return dict(value) if isinstance(value, dict) else {key: value}


def _pattern(name: str, changes: Mapping[str, Any]) -> Table:
    given = _table(changes.get("patterns", {}).get(name, "absent"), "status")
    cost = given.get("cost")
    return {
        "id": name,
        "status": given.get("status", "present"),
        "probability": given.get("probability", 0.9),
        "direction": given.get("direction"),
        "cost": None if cost is None else {"amount": float(cost), "currency": "EUR"},
    }


def _risk(name: str, changes: Mapping[str, Any]) -> Table:
    given = _table(changes.get("risks", {}).get(name, 0.1), "probability")
    return {
        "id": name,
        "probability": given["probability"],
        "amount_at_risk": given.get("at_risk"),
    }


def _expectation(name: str, changes: Mapping[str, Any]) -> Table:
    given = _table(changes.get("expectations", {}).get(name, 0.1), "strength")
    reviewed = given.get("reviewed_on")
    return {
        "id": name,
        "strength": given["strength"],
        "last_reviewed_on": str(reviewed) if reviewed else None,
    }


def plans_of(decided: list[Table]) -> AccountPlans:
    """What was decided, in the order of a case."""
    made = [
        Decision(
            account_id="acme",
            play=str(one["play"]),
            answer=cast("PlayAnswer", one["answer"]),
            due_on=one.get("due_on"),
            made_on=one.get("made_on", DAY),
            because=tuple(one.get("because", ())),
            steps=tuple(one.get("steps", ())),
            owner=one.get("owner"),
        )
        for one in decided
    ]
    return as_decided(made, None)
