"""What a statement claims to see coming: each line's chance, and whether it raises an alarm.

A risk states the chance that something comes within so many days, so it can be held against what
came. A pattern and a kind state the chance that they are there: they can rank and warn, and their
numbers are no chance of what follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goodwill.facts.statement import Statement

__all__ = ["Claim", "claims_of"]


class Claim(NamedTuple):
    """What one line says on one day; `horizon_days` only where the chance is of what comes."""

    chance: float
    is_alarm: bool
    horizon_days: int | None


def claims_of(statement: Statement, alarm_from: float) -> dict[str, Claim]:
    """Every line that can be asked whether it foresaw, by its full name."""
    return dict(_claims(statement, alarm_from))


def _claims(statement: Statement, alarm_from: float) -> Iterator[tuple[str, Claim]]:
    for risk in statement["risks"]:
        chance = risk["probability"]
        claim = Claim(chance, chance >= alarm_from, risk["horizon_days"])
        yield f"risks[{risk['id']}]", claim
    for pattern in statement["patterns"]:
        is_alarm = pattern["status"] == "present"
        yield f"patterns[{pattern['id']}]", Claim(pattern["probability"], is_alarm, None)
    kind = statement["kind"]
    shares = kind["mixture"]
    for name, share in (
        ("social", shares["social"]),
        ("technical", shares["technical"]),
        ("ad_hoc", shares["ad_hoc"]),
        ("partner", shares["partner"]),
    ):
        yield f"kind[{name}]", Claim(share, kind["now"] == name, None)
