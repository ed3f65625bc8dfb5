"""Deliveries that no mail speaks of: late ones are promises of ours that were not kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from goodwill.judge.booked import booked
from goodwill.judge.case import Case
from goodwill.judge.commitments import judge_commitments

CaseOf = Callable[[Mapping[str, Any]], Case]
AS_OF = date(2026, 6, 30)
TEXT = "We will deliver the boxes by 13 March."
PROMISE = {
    "message_id": "<1@x>",
    "thread_id": "a",
    "act": "commitment",
    "probability": 0.9,
    "quote": TEXT,
    "sent_on": date(2026, 3, 2),
    "side": "ours",
    "sender": "sam",
    "counterpart": "tom",
    "due_on": date(2026, 3, 13),
}


def row(promised_on: date, delivered_on: date | None, **more: object) -> dict[str, object]:
    return {"promised_on": promised_on, "delivered_on": delivered_on} | more


LATE = row(date(2026, 3, 13), date(2026, 3, 17), delivery_id="d1", note="Forty boxes")

CASES = {
    # what it is: (deliveries, promises in mail, late as (what, days), came in time)
    "late": ([LATE], [], [("Forty boxes", 4)], 0),
    "a day late": ([LATE | {"delivered_on": date(2026, 3, 14)}], [], [("Forty boxes", 1)], 0),
    "on its day": ([LATE | {"delivered_on": date(2026, 3, 13)}], [], [], 1),
    "early": ([LATE | {"delivered_on": date(2026, 3, 2)}], [], [], 1),
    "not yet come": ([LATE | {"delivered_on": None}], [], [], 0),
    "came more than a year ago": (
        [LATE | {"promised_on": date(2025, 6, 1), "delivered_on": date(2025, 6, 30)}],
        [],
        [],
        0,
    ),
    "without a note": ([LATE | {"note": None}], [], [("", 4)], 0),
    "a promise in mail is of that day": ([LATE], [PROMISE], [], 0),
    "a promise in mail is of another day": (
        [LATE | {"promised_on": date(2026, 3, 12)}],
        [PROMISE],
        [("Forty boxes", 5)],
        0,
    ),
    "none": ([], [], [], 0),
}


@pytest.mark.parametrize(("delivery", "act", "late", "in_time"), CASES.values(), ids=CASES)
def test_what_was_booked_and_came_late(
    delivery: list[dict[str, object]],
    act: list[dict[str, object]],
    late: list[tuple[str, int]],
    in_time: int,
    case_of: CaseOf,
) -> None:
    found = booked(case_of({"as_of": AS_OF, "delivery": delivery, "act": act}))

    assert [(one.what, one.days_late) for one in found if one.is_late] == late
    assert sum(not one.is_late for one in found) == in_time


def test_a_late_delivery_is_an_item_of_the_ledger_and_in_its_tally(case_of: CaseOf) -> None:
    found = judge_commitments(case_of({"as_of": AS_OF, "delivery": [LATE]}))
    (item,) = found.line["items"]

    assert found.line["ours"] == {"open": 0, "kept": 0, "broken": 1}
    assert (item["what"], item["due_on"], item["status"]) == ("Forty boxes", "2026-03-13", "broken")
    assert item["settled_on"] == "2026-03-17"
    assert [one["source"] for one in item["evidence"]] == ["delivery", "count"]
    assert [one["ref"] for one in found.evidence["commitments[ours]"] if one["ref"] == "d1"]


def test_deliveries_in_time_are_no_items(case_of: CaseOf) -> None:
    in_time = LATE | {"delivered_on": date(2026, 3, 13)}

    line = judge_commitments(case_of({"as_of": AS_OF, "delivery": [in_time]})).line

    assert line["items"] == []
    assert line["ours"] == {"open": 0, "kept": 0, "broken": 0}


def test_it_was_promised_when_the_deal_was_won(case_of: CaseOf) -> None:
    deal = {"deal_id": "q1", "name": "Boxes", "status": "won", "closed_on": date(2026, 2, 2)}
    rows = {"delivery": [LATE | {"deal_id": "q1", "note": None}], "opportunity": [deal]}

    (one,) = booked(case_of({"as_of": AS_OF} | rows))

    assert (one.what, one.made_on) == ("Boxes", date(2026, 2, 2))


def test_a_row_without_words_is_told_as_a_delivery(case_of: CaseOf) -> None:
    rows = {"as_of": AS_OF, "delivery": [LATE | {"note": None}]}

    (item,) = judge_commitments(case_of(rows)).line["items"]

    assert item["what"] == "Delivery d1"
