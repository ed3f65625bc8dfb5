"""Each euro of what patterns cost has one owner: by hand, and for any rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.judge.cost import COSTS, cost_of
from goodwill.judge.costing import Costing, CostPart
from goodwill.judge.ledger import Ledger, money
from goodwill.judge.netting import PRECEDENCE, owned_parts, patterns_cost

LedgerOf = Callable[[dict[str, Any]], Ledger]

DAY = date(2026, 6, 30)
SOURCES = {
    "exploitative": ["invoice_line"],
    "terms_dictated": ["invoice"],
    "siding_with_client": ["invoice", "invoice_line"],
    "friendship_over_profit": ["invoice", "invoice_line", "effort", "expense"],
    "professional_visitor": ["effort", "expense"],
    "under_pressure": ["deal"],
}


@st.composite
def costings(draw: st.DrawFn) -> dict[str, Costing]:
    """Costs of some patterns over few rows, so that they share many."""
    found = {}
    for pattern in draw(st.sets(st.sampled_from(PRECEDENCE))):
        sources = SOURCES.get(pattern, ["effort"])
        keys = st.tuples(st.sampled_from(sources), st.sampled_from(["1", "2", "3"]))
        amounts = st.decimals(min_value="0.01", max_value="99", places=2)
        rows = draw(st.dictionaries(keys, amounts, max_size=5))
        parts = tuple(
            CostPart(source=source, ref=ref, on=DAY, amount=amount, says="")
            for (source, ref), amount in rows.items()
        )
        found[pattern] = Costing(amount=sum(rows.values(), Decimal(0)), formula="", parts=parts)
    return found


def by_row(found: dict[str, Costing]) -> dict[tuple[str, str, str], Decimal]:
    """The most that a pattern says of each row; interest, double charge and discount apart."""
    most: dict[tuple[str, str, str], Decimal] = {}
    for pattern, costing in found.items():
        is_apart = pattern in {"exploitative", "terms_dictated"}
        for part in costing.parts:
            row = (pattern if is_apart else "", part.source, part.ref)
            most[row] = max(most.get(row, Decimal(0)), part.amount)
    return most


@given(costings())
def test_the_owners_together_have_every_row_once_and_never_more(found: dict[str, Costing]) -> None:
    owned = owned_parts(found)
    total = sum((part.amount for parts in owned.values() for part in parts), Decimal(0))
    rows = by_row(found)
    deals = sum((amount for (_, source, _), amount in rows.items() if source == "deal"), Decimal(0))
    billed = sum(
        (
            amount
            for (apart, source, _), amount in rows.items()
            if source in {"invoice", "invoice_line"} and not apart
        ),
        Decimal(0),
    )

    assert total == sum(rows.values(), Decimal(0)) - min(deals, billed)
    assert total <= sum((one.amount or Decimal(0) for one in found.values()), Decimal(0))


@given(costings())
def test_whoever_comes_first_owns_all_it_costs_and_nobody_more_than_that(
    found: dict[str, Costing],
) -> None:
    owned = owned_parts(found)
    sums = {name: sum((one.amount for one in parts), Decimal(0)) for name, parts in owned.items()}
    first = next((name for name in PRECEDENCE if name in found), None)

    assert sums.keys() == found.keys()
    assert all(amount <= (found[name].amount or 0) for name, amount in sums.items())
    assert first is None or sums[first] == found[first].amount


def test_every_pattern_with_a_formula_has_a_place_in_the_order() -> None:
    assert sorted(PRECEDENCE) == sorted(COSTS)


BOOK: dict[str, Any] = {
    "as_of": DAY,
    "company": {"hourly_cost": "50"},
    "agreement": [
        {"agreement_id": "a", "signed_on": date(2025, 1, 1), "max_discount": 0.1}
        | {"included_support_hours_per_month": 2}
    ],
    "time_entry": [
        {"worked_on": date(2026, 1, 10), "hours": 4, "activity": "rework"},
        {"worked_on": date(2026, 1, 11), "hours": 4, "activity": "support"},
    ],
    "invoice": [
        {"invoice_id": "i1", "issued_on": date(2026, 1, 1), "due_on": date(2026, 1, 31)}
        | {"amount": "750", "list_amount": "1000"}
    ],
    "payment": [{"invoice_id": "i1", "paid_on": date(2026, 2, 10), "amount": "750"}],
}
OWNERS = {
    # which patterns were seen: what each of them owns
    "rework beyond what is included counts there first, the rest as broken promises": (
        {"over_servicing": 300.0, "broken_promises": 50.0},
        350.0,
    ),
    "rework alone keeps all its hours": ({"broken_promises": 200.0}, 200.0),
    "interest and discount on one invoice are two things": (
        {"terms_dictated": 2.05, "siding_with_client": 150.0},
        152.05,
    ),
    "a discount beyond what is allowed is no cost of friendship too": (
        {"siding_with_client": 150.0, "friendship_over_profit": 0.0},
        150.0,
    ),
    "friendship alone keeps the discount": ({"friendship_over_profit": 150.0}, 150.0),
}


@pytest.mark.parametrize(("owners", "total"), OWNERS.values(), ids=OWNERS)
def test_who_owns_what(ledger_of: LedgerOf, owners: dict[str, float], total: float) -> None:
    ledger = ledger_of(BOOK)
    figure = patterns_cost({name: cost_of(name, ledger) for name in owners})

    assert {name: money(amount) for name, amount in figure.inputs} == owners
    assert figure.amount is not None
    assert money(figure.amount) == total
    assert sum((part.amount for part in figure.parts), Decimal(0)) == figure.amount


@pytest.mark.parametrize("seen", [[], ["abusive"], ["under_pressure"]])
def test_without_a_cost_nobody_can_say(ledger_of: LedgerOf, seen: list[str]) -> None:
    ledger = ledger_of(BOOK)
    figure = patterns_cost({name: cost_of(name, ledger) for name in seen})

    assert figure.amount is None
    assert figure.needs
