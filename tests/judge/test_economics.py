"""Every formula of the contract, on cases small enough to redo in the head."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from goodwill.catalogue.formula import parse_formula
from goodwill.catalogue.loader import load_catalogue
from goodwill.judge.cost import COSTS, cost_of
from goodwill.judge.economics import as_economics, draw_up_sums
from goodwill.judge.ledger import Ledger, money

CASES = Path(__file__).parents[1] / "cases" / "economics"
LedgerOf = Callable[[dict[str, Any]], Ledger]


def shown(ledger: Ledger, name: str) -> float | str:
    """A figure of the economics or the cost of a pattern, as a statement shows it."""
    if name in COSTS:
        costing = cost_of(name, ledger)
        amount = None if costing is None or costing.amount is None else money(costing.amount)
    else:
        figures: dict[str, Any] = {**as_economics(draw_up_sums(ledger), ledger.currency)}
        amount = figures[name]
    return "unknown" if amount is None else amount


def test_figures_are_those_worked_by_hand(case: dict[str, Any], ledger_of: LedgerOf) -> None:
    ledger = ledger_of(case)

    assert {name: shown(ledger, name) for name in case["expect"]} == case["expect"]


def test_a_reader_can_redo_each_cost_from_its_inputs(
    case: dict[str, Any], ledger_of: LedgerOf
) -> None:
    ledger = ledger_of(case)
    for name, pattern in load_catalogue().patterns.items():
        costing = cost_of(name, ledger)
        if costing is None or costing.amount is None:
            continue
        assert costing.formula == pattern.cost.formula
        redone = parse_formula(costing.formula).value(dict(costing.inputs))
        assert redone is not None
        assert abs(redone - costing.amount) < Decimal("1e-12")
        assert set(pattern.cost.inputs) <= {given for given, _ in costing.inputs}


def test_the_rows_of_a_cost_add_up_to_it(case: dict[str, Any], ledger_of: LedgerOf) -> None:
    ledger = ledger_of(case)
    for name in COSTS:
        costing = cost_of(name, ledger)
        if costing is not None and costing.amount is not None:
            rows = sum((part.amount for part in costing.parts), Decimal(0))
            assert abs(rows - costing.amount) < Decimal("1e-12")


def test_the_order_of_rows_changes_nothing(case: dict[str, Any], ledger_of: LedgerOf) -> None:
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in case.items()
    }

    ledger, other = ledger_of(case), ledger_of(turned)

    assert as_economics(draw_up_sums(ledger), "EUR") == as_economics(draw_up_sums(other), "EUR")
    for name in COSTS:
        one, two = cost_of(name, ledger), cost_of(name, other)
        assert one is not None
        assert two is not None
        assert one.amount == two.amount
