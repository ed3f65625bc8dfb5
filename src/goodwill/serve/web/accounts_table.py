"""The table of all accounts as somebody asked for it: which, in which order, which part.

What is asked stands in the address (`?kind=social&sort=hour&page=2`), so that a link leads to the
same table. Nothing filters, groups or sorts by one of our own people.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from goodwill.facts.glance import Glance, PortfolioRow
from goodwill.facts.worth_a_week import weigh
from goodwill.serve.portfolio import can_rate, rank
from goodwill.serve.titles import STAGES
from goodwill.serve.web.in_address import SortedInAddress, page_in, part_of

__all__ = ["COLUMNS", "Asked", "Table", "asked_in", "table"]

PAGE = 100
"""Rows of one page."""

UNKNOWN = "unknown"
"""Accounts whose kind is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(SortedInAddress):
    """What is asked for; "" is anything. `found` is the id of a pattern or a risk."""

    q: str = ""
    segment: str = ""
    kind: str = ""
    stage: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One page of what was asked for; `total` rows fit in all, on `pages` pages."""

    asked: Asked
    glances: tuple[Glance, ...]
    total: int
    pages: int


Key = tuple[float | str, ...]


def _money(value: float | None) -> Key:
    return (value is None, -(value or 0.0))


def _attention(glance: Glance) -> Key:
    finding = glance["finding"]
    return (math.inf,) if finding is None else weigh(finding)


def _rate(row: PortfolioRow) -> float | None:
    return row["return_per_hour"] if can_rate(row) else None


COLUMNS: Mapping[str, Callable[[Glance], Key]] = {
    "name": lambda glance: (glance["row"]["name"].casefold(),),
    "kind": lambda glance: (glance["row"]["kind"] or "~", -glance["row"]["confidence"]),
    "stage": lambda glance: (-STAGES.index(glance["row"]["stage"]),),
    "found": lambda glance: (-len(glance["row"]["present"]), -len(glance["row"]["watch"])),
    "revenue": lambda glance: rank(glance["row"]),
    "hour": lambda glance: _money(_rate(glance["row"])),
    "wanted": lambda glance: (-(glance["wanted"][-1] if glance["wanted"] else -1.0),),
    "next": lambda glance: (glance["row"]["next_play"] or "~",),
    "attention": _attention,
}
"""What a table may be sorted by: the usual direction has the most telling rows first."""


def asked_in(query: Mapping[str, str]) -> Asked:
    """What an address asks for; what it says that is not known is as if it were not said."""
    asked = Asked(
        q=query.get("q", "").strip()[:200],
        segment=query.get("segment", ""),
        kind=query.get("kind", ""),
        stage=query.get("stage", ""),
        found=query.get("found", ""),
        sort=query.get("sort", "revenue"),
        reverse=query.get("reverse") == "1",
    )
    if asked.sort not in COLUMNS:
        asked = replace(asked, sort="revenue")
    return replace(asked, page=page_in(query))


def table(
    glances: Sequence[Glance],
    asked: Asked,
    segments: Mapping[str, str] = MappingProxyType({}),
    *,
    size: int = PAGE,
) -> Table:
    """The rows that fit, sorted, of one page; `size` 0 gives all of them.

    `segments` are those of accounts by id; one that no account has is as if it were not asked for.
    """
    if asked.segment not in segments.values():
        asked = replace(asked, segment="")
    found = [
        glance
        for glance in glances
        if _fits(glance["row"], asked)
        and (not asked.segment or segments.get(glance["row"]["id"]) == asked.segment)
    ]
    found.sort(key=COLUMNS[asked.sort], reverse=asked.reverse)
    part = part_of(found, asked.page, size)
    return Table(
        asked=replace(asked, page=part.page), glances=part.rows, total=len(found), pages=part.pages
    )


def _fits(row: PortfolioRow, asked: Asked) -> bool:
    return (
        (not asked.kind or asked.kind == (row["kind"] or UNKNOWN))
        and (not asked.stage or asked.stage == row["stage"])
        and (not asked.found or asked.found in (*row["present"], *row["watch"], *row["risks"]))
        and (not asked.q or _holds(row, asked.q.casefold()))
    )


def _holds(row: PortfolioRow, words: str) -> bool:
    return any(words in text.casefold() for text in (row["name"], row["id"], *row["domains"]))
