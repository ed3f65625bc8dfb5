"""What could be looked at, in words: sources by month, what each gap means, what would help most.

The counts are the book's (`goodwill.reports.Coverage`); money and names are those of the accounts
at a glance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goodwill.facts.glance import Glance
from goodwill.reports import Coverage
from goodwill.serve.languages import mark, say
from goodwill.serve.words import amount, count, listed, month

__all__ = ["Lack", "SourceRow", "Unsaid", "lacks", "source_rows", "unsaid"]

NAMES = {
    "message": (mark("Mail"), "message"),
    "meeting": (mark("Calendar"), "meeting"),
    "opportunity": (mark("Deals"), "deal"),
    "invoice": (mark("Invoices"), "invoice"),
    "payment": (mark("Payments"), "payment"),
    "agreement": (mark("Agreements"), "agreement"),
    "time_entry": (mark("Hours"), "entry"),
    "expense": (mark("Expenses"), "expense"),
    "ticket": (mark("Tickets"), "ticket"),
}
"""What each sort of source is called, and one fact of it."""

NAMED = 3
"""Accounts that are named before the others are counted."""

Look = Literal["all", "part", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One sort of source: each month with its count and look, and a sentence on its gaps."""

    title: str
    months: tuple[tuple[str, int, Look], ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Accounts that have none of a source: by name, the money with them, and what it would add."""

    title: str
    accounts: tuple[str, ...]
    money: str
    lines: tuple[str, ...]
    adds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """Of how many accounts a kind is named, of which not, and what naming all would cost.

    `wrong_named` and `wrong_all` are shares of the accounts that would be named wrongly, by our
    own chances; None where there are none.
    """

    named: int
    silent: tuple[str, ...]
    wrong_named: float | None
    wrong_all: float | None


def source_rows(
    covered: Iterable[Coverage], glances: Sequence[Glance], adds: Mapping[str, str]
) -> list[SourceRow]:
    """One row for each source; `adds` says what one that is lacking would add."""
    return [_row(one, glances, adds.get(one.relation, "")) for one in covered]


def _row(one: Coverage, glances: Sequence[Glance], adds: str) -> SourceRow:
    title, thing = NAMES[one.relation]
    without = _without(one, glances)
    look: Look = "part" if without else "all"
    months = tuple((name, many, look if many else "none") for name, many in one.months)
    return SourceRow(title=title, months=months, says=_says(one, thing, without, adds, glances))


def _says(
    one: Coverage, thing: str, without: Sequence[str], adds: str, glances: Sequence[Glance]
) -> str:
    if not one.facts:
        return say("none yet: they would add {adds}", adds=adds)
    told = [count(one.facts, thing)]
    if without:
        told.append(
            say(
                "{without} of {count}, none for {without2}",
                without=len(glances) - len(without),
                count=count(len(glances), "account"),
                without2=_some(without),
            )
        )
    gaps = [month(name) for name, many in one.months if not many]
    if gaps and len(gaps) < len(one.months):
        told.append(say("nothing in {gaps}", gaps=_some(gaps)))
    elif gaps:
        told.append(say("nothing in these 12 months"))
    return "; ".join(told)


def _without(one: Coverage, glances: Sequence[Glance]) -> list[str]:
    """Names of the accounts that have none, those with most money first."""
    return [glance["row"]["name"] for glance in glances if not _has(one, glance)]


def _has(one: Coverage, glance: Glance) -> bool:
    if one.accounts is not None:
        return glance["row"]["id"] in one.accounts
    return one.relation != "message" or glance["row"]["messages"] > 0


def _some(names: Sequence[str]) -> str:
    """The first of them by name, and how many more."""
    if len(names) <= NAMED + 1:
        return listed(names)
    return say(
        "{NAMED} and {NAMED2} more", NAMED=", ".join(names[:NAMED]), NAMED2=len(names) - NAMED
    )


def lacks(
    covered: Iterable[Coverage],
    glances: Sequence[Glance],
    adds: Mapping[str, str],
    lines: Mapping[str, Sequence[str]],
) -> list[Lack]:
    """What is lacking, the most money first; `lines` are titles of lines that need a source."""
    found: list[tuple[float, int, int, Lack]] = []
    for one in covered:
        lacking = [glance for glance in glances if not _has(one, glance)]
        if not lacking:
            continue
        money = sum(glance["row"]["revenue"] or 0.0 for glance in lacking)
        currency = lacking[0]["row"]["currency"]
        lack = Lack(
            title=NAMES[one.relation][0],
            accounts=tuple(glance["row"]["name"] for glance in lacking),
            money=amount(money, currency) if money else "",
            lines=tuple(lines.get(one.relation, ())),
            adds=adds.get(one.relation, ""),
        )
        found.append((-money, -len(lacking), len(found), lack))
    return [lack for *_, lack in sorted(found, key=lambda each: each[:3])]


def unsaid(glances: Sequence[Glance]) -> Unsaid:
    """What saying nothing buys."""
    rows = [glance["row"] for glance in glances]
    named = [row for row in rows if row["kind"] is not None]
    return Unsaid(
        named=len(named),
        silent=tuple(row["name"] for row in rows if row["kind"] is None),
        wrong_named=_wrong([row["confidence"] for row in named]),
        wrong_all=_wrong([row["confidence"] for row in rows]),
    )


def _wrong(chances: Sequence[float]) -> float | None:
    return sum(1 - chance for chance in chances) / len(chances) if chances else None
