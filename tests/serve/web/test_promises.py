"""What was promised: whose comes first, how it stands against its day, and its line of time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.web.conftest import Ask, asks
from tests.serve.web.overviews import Status, overview, promise

from goodwill.facts.overview import overview_of
from goodwill.facts.statement import Evidence
from goodwill.serve.web.app import create_app
from goodwill.serve.web.promise_table import (
    TODAY,
    Asked,
    PromiseRow,
    asked_in,
    is_overdue,
    months,
    promise_line,
    promise_rows,
    promise_table,
    says_sign,
    says_status,
    tallies,
)
from goodwill.serve.web.shelf import Shelf

DAY = date(2026, 6, 30)

SEVERAL = (
    promise("kept early", due="2026-05-20", settled="2026-05-18", status="kept"),
    promise("broken late", due="2026-06-01", settled="2026-06-04", status="broken"),
    promise("no day", made="2026-01-02"),
    promise("to come", due="2026-07-03"),
    promise("theirs", due="2026-06-02", side="theirs"),
    promise("past", due="2026-06-29"),
    promise("long past", due="2026-03-01"),
)


def row_of(
    *, due: str | None = None, settled: str | None = None, status: Status = "open"
) -> PromiseRow:
    one = promise("it", due=due, settled=settled, status=status)
    (row,) = promise_rows([overview("acre", promises=(one,))], DAY)
    return row


def test_ours_that_are_past_their_day_come_first_and_what_is_settled_last() -> None:
    rows = promise_rows([overview("acre", promises=SEVERAL)], DAY)

    assert [row.promise["what"] for row in rows] == [
        "past",
        "to come",
        "no day",
        "theirs",
        "broken late",
        "kept early",
        "long past",
    ]
    assert [row.group for row in rows] == [
        *["Open, ours"] * 3,
        "Open, theirs",
        *["Settled"] * 2,
        "Long ago",
    ]


@pytest.mark.parametrize(
    ("made", "due", "status", "group"),
    [
        ("2025-01-01", "2026-04-01", "open", "Open, ours"),
        ("2025-01-01", "2026-03-31", "open", "Long ago"),
        ("2025-06-30", None, "open", "Open, ours"),
        ("2025-06-29", None, "open", "Long ago"),
        ("2025-01-01", "2025-03-31", "broken", "Settled"),
    ],
)
def test_nobody_waits_for_what_is_a_quarter_past_its_day_or_a_year_old_without_one(
    made: str, due: str | None, status: Status, group: str
) -> None:
    one = promise(
        "it", made=made, due=due, settled=None if status == "open" else due, status=status
    )
    (row,) = promise_rows([overview("acre", promises=(one,))], DAY)

    assert row.group == group


@pytest.mark.parametrize(
    ("due", "settled", "status", "says", "is_red"),
    [
        ("2026-06-29", None, "open", "1 day past its day", True),
        ("2026-06-30", None, "open", "due today", False),
        ("2026-07-01", None, "open", "due in 1 day", False),
        (None, None, "open", "no day named, open for 29 days", False),
        ("2026-06-10", "2026-06-09", "kept", "1 day early", False),
        ("2026-06-10", "2026-06-10", "kept", "on the day", False),
        ("2026-06-10", "2026-06-12", "broken", "2 days late", True),
        (None, "2026-06-11", "kept", "after 10 days", False),
        (None, "2026-06-11", "broken", "after 10 days", True),
    ],
)
def test_a_promise_is_told_against_its_day(
    due: str | None, settled: str | None, status: Status, says: str, *, is_red: bool
) -> None:
    row = row_of(due=due, settled=settled, status=status)

    assert says_sign(row, DAY) == says
    assert row.is_late == is_red
    assert (says_status(row) == "Past its day") == is_overdue(row) == (is_red and status == "open")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), 7),
        (Asked(side="theirs"), 1),
        (Asked(status="late"), 3),
        (Asked(status="late", side="ours"), 2),
        (Asked(status="kept"), 1),
        (Asked(account="brook"), 0),
    ],
)
def test_a_table_holds_what_is_asked_for(asked: Asked, found: int) -> None:
    rows = promise_rows([overview("acre", promises=SEVERAL)], DAY)

    assert promise_table(rows, asked).total == found


def test_pages_hold_every_promise_once() -> None:
    rows = promise_rows([overview("acre", promises=SEVERAL)], DAY)
    parts = [promise_table(rows, Asked(page=page), size=3) for page in (1, 2, 3)]

    assert [row for part in parts for row in part.rows] == rows
    assert promise_table(rows, Asked(page=9), size=3).rows == parts[2].rows
    assert promise_table(rows, Asked(), size=0).rows == tuple(rows)


def test_what_an_address_says_that_is_not_known_is_not_said() -> None:
    strange = {"side": "both", "status": "<b>", "account": "nobody", "page": "-1"}

    assert asked_in(strange, ["acre"]) == Asked()
    query = Asked(account="acre", side="ours", status="late", page=2).query()
    assert asked_in(query, ["acre"]).query() == query
    assert asked_in({"page": "9" * 5000}, []) == Asked()


def test_tallies_add_up_over_accounts() -> None:
    sums = tallies([overview("acre", promises=SEVERAL), overview("brook")])

    assert sums["ours"]["open"] == 7
    assert sums["theirs"] == {"open": 0, "kept": 2, "broken": 4}


def test_a_line_leads_from_given_over_due_to_done() -> None:
    line = promise_line(
        promise("it", made="2026-01-01", due="2026-03-01", settled="2026-02-01", status="kept"), DAY
    )

    assert line.given is not None
    assert line.done is not None
    assert line.due is not None
    assert line.start == line.given < line.done < line.due == line.end
    assert line.late is None
    assert not line.is_dotted


def test_a_late_line_is_red_from_its_day_to_the_day_of_the_page() -> None:
    line = promise_line(promise("it", due="2026-06-10"), DAY)

    assert line.late == (line.due, TODAY)
    assert line.end == TODAY


def test_a_line_without_a_day_is_dotted_to_the_day_of_the_page() -> None:
    line = promise_line(promise("it"), DAY)

    assert (line.due, line.end, line.is_dotted) == (None, TODAY, True)


DAYS = st.integers(-900, 900).map(lambda days: DAY + timedelta(days=days))


@given(made=DAYS, due=st.none() | DAYS, settled=st.none() | DAYS)
def test_no_line_leaves_its_room(made: date, due: date | None, settled: date | None) -> None:
    given_day = min(made, DAY)
    line = promise_line(
        promise(
            "it",
            made=given_day.isoformat(),
            due=due.isoformat() if due else None,
            settled=min(settled, DAY).isoformat() if settled else None,
            status="kept" if settled else "open",
        ),
        DAY,
    )
    places = (line.given, line.start, line.end, line.due, line.done, *(line.late or ()))

    assert all(0 <= place <= 100 for place in places if place is not None)


def test_every_month_begins_in_its_place_and_the_first_has_its_year() -> None:
    begins = months(DAY)

    assert [name for _, name in begins][:3] == ["Jul 2025", "", "Sep"]
    assert [x for x, _ in begins] == sorted(x for x, _ in begins)


def test_the_sign_is_what_settled_a_promise(shelf: Shelf) -> None:
    statement, money = shelf.statement("acre", DAY), shelf.money("acre", DAY)
    found = Evidence(
        id="e", source="message", ref="m", on="2026-06-09", quote="Here.", says="Done.", weight=2.0
    )
    word = found | {"on": "2026-06-01", "quote": "I will send it.", "says": "Promised."}
    item = {
        **promise("I will send it.", settled="2026-06-09", status="kept"),
        "evidence": [word, found],
    }
    ledger = {**statement["commitments"], "items": [item]}
    parts = overview_of({**statement, "commitments": ledger}, money)  # type: ignore[typeddict-item]

    assert parts["promises"][0]["sign"] == found
    assert parts["promises"][0]["side"] == "ours"


def test_the_pages_show_a_promise_with_its_account_and_lead_to_why(ask: Ask) -> None:
    everything, one = ask("/promises").text, ask("/accounts/acre/promises").text

    for page in (everything, one):
        assert "“I will send new ones on Friday.”" in page
        assert "/accounts/acre/why/commitments[ours]" in page
    assert ask("/accounts/acre/why/commitments[ours]").status_code == 200
    assert "No business promise in 12 months" in ask("/accounts/brook/promises").text


def test_a_file_holds_what_is_seen(ask: Ask) -> None:
    assert "I will send new ones on Friday." in ask("/promises.csv").text
    assert "I will send new ones" not in ask("/promises.csv?side=theirs").text
    assert "I will send new ones" in ask("/accounts/acre/promises.csv?side=ours").text


def test_a_book_without_accounts_says_what_would_show_promises(empty_shelf: Shelf) -> None:
    answer = asks(create_app(empty_shelf))("/promises")

    assert answer.status_code == 200
    assert "No accounts yet" in answer.text
