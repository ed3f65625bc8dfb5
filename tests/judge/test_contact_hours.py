"""Time that nobody wrote down: estimated with a range, and in no sum."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from goodwill.judge.case import Case
from goodwill.judge.contact_hours import estimated_costs
from goodwill.judge.economics import draw_up_sums
from goodwill.judge.figure import Figure
from goodwill.judge.ledger import money

CASES = Path(__file__).parents[1] / "cases" / "estimates"
CaseOf = Callable[[dict[str, Any]], Case]
NEAR = Decimal("1e-9")


def ends(figure: Figure) -> list[float] | str:
    """Low, mid and high as they are shown, or unknown."""
    if figure.amount is None:
        assert figure.needs
        return "unknown"
    numbers = dict(figure.inputs)
    return [money(one) for one in (numbers["low"], figure.amount, numbers["high"])]


def test_estimates_are_those_worked_by_hand(case: dict[str, Any], case_of: CaseOf) -> None:
    contact, visits = estimated_costs(case_of(case))

    assert ends(contact) == case["contact"]
    assert "visits" not in case or ends(visits) == case["visits"]
    assert {contact.unit, visits.unit} == {"money, estimated"}


def test_an_estimate_can_be_redone_and_opened_to_its_rows(
    case: dict[str, Any], case_of: CaseOf
) -> None:
    for figure in estimated_costs(case_of(case)):
        if figure.amount is not None:
            numbers = dict(figure.inputs)
            rows = sum((part.amount for part in figure.parts), Decimal(0))
            assert figure.formula == "hours * hourly_cost"
            assert abs(numbers["hours"] * numbers["hourly_cost"] - figure.amount) < NEAR
            assert abs(rows - figure.amount) < NEAR
            assert numbers["low"] <= figure.amount <= numbers["high"]


def test_an_estimate_is_in_no_sum(case: dict[str, Any], case_of: CaseOf) -> None:
    without: dict[str, Any] = {name: [] for name in ("message", "meeting", "meeting_person")}

    assert draw_up_sums(case_of(case).ledger) == draw_up_sums(case_of(case | without).ledger)
