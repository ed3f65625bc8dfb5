"""The whole statement: every id, every line opened, the same bytes from the same rows."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwill.catalogue import ids
from goodwill.catalogue.loader import load_catalogue
from goodwill.config import Company, Settings
from goodwill.facts.statement import MadeWith, Statement
from goodwill.facts.tables import RELATIONS, Tables
from goodwill.facts.values import Measured, SignalRow, SignalValue
from goodwill.judge.coverage import SourceCoverage
from goodwill.judge.statement import Judgement, judge

AS_OF = date(2026, 6, 30)
CATALOGUE = load_catalogue()
MADE_WITH = MadeWith(facts="f", catalogue="c", code="0", calibration="none")
OURS = Settings(company=Company(currency="EUR", hourly_cost=Decimal(50)))
EVERYTHING = SourceCoverage(last_on=dict.fromkeys(RELATIONS, AS_OF))
TablesOf = Callable[[Mapping[str, Any]], Tables]
MeasuredOf = Callable[..., Measured]

ROWS: dict[str, Any] = {
    "agreement": [
        {
            "agreement_id": "a",
            "signed_on": date(2025, 1, 1),
            "payment_terms_days": 30,
            "max_discount": 0.1,
            "included_support_hours_per_month": 2,
        }
    ],
    "person": [
        {"person_id": "tom", "side": "ours", "email": "tom@us.example"},
        {"person_id": "rob", "side": "theirs", "email": "rob@them.example"},
    ],
    "message": [
        {
            "message_id": f"<{n}>",
            "side": "theirs" if n % 2 else "ours",
            "sender": "rob" if n % 2 else "tom",
            "is_human": True,
            "sent_on": AS_OF - timedelta(days=9 * n),
        }
        for n in range(20)
    ],
    "message_person": [
        {
            "message_id": f"<{n}>",
            "person_id": "tom" if n % 2 else "rob",
            "side": "ours" if n % 2 else "theirs",
            "role": "to",
        }
        for n in range(20)
    ],
    "invoice": [
        {
            "invoice_id": f"i{n}",
            "issued_on": date(2025, 8 + n // 2, 1 + 14 * (n % 2)),
            "amount": "800.55",
            "cost": "500.10",
            "list_amount": "1000",
        }
        for n in range(8)
    ],
    "payment": [
        {"payment_id": f"p{n}", "invoice_id": f"i{n}", "paid_on": AS_OF, "amount": "800.55"}
        for n in range(7)
    ],
    "time_entry": [
        {
            "entry_id": f"e{n}",
            "worked_on": date(2026, 1 + n % 6, 3),
            "hours": 1.7 * n,
            "activity": "support",
        }
        for n in range(12)
    ],
    "expense": [
        {"expense_id": "x", "spent_on": date(2026, 2, 2), "category": "gift", "amount": "33.33"}
    ],
}


def statement_of(
    tables: Tables,
    measured: Measured,
    *,
    own: Settings = OURS,
    book: SourceCoverage = EVERYTHING,
) -> Judgement:
    return judge(
        tables,
        measured,
        catalogue=CATALOGUE,
        settings=own,
        as_of=AS_OF,
        made_with=MADE_WITH,
        sources=book,
        domains=("them.example",),
    )


def as_bytes(statement: Statement) -> bytes:
    return json.dumps(statement, sort_keys=True).encode()


def test_every_id_of_the_contract_stands_in_every_statement(
    tables_of: TablesOf, measured_of: MeasuredOf
) -> None:
    statement = statement_of(tables_of({}), measured_of(AS_OF)).statement

    assert tuple(line["id"] for line in statement["patterns"]) == ids.PATTERN_IDS
    assert tuple(line["id"] for line in statement["practices"]) == ids.PRACTICE_IDS
    assert tuple(line["id"] for line in statement["expectations"]) == ids.EXPECTATION_IDS
    assert tuple(line["id"] for line in statement["risks"]) == ids.RISK_IDS
    assert tuple(gate["id"] for gate in statement["stage"]["gates"]) == ids.GATE_IDS


def test_an_account_of_which_nothing_is_known_says_so_everywhere(
    tables_of: TablesOf, measured_of: MeasuredOf
) -> None:
    statement = statement_of(
        tables_of({}), measured_of(AS_OF), own=Settings(), book=SourceCoverage(last_on={})
    ).statement

    assert statement["kind"]["now"] is None
    assert statement["kind"]["confidence"] < 0.5
    assert statement["stage"]["now"] == "prospect"
    assert {line["status"] for line in statement["patterns"]} == {"not_assessable"}
    assert all(line["needs"] for line in statement["patterns"])
    assert {line["status"] for line in statement["practices"]} == {"not_assessable"}
    assert all(line["strength"] <= 0.1 for line in statement["expectations"])
    assert all(line["probability"] <= 0.2 for line in statement["risks"])
    assert all(line["amount_at_risk"] is None for line in statement["risks"])
    money = {name: value for name, value in statement["economics"].items() if name != "months"}
    assert set(money.values()) == {"XXX", None}
    assert statement["committee"]["active"] == 0
    assert statement["coverage"]["gaps"]


@pytest.fixture
def full(tables_of: TablesOf, measured_of: MeasuredOf) -> tuple[Tables, Measured]:
    return tables_of(ROWS), measured_of(AS_OF)


def test_all_evidence_behind_a_line_holds_what_the_line_shows(
    full: tuple[Tables, Measured],
) -> None:
    found = statement_of(*full)

    ledger = ("commitments", "commitments[ours]", "commitments[theirs]")
    named = {
        **{name: [] for name in ledger},  # each promise shows its own, see test_commitments
        "kind": found.statement["kind"]["evidence"],
        **{f"gates[{g['id']}]": g["evidence"] for g in found.statement["stage"]["gates"]},
        **{f"patterns[{p['id']}]": p["evidence"] for p in found.statement["patterns"]},
        **{f"practices[{p['id']}]": p["evidence"] for p in found.statement["practices"]},
        **{f"expectations[{p['id']}]": p["evidence"] for p in found.statement["expectations"]},
        **{f"risks[{p['id']}]": p["evidence"] for p in found.statement["risks"]},
    }
    assert set(named) == set(found.evidence)
    for name, shown in named.items():
        assert len(shown) <= 12
        assert all(item in found.evidence[name] for item in shown)
        assert len({item["id"] for item in found.evidence[name]}) == len(found.evidence[name])


def test_amount_at_risk_is_the_gross_margin_and_else_the_revenue(
    full: tuple[Tables, Measured], tables_of: TablesOf
) -> None:
    _, measured = full
    uncosted = ROWS | {"invoice": [one | {"cost": "0"} for one in ROWS["invoice"][:1]]}
    uncosted["invoice"][0].pop("cost")

    with_cost = statement_of(*full).statement
    without = statement_of(tables_of(uncosted), measured).statement

    assert with_cost["risks"][0]["amount_at_risk"] == with_cost["economics"]["gross_margin"]
    assert without["economics"]["gross_margin"] is None
    assert without["risks"][0]["amount_at_risk"] == without["economics"]["revenue"] == 800.55


def test_totals_are_the_sums_of_their_parts_to_the_cent(full: tuple[Tables, Measured]) -> None:
    economics = statement_of(*full).statement["economics"]

    assert economics["gross_margin"] is not None
    assert economics["cost_to_serve"] is not None
    assert economics["late_payment_cost"] is not None
    parts = economics["gross_margin"] - economics["cost_to_serve"] - economics["late_payment_cost"]
    assert economics["contribution"] == pytest.approx(parts, abs=0.011)


def test_a_currency_without_a_rate_is_named_in_the_gaps(
    tables_of: TablesOf, measured_of: MeasuredOf
) -> None:
    foreign = ROWS | {"expense": [{"spent_on": date(2026, 2, 2), "amount": "9", "currency": "NOK"}]}

    gaps = statement_of(tables_of(foreign), measured_of(AS_OF)).statement["coverage"]["gaps"]

    named = [gap for gap in gaps if "NOK" in gap["what"]]
    assert [(gap["from"], gap["to"]) for gap in named] == [("2026-02-02", "2026-02-02")]


def test_the_account_hanging_on_one_person_is_a_risk(full: tuple[Tables, Measured]) -> None:
    statement = statement_of(*full).statement

    line = next(one for one in statement["risks"] if one["id"] == "single_thread")
    assert statement["committee"]["single_threaded"]
    assert line["probability"] >= 0.5
    assert line["evidence"]


def test_a_risk_is_no_older_than_the_first_contact(full: tuple[Tables, Measured]) -> None:
    statement = statement_of(*full).statement

    line = next(one for one in statement["risks"] if one["id"] == "single_thread")
    first_on = statement["coverage"]["first_on"]
    assert line["since"] is not None
    assert first_on is not None
    assert line["since"] >= first_on


@given(st.integers(0, 2**32))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_rows_never_matters(full: tuple[Tables, Measured], seed: int) -> None:
    tables, measured = full
    shuffle = random.Random(seed)  # noqa: S311  order, no secret
    mixed: dict[str, Any] = {}
    for relation in RELATIONS:
        if relation != "account":
            rows = list(getattr(tables, relation))
            shuffle.shuffle(rows)
            mixed[relation] = tuple(rows)

    one = statement_of(tables, measured)
    two = statement_of(replace(tables, **mixed), measured)

    assert as_bytes(one.statement) == as_bytes(two.statement)
    assert one.evidence == two.evidence


def test_a_quote_is_word_for_word_that_of_its_row(
    tables_of: TablesOf,
    measured_of: MeasuredOf,
    signal_row: Callable[..., SignalRow],
    signal_value: Callable[..., SignalValue],
) -> None:
    words = "the girls still talk about the boat " * 20
    row = signal_row("personal_share", "<1>", AS_OF, 1.0, words)
    value = signal_value("personal_share", 0.25, "high", (row,))

    found = statement_of(tables_of(ROWS), measured_of(AS_OF, now={"personal_share": value}))

    quotes = [item["quote"] for item in found.evidence["kind"] if item["quote"]]
    assert quotes
    assert all(quote in words and len(quote) <= 300 for quote in quotes)
