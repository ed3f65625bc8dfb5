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


ROLES = {
    # a title: the part that such people play
    "Head of Procurement": "procurement",
    "Strategische Einkäuferin": "procurement",
    "Responsable des achats": "procurement",
    "Jefe de compras": "procurement",
    "Managing Director": "economic_buyer",
    "Geschäftsführerin": "economic_buyer",
    "Directrice financière": "economic_buyer",
    "Director General": "economic_buyer",
    "CTO": "technical_buyer",
    "Leiter Technik": "technical_buyer",
    "Ingénieure qualité": "technical_buyer",
    "Técnico de laboratorio": "technical_buyer",
    "Operations Manager": "user_buyer",
    "Werkleiter": "user_buyer",
    "Responsable logistique": "user_buyer",
    "Jefa de producción": "user_buyer",
    "Executive Assistant to the CEO": "gatekeeper",
    "Sekretärin der Geschäftsführung": "gatekeeper",
    "Secrétaire": "gatekeeper",
    "Recepcionista": "gatekeeper",
    "Head of Brand": None,
    "Trainee": None,
    "Homeowner": None,
}


@pytest.mark.parametrize(("title", "role"), ROLES.items(), ids=ROLES)
def test_a_title_tells_a_role_that_nobody_gave(
    title: str, role: str | None, tables_of: TablesOf
) -> None:
    person = {"person_id": "rob", "side": "theirs", "email": "rob@t.example", "title": title}

    (found,) = committee_of(tables_of, person=[person])["people"]

    assert found["role"] == role
    assert found["role_is"] == ("given" if role is None else "inferred")


def test_what_was_given_goes_before_any_title(tables_of: TablesOf) -> None:
    person = PEOPLE[1] | {"title": "Managing Director"}

    (found,) = committee_of(tables_of, person=[person])["people"]

    assert (found["role"], found["role_is"]) == ("coach", "given")


def deed(act: str, probability: float, on: date = AS_OF, ref: str = "<d>") -> dict[str, Any]:
    return {
        "message_id": ref, "act": act, "side": "theirs", "sender": "ann", "sent_on": on,
        "probability": probability, "quote": "words",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "probability", "role"),
    [
        (None, 0.9, "coach"),
        ("Plant Manager", 0.9, "coach"),
        ("Purchasing Director", 0.9, "procurement"),
        (None, 0.7, None),
    ],
)
def test_who_warns_us_beyond_doubt_is_a_coach(
    title: str | None, probability: float, role: str | None, tables_of: TablesOf
) -> None:
    person = PEOPLE[2] | {"title": title}

    (found,) = committee_of(tables_of, person=[person], act=[deed("warning", probability)])[
        "people"
    ]

    assert found["role"] == role


def test_an_inferred_role_is_missing_no_longer(tables_of: TablesOf) -> None:
    mails = (mail("<1>", "tom", "ann", AS_OF), mail("<2>", "ann", "tom", AS_OF))
    chief = PEOPLE[2] | {"title": "Managing Director"}

    committee = committee_of(tables_of, *mails, person=[PEOPLE[0], chief])

    assert committee["missing_roles"] == ["user_buyer", "technical_buyer", "coach"]


STANCES: dict[str, tuple[tuple[dict[str, Any], ...], int, str]] = {
    # what it is: (acts, messages, stance)
    "nothing heard": ((), 0, "unknown"),
    "seven messages and no side": ((), 7, "unknown"),
    "eight messages and no side": ((), 8, "neutral"),
    "stood up for us": ((deed("sponsorship", 0.8),), 1, "for"),
    "perhaps stood up for us": ((deed("sponsorship", 0.7),), 1, "unknown"),
    "one sharp word": ((deed("hostile", 1.0),), 1, "unknown"),
    "two sharp words": ((deed("hostile", 0.9), deed("hostile", 0.95, ref="<e>")), 1, "against"),
    "a threat and a kindness": ((deed("threat", 1.0), deed("praise", 1.0)), 8, "neutral"),
    "stood up for us a year ago": ((deed("sponsorship", 1.0, date(2025, 6, 30)),), 1, "unknown"),
}


@pytest.mark.parametrize(("acts", "messages", "stance"), STANCES.values(), ids=STANCES)
def test_where_somebody_stands_is_told_by_what_they_do(
    acts: tuple[dict[str, Any], ...], messages: int, stance: str, tables_of: TablesOf
) -> None:
    mails = [mail(f"<{number}>", "ann", "tom", AS_OF) for number in range(messages)]

    (found,) = committee_of(tables_of, *mails, person=[PEOPLE[2]], act=list(acts))["people"]

    assert found["stance"] == stance


GOODBYES = {
    # what it is: (said on, sure, last seen on, has left)
    "said and silent for thirty days": (date(2026, 5, 1), 0.9, date(2026, 5, 31), True),
    "silent for less": (date(2026, 5, 1), 0.9, date(2026, 6, 1), False),
    "perhaps said": (date(2026, 3, 1), 0.7, date(2026, 3, 1), False),
    "said, and still writing months later": (date(2026, 1, 1), 0.9, date(2026, 3, 3), False),
    "said, and writing until two months later": (date(2026, 1, 1), 0.9, date(2026, 3, 2), True),
}


@pytest.mark.parametrize(("said", "sure", "seen", "left"), GOODBYES.values(), ids=GOODBYES)
def test_who_says_goodbye_and_falls_silent_has_left(
    said: date, sure: float, seen: date, left: bool, tables_of: TablesOf
) -> None:
    mails = (mail("<1>", "tom", "ann", AS_OF), mail("<2>", "ann", "tom", seen))
    goodbye = [deed("departure", sure, said)]

    committee = committee_of(tables_of, *mails, person=PEOPLE[::2], act=goodbye)

    assert committee["people"][0]["left"] is left
    assert committee["active"] == (0 if left else 1)


def test_who_warns_us_is_named_beside_the_part_that_they_have(tables_of: TablesOf) -> None:
    box = {"person_id": "box", "side": "theirs", "email": "info@t.example", "is_shared": True}
    buyer = {"person_id": "ann", "side": "theirs", "email": "ann@t.example"}
    people = [
        {"person_id": "tom", "side": "ours", "email": "tom@us.example"},
        buyer | {"committee_role": "economic_buyer"},
        box | {"name": "Goods Inward"},
        box | {"person_id": "bin", "email": "post@t.example", "name": ""},
    ]
    mails = (mail("<1>", "tom", "ann", AS_OF), mail("<2>", "ann", "tom", AS_OF))
    warning = {"message_id": "<2>", "side": "theirs", "sender": "ann", "act": "warning"}

    warned = committee_of(
        tables_of, *mails, person=people, act=[warning | {"probability": 0.9, "sent_on": AS_OF}]
    )
    silent = committee_of(tables_of, *mails, person=people)

    assert [(one["role"], one.get("also")) for one in warned["people"]] == [
        ("economic_buyer", ["coach"])
    ]
    assert warned["missing_roles"] == ["user_buyer", "technical_buyer"]
    assert silent["missing_roles"] == ["user_buyer", "technical_buyer", "coach"]
    assert "also" not in silent["people"][0]
    assert silent["mailboxes"] == [{"email": "info@t.example", "name": "Goods Inward"}]
