"""A pattern that a company names itself: judged by the conditions of its file alone."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goodwill.catalogue.loader import load_catalogue
from goodwill.judge.case import Case
from goodwill.judge.evidence import logit
from goodwill.judge.patterns import PatternJudgement, judge_patterns

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "own_patterns" / "cases.toml").read_text("utf-8")
)
CaseOf = Callable[[dict[str, Any]], Case]


def judged(case: dict[str, Any], case_of: CaseOf, folder: Path) -> PatternJudgement:
    (folder / "patterns").mkdir()
    (folder / "patterns" / "own.toml").write_text(CASES["file"] + case["fires_when"], "utf-8")
    catalogue = load_catalogue([(folder, "catalogue")])
    built = replace(case_of(case | {"as_of": CASES["as_of"]}), catalogue=catalogue)
    return next(one for one in judge_patterns(built) if one.line["id"] == "own")


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: str(case["name"]))
def test_an_own_pattern_is_judged_by_its_conditions(
    case: dict[str, Any], case_of: CaseOf, tmp_path: Path
) -> None:
    found = judged(case, case_of, tmp_path)
    line = found.line
    seen = line["status"] in {"present", "watch"}

    assert line["status"] == case["status"]
    assert (line["probability"] >= 0.5) == seen
    assert line["direction"] == ("theirs" if seen else None)
    assert bool(line["evidence"]) == seen
    assert bool(line["needs"]) == (line["status"] == "not_assessable")
    assert set(case.get("cites", ())) <= {item["ref"] for item in line["evidence"]}
    assert case.get("says", "") in " ".join((*line["needs"], *(i["says"] for i in found.evidence)))
    assert line["cost"] is None


def test_what_the_evidence_weighs_is_what_lifted_the_line(case_of: CaseOf, tmp_path: Path) -> None:
    case = next(one for one in CASES["case"] if one["status"] == "present")
    found = judged(case, case_of, tmp_path)

    moved = logit(found.line["probability"]) - logit(0.1)
    assert sum(item["weight"] for item in found.evidence) == pytest.approx(moved, abs=0.1)
