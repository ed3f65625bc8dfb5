"""What stands first on the first page: which line of which account, why now, and in which order."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, cast

import pytest

from goodwill.facts.glance import Glance, glance_of
from goodwill.facts.statement import CommitmentItem, Evidence, PatternLine, Statement
from goodwill.serve.html.findings import BUDGET, NEXT, Findings, findings, in_order
from goodwill.serve.titles import Titles

TODAY = "2026-06-30"
OURS, THEIRS = "s@ours.example", "k@client.example"


def spoken(on: str | None, *, weight: float = 1.0, quote: str | None = "So it was.") -> Evidence:
    return Evidence(
        id=f"{on}{weight}", source="message", ref="<m@x>", on=on, quote=quote, says="It was so.",
        weight=weight,
    )  # fmt: skip


def promise(**changed: Any) -> CommitmentItem:
    usual: dict[str, Any] = {"by": OURS, "to": THEIRS, "what": "It will be there.", "evidence": [],
                             "made_on": "2026-06-01", "due_on": None, "status": "open",
                             "settled_on": None}  # fmt: skip
    return cast("CommitmentItem", {**usual, **changed})


def an_account(larkfield: Statement, name: str, **changed: Any) -> Statement:
    """An account of one line: `cost` and `direction` of a pattern, and on which days it showed."""
    found = deepcopy(larkfield)
    line = next(one for one in found["patterns"] if one["id"] == "over_servicing")
    cost: float | None = changed.get("cost", 1_000.0)
    line |= PatternLine(
        id=line["id"],
        title=line["title"],
        status="present",
        probability=changed.get("chance", 0.8),
        since=changed.get("since", "2025-01-10"),
        direction=changed.get("direction", "theirs"),
        cost=None if cost is None else {"amount": cost, "currency": "GBP", "months": 12,
                                        "formula": "", "inputs": {}},
        evidence=[spoken(on) for on in changed.get("shown", [TODAY])],
        needs=[],
    )  # fmt: skip
    found |= {"as_of": TODAY, "patterns": [line], "risks": []}
    found["account"] |= {"id": name, "name": name, "domains": ["client.example"]}
    found["commitments"]["items"] = changed.get("promises", [])
    found["kind"] |= {"people": [], "trend": [], "desired": "partner"}
    return found


def order(*statements: Statement) -> list[str]:
    glances = [glance_of(each) for each in statements]
    return [glances[place]["row"]["id"] for place, _ in in_order(glances)]


ORDERS: dict[str, list[dict[str, Any]]] = {
    "more money": [{"cost": 2_000.0}, {"cost": 1_000.0}],
    "more likely": [{"chance": 0.9}, {"chance": 0.6}],
    "shown later": [{"shown": ["2026-06-20"]}, {"shown": ["2026-03-20"]}],
    "a day, and none": [{"shown": ["2025-09-01"]}, {"shown": []}],
    "ours to mend": [{"direction": "ours", "cost": 10.0}, {"cost": 9_000.0}],
    "one alone of ours": [
        {"direction": "ours", "cost": 50.0}, {"cost": 40.0}, {"direction": "ours", "cost": 10.0},
    ],
    "much, lately enough": [
        {"cost": 9_000.0, "shown": ["2026-04-01"]}, {"cost": 1_000.0, "shown": [TODAY]},
    ],
    "little, though new": [
        {"cost": 9_000.0, "shown": ["2026-04-01"]}, {"cost": 1_000.0, "since": TODAY},
    ],
    "a promise of ours that is due": [
        {"shown": ["2026-01-01"], "promises": [promise(due_on="2026-07-03")]},
        {"shown": ["2026-01-01"]},
    ],
    "without cost: what the account brings in": [{"cost": None}, {"cost": 1.0}],
}  # fmt: skip


@pytest.mark.parametrize("accounts", ORDERS.values(), ids=ORDERS)
def test_what_weighs_more_comes_first(larkfield: Statement, accounts: list[dict[str, Any]]) -> None:
    made = [an_account(larkfield, f"a{at}", **one) for at, one in enumerate(accounts)]

    assert order(*reversed(made)) == [f"a{at}" for at in range(len(made))]


MOMENTS: dict[str, tuple[dict[str, Any], str]] = {
    "shown today": ({}, "Showed last on 30 Jun 2026."),
    "shown long ago": ({"shown": ["2026-01-30"]}, "Showed last on 30 Jan 2026, 151 days ago."),
    "shown after the day asked about": ({"shown": ["2026-07-01"]}, ""),
    "nothing to tell by": ({"shown": []}, ""),
    "new": ({"since": "2026-05-31"}, "New since 31 May 2026."),
    "no longer new": ({"since": "2026-05-30"}, "Showed last on 30 Jun 2026."),
    "since a month": ({"since": "2026-06"}, "Showed last on 30 Jun 2026."),
    "due in two weeks": (
        {"promises": [promise(due_on="2026-07-14")]},
        "We promised by 14 Jul 2026: “It will be there.”",
    ),
    "due later": ({"promises": [promise(due_on="2026-07-15")]}, "Showed last on 30 Jun 2026."),
    "due today": (
        {"promises": [promise(due_on=TODAY)]}, "We promised by 30 Jun 2026: “It will be there.”",
    ),
    "past its day": (
        {"promises": [promise(due_on="2026-06-16")]},
        "Promised by us for 16 Jun 2026, and nothing shows that it was done: “It will be there.”",
    ),
    "long past": ({"promises": [promise(due_on="2026-06-15")]}, "Showed last on 30 Jun 2026."),
    "broken": (
        {"promises": [promise(status="broken", settled_on="2026-05-31")]},
        "A promise of ours was broken, 31 May 2026: “It will be there.”",
    ),
    "broken before": (
        {"promises": [promise(status="broken", settled_on="2026-05-30")]},
        "Showed last on 30 Jun 2026.",
    ),
    "kept": (
        {"promises": [promise(status="kept", due_on=TODAY, settled_on=TODAY)]},
        "Showed last on 30 Jun 2026.",
    ),
    "theirs": ({"promises": [promise(due_on=TODAY, by=THEIRS)]}, "Showed last on 30 Jun 2026."),
    "the nearest of two": (
        {"promises": [promise(due_on="2026-07-10", what="Far."), promise(due_on="2026-06-28")]},
        "Promised by us for 28 Jun 2026, and nothing shows that it was done: “It will be there.”",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "says"), MOMENTS.values(), ids=MOMENTS)
def test_why_now_is_said(
    larkfield: Statement, titles: Titles, changed: dict[str, Any], says: str
) -> None:
    shown = findings([glance_of(an_account(larkfield, "a", **changed))], titles).first

    assert [one.why_now for one in shown] == [says]


@pytest.mark.parametrize(
    ("shares", "falls"), [((0.5, 0.5, 0.5, 0.39), True), ((0.5, 0.5, 0.5, 0.41), False)]
)
def test_a_fall_of_the_wanted_kind_is_said(
    larkfield: Statement, titles: Titles, shares: tuple[float, ...], falls: bool
) -> None:
    fallen = an_account(larkfield, "a")
    fallen["kind"]["trend"] = [
        {"month": f"2026-0{month}",
         "mixture": {"partner": share, "social": 1 - share, "technical": 0.0, "ad_hoc": 0.0}}
        for month, share in enumerate(shares, 3)
    ]  # fmt: skip

    (shown,) = findings([glance_of(fallen)], titles).first

    assert shown.why_now.startswith("The share of the wanted kind has fallen") is falls


@pytest.mark.parametrize(
    ("accounts", "parts"),
    [
        (3, (3, 0, 0)),
        (5, (3, 2, 0)),
        (BUDGET + NEXT, (3, 20, 0)),
        (BUDGET + NEXT + 1, (3, 20, 1)),
    ],
)
def test_one_of_each_account_in_order_and_the_rest_waits(
    larkfield: Statement, titles: Titles, accounts: int, parts: tuple[int, int, int]
) -> None:
    glances: list[Glance] = [
        glance_of(an_account(larkfield, f"a{at:02}", direction="ours")) for at in range(accounts)
    ]

    found = findings(glances, titles)

    names = [one.account_id for one in (*found.first, *found.next)]
    assert names == [f"a{at:02}" for at in range(len(names))]
    assert (len(found.first), len(found.next), found.rest) == parts
    assert found.waiting == parts[1] + parts[2]


def test_late_words_are_cited_before_old_ones_that_weigh_as_much(larkfield: Statement) -> None:
    found = glance_of(an_account(larkfield, "a", shown=["2025-07-01", "2026-06-01"]))["finding"]

    assert found is not None
    assert found["quote"] is not None
    assert found["quote"]["on"] == "2026-06-01"


def test_the_next_step_answers_the_line(larkfield: Statement) -> None:
    one = an_account(larkfield, "a")
    other, answering = deepcopy(one["plan"]["plays"][0]), deepcopy(one["plan"]["plays"][0])
    other |= {"title": "Another", "because": ["kind"]}
    answering |= {"title": "An answer", "because": ["patterns[over_servicing]"]}
    one["plan"]["plays"] = [other, answering]

    found = glance_of(one)["finding"]

    assert found is not None
    assert found["next_step"] == "An answer"


def test_nothing_found_is_nothing_shown(penhale: Statement, titles: Titles) -> None:
    assert findings([glance_of(penhale)], titles) == Findings(first=(), next=(), rest=0)
