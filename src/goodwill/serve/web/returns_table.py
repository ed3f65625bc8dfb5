"""What each kind returned, as a page shows it: cells with where the figure lies, verdicts in words.

The figures and sentences are `goodwill.lab.returns`'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodwill.lab.returns.groups import FigureId, Found
from goodwill.lab.returns.study import KindRow, Returns
from goodwill.lab.returns.words import OPENINGS, said_of_claim
from goodwill.serve.languages import say, spoken
from goodwill.serve.titles import Titles
from goodwill.serve.words import MINUS, amount, count, share

__all__ = ["HEADS", "STANDING", "Claimed", "Row", "claimed", "rows"]

HEADS: Mapping[FigureId, str] = spoken(
    {
        "per_hour": "Return per hour",
        "growth": "Growth",
        "margin": "Gross margin",
        "stopped": "Stopped buying",
        "proposals": "Proposals, of revenue",
    }
)
STANDING: tuple[FigureId, ...] = ("per_hour", "margin", "proposals")
NOTHING = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind; a cell is the figure and where it lies with 95 %, ("·", "") where none is told."""

    kind: str
    note: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim of a text, its source, and what the data say of it: the verdict, then the rest."""

    text: str
    source: str
    verdict: str
    says: str


def rows(
    kinds: Sequence[KindRow], shown: Sequence[FigureId], found: Returns, titles: Titles
) -> list[Row]:
    """The table, one row a kind."""
    return [
        Row(
            kind=say("Kind not known") if row.kind is None else titles.kinds[row.kind],
            note=say("fewer than {group_at_least} accounts", group_at_least=found.group_at_least)
            if row.accounts is None
            else count(row.accounts, "account"),
            cells=tuple(_cell(row.figures.get(name), name, found.currency) for name in shown),
        )
        for row in kinds
    ]


def _cell(found: Found | None, name: FigureId, currency: str) -> tuple[str, str]:
    if found is None or found.value is None or found.low is None or found.high is None:
        return NOTHING, ""
    value, low, high = (
        amount(one, currency) if name == "per_hour" else _share(one)
        for one in (found.value, found.low, found.high)
    )
    return value, say("{low} to {high}", low=low, high=high)


def _share(value: float) -> str:
    return f"{MINUS if round(value, 2) < 0 else ''}{share(abs(value))}"


def claimed(found: Returns) -> list[Claimed]:
    """Each claim of the texts; no sentence beside the verdict where nothing is compared."""
    told = []
    for one in found.claims:
        claim, verdict = one.described.claim, OPENINGS[one.verdict]
        says = said_of_claim(one, found).removeprefix(verdict).lstrip(": ")
        told.append(
            Claimed(
                text=claim.text,
                source=claim.source,
                verdict=verdict,
                says=says[:1].upper() + says[1:] if found.is_enough else "",
            )
        )
    return told
