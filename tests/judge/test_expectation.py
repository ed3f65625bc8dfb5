"""Expectations: likely where they said so, low where it only sounds like it or nobody spoke."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goodwill.catalogue.ids import EXPECTATION_IDS
from goodwill.facts.calibration import MOST_CERTAIN
from goodwill.judge.case import Case
from goodwill.judge.evidence import logit
from goodwill.judge.expectations import (
    MOST_UNSEEN,
    ExpectationJudgement,
    judge_expectations,
)

CASES = Path(__file__).parents[1] / "cases" / "expectations"
CaseOf = Callable[[dict[str, Any]], Case]
LIKELY = 0.5


def judged(case: Case, expectation: str) -> ExpectationJudgement:
    return next(one for one in judge_expectations(case) if one.line["id"] == expectation)


def test_an_expectation_is_seen_where_a_careful_reader_sees_it(
    case: dict[str, Any], case_of: CaseOf
) -> None:
    expect, line = case["expect"], judged(case_of(case), case["expectation"]).line

    assert expect.get("at_least", 0) <= line["strength"] <= expect.get("at_most", 1)
    assert set(expect.get("cites", ())) <= {item["ref"] for item in line["evidence"]}
    assert not set(expect.get("cites_not", ())) & {item["ref"] for item in line["evidence"]}
    if "reviewed_on" in expect:
        assert str(line["last_reviewed_on"] or "") == str(expect["reviewed_on"])


def test_what_the_evidence_weighs_is_what_the_line_moved(
    case: dict[str, Any], case_of: CaseOf
) -> None:
    built = case_of(case)
    found = judged(built, case["expectation"])
    strength = found.line["strength"]
    base = min(built.number(case["expectation"], "base_strength"), MOST_UNSEEN)

    speaks = any(item["weight"] > 0 for item in found.evidence)
    if not speaks:
        assert strength <= MOST_UNSEEN
    elif strength < MOST_CERTAIN:
        moved = sum(item["weight"] for item in found.evidence)
        assert logit(strength) - logit(base) == pytest.approx(moved, abs=0.01)
    if strength >= LIKELY:
        assert found.line["evidence"]


def test_the_order_of_rows_changes_no_expectation(case: dict[str, Any], case_of: CaseOf) -> None:
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in case.items()
    }

    assert judged(case_of(case), case["expectation"]) == judged(
        case_of(turned), case["expectation"]
    )


@pytest.mark.parametrize("expectation", EXPECTATION_IDS)
def test_each_expectation_has_every_sort_of_case(expectation: str) -> None:
    shared = tomllib.loads((CASES / f"{expectation}.toml").read_text("utf-8"))
    expects = [case["expect"] for case in shared["case"]]

    assert shared["expectation"] == expectation
    assert sum(one.get("at_least", 0) >= LIKELY for one in expects) >= 2
    assert sum(one.get("at_most", 1) <= MOST_UNSEEN for one in expects) >= 2
    assert sum(MOST_UNSEEN < one.get("at_most", 1) <= LIKELY for one in expects) >= 1


def test_what_we_say_shows_nothing_of_what_they_want(case: dict[str, Any], case_of: CaseOf) -> None:
    by_us = dict(case)
    for name in ("act", "remark", "message"):
        rows = [row for row in case.get(name, ()) if row.get("remark") != "wish_noted"]
        by_us[name] = [row | {"side": "ours"} for row in rows]

    assert judged(case_of(by_us), case["expectation"]).line["strength"] <= MOST_UNSEEN


def test_all_expectations_stand_in_order_and_low_without_a_word(case_of: CaseOf) -> None:
    lines = [one.line for one in judge_expectations(case_of({"as_of": date(2026, 6, 30)}))]

    assert tuple(line["id"] for line in lines) == EXPECTATION_IDS
    for line in lines:
        assert line["strength"] <= MOST_UNSEEN
        assert line["evidence"] == []
        assert line["last_reviewed_on"] is None
