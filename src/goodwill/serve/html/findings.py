"""What needs attention: at most three findings, our own conduct first, then by money.

One for each account, so that one cause is not told three times; how many wait is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodwill.facts.statement import Evidence, Statement
from goodwill.serve.summary import best_quote, notable_risks, patterns_of
from goodwill.serve.titles import Titles
from goodwill.serve.words import how_sure

__all__ = ["BUDGET", "Finding", "findings"]

BUDGET = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line worth somebody's week; `place` is its statement's number on the page."""

    place: int
    account: str
    sort: str
    title: str
    sure: str
    amount: float | None
    amount_says: str
    currency: str
    quote: Evidence | None
    says: str
    next_step: str


def findings(statements: Sequence[Statement], titles: Titles) -> tuple[tuple[Finding, ...], int]:
    """The findings to show, and how many more wait."""
    strongest = [
        best
        for place, statement in enumerate(statements)
        if (best := min(_candidates(place, statement, titles), key=_rank, default=None))
    ]
    ranked = sorted(strongest, key=_rank)
    return tuple(ranked[:BUDGET]), max(len(ranked) - BUDGET, 0)


def _rank(finding: Finding) -> tuple[bool, float, str]:
    return (finding.sort != "ours to mend", -(finding.amount or 0.0), finding.account)


def _candidates(place: int, statement: Statement, titles: Titles) -> Iterator[Finding]:
    yield from _present(place, statement, titles)
    yield from _risky(place, statement, titles)


def _present(place: int, statement: Statement, titles: Titles) -> Iterator[Finding]:
    for line in patterns_of(statement["patterns"], "present"):
        cost = line["cost"]
        yield Finding(
            place=place,
            account=statement["account"]["name"],
            sort="ours to mend" if line["direction"] == "ours" else "pattern",
            title=titles.patterns.get(line["id"], line["title"]),
            sure=how_sure(line["probability"]),
            amount=cost["amount"] if cost else None,
            amount_says="in 12 months",
            currency=cost["currency"] if cost else "",
            quote=best_quote(line["evidence"]),
            says=_says(line["evidence"]),
            next_step=_next_step(statement, line["id"]),
        )


def _risky(place: int, statement: Statement, titles: Titles) -> Iterator[Finding]:
    for risk in notable_risks(statement["risks"]):
        if not risk["evidence"]:
            continue
        yield Finding(
            place=place,
            account=statement["account"]["name"],
            sort="risk",
            title=titles.risks[risk["id"]],
            sure=how_sure(risk["probability"]),
            amount=risk["amount_at_risk"],
            amount_says=_stake_words(statement),
            currency=statement["economics"]["currency"],
            quote=best_quote(risk["evidence"]),
            says=_says(risk["evidence"]),
            next_step=_next_step(statement, risk["id"]),
        )


def _says(evidence: Sequence[Evidence]) -> str:
    return max(evidence, key=lambda item: item["weight"])["says"] if evidence else ""


def _next_step(statement: Statement, line: str) -> str:
    """The play that answers this line, if there is one."""
    for play in statement["plan"]["plays"]:
        if any(_names(name, line) for name in play["because"]):
            return play["title"]
    return ""


def _stake_words(statement: Statement) -> str:
    margin = statement["economics"]["gross_margin"]
    return f"{'revenue' if margin is None else 'gross margin'} of 12 months at risk"


def _names(name: str, line: str) -> bool:
    return name == line or name.endswith(f"[{line}]")
