"""Parts in a decision that somebody named: each with who said so.

The part itself is put into the rows before anything is measured (`goodwill.answers.disputed_rows`).
"""

from __future__ import annotations

from goodwill.facts.statement import Committee, Evidence
from goodwill.judge.answers.words import by_whom, items
from goodwill.judge.case import Case
from goodwill.judge.evidence import in_order

__all__ = ["say_who_said"]

LINE = "committee"


def say_who_said(case: Case, committee: Committee) -> tuple[Evidence, ...]:
    """Put beside each person what was said of their part; all of it."""
    told: list[Evidence] = []
    said = [one for one in case.disputes if one.line == LINE and one.about is not None]
    for person in committee["people"]:
        address = person["email"].casefold()
        words = by_whom(one for one in said if one.about and one.about.ref.casefold() == address)
        if words:
            yes = {person["role"] or "none"}
            person["evidence"] = list(items(case, LINE, words, yes, fades=False))
            told += person["evidence"]
    return in_order(told)
