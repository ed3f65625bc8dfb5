"""A year of an account, as the tests of this folder write it."""

from __future__ import annotations

from typing import Any

from goodwill.lab.returns.years import AccountYear

__all__ = ["year"]

USUAL: dict[str, Any] = {
    "stage": "me_too",
    "confused": 0.0,
    "revenue_before": 100.0,
    "contribution_before": 10.0,
    "likeness": None,
    "revenue": 100.0,
    "gross_margin": 30.0,
    "contribution": 10.0,
    "proposal_cost": 0.0,
    "hours": 1.0,
}


def year(name: str, kind: str | None, **known: Any) -> AccountYear:
    """An account that bought in both years, but for what is `known` otherwise."""
    return AccountYear(account_id=name, kind=kind, **{**USUAL, **known})
