"""The table of all accounts as somebody asked for it: which, in which order, which part.

What is asked stands in the address (`?kind=social&sort=hour&page=2`), so that a link leads to the
same table. Nothing filters, groups or sorts by one of our own people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from goodwill.facts.glance import Glance, PortfolioRow
from goodwill.serve.portfolio import can_rate, rank
from goodwill.serve.titles import STAGES

__all__ = ["COLUMNS", "Asked", "Table", "asked_in", "table"]

PAGE = 100
"""Rows of one page."""

UNKNOWN = "unknown"
"""Accounts whose kind is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; "" is anything. `found` is the id of a pattern or a risk."""

    q: str = ""
    kind: str = ""
    stage: str = ""
    found: str = ""
    sort: str = "revenue"
    reverse: bool = False
    page: int = 1

    def query(self, **changes: str | bool | int) -> dict[str, str]:
        """The address of this with changes; what is as usual is left out."""
        usual, said = asdict(Asked()), asdict(self) | changes
        kept = {name: value for name, value in said.items() if value != usual[name]}
        return {name: "1" if value is True else str(value) for name, value in kept.items()}

    def by(self, column: str) -> dict[str, str]:
        """The address that sorts by a column; by the one that it is sorted by, the other way."""
        again = column == self.sort
        return self.query(sort=column, reverse=not self.reverse if again else False, page=1)


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
}
"""What a table may be sorted by: the usual direction has the most telling rows first."""


def asked_in(query: Mapping[str, str]) -> Asked:
    """What an address asks for; what it says that is not known is as if it were not said."""
    asked = Asked(
        q=query.get("q", "").strip()[:200],
        kind=query.get("kind", ""),
        stage=query.get("stage", ""),
        found=query.get("found", ""),
        sort=query.get("sort", "revenue"),
        reverse=query.get("reverse") == "1",
    )
    if asked.sort not in COLUMNS:
        asked = replace(asked, sort="revenue")
    page = query.get("page", "1")
    return replace(asked, page=int(page) if page.isdecimal() and len(page) < PAGE else 1)


def table(glances: Sequence[Glance], asked: Asked, *, size: int = PAGE) -> Table:
    """The rows that fit, sorted, of one page; `size` 0 gives all of them."""
    found = [glance for glance in glances if _fits(glance["row"], asked)]
    found.sort(key=COLUMNS[asked.sort], reverse=asked.reverse)
    pages = max(1, -(-len(found) // size)) if size else 1
    page = min(max(asked.page, 1), pages)
    shown = found[(page - 1) * size : page * size] if size else found
    return Table(
        asked=replace(asked, page=page), glances=tuple(shown), total=len(found), pages=pages
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
