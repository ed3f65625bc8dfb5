"""All accounts on sheets the size of slides, to be talked over in a meeting: printed by `paper`.

In order: what there is, three findings, where the hours pay, every account in a table, and a sheet
for each account that needs attention. The map is drawn as it is on the page, in units of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources

from goodwill.facts.glance import Glance, glance_of
from goodwill.facts.statement import Statement
from goodwill.serve import portfolio, words
from goodwill.serve.html.findings import findings, in_order
from goodwill.serve.html.pages import render
from goodwill.serve.html.portfolio_map import portfolio_map
from goodwill.serve.languages import say
from goodwill.serve.summary import KIND_ORDER
from goodwill.serve.titles import Titles

__all__ = ["MOST_SHEETS", "ROWS", "review_page"]

ROWS = 13
"""Accounts on one sheet of the table."""
MOST_SHEETS = 12
"""Sheets of single accounts: more than these nobody talks over at one sitting."""
LINES = 2
"""Patterns and risks told on one account's sheet."""
WIDE = 660.0
"""Units across the map, for the places that it gives in parts of 100."""


def review_page(statements: Iterable[Statement], titles: Titles) -> str:
    """The sheets as one page for `paper.as_pdf`; with no account, one that says so."""
    pairs = [(glance_of(each), each) for each in statements]
    pairs.sort(key=lambda pair: portfolio.rank(pair[0]["row"]))
    glances = [glance for glance, _ in pairs]
    found = findings(glances, titles)
    loud = [pairs[place][1] for place, _ in in_order(glances)]
    style = resources.files("goodwill.serve.html").joinpath("review.css").read_text("utf-8")
    return render(
        "review_page.html",
        titles,
        say("Portfolio review"),
        style=style,
        as_of=pairs[0][1]["as_of"] if pairs else "",
        made=pairs[0][1]["made_with"] if pairs else None,
        rows=[glance["row"] for glance in glances],
        sheets=_cut(glances),
        kinds=_kinds(glances),
        revenues=_revenues(glances),
        findings=found.first,
        waiting=found.waiting,
        map=portfolio_map(glances, [one.account_id for one in found.first]),
        across=WIDE / 100,
        loud=loud[:MOST_SHEETS],
        quiet=len(loud) - MOST_SHEETS,
        lines=LINES,
    )


def _cut(glances: Sequence[Glance]) -> list[Sequence[Glance]]:
    """The table in as many sheets as it takes, none much shorter than another."""
    sheets = -(-len(glances) // ROWS)
    each = -(-len(glances) // max(sheets, 1))
    return [glances[start : start + each] for start in range(0, len(glances), max(each, 1))]


def _kinds(glances: Sequence[Glance]) -> list[tuple[str | None, int]]:
    """How many accounts are of each kind; None stands for those that cannot be told."""
    counted = Counter(glance["row"]["kind"] for glance in glances)
    return [(kind, counted[kind]) for kind in (*KIND_ORDER, None) if counted[kind]]


def _revenues(glances: Sequence[Glance]) -> list[str]:
    """Revenue of all accounts together, one figure for each currency they are reckoned in."""
    sums = dict[str, float]()
    for glance in glances:
        currency = glance["row"]["currency"]
        sums[currency] = sums.get(currency, 0.0) + (glance["row"]["revenue"] or 0.0)
    return [words.amount(value, currency) for currency, value in sorted(sums.items()) if value]
