"""Stages: gates that are met or not, from rows that a reader can open."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from goodwill.catalogue.ids import GATE_IDS
from goodwill.judge.case import Case
from goodwill.judge.stage import judge_stage

CASES = Path(__file__).parents[1] / "cases" / "stages"
CaseOf = Callable[[dict[str, Any]], Case]


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        shared = tomllib.loads(path.read_text("utf-8"))
        found += [pytest.param(shared | case, id=case["name"]) for case in shared.pop("case")]
    return found


@pytest.mark.parametrize("case", cases())
def test_a_stage_is_what_its_gates_have_earned(case: dict[str, Any], case_of: CaseOf) -> None:
    line = judge_stage(case_of(case)).line

    assert [gate["id"] for gate in line["gates"] if gate["met"]] == case["expect"]["met"]
    assert line["now"] == case["expect"]["now"]
    days = {gate["id"]: gate["on"] for gate in line["gates"]}
    assert days | case["expect"].get("on", {}) == days


@pytest.mark.parametrize("case", cases())
def test_every_gate_says_what_it_rests_on(case: dict[str, Any], case_of: CaseOf) -> None:
    judgement = judge_stage(case_of(case))

    assert tuple(gate["id"] for gate in judgement.line["gates"]) == GATE_IDS
    assert 0.05 <= judgement.line["confidence"] <= 0.95
    for gate in judgement.line["gates"]:
        assert gate["evidence"]
        assert (gate["on"] is not None) == gate["met"]
        assert all(item in judgement.evidence[gate["id"]] for item in gate["evidence"])
        assert not any("{" in item["says"] for item in gate["evidence"])


def test_the_worse_the_deliveries_the_surer_that_the_next_stage_is_not_earned(
    case_of: CaseOf,
) -> None:
    def confidence(late: int) -> float:
        day, after = date(2026, 3, 1), date(2026, 3, 9)
        case = {
            "as_of": date(2026, 6, 30),
            "kept": ["delivery", "opportunity"],
            "delivery": [
                {"promised_on": day, "delivered_on": after if number < late else day}
                for number in range(10)
            ],
            "opportunity": [{"status": "won", "opened_on": day, "closed_on": day}],
            "signals": {"first_call_share": [1.0] * 8},
        }
        line = judge_stage(case_of(case)).line
        assert line["now"] == "me_too"
        return line["confidence"]

    assert confidence(9) > confidence(5) > confidence(2)


@pytest.mark.parametrize("case", cases())
def test_the_order_of_rows_changes_no_stage(case: dict[str, Any], case_of: CaseOf) -> None:
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in case.items()
    }

    one, two = judge_stage(case_of(case)).line, judge_stage(case_of(turned)).line

    assert [gate["met"] for gate in one["gates"]] == [gate["met"] for gate in two["gates"]]
    assert one["confidence"] == two["confidence"]


@pytest.mark.parametrize(
    ("since", "says"),
    [
        (date(2019, 5, 1), "They have been customers since 2019-05-01; the first order in this"),
        (date(2026, 3, 2), "The first order in this book is of 2026-03-02."),
        (None, "The first order in this book is of 2026-03-02."),
    ],
    ids=["known for longer than the book", "since that order", "not known since when"],
)
def test_the_first_order_of_a_book_need_not_be_their_first(
    since: date | None, says: str, case_of: CaseOf
) -> None:
    invoice = {"invoice_id": "i1", "issued_on": date(2026, 3, 2), "amount": Decimal(100)}
    rows = {"as_of": date(2026, 6, 30), "invoice": [invoice], "account": {"customer_since": since}}

    gate = judge_stage(case_of(rows)).line["gates"][0]

    assert gate["met"]
    assert gate["evidence"][0]["says"].startswith(says)
