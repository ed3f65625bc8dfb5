"""The ledger of promises: a little correspondence in, every promise and what came of it out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from goodwill.acts import read_text
from goodwill.acts.due_dates import find_due_date
from goodwill.acts.remarks import Told, remarks_of
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.tables import Tables
from goodwill.judge.case import Case
from goodwill.judge.commitments import judge_commitments
from goodwill.judge.promises import Entry, Rules, keep_ledger

CASES = Path(__file__).parents[1] / "cases" / "promises"
AS_OF = date(2026, 6, 30)
RULES = Rules.of(load_catalogue(), AS_OF)
MAIN = {"ours": "sam", "theirs": "tom"}
PEOPLE = [
    {"person_id": name, "side": side, "email": f"{name}@x.example"}
    for name, side in (("sam", "ours"), ("sue", "ours"), ("tom", "theirs"), ("tina", "theirs"))
]
TablesOf = Callable[[Mapping[str, Any]], Tables]
Sparse = Mapping[str, Any]


def load_cases() -> list[dict[str, Any]]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        found += tomllib.loads(path.read_text("utf-8"))["case"]
    return found


def rows_of(mail: Sparse, place: int) -> dict[str, list[dict[str, Any]]]:
    """One mail of a case as rows; its text is read for remarks as any mail is."""
    side, said_on = mail["side"], mail["on"]
    other = "theirs" if side == "ours" else "ours"
    common = {
        "message_id": f"<{place}@x>",
        "thread_id": mail.get("thread", "a"),
        "sent_at": datetime.combine(said_on, time(mail.get("at", 9))),
        "sent_on": said_on,
        "side": side,
        "sender": mail.get("from", MAIN[side]),
    }
    to = None if mail.get("to") == "nobody" else MAIN[other]
    language = mail.get("language", "en")
    message = common | {"is_human": True, "subject": mail.get("subject", "")}
    acts = [
        common
        | {"act": act, "quote": quote, "counterpart": to}
        | {"probability": mail.get("sure", {}).get(act, mail.get("probability", 0.9))}
        | {"due_on": find_due_date(quote, said_on=said_on, language=language)}
        for act, quotes in mail.get("acts", {}).items()
        for quote in quotes
    ]
    reading = read_text(mail["text"], language=language)
    told = Told(mail["text"], reading.read, reading.sentences, said_on, language)
    remarks = [
        common | {"remark": one.act, "quote": one.quote, "counterpart": to, "due_on": one.due_on}
        for one in remarks_of((told,))[0]
    ]
    return {"message": [message], "act": acts, "remark": remarks}


def sparse_of(case: Sparse) -> dict[str, Any]:
    """A case's mail and tables as sparse rows by relation."""
    rows: dict[str, Any] = {"person": PEOPLE, "message": [], "act": [], "remark": []}
    for place, mail in enumerate((*case["mail"], *case.get("also", ()))):
        for relation, some in rows_of(mail, place).items():
            rows[relation] += some
    tables = ("delivery", "invoice", "payment", "ticket", "meeting", "meeting_person")
    for relation in (*tables, "agreement", "opportunity"):
        rows[relation] = case.get(relation, [])
    return rows


def seen(entry: Entry) -> dict[str, object]:
    """All that a case may ask about."""
    promise = entry.promise
    return {
        "side": promise.first.side,
        "status": entry.status,
        "outcome": entry.outcome,
        "made_on": promise.first.on,
        "due_on": promise.due_on or "none",
        "settled_on": entry.settled_on or "none",
        "said": len(promise.made),
        "agreed": len(promise.agreed),
    }


ALL = load_cases()


@pytest.mark.parametrize("case", ALL, ids=[case["name"] for case in ALL])
def test_the_ledger_of_a_correspondence(case: Sparse, tables_of: TablesOf) -> None:
    entries = keep_ledger(tables_of(sparse_of(case)), RULES, as_of=AS_OF)

    found = [seen(entry) for entry in entries]
    asked = [
        {name: one[name] for name in wanted}
        for one, wanted in zip(found, case["ledger"], strict=False)
    ]
    assert asked == case["ledger"]
    assert len(found) == len(case["ledger"])


