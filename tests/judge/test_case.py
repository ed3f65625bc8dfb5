"""What judges look up of one account: by act, by day, by thread, by message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.signs import as_heard

AS_OF = date(2026, 6, 30)
MARCH = Window(start=date(2026, 3, 1), end=date(2026, 4, 1))

ROWS: Mapping[str, Any] = {
    "as_of": AS_OF,
    "act": [
        {"message_id": "m3", "act": "thanks", "probability": 0.9, "sent_on": date(2026, 4, 1)},
        {"message_id": "m1", "act": "rival", "probability": 0.8, "sent_on": date(2026, 3, 31)},
        {"message_id": "m0", "act": "rival", "probability": 0.4, "sent_on": date(2026, 3, 2)},
        {"message_id": "m2", "act": "thanks", "probability": 0.5, "sent_on": date(2026, 3, 1)},
    ],
    "remark": [{"message_id": "m2", "remark": "arrived", "sent_on": date(2026, 3, 1)}],
    "message": [
        {"message_id": "m1", "thread_id": "t1", "sent_on": date(2026, 3, 31)},
        {"message_id": "m2", "thread_id": "t2", "sent_on": date(2026, 3, 1)},
        {"message_id": "m3", "thread_id": "t1", "sent_on": date(2026, 4, 1)},
        {"message_id": "auto", "thread_id": "t1", "sent_on": date(2026, 3, 5)},
    ],
    "message_person": [
        {"message_id": "m1", "person_id": "ana"},
        {"message_id": "m1", "person_id": "ben"},
    ],
    "meeting": [{"meeting_id": "late", "held_on": date(2026, 4, 1)}, {"meeting_id": "early"}],
    "meeting_person": [{"meeting_id": "late", "person_id": "ana"}],
    "person": [{"person_id": "ana", "name": "Ana"}],
}


@pytest.fixture
def case(case_of: Callable[[Mapping[str, Any]], Case]) -> Case:
    sides = {"m1": "theirs", "m2": "ours", "m3": "theirs", "m0": "theirs"}
    rows = {
        name: [
            {"side": sides[row["message_id"]]} | row if row.get("message_id") in sides else row
            for row in some
        ]
        for name, some in ROWS.items()
        if name != "as_of"
    }
    for row in rows["message"]:
        row["is_human"] = row["message_id"] in sides
    return case_of({"as_of": AS_OF, **rows})


def test_acts_come_by_time_and_only_where_they_are_likely(case: Case) -> None:
    assert [one.message_id for one in case.said("thanks", "rival")] == ["m2", "m1", "m3"]
    assert [one.message_id for one in case.said("rival", least=0.4)] == ["m0", "m1"]
    assert case.said("tender") == ()


def test_an_act_named_twice_is_found_once(case: Case) -> None:
    assert [one.message_id for one in case.said("rival", "rival")] == ["m1"]


def test_a_window_holds_its_first_day_and_not_its_end(case: Case) -> None:
    assert [one.message_id for one in case.said("thanks", during=MARCH)] == ["m2"]
    assert [one.message_id for one in case.said("rival", during=MARCH)] == ["m1"]
    assert [one.message_id for one in case.mail(during=MARCH)] == ["m2", "m1"]
    assert [one.meeting_id for one in case.met(MARCH)] == []


def test_one_side_is_heard_where_one_is_named(case: Case) -> None:
    assert [one.message_id for one in case.said("thanks", by="theirs")] == ["m3"]
    assert [one.message_id for one in case.remarked("arrived", by="ours")] == ["m2"]
    assert case.remarked("arrived", by="theirs") == ()
    assert [one.message_id for one in case.mail(by="ours")] == ["m2"]


def test_what_no_person_wrote_is_no_mail(case: Case) -> None:
    assert [one.message_id for one in case.mail()] == ["m2", "m1", "m3"]
    assert [one.message_id for one in case.threads["t1"]] == ["m1", "m3"]


def test_people_are_found_by_what_they_took_part_in(case: Case) -> None:
    assert [one.person_id for one in case.on_mail["m1"]] == ["ana", "ben"]
    assert [one.person_id for one in case.at_meeting["late"]] == ["ana"]
    assert [one.meeting_id for one in case.met()] == ["early", "late"]
    assert case.people["ana"].name == "Ana"


def _talk(both: int, *, of: int, mails_of_theirs: int) -> dict[str, Any]:
    """Conversations begun by us, some answered by them; further mail of theirs stands alone."""
    ours = [{"message_id": f"o{n}", "thread_id": f"t{n}", "side": "ours"} for n in range(of)]
    answers = [{"message_id": f"a{n}", "thread_id": f"t{n}", "side": "theirs"} for n in range(both)]
    alone = [
        {"message_id": f"x{n}", "thread_id": "alone", "side": "theirs"}
        for n in range(mails_of_theirs - both)
    ]
    mails = [one | {"is_human": True, "sent_on": AS_OF} for one in (*ours, *answers, *alone)]
    return {"as_of": AS_OF, "message": mails}


TALKS = {
    # what it is: (conversations of both, of how many begun by us, mails of theirs, nobody answers)
    "one in twenty is a talk": (1, 19, 8, False),
    "fewer than that": (1, 20, 8, True),
    "none at all": (0, 20, 8, True),
    "too little mail of theirs to tell": (0, 20, 7, False),
    "too little mail of ours to tell": (0, 7, 20, False),
}


@pytest.mark.parametrize(("both", "of", "theirs", "nobody"), TALKS.values(), ids=TALKS)
def test_whether_anybody_answers_anybody_is_told_by_conversations(
    both: int, of: int, theirs: int, nobody: bool, case_of: Callable[[Mapping[str, Any]], Case]
) -> None:
    assert case_of(_talk(both, of=of, mails_of_theirs=theirs)).nobody_answers is nobody


@pytest.mark.parametrize("both", [0, 5])
def test_mail_counts_less_for_an_alarm_where_nobody_answers(
    both: int, case_of: Callable[[Mapping[str, Any]], Case]
) -> None:
    case = case_of(_talk(both, of=20, mails_of_theirs=8))
    said, told = (
        evidence("x", source=source, ref="r", on=AS_OF, says="It.", weight=2.0)
        for source in ("message", "deal")
    )

    heard = [item["weight"] for item in as_heard(case, [said, told])]

    assert heard == ([1.0, 2.0] if both == 0 else [2.0, 2.0])
