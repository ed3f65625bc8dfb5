"""Healthy practices and tips: kept, slipping, missing, and not enough to tell."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from goodwill.catalogue.ids import PRACTICE_IDS
from goodwill.judge.case import Case
from goodwill.judge.judges import judge_of
from goodwill.judge.practices import PracticeJudgement, judge_practices

CASES = Path(__file__).parents[1] / "cases" / "practices"
CaseOf = Callable[[dict[str, Any]], Case]


def judged(case: Case, practice: str) -> PracticeJudgement:
    return next(one for one in judge_practices(case) if one.line["id"] == practice)


def test_a_practice_is_seen_as_a_careful_reader_sees_it(
    case: dict[str, Any], case_of: CaseOf
) -> None:
    expect, found = case["expect"], judged(case_of(case), case["practice"])
    shown = found.line["evidence"]

    assert found.line["status"] == expect["status"]
    assert set(expect.get("cites", ())) <= {item["ref"] for item in shown}
    assert not set(expect.get("cites_not", ())) & {item["ref"] for item in shown}
    for quote in expect.get("quotes", ()):
        assert any(quote in (item["quote"] or "") for item in shown)
    for says in expect.get("says", ()):
        assert any(says in item["says"] for item in shown)
    if "side" in expect:
        short = found.shortfall
        assert short is not None
        assert found.line.get("side", "both") == expect["side"]
        assert (short.side or "both", expect.get("is_owed", short.is_owed)) == (
            expect["side"],
            short.is_owed,
        )


def test_a_status_keeps_the_promises_of_the_contract(case: dict[str, Any], case_of: CaseOf) -> None:
    found = judged(case_of(case), case["practice"])
    line = found.line

    is_open = line["status"] == "not_assessable"
    assert bool(line["needs"]) == is_open
    assert bool(line["evidence"]) or is_open
    assert all(item in found.evidence for item in line["evidence"])
    if line["status"] == "kept":
        assert any(item["weight"] > 0 for item in line["evidence"])
    if line["status"] == "missing":
        assert any(item["weight"] < 0 for item in line["evidence"])


def test_the_order_of_rows_changes_no_practice(case: dict[str, Any], case_of: CaseOf) -> None:
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in case.items()
    }

    assert judged(case_of(case), case["practice"]) == judged(case_of(turned), case["practice"])


def test_each_judged_practice_has_every_sort_of_case() -> None:
    for practice in PRACTICE_IDS:
        if judge_of("practices", practice, "find") is None:
            continue
        shared = tomllib.loads((CASES / f"{practice}.toml").read_text("utf-8"))
        count = Counter(case["expect"]["status"] for case in shared["case"])
        assert shared["practice"] == practice
        assert count["kept"] >= 2, practice
        assert count["slipping"] + count["missing"] >= 2, practice
        assert count["not_assessable"] >= 1, practice


def test_a_practice_that_is_judged_says_by_what(case_of: CaseOf) -> None:
    catalogue = case_of({"as_of": date(2026, 6, 30)}).catalogue

    for practice in catalogue.practices.values():
        is_judged = judge_of("practices", practice.id, "find") is not None
        assert bool(practice.assessed_by) == is_judged, practice.id


def test_an_account_of_which_nothing_is_known_keeps_and_misses_nothing(case_of: CaseOf) -> None:
    lines = [one.line for one in judge_practices(case_of({"as_of": date(2026, 6, 30)}))]

    assert tuple(line["id"] for line in lines) == PRACTICE_IDS
    for line in lines:
        assert line["status"] == "not_assessable"
        assert line["needs"]


def test_what_the_book_has_is_not_said_to_be_missing(case_of: CaseOf) -> None:
    mail = [
        {"message_id": "<m1>", "side": "theirs", "sent_on": date(2026, 5, 4), "is_human": True},
        {"message_id": "<m2>", "side": "ours", "sent_on": date(2026, 5, 5), "is_human": True},
    ]
    both = case_of({"as_of": date(2026, 6, 30), "message": mail})
    one = case_of({"as_of": date(2026, 6, 30), "message": mail[:1]})

    assert judged(both, "says_no").line["needs"][0] == "Too few occasions were seen."
    assert judged(one, "says_no").line["needs"] == [
        "Mail between the two sides, in both directions."
    ]
