"""What the patterns of all accounts cost together: each euro under one pattern of one account.

Costs of patterns overlap and are never added up as they stand; here is added what each pattern
owns (`goodwill.judge.netting`). Accounts in another currency than most are left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from goodwill.facts.money import MoneyFigure
from goodwill.serve.languages import say
from goodwill.serve.titles import Titles
from goodwill.serve.words import amount, count

__all__ = ["Costed", "PatternMoney", "pattern_money", "pattern_money_words"]

MOST_NAMED = 3


class Costed(TypedDict):
    """Anything with the figures of one account."""

    currency: str
    figures: list[MoneyFigure]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternMoney:
    """By pattern, dearest first, what all accounts' rows come to; `accounts` have such a cost."""

    currency: str
    by_pattern: tuple[tuple[str, float], ...]
    total: float
    accounts: int
    left_out: int


def pattern_money(moneys: Iterable[Costed]) -> PatternMoney | None:
    """The sums of 12 months, or None where no account has a pattern with a cost."""
    costs = [(one["currency"], figure) for one in moneys if (figure := _figure(one)) is not None]
    if not costs:
        return None
    names = Counter(name for name, _ in costs)
    currency = min(names, key=lambda name: (-names[name], name))
    told = [figure for name, figure in costs if name == currency]
    sums: Counter[str] = Counter()
    for figure in told:
        sums.update(figure["inputs"])
    dearest = sorted(sums.items(), key=lambda one: (-one[1], one[0]))
    return PatternMoney(
        currency=currency,
        by_pattern=tuple((name, round(value, 2)) for name, value in dearest),
        total=round(sum(figure["amount"] or 0.0 for figure in told), 2),
        accounts=len(told),
        left_out=len(costs) - len(told),
    )


def _figure(money: Costed) -> MoneyFigure | None:
    return next(
        (
            figure
            for figure in money["figures"]
            if figure["id"] == "patterns_cost" and figure["amount"] is not None
        ),
        None,
    )


def pattern_money_words(found: PatternMoney, titles: Titles) -> str:
    """In one sentence, with the dearest patterns by name."""
    named = [
        f"{titles.patterns.get(name, name).lower()} {amount(value, found.currency)}"
        for name, value in found.by_pattern[:MOST_NAMED]
        if value
    ]
    said = say(
        "Patterns cost {amount} in 12 months at {count}, each amount counted once",
        amount=amount(found.total, found.currency),
        count=count(found.accounts, "account"),
    )
    said = f"{said}: {', '.join(named)}." if named else f"{said}."
    if found.left_out:
        said += say(
            " {count} in other currencies left out.", count=count(found.left_out, "account")
        )
    return said
