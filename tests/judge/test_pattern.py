"""Patterns that arithmetic proves: there, watched, not there, and not enough to tell."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from goodwill.catalogue.ids import PATTERN_IDS
from goodwill.catalogue.loader import load_catalogue
from goodwill.judge.case import Case
from goodwill.judge.judges import judge_of
from goodwill.judge.patterns import PatternJudgement, judge_patterns

CASES = Path(__file__).parents[1] / "cases" / "patterns"
CaseOf = Callable[[dict[str, Any]], Case]


def judged(case: Case, pattern: str) -> PatternJudgement:
    return next(one for one in judge_patterns(case) if one.line["id"] == pattern)


def test_a_pattern_is_found_where_a_careful_reader_finds_it(
    case: dict[str, Any], case_of: CaseOf
) -> None:
    expect, found = case["expect"], judged(case_of(case), case["pattern"])
    line = found.line

    assert line["status"] == expect["status"]
    assert line["direction"] == expect.get("direction", line["direction"])
    assert line["since"] == expect.get("since", line["since"])
    assert set(expect.get("cites", ())) <= {item["ref"] for item in line["evidence"]}
    assert not set(expect.get("cites_not", ())) & {item["ref"] for item in line["evidence"]}
    if "amount" in expect:
        assert line["cost"] is not None
        assert line["cost"]["amount"] == expect["amount"]


def test_a_status_keeps_the_promises_of_the_contract(case: dict[str, Any], case_of: CaseOf) -> None:
    found = judged(case_of(case), case["pattern"])
    line = found.line

    seen = line["status"] in {"present", "watch"}
    assert (line["probability"] >= 0.5) == seen
    costs_them_only = (case["pattern"], line["direction"]) == ("broken_promises", "theirs")
    is_priced = load_catalogue().patterns[case["pattern"]].cost.kind != "none"
    assert (line["cost"] is not None) == (seen and is_priced and not costs_them_only)
    assert seen <= any(item["weight"] > 0 for item in line["evidence"])
    assert (line["since"] is not None) == seen
    assert bool(line["needs"]) == (line["status"] == "not_assessable")
    assert all(item in found.evidence for item in line["evidence"])


def test_the_order_of_rows_changes_no_pattern(case: dict[str, Any], case_of: CaseOf) -> None:
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in case.items()
    }

    assert (
        judged(case_of(case), case["pattern"]).line["cost"]
        == (judged(case_of(turned), case["pattern"]).line["cost"])
    )


def test_each_judged_pattern_has_every_sort_of_case() -> None:
    for pattern in PATTERN_IDS:
        if judge_of("patterns", pattern, "find") is None:
            continue
        shared = tomllib.loads((CASES / f"{pattern}.toml").read_text("utf-8"))
        statuses = [case["expect"]["status"] for case in shared["case"]]
        assert statuses.count("present") >= 1
        assert statuses.count("absent") >= 2
        assert statuses.count("not_assessable") >= 1


def test_all_patterns_of_the_contract_stand_in_order(case_of: CaseOf) -> None:
    lines = [one.line for one in judge_patterns(case_of({"as_of": date(2026, 6, 30)}))]

    assert tuple(line["id"] for line in lines) == PATTERN_IDS
    for line in lines:
        assert line["status"] == "not_assessable"
        assert line["needs"]
        assert line["probability"] < 0.5


def test_promises_that_nobody_tells_the_end_of_are_counted(case_of: CaseOf) -> None:
    lines = [one.line for one in judge_patterns(case_of({"as_of": date(2026, 6, 30)}))]
    line = next(one for one in lines if one["id"] == "broken_promises")

    assert line["needs"][0] == "Promises whose end is known: 0; needed: 3."
