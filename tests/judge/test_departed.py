"""Who has left, where mail alone tells it: both sides of what holds somebody in their chair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from goodwill.facts.tables import Tables
from goodwill.judge.committee import active_people, judge_committee
from goodwill.judge.committee.departed import last_seen, told_gone

AS_OF = date(2026, 6, 30)
TOLD = date(2026, 6, 10)
BEFORE = TOLD - timedelta(days=30)
AFTER = TOLD + timedelta(days=1)
TablesOf = Callable[[Mapping[str, Any]], Tables]


def wrote(who: str, on: date, *, is_human: bool = True) -> dict[str, Any]:
    return {
        "message_id": f"<{who}-{on}>", "sender": who, "side": "theirs", "sent_on": on,
        "is_human": is_human,
    }  # fmt: skip


def gone(who: str, on: date = TOLD) -> dict[str, Any]:
    return {"person_id": who, "what": "gone", "told_on": on, "message_id": f"<gone-{who}>"}


def theirs(*names: str) -> list[dict[str, Any]]:
    return [{"person_id": name, "side": "theirs", "is_shared": name == "office"} for name in names]


CASES: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], set[str]]] = {
    # what it is: (mail of theirs, what is told, who has left)
    "wrote before, and is told gone": ([wrote("rob", BEFORE)], [gone("rob")], {"rob"}),
    "wrote on that very day": ([wrote("rob", TOLD)], [gone("rob")], {"rob"}),
    "wrote again the day after": ([wrote("rob", AFTER)], [gone("rob")], set()),
    "a machine answered for them the day after": (
        [wrote("rob", BEFORE), wrote("rob", AFTER, is_human=False)],
        [gone("rob")],
        {"rob"},
    ),
    "never wrote: the address was wrong": ([wrote("sue", BEFORE)], [gone("rob")], set()),
    "a shared mailbox is closed": ([wrote("office", BEFORE)], [gone("office")], set()),
    "two on one day": (
        [wrote("rob", BEFORE), wrote("sue", BEFORE)],
        [gone("rob"), gone("sue")],
        {"rob", "sue"},
    ),
    "three on one day: their mail is out of order": (
        [wrote(name, BEFORE) for name in ("rob", "sue", "tim")],
        [gone(name) for name in ("rob", "sue", "tim")],
        set(),
    ),
    "nothing is told": ([wrote("rob", BEFORE)], [], set()),
}


@pytest.mark.parametrize(("mails", "notes", "left"), CASES.values(), ids=CASES)
def test_who_is_told_to_be_gone_has_left(
    mails: list[dict[str, Any]],
    notes: list[dict[str, Any]],
    left: set[str],
    tables_of: TablesOf,
) -> None:
    people = theirs("rob", "sue", "tim", "office")
    tables = tables_of({"person": people, "message": mails, "person_note": notes})

    committee = judge_committee(tables, as_of=AS_OF)

    assert set(told_gone(tables, last_seen(tables))) == left
    assert sum(person["left"] for person in committee["people"]) == len(left)


def test_who_is_told_gone_is_no_longer_active(tables_of: TablesOf) -> None:
    to_rob = {"message_id": "<o>", "sender": "tom", "side": "ours", "is_human": True}
    rows = {
        "person": [*theirs("rob"), {"person_id": "tom", "side": "ours"}],
        "message": [wrote("rob", BEFORE), to_rob | {"sent_on": BEFORE}],
        "message_person": [
            {"message_id": f"<rob-{BEFORE}>", "person_id": "tom", "side": "ours", "role": "to"},
            {"message_id": "<o>", "person_id": "rob", "side": "theirs", "role": "to"},
        ],
    }

    assert active_people(tables_of(rows), as_of=AS_OF) == {"rob"}
    assert active_people(tables_of(rows | {"person_note": [gone("rob")]}), as_of=AS_OF) == set()


def test_the_last_title_that_somebody_signs_with_holds(tables_of: TablesOf) -> None:
    def signed(words: str, seniority: str, on: date) -> dict[str, Any]:
        return {
            "person_id": "rob", "what": "signs_as", "words": words, "seniority": seniority,
            "told_on": on,
        }  # fmt: skip

    notes = [signed("Head of Purchasing", "head", TOLD), signed("Buyer", "staff", BEFORE)]

    (rob,) = judge_committee(
        tables_of({"person": theirs("rob"), "person_note": notes}), as_of=AS_OF
    )["people"]

    assert (rob["seniority"], rob["role"], rob["role_is"]) == ("head", "procurement", "inferred")


def test_a_title_that_somebody_wrote_down_goes_before_a_signature(tables_of: TablesOf) -> None:
    person = theirs("rob")[0] | {"title": "Plant Manager", "seniority": "manager"}
    note = {"person_id": "rob", "what": "signs_as", "words": "CEO", "seniority": "executive"}

    (rob,) = judge_committee(tables_of({"person": [person], "person_note": [note]}), as_of=AS_OF)[
        "people"
    ]

    assert (rob["seniority"], rob["role"]) == ("manager", "user_buyer")