@pytest.mark.parametrize("case", ALL, ids=[case["name"] for case in ALL])
def test_the_order_of_rows_does_not_matter(case: Sparse, tables_of: TablesOf) -> None:
    tables = tables_of(sparse_of(case))
    mixed: dict[str, Any] = {
        name: tuple(reversed(rows))
        for name in ("message", "act", "remark", "invoice", "payment", "meeting_person")
        if (rows := getattr(tables, name))
    }

    expected = keep_ledger(tables, RULES, as_of=AS_OF)

    assert keep_ledger(replace(tables, **mixed), RULES, as_of=AS_OF) == expected


@pytest.mark.parametrize("case", ALL, ids=[case["name"] for case in ALL])
def test_unrelated_mail_changes_nothing(case: Sparse, tables_of: TablesOf) -> None:
    chat = [
        {"on": date(2026, 2, 1), "side": side, "thread": f"z{place}", "subject": "Sailing"}
        | {"text": "What a glorious regatta, the wind was with everybody."}
        for place, side in enumerate(("ours", "theirs") * 20)
    ]
    plain = keep_ledger(tables_of(sparse_of(case)), RULES, as_of=AS_OF)
    more = dict(case) | {"also": [*case.get("also", ()), *chat]}

    found = keep_ledger(tables_of(sparse_of(more)), RULES, as_of=AS_OF)

    said = [(one.promise.first, one.status, one.settled_on, one.signs) for one in plain]
    assert [(one.promise.first, one.status, one.settled_on, one.signs) for one in found] == said


@pytest.mark.parametrize("times", [1, 2, 10])
def test_a_promise_said_ten_times_is_one(times: int, tables_of: TablesOf) -> None:
    promise = "I'll have the traffic study with you by 13 March."
    mail = [
        {"on": date(2026, 3, 1 + day), "side": "ours", "subject": "Traffic", "text": promise}
        | {"acts": {"commitment": [promise]}}
        for day in range(times)
    ]

    (entry,) = keep_ledger(tables_of(sparse_of({"mail": mail})), RULES, as_of=AS_OF)

    assert len(entry.promise.made) == times


KEPT = next(case for case in ALL if case["name"].startswith("what was promised for a day"))
LATE = next(case for case in ALL if case["name"] == "one day late is late")


def test_the_statement_shows_tallies_items_and_what_settled_them(
    case_of: Callable[[Sparse], Case],
) -> None:
    rows = sparse_of(KEPT)

    found = judge_commitments(case_of(rows | {"as_of": AS_OF}))

    assert found.line["ours"] == {"open": 0, "kept": 1, "broken": 0}
    assert found.line["theirs"] == {"open": 0, "kept": 0, "broken": 0}
    (item,) = found.line["items"]
    assert item["by"] == "sam@x.example"
    assert item["to"] == "tom@x.example"
    assert item["what"] == "I'll have the traffic study with you by 13 March."
    assert item["due_on"] == "2026-03-13"
    assert {one["ref"] for one in item["evidence"]} == {"<0@x>", "<1@x>"}
    assert set(found.evidence) == {"commitments", "commitments[ours]", "commitments[theirs]"}
    assert found.evidence["commitments"] == found.evidence["commitments[ours]"]
    assert not found.evidence["commitments[theirs]"]


@pytest.mark.parametrize(
    ("words", "day", "due_before"),
    [
        ("I'll bring the sleeves before Friday.", "2026-03-05", "2026-03-06"),
        ("I'll bring the sleeves before 11 March.", "2026-03-10", "2026-03-11"),
        ("Die Muster sind vor dem 11. März bei Ihnen.", "2026-03-10", "2026-03-11"),
        ("Te mando las muestras antes del 11 de marzo.", "2026-03-10", "2026-03-11"),
        ("Je vous envoie les échantillons avant le 11 mars.", "2026-03-10", "2026-03-11"),
        ("I'll bring the sleeves by Friday.", "2026-03-06", None),
    ],
)
def test_the_first_day_that_is_too_late_is_told_as_it_was_named(
    words: str, day: str, due_before: str | None, case_of: Callable[[Sparse], Case]
) -> None:
    language = {"Die": "de", "Te ": "es", "Je ": "fr"}.get(words[:3], "en")
    mail = {"on": date(2026, 3, 2), "side": "ours", "subject": "Sleeves", "text": words}
    case = {"mail": [mail | {"language": language, "acts": {"commitment": [words]}}]}

    (item,) = judge_commitments(case_of(sparse_of(case) | {"as_of": AS_OF})).line["items"]

    assert (item["due_on"], item.get("due_before")) == (day, due_before)


