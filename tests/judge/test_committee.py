"""Who is in real exchange with us, and which roles nobody of them holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from goodwill.facts.tables import Tables
from goodwill.judge.committee import judge_committee

AS_OF = date(2026, 6, 30)
FIRST_DAY = date(2026, 1, 2)  # the first of the 180 days that end on AS_OF
DAY_BEFORE = date(2026, 1, 1)
TablesOf = Callable[[Mapping[str, Any]], Tables]

PEOPLE: list[dict[str, Any]] = [
    {"person_id": "tom", "side": "ours", "email": "tom@us.example"},
    {"person_id": "rob", "side": "theirs", "email": "rob@t.example", "committee_role": "coach"},
    {"person_id": "ann", "side": "theirs", "email": "ann@t.example", "seniority": "executive"},
    {"person_id": "box", "side": "theirs", "email": "info@t.example", "is_shared": True},
]


def mail(ref: str, sender: str, to: str, on: date, role: str = "to") -> dict[str, Any]:
    side = "ours" if sender == "tom" else "theirs"
    other = "theirs" if side == "ours" else "ours"
    return {
        "message": {
            "message_id": ref, "sender": sender, "side": side, "is_human": True, "sent_on": on,
        },
        "people": [
            {"message_id": ref, "person_id": sender, "side": side, "role": "from"},
            {"message_id": ref, "person_id": to, "side": other, "role": role},
        ],
    }  # fmt: skip


def committee_of(tables_of: TablesOf, *mails: dict[str, Any], **more: Any) -> Any:
    rows = {
        "person": PEOPLE,
        "message": [one["message"] for one in mails],
        "message_person": [row for one in mails for row in one["people"]],
    }
    return judge_committee(tables_of(rows | more), as_of=AS_OF)


MAIL_CASES = {
    # what it is: (messages, active people)
    "nobody wrote": ((), 0),
    "only we wrote": ((mail("<1>", "tom", "rob", AS_OF),), 0),
    "only they wrote": ((mail("<1>", "rob", "tom", AS_OF),), 0),
    "both wrote": ((mail("<1>", "tom", "rob", AS_OF), mail("<2>", "rob", "tom", AS_OF)), 1),
    "we wrote to them in copy only": (
        (mail("<1>", "tom", "rob", AS_OF, "cc"), mail("<2>", "rob", "tom", AS_OF)),
        0,
    ),
    "on the first of the 180 days": (
        (mail("<1>", "tom", "rob", FIRST_DAY), mail("<2>", "rob", "tom", FIRST_DAY)),
        1,
    ),
    "the day before them": (
        (mail("<1>", "tom", "rob", DAY_BEFORE), mail("<2>", "rob", "tom", AS_OF)),
        0,
    ),
    "a shared mailbox is nobody": (
        (mail("<1>", "tom", "box", AS_OF), mail("<2>", "box", "tom", AS_OF)),
        0,
    ),
    "two people": (
        (
            mail("<1>", "tom", "rob", AS_OF),
            mail("<2>", "rob", "tom", AS_OF),
            mail("<3>", "tom", "ann", AS_OF),
            mail("<4>", "ann", "tom", AS_OF),
        ),
        2,
    ),
}


@pytest.mark.parametrize(("mails", "active"), MAIL_CASES.values(), ids=MAIL_CASES)
def test_two_way_mail_makes_a_person_active(
    mails: tuple[dict[str, Any], ...], active: int, tables_of: TablesOf
) -> None:
    committee = committee_of(tables_of, *mails)

    assert committee["active"] == active
    assert committee["single_threaded"] == (active < 2)


def test_a_meeting_that_neither_declined_is_an_exchange(tables_of: TablesOf) -> None:
    attended = [
        {"meeting_id": "m", "person_id": "tom", "side": "ours"},
        {"meeting_id": "m", "person_id": "ann", "side": "theirs"},
    ]

    committee = committee_of(
        tables_of, meeting=[{"meeting_id": "m", "held_on": AS_OF}], meeting_person=attended
    )
    alone = committee_of(
        tables_of, meeting=[{"meeting_id": "m", "held_on": AS_OF}], meeting_person=attended[1:]
    )

    assert committee["active"] == 1
    assert alone["active"] == 0


def test_automatic_mail_is_no_exchange(tables_of: TablesOf) -> None:
    ours, theirs = mail("<1>", "tom", "rob", AS_OF), mail("<2>", "rob", "tom", AS_OF)
    theirs["message"]["is_human"] = False

    assert committee_of(tables_of, ours, theirs)["active"] == 0


def test_who_has_left_is_listed_and_no_longer_active(tables_of: TablesOf) -> None:
    people = [PEOPLE[0], PEOPLE[1] | {"left_on": AS_OF}]
    mails = (mail("<1>", "tom", "rob", AS_OF), mail("<2>", "rob", "tom", AS_OF))

    committee = committee_of(tables_of, *mails, person=people)

    assert committee["active"] == 0
    assert committee["people"][0]["left"] is True


def test_roles_that_no_active_person_holds_are_missing(tables_of: TablesOf) -> None:
    mails = (mail("<1>", "tom", "rob", AS_OF), mail("<2>", "rob", "tom", AS_OF))

    assert committee_of(tables_of, *mails)["missing_roles"] == [
        "economic_buyer",
        "user_buyer",
        "technical_buyer",
    ]
    assert "coach" in committee_of(tables_of)["missing_roles"]


def test_people_are_those_of_the_account_newest_first(tables_of: TablesOf) -> None:
    mails = (mail("<1>", "ann", "tom", date(2026, 3, 1)), mail("<2>", "rob", "tom", AS_OF))
    stranger = {"person_id": "x", "account_id": "other", "side": "theirs", "email": "x@x.example"}

    people = committee_of(tables_of, *mails, person=[*PEOPLE, stranger])["people"]

    assert [(one["email"], one["last_seen_on"]) for one in people] == [
        ("rob@t.example", "2026-06-30"),
        ("ann@t.example", "2026-03-01"),
    ]
    assert people[1]["seniority"] == "executive"
    assert people[0]["seniority"] == "unknown"
