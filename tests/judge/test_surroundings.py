"""What stands around the sentences that a line rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from typing import Any

from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import AT_MOST, evidence
from goodwill.judge.surroundings import with_surroundings

CaseOf = Callable[[dict[str, Any]], Case]
AS_OF = date(2026, 6, 30)
ASKED = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANSWERED = datetime(2026, 3, 3, 9, tzinfo=UTC)


def act(quote: str, *, of: str = "<a>", by: str = "theirs", sure: float = 0.9) -> dict[str, Any]:
    at = ASKED if of == "<a>" else ANSWERED
    return {
        "message_id": of,
        "thread_id": "t",
        "act": "request",
        "probability": sure,
        "quote": quote,
        "sent_at": at,
        "sent_on": at.date(),
        "side": by,
        "sender": by,
    }


def mail(of: str, by: str, at: datetime) -> dict[str, Any]:
    return {
        "message_id": of,
        "thread_id": "t",
        "side": by,
        "sender": by,
        "is_human": True,
        "sent_at": at,
        "sent_on": at.date(),
    }


TALK = [mail("<a>", "theirs", ASKED), mail("<b>", "ours", ANSWERED)]


def told(quote: str, weight: float = 1.0) -> Evidence:
    return evidence(
        "line",
        source="message",
        ref="<a>",
        on=date(2026, 3, 2),
        says="They say so.",
        weight=weight,
        quote=quote,
    )


def quotes(case: Case, *items: Evidence) -> list[str | None]:
    return [item["quote"] for item in with_surroundings(case, "line", items)]


def says(
    case: Case, *items: Evidence, about: Collection[str] = (), is_amiss: bool = False
) -> list[str]:
    found = with_surroundings(case, "line", items, about, is_amiss=is_amiss)
    return [item["says"] for item in found]


def test_the_rest_of_the_mail_and_the_answer_stand_beside_a_telling_sentence(
    case_of: CaseOf,
) -> None:
    acts = [
        act("Else we leave."),
        act("Ten off, please."),
        act("Fine, ten off.", of="<b>", by="ours"),
    ]
    found = with_surroundings(
        case_of({"as_of": AS_OF, "act": acts, "message": TALK}), "line", [told("Else we leave.")]
    )

    assert {item["quote"] for item in found} == {act["quote"] for act in acts}
    assert [item["weight"] for item in found] == [1.0, 0.0, 0.0]
    assert len({item["id"] for item in found}) == len(found)


def test_nothing_is_told_twice(case_of: CaseOf) -> None:
    acts = [act("Else we leave."), act("Else we leave.", sure=0.7), act("Ten off, please.")]
    case = case_of({"as_of": AS_OF, "act": acts, "message": TALK[:1]})

    found = quotes(case, told("Else we leave."), told("Ten off, please.", 0.5))

    assert found == ["Else we leave.", "Ten off, please."]


def test_what_weighs_nothing_or_quotes_nothing_has_no_surroundings(case_of: CaseOf) -> None:
    case = case_of(
        {"as_of": AS_OF, "act": [act("Else we leave."), act("Ten off, please.")], "message": TALK}
    )

    assert quotes(case, told("Else we leave.", 0.0)) == ["Else we leave."]
    assert quotes(case, told("")) == [None]


def test_doubtful_sentences_and_words_that_are_not_shown_stay_out(case_of: CaseOf) -> None:
    acts = [act("Else we leave."), act("My knee again.", sure=0.4), act("", sure=0.9)]

    assert quotes(
        case_of({"as_of": AS_OF, "act": acts, "message": TALK}), told("Else we leave.")
    ) == ["Else we leave."]


def test_a_full_list_stays_as_it_is(case_of: CaseOf) -> None:
    acts = [act(f"Number {number}.") for number in range(AT_MOST + 3)]
    case = case_of({"as_of": AS_OF, "act": acts, "message": TALK})
    items = [told(f"Number {number}.", 1 + number) for number in range(AT_MOST)]

    assert len(quotes(case, *items)) == AT_MOST
    assert len(quotes(case, *items[:1])) < AT_MOST


def test_what_the_same_side_wrote_next_stands_there_where_it_is_about_the_line(
    case_of: CaseOf,
) -> None:
    about_it = act("And another ten, please.", of="<b>")
    beside_it = about_it | {"act": "praise", "quote": "Nice weather, that."}
    talk = [TALK[0], mail("<b>", "theirs", ANSWERED)]
    case = case_of({"as_of": AS_OF, "act": [act("Else we leave."), beside_it], "message": talk})
    same = case_of({"as_of": AS_OF, "act": [act("Else we leave."), about_it], "message": talk})
    threat = [act("Else we leave.") | {"act": "threat"}, about_it]
    other = case_of({"as_of": AS_OF, "act": threat, "message": talk})

    assert quotes(case, told("Else we leave.")) == ["Else we leave."]
    assert says(same, told("Else we leave."))[1:] == ["What the same side wrote next."]
    assert quotes(other, told("Else we leave.")) == ["Else we leave."]
    assert says(other, told("Else we leave."), about=["request"])[1:] == [
        "What the same side wrote next."
    ]


def test_what_is_answered_stands_there_where_it_is_about_the_line(case_of: CaseOf) -> None:
    acts = [act("Ten off, please."), act("Fine, ten off.", of="<b>", by="ours")]
    case = case_of({"as_of": AS_OF, "act": acts, "message": TALK})
    given = told("Fine, ten off.") | {"ref": "<b>"}

    asked = ["They say so.", "What this answers."]

    assert says(case, given, about=["request"], is_amiss=True) == asked
    assert says(case, given, about=["request"]) == asked[:1]
    assert says(case, given, about=["threat"], is_amiss=True) == asked[:1]


def test_what_is_said_every_day_stands_behind_what_tells_more(case_of: CaseOf) -> None:
    everyday = act("The van comes on Monday.", sure=0.98) | {"act": "logistics"}
    second = act("It is blue, by the way.", sure=0.97) | {"act": "information"}
    telling = act("You are a fool.", sure=0.6) | {"act": "hostile"}
    rows = [act("Else we leave."), everyday, second]
    alone = case_of({"as_of": AS_OF, "act": rows, "message": TALK})
    with_more = case_of({"as_of": AS_OF, "act": [*rows, telling], "message": TALK})

    assert quotes(alone, told("Else we leave.")) == ["Else we leave.", everyday["quote"]]
    assert quotes(with_more, told("Else we leave.")) == ["Else we leave.", telling["quote"]]


def test_an_answer_after_a_long_while_is_none(case_of: CaseOf) -> None:
    late = datetime(2026, 4, 30, 9, tzinfo=UTC)
    acts = [act("Else we leave."), act("Fine, ten off.", of="<b>", by="ours")]
    acts[1] |= {"sent_at": late, "sent_on": late.date()}
    talk = [TALK[0], mail("<b>", "ours", late)]

    assert quotes(
        case_of({"as_of": AS_OF, "act": acts, "message": talk}), told("Else we leave.")
    ) == ["Else we leave."]


def test_a_sentence_that_only_remarks_is_part_of_the_mail(case_of: CaseOf) -> None:
    plain = {key: value for key, value in act("").items() if key not in {"act", "probability"}}
    remark = plain | {"remark": "told_untrue", "quote": "Why say it then?"}
    of_promise = plain | {"remark": "day_given", "quote": "Next week, then."}
    rows = {"act": [act("Else we leave.")], "remark": [remark, of_promise], "message": TALK}

    found = quotes(case_of({"as_of": AS_OF} | rows), told("Else we leave."))

    assert found == ["Else we leave.", "Why say it then?"]