def test_a_promise_is_shown_by_the_sentence_that_names_its_day(
    case_of: Callable[[Sparse], Case],
) -> None:
    said = ["I'll send you the stair drawings.", "You'll have the stair drawings by 13 March."]
    mail = [
        {"on": date(2026, 3, 2 + place), "side": "ours", "subject": "Stairs", "text": words}
        | {"acts": {"commitment": [words]}}
        for place, words in enumerate(said)
    ]

    (item,) = judge_commitments(case_of(sparse_of({"mail": mail}) | {"as_of": AS_OF})).line["items"]

    assert (item["what"], item["due_on"]) == (said[1], "2026-03-13")
    assert item["made_on"] == "2026-03-02"
    assert {one["quote"] for one in item["evidence"] if one["quote"]} == set(said)


def test_what_shows_that_it_was_late_speaks_for_broken(case_of: Callable[[Sparse], Case]) -> None:
    (item,) = judge_commitments(case_of(sparse_of(LATE) | {"as_of": AS_OF})).line["items"]

    weights = {one["ref"]: one["weight"] for one in item["evidence"]}
    assert item["status"] == "broken"
    assert weights["<1@x>"] > 0


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("one day late is late", "Late, not undone: it came on 2026-03-14, 1 day after its day."),
        (
            "another day named before the old one moves the promise",
            "Kept on the day to which it was moved in time.",
        ),
        (
            "its day has passed, both sides write on, and it is quietly dropped",
            (
                "Perhaps quietly dropped: its day passed, both sides wrote on, and no sign was "
                "found of what came of it."
            ),
        ),
    ],
)
def test_what_a_status_does_not_tell_is_a_sentence_of_its_own(
    name: str, says: str, case_of: Callable[[Sparse], Case]
) -> None:
    case = next(case for case in ALL if case["name"] == name)

    (item,) = judge_commitments(case_of(sparse_of(case) | {"as_of": AS_OF})).line["items"]

    assert [one["says"] for one in item["evidence"] if one["source"] == "count"] == [says]


GIVEN = {"on": date(2026, 3, 3), "side": "ours", "text": "The crates, with you by the 6th."}
ASKED = {"on": date(2026, 3, 2), "side": "theirs", "text": "When will the crates come?"}
MOVED = "a day that both agree on is a promise, even where the first was made elsewhere"


@pytest.mark.parametrize(
    ("mail", "says"),
    [
        ([GIVEN], ["Promised for 2026-03-06."]),
        (
            [ASKED | {"acts": {"question": [ASKED["text"]]}}, GIVEN],
            ["A day given in answer to a question is a promise."],
        ),
        (
            next(case["mail"] for case in ALL if case["name"] == MOVED)[:2],
            ["Promised for 2026-04-30.", "The other side agreed to the day."],
        ),
    ],
    ids=["unasked", "in answer", "moved and agreed"],
)
def test_only_what_answers_a_question_is_said_to(
    mail: list[Sparse], says: list[str], case_of: Callable[[Sparse], Case]
) -> None:
    (item,) = judge_commitments(case_of(sparse_of({"mail": mail}) | {"as_of": AS_OF})).line["items"]

    assert [one["says"] for one in item["evidence"]] == says


def test_what_came_of_it_is_shown_however_often_it_was_said(
    case_of: Callable[[Sparse], Case],
) -> None:
    first = dict(LATE["mail"][0])
    again = [first | {"on": date(2026, 3, 3 + day // 8), "at": 8 + day % 8} for day in range(20)]
    case = {"mail": [first, *again, LATE["mail"][1]]}

    (item,) = judge_commitments(case_of(sparse_of(case) | {"as_of": AS_OF})).line["items"]

    assert len(item["evidence"]) == 12
    assert sum(one["source"] == "count" for one in item["evidence"]) == 1


def test_what_was_called_off_is_seen_and_counts_nowhere(case_of: Callable[[Sparse], Case]) -> None:
    case = next(case for case in ALL if case["name"].startswith("called off by the other side"))

    found = judge_commitments(case_of(sparse_of(case) | {"as_of": AS_OF}))

    assert found.line["items"] == []
    assert found.line["ours"] == {"open": 0, "kept": 0, "broken": 0}
    said = [one["says"] for one in found.evidence["commitments[ours]"]]
    assert "The other side called it off, so that it binds nobody any more." in said


def test_a_book_without_a_promise_has_an_empty_ledger(tables_of: TablesOf) -> None:
    assert keep_ledger(tables_of({}), RULES, as_of=AS_OF) == ()
