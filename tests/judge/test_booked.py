"""Deliveries that no mail speaks of: late ones and those in time, and neither in the ledger."""

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
    # what it is: (deliveries, promises in mail, late, came in time)
    "late": ([LATE], [], ["d1"], 0),
    "a day late": ([LATE | {"delivered_on": date(2026, 3, 14)}], [], ["d1"], 0),
    "on its day": ([LATE | {"delivered_on": date(2026, 3, 13)}], [], [], 1),
    "early": ([LATE | {"delivered_on": date(2026, 3, 2)}], [], [], 1),
    "not yet come": ([LATE | {"delivered_on": None}], [], [], 0),
    "came more than a year ago": (
        [LATE | {"promised_on": date(2025, 6, 1), "delivered_on": date(2025, 6, 30)}],
        [],
        [],
        0,
    ),
    "a promise in mail is of that day": ([LATE], [PROMISE], [], 0),
    "a promise in mail is of another day": (
        [LATE | {"promised_on": date(2026, 3, 12)}],
        [PROMISE],
        ["d1"],
        0,
    ),
    "none": ([], [], [], 0),
}


@pytest.mark.parametrize(("delivery", "act", "late", "in_time"), CASES.values(), ids=CASES)
def test_what_was_booked_and_came_late(
    delivery: list[dict[str, object]],
    act: list[dict[str, object]],
    late: list[str],
    in_time: int,
    case_of: CaseOf,
) -> None:
    found = booked(case_of({"as_of": AS_OF, "delivery": delivery, "act": act}))

    assert [one.ref for one in found if one.is_late] == late
    assert sum(not one.is_late for one in found) == in_time


@pytest.mark.parametrize("came_on", [date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 14)])
def test_a_delivery_late_or_in_time_is_no_item_of_the_ledger(
    came_on: date, case_of: CaseOf
) -> None:
    found = judge_commitments(
        case_of({"as_of": AS_OF, "delivery": [LATE | {"delivered_on": came_on}]})
    )

    assert found.line["items"] == []
    assert found.line["ours"] == {"open": 0, "kept": 0, "broken": 0}
    assert not found.evidence["commitments[ours]"]
