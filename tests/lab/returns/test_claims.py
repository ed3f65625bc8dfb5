"""What the data say of a claim, case by case (`tests/cases/returns/claims.toml`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.lab.returns.years import year

from goodwill.lab.returns.claims import CLAIMS, ClaimResult, set_against
from goodwill.lab.returns.years import AccountYear

HERE = Path(__file__).parents[2] / "cases" / "returns"
CASES = tomllib.loads((HERE / "claims.toml").read_text("utf-8"))["case"]
BY_ID = {claim.id: claim for claim in CLAIMS}

Case = dict[str, Any]  # a TOML table, at a parser's edge


def around(value: float, spread: float, count: int) -> list[float]:
    """The value, then by turns above and below it, further and further."""
    return [value + spread * ((at + 1) // 2) * (-1) ** at for at in range(count)]


def years_of(case: Case) -> list[AccountYear]:
    found = [
        year(f"{kind}{at}", kind, contribution=value * 10, hours=10.0)
        for kind, group in case.get("per_hour", {}).items()
        for at, value in enumerate(around(group["value"], group["spread"], group["count"]))
    ]
    found += [
        year(f"{kind}{at}", kind, revenue=0.0 if at < group["stopped"] else 100.0)
        for kind, group in case.get("stopped", {}).items()
        for at in range(group["of"])
    ]
    return found


def result_of(case: Case) -> ClaimResult:
    return set_against(BY_ID[case["claim"]], years_of(case), at_least=5, limit=0.5)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_the_data_say(case: Case) -> None:
    assert result_of(case).verdict == case["verdict"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_nothing_is_told_of_a_group_of_fewer_than_five(case: Case) -> None:
    found = result_of(case)
    small = {
        kind
        for kind, group in {**case.get("per_hour", {}), **case.get("stopped", {})}.items()
        if group.get("count", group.get("of")) < 5
    }

    assert not small & set(found.found)
    assert not small & {one.other for one in found.differences}


def test_each_claim_stands_once_with_its_source() -> None:
    assert len(BY_ID) == len(CLAIMS)
    assert all(claim.source.startswith("S") for claim in CLAIMS)


def test_an_account_that_had_not_been_buying_cannot_stop() -> None:
    before = [year(f"a{at}", "technical", revenue_before=0.0, revenue=0.0) for at in range(9)]
    before += [year(f"b{at}", "partner") for at in range(9)]

    found = set_against(BY_ID["technical_most_dangerous"], before, at_least=5, limit=0.5)

    assert "technical" not in found.found


@pytest.mark.parametrize(
    ("confused", "group"), [(0.49, "others"), (0.5, "friendship taken for business")]
)
def test_a_friendship_counts_as_mistaken_from_the_limit_on(confused: float, group: str) -> None:
    claim = BY_ID["confusion_costs_the_account"]

    assert claim.groups(year("a", None, confused=confused), 0.5) == group
