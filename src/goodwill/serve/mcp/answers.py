"""Statements cut down to what fits a conversation: what shows, and the strongest item under it.

Pure functions from the shapes of a statement to plain documents. Whatever is left out is named by
a number or an id, and `get_evidence` opens it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goodwill.facts.glance import Glance
from goodwill.facts.statement import (
    CommitmentItem,
    Committee,
    Evidence,
    ExpectationLine,
    PatternLine,
    RiskLine,
    StageLine,
    Statement,
)
from goodwill.facts.strongest import found_patterns, notable_risks
from goodwill.reports import LineEvidence
from goodwill.serve.mcp.fences import Fences
from goodwill.serve.summary import sentence
from goodwill.serve.titles import Titles

__all__ = [
    "Document",
    "account_row",
    "commitment_documents",
    "committee_document",
    "evidence_document",
    "plan_document",
    "statement_document",
]

Document = dict[str, Any]

SAID = (
    "now", "status", "probability", "strength", "confidence", "mixture", "desired", "met", "since",
    "on", "direction", "cost", "horizon_days", "amount_at_risk", "last_reviewed_on",
)  # fmt: skip
"""What a line says of itself in our own words and numbers."""

FROM_OUTSIDE = frozenset({"message", "meeting"})
"""Sources whose references were chosen by whoever wrote them."""

WANTED = 0.5
"""From here it is likelier than not that these people want something."""


def account_row(glance: Glance, fences: Fences) -> Document:
    """One account of the list."""
    row = glance["row"]
    finding = glance["finding"]
    return {
        "id": row["id"],
        "name": fences.around(row["name"]),
        "owner": row["owner"],
        "kind": row["kind"],
        "confidence": row["confidence"],
        "desired": row["desired"],
        "stage": row["stage"],
        "patterns_present": row["present"],
        "patterns_watched": row["watch"],
        "risks": row["risks"],
        "revenue": row["revenue"],
        "contribution": row["contribution"],
        "currency": row["currency"],
        "next_play": row["next_play"],
        "finding": finding and {"line": finding["line"], "probability": finding["probability"]},
    }


def statement_document(statement: Statement, titles: Titles, fences: Fences) -> Document:
    """What a statement says, each line with the one item that speaks loudest."""
    kind = statement["kind"]
    practices = statement["practices"]
    return {
        "account": {
            **statement["account"],
            "name": fences.around(statement["account"]["name"]),
        },
        "as_of": statement["as_of"],
        "in_short": sentence(statement, titles),
        "kind": {
            **{name: kind[name] for name in ("now", "confidence", "mixture", "desired", "since")},
            "evidence": _loudest(kind["evidence"], fences),
        },
        "stage": _stage(statement["stage"]),
        "patterns": [_pattern(line, fences) for line in found_patterns(statement["patterns"])],
        "patterns_absent": _ids(statement["patterns"], "absent"),
        "patterns_not_assessable": _ids(statement["patterns"], "not_assessable"),
        "practices": {
            status: [line["id"] for line in practices if line["status"] == status]
            for status in ("kept", "slipping", "missing", "not_assessable")
        },
        "expectations": [
            _wanted(line, fences)
            for line in statement["expectations"]
            if line["strength"] >= WANTED
        ],
        "risks": [_risk(line, fences) for line in notable_risks(statement["risks"])],
        "commitments": {side: statement["commitments"][side] for side in ("ours", "theirs")},
        "committee": {
            name: statement["committee"][name]
            for name in ("active", "single_threaded", "missing_roles")
        },
        "economics": statement["economics"],
        "plan": [{"id": play["id"], "title": play["title"]} for play in statement["plan"]["plays"]],
        "not_seen": [fences.around(gap["what"]) for gap in statement["coverage"]["gaps"]],
        "made_with": statement["made_with"],
    }


def evidence_document(found: LineEvidence, fences: Fences, *, at_most: int) -> Document:
    """A line and its evidence, the weightiest first; `left_out` counts the rest."""
    items = sorted(found.evidence, key=lambda item: -abs(item["weight"]))
    return {
        "account": found.account,
        "as_of": found.as_of,
        "line": found.name,
        "says": {name: found.line[name] for name in SAID if name in found.line},
        "evidence": [_item(item, fences) for item in items[:at_most]],
        "left_out": max(len(items) - at_most, 0),
    }


def committee_document(committee: Committee, fences: Fences) -> Document:
    """Everybody, with their names between marks."""
    return {
        **committee,
        "people": [
            {
                **{name: value for name, value in person.items() if name != "evidence"},
                "name": fences.around(person["name"]),
            }
            for person in committee["people"]
        ],
    }


def commitment_documents(items: Iterable[CommitmentItem], fences: Fences) -> list[Document]:
    """Promises, each with the item that tells what came of it."""
    return [
        {
            **{name: value for name, value in item.items() if name != "evidence"},
            "what": fences.around(item["what"]),
            "evidence": _loudest(item["evidence"], fences),
        }
        for item in items
    ]


def plan_document(statement: Statement) -> Document:
    """What to do next, in the order of what it is worth."""
    return {
        "account": statement["account"]["id"],
        "as_of": statement["as_of"],
        "from": statement["plan"]["from"],
        "to": statement["plan"]["to"],
        "plays": statement["plan"]["plays"],
    }


def _ids(lines: Sequence[PatternLine], status: str) -> list[str]:
    return [line["id"] for line in lines if line["status"] == status]


def _stage(stage: StageLine) -> Document:
    gates = stage["gates"]
    return {
        "now": stage["now"],
        "confidence": stage["confidence"],
        "earned": [gate["id"] for gate in gates if gate["met"]],
        "still_to_earn": [gate["id"] for gate in gates if not gate["met"]],
    }


def _pattern(line: PatternLine, fences: Fences) -> Document:
    kept = ("id", "title", "status", "probability", "since", "direction", "cost")
    found = {name: value for name, value in line.items() if name in kept}
    return {**found, "evidence": _loudest(line["evidence"], fences)}


def _risk(line: RiskLine, fences: Fences) -> Document:
    return {**line, "evidence": _loudest(line["evidence"], fences)}


def _wanted(line: ExpectationLine, fences: Fences) -> Document:
    return {**line, "evidence": _loudest(line["evidence"], fences)}


def _loudest(evidence: Sequence[Evidence], fences: Fences) -> list[Document]:
    """The item that speaks loudest for a line; none where nothing does."""
    found = max(evidence, key=lambda item: (item["weight"], item["on"] or ""), default=None)
    return [_item(found, fences)] if found else []


def _item(item: Evidence, fences: Fences) -> Document:
    return {
        **item,
        "quote": fences.around(item["quote"]),
        "says": fences.around(item["says"]),
        "ref": fences.around(item["ref"]) if item["source"] in FROM_OUTSIDE else item["ref"],
    }
