"""`why` of a figure: its formula, its inputs, all of its rows; by its full or its bare name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest

from goodwill.catalogue.loader import load_catalogue
from goodwill.config import Settings
from goodwill.errors import CallError
from goodwill.facts.statement import MadeWith
from goodwill.facts.tables import Tables
from goodwill.facts.values import Measured
from goodwill.judge.coverage import SourceCoverage
from goodwill.judge.statement import Judgement, judge
from goodwill.statements.lines import evidence_of_line

AS_OF = date(2026, 6, 30)
BOOK: dict[str, Any] = {
    "company": {"hourly_cost": "50"},
    "invoice": [
        {
            "invoice_id": f"i{n:02d}",
            "issued_on": date(2026, 1, 1),
            "amount": f"{n}.005",
            "cost": "1",
        }
        for n in range(1, 16)
    ],
    "time_entry": [
        {"entry_id": "e", "worked_on": date(2026, 2, 2), "hours": 2, "activity": "support"}
    ],
}


@pytest.fixture
def found(
    tables_of: Callable[[dict[str, Any]], Tables],
    settings_of: Callable[[dict[str, Any]], Settings],
    measured_of: Callable[..., Measured],
) -> Judgement:
    return judge(
        tables_of(BOOK),
        measured_of(AS_OF),
        catalogue=load_catalogue(),
        settings=settings_of(BOOK),
        as_of=AS_OF,
        made_with=MadeWith(facts="f", catalogue="c", code="1", calibration="none"),
        sources=SourceCoverage(last_on=dict.fromkeys(("invoice", "payment", "time_entry"), AS_OF)),
        domains=(),
    )


@pytest.mark.parametrize("asked", ["revenue", "economics.revenue", "economics[revenue]"])
def test_a_figure_opens_to_all_rows_that_make_it_up(found: Judgement, asked: str) -> None:
    answer = evidence_of_line(found, asked)

    assert answer.name == "economics[revenue]"
    assert answer.line["formula"] == "invoiced - credited"
    assert answer.line["amount"] == found.statement["economics"]["revenue"]
    assert len(answer.evidence) == 15
    told = [float(item["says"].partition(" ")[0]) for item in answer.evidence]
    assert sum(told) == pytest.approx(cast("float", answer.line["amount"]), abs=1e-9)
    assert {item["weight"] for item in answer.evidence} == {0.0}
    assert len({item["id"] for item in answer.evidence}) == 15


def test_the_economics_open_to_every_figure_with_its_inputs(found: Judgement) -> None:
    answer = evidence_of_line(found, "economics")
    figures = cast("list[dict[str, Any]]", answer.line["figures"])

    shown = {figure["id"]: figure for figure in figures}
    economics: dict[str, Any] = {**found.statement["economics"]}
    for name in economics.keys() - {"currency", "months"}:
        assert shown[name]["amount"] == economics[name]
    assert shown["cost_to_serve"]["inputs"] == {
        "unbilled_hours": 2.0,
        "hourly_cost": 50.0,
        "expenses": 0.0,
    }
    assert shown["days_beyond_terms"]["amount"] is None
    assert shown["days_beyond_terms"]["needs"]


def test_a_habit_can_be_asked_why_too(found: Judgement) -> None:
    assert evidence_of_line(found, "serve_ratio").line["unit"] == "share"


def test_an_unknown_figure_is_refused_with_the_nearest(found: Judgement) -> None:
    with pytest.raises(CallError, match="revenue"):
        evidence_of_line(found, "economics.revenu")
