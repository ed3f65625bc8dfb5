"""What the outcomes are: `outcomes.toml` in its typed form, with the numbers in force on a day.

How an outcome is told from rows is in `spells`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from goodwill.catalogue.dated import Dated, Thresholds, check_thresholds, in_force, must
from goodwill.catalogue.typed_toml import Place, build

__all__ = ["OUTCOMES", "Definition", "Definitions", "Rules", "definitions"]

FILE = "outcomes.toml"

OUTCOMES = ("lost", "deal_lost", "repriced", "competed", "paid_late", "went_quiet")
"""What may come, in the order in which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One outcome: what it is, which relations tell of it, which lines claim to foresee it."""

    id: str
    title: str
    definition: str
    reads: tuple[str, ...]
    foreseen_by: tuple[str, ...]
    thresholds: Thresholds

    def __post_init__(self) -> None:
        must(self.id in OUTCOMES, f'there is no outcome "{self.id}"')
        must("horizon_days" in self.thresholds, f'"{self.id}" needs horizon_days')
        check_thresholds(self.thresholds)

    def number(self, name: str, as_of: date) -> float:
        """One of its numbers, as in force on a day."""
        return in_force(self.thresholds[name], as_of).value

    def numbers(self, as_of: date) -> Mapping[str, float]:
        """All of its numbers, as in force on a day."""
        return {name: self.number(name, as_of) for name in self.thresholds}


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """All outcomes, and what holds for each of them."""

    alarm_from: tuple[Dated, ...]
    active_days: tuple[Dated, ...]
    warm_up_days: tuple[Dated, ...]
    trend_days: tuple[Dated, ...]
    least_events: tuple[Dated, ...]
    least_accounts: tuple[Dated, ...]
    false_share: tuple[Dated, ...]
    outcome: tuple[Definition, ...]

    def __post_init__(self) -> None:
        named = tuple(one.id for one in self.outcome)
        must(named == OUTCOMES, f"the outcomes are {', '.join(OUTCOMES)}, in this order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for every outcome, as in force on a day."""

    alarm_from: float
    active_days: int
    warm_up_days: int
    trend_days: int
    least_events: int
    least_accounts: int
    false_share: float

    @classmethod
    def on(cls, found: Definitions, day: date) -> Rules:
        """The numbers of one day."""
        return cls(
            alarm_from=in_force(found.alarm_from, day).value,
            active_days=int(in_force(found.active_days, day).value),
            warm_up_days=int(in_force(found.warm_up_days, day).value),
            trend_days=int(in_force(found.trend_days, day).value),
            least_events=int(in_force(found.least_events, day).value),
            least_accounts=int(in_force(found.least_accounts, day).value),
            false_share=in_force(found.false_share, day).value,
        )


@cache
def definitions() -> Definitions:
    """The outcomes that ship with this version."""
    text = resources.files("goodwill.lab.backtest").joinpath(FILE).read_text("utf-8")
    return build(Definitions, tomllib.loads(text), Place(f"lab/backtest/{FILE}"))
