"""Facts as relations: linked to accounts and people, in the company's days, whatever is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.config import Company, Settings
from goodwill.engines.schema import arrow_schema
from goodwill.facts.tables import RELATIONS
from goodwill.pipeline import import_paths
from goodwill.store.columns.arrays import Days, arrow_table, as_columns
from goodwill.store.columns.facts import fact_tables
from goodwill.store.database import Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
UTC_SETTINGS = Settings()
AUCKLAND = Settings(company=Company(timezone="Pacific/Auckland"))

Rows = list[dict[str, Any]]


class Book:
    """A book made of texts, whose people are linked by hand."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.folder.mkdir()

    def add(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)
        report = import_paths(self.store, [self.folder / name], imported_at=NOW, workers=0)
        assert not report.rejects

    def mail(self, number: int, sender: str, to: str, cc: str = "", *, date: str = "") -> None:
        day = date or "Mon, 02 Mar 2026 22:30:00 +0000"
        self.add(
            f"{number}.eml",
            f"From: {sender}\nTo: {to}\nCc: {cc}\nDate: {day}\nSubject: S{number}\n"
            f"Message-ID: <{number}@x>\n\nCould you please send the figures for {number}?\n",
        )

    def link(self, address: str, account_id: str | None) -> None:
        side = "ours" if account_id is None else "theirs"
        with self.store.write() as book:
            for (key,) in book.rows("SELECT id FROM contact_point WHERE address = ?", (address,)):
                values = (key, address, account_id, side, "by hand", 1.0, False)
                book.run("INSERT INTO point_link VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            said = (address, account_id, side, address, address, None, None, "staff", False, None)
            book.run(f"INSERT INTO person VALUES ({','.join('?' * 10)})", said)  # noqa: S608

    def rows(
        self, relation: str, account_id: str = "acme", settings: Settings = UTC_SETTINGS
    ) -> Rows:
        found: Rows = fact_tables(self.store, [account_id], settings)[relation].to_pylist()
        return found


@pytest.fixture
def book(any_store: Store, tmp_path: Path) -> Book:
    made = Book(any_store, tmp_path / "in")
    made.add("accounts.csv", "account_id,name,owner\nacme,Acme,tom@us.example\nbrio,Brio,\n")
    return made


@pytest.fixture
def linked(book: Book) -> Callable[[], Book]:
    def link() -> Book:
        for address, account in {
            "tom@us.example": None,
            "uma@us.example": None,
            "ann@acme.example": "acme",
            "bob@acme.example": "acme",
            "cy@brio.example": "brio",
        }.items():
            book.link(address, account)
        return book

    return link


def test_every_relation_is_there_in_its_schema_though_the_book_is_empty(store: Store) -> None:
    found = fact_tables(store, None, UTC_SETTINGS)

    assert list(found) == list(RELATIONS)
    assert all(table.schema == arrow_schema(name) for name, table in found.items())
    assert all(table.num_rows == 0 for table in found.values())


def test_a_mail_stands_under_each_account_whose_people_are_on_it(
    book: Book, linked: Callable[[], Book]
) -> None:
    book.mail(1, "tom@us.example", "ann@acme.example, cy@brio.example", "uma@us.example")
    linked()

    acme, brio = book.rows("message"), book.rows("message", "brio")

    assert acme == [{**brio[0], "account_id": "acme"}]
    assert (acme[0]["message_id"], acme[0]["side"], acme[0]["sender"], acme[0]["to_count"]) == (
        "<1@x>",
        "ours",
        "tom@us.example",
        2,
    )
    assert [(row["person_id"], row["role"]) for row in book.rows("message_person")] == [
        ("tom@us.example", "from"),
        ("ann@acme.example", "to"),
        ("uma@us.example", "cc"),
    ]


def test_mail_among_ourselves_stands_under_no_account(
    book: Book, linked: Callable[[], Book]
) -> None:
    book.mail(1, "tom@us.example", "uma@us.example")
    linked()

    assert book.rows("message") == []


def test_mail_of_a_third_party_is_seen_and_speaks_for_neither_side(
    book: Book, linked: Callable[[], Book]
) -> None:
    book.mail(1, "stranger@else.example", "ann@acme.example, tom@us.example")
    book.mail(2, "cy@brio.example", "ann@acme.example")
    linked()

    found = book.rows("message")

    assert [(row["side"], row["sender"], row["is_human"]) for row in found] == [
        ("other", "", False),
        ("other", "cy@brio.example", False),
    ]
    assert book.rows("act") == []


@pytest.mark.parametrize(
    ("headers", "counterpart"),
    [
        (("tom@us.example", "uma@us.example, bob@acme.example", "ann@acme.example"), "bob"),
        (("tom@us.example", "uma@us.example", "ann@acme.example"), "ann"),
        (("ann@acme.example", "bob@acme.example, uma@us.example", "tom@us.example"), "uma"),
        (("ann@acme.example", "bob@acme.example", ""), None),
    ],
    ids=["the first To of theirs", "else Cc", "the first To of ours", "nobody of ours"],
)
def test_whom_an_act_was_said_to(
    book: Book,
    linked: Callable[[], Book],
    headers: tuple[str, str, str],
    counterpart: str | None,
) -> None:
    book.mail(1, *headers)
    linked()

    acts = [row for row in book.rows("act") if row["act"] == "request"]

    assert [(row["counterpart"] or "").partition("@")[0] for row in acts] == [counterpart or ""]
    assert acts[0]["quote"] == "Could you please send the figures for 1?"


def test_days_are_the_companys_and_times_utc(book: Book, linked: Callable[[], Book]) -> None:
    book.mail(1, "tom@us.example", "ann@acme.example")
    linked()

    (utc,), (auckland,) = book.rows("message"), book.rows("message", settings=AUCKLAND)

    assert utc["sent_at"] == auckland["sent_at"] == datetime(2026, 3, 2, 22, 30)  # noqa: DTZ001
    assert (utc["sent_on"], auckland["sent_on"]) == (date(2026, 3, 2), date(2026, 3, 3))


def test_a_mail_without_a_believable_day_is_in_no_relation(
    book: Book, linked: Callable[[], Book]
) -> None:
    book.mail(1, "tom@us.example", "ann@acme.example", date="Mon, 02 Mar 1656 22:30:00 +0000")
    linked()

    assert book.rows("message") == []
    assert book.rows("message_person") == []
    assert book.store.rows("SELECT count(*) FROM message") == [(1,)]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:m1
DTSTAMP:20260101T000000Z
DTSTART:20260302T100000Z
DTEND:20260302T113000Z
SUMMARY:Lunch
ORGANIZER:mailto:tom@us.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:tom@us.example
ATTENDEE;PARTSTAT=%s:mailto:ann@acme.example
STATUS:%s
END:VEVENT
END:VCALENDAR
"""


def test_a_meeting_with_who_came(book: Book, linked: Callable[[], Book]) -> None:
    book.add("a.ics", CALENDAR % ("ACCEPTED", "CONFIRMED"))
    linked()

    (meeting,) = book.rows("meeting")

    assert (meeting["hours"], meeting["held_on"], meeting["is_social"]) == (
        1.5,
        date(2026, 3, 2),
        True,
    )
    assert {
        (row["person_id"], row["side"], row["is_organizer"]) for row in book.rows("meeting_person")
    } == {("tom@us.example", "ours", True), ("ann@acme.example", "theirs", False)}


def test_a_whole_day_is_the_companys_day_and_eight_hours(
    book: Book, linked: Callable[[], Book]
) -> None:
    book.add("goodwill.toml", '[company]\ntimezone = "Pacific/Auckland"\n')
    whole = (CALENDAR % ("ACCEPTED", "CONFIRMED")).replace(
        ":20260302T100000Z", ";VALUE=DATE:20260302"
    )
    book.add("a.ics", whole.replace("DTEND:20260302T113000Z", "DTEND;VALUE=DATE:20260303"))
    linked()

    (meeting,) = book.rows("meeting", settings=AUCKLAND)

    assert (meeting["held_on"], meeting["hours"]) == (date(2026, 3, 2), 8.0)


@pytest.mark.parametrize(
    ("answer", "status"),
    [("DECLINED", "CONFIRMED"), ("ACCEPTED", "CANCELLED")],
    ids=["they declined", "it was called off"],
)
def test_a_meeting_that_was_not_held_with_them(
    book: Book, linked: Callable[[], Book], answer: str, status: str
) -> None:
    book.add("a.ics", CALENDAR % (answer, status))
    linked()

    assert book.rows("meeting") == []


def test_rows_of_tables_with_their_people_and_the_account_of_their_invoice(
    book: Book, linked: Callable[[], Book]
) -> None:
    book.add(
        "deals.csv",
        "deal_id,account_id,opened_on,status,competitors,contact_email,owner,amount\n"
        "d1,acme,2026-01-05,open,Rival;Other,Ann@Acme.example,tom@us.example,12.345678\n",
    )
    book.add("invoices.csv", "invoice_id,account_id,issued_on,amount\ni1,acme,2026-02-01,100\n")
    book.add("payments.csv", "payment_id,invoice_id,paid_on,amount\np1,i1,2026-03-01,-40.5\n")
    book.add("payments2.csv", "payment_id,invoice_id,paid_on,amount\np9,i9,2026-03-01,1\n")
    book.add("tickets.csv", "ticket_id,account_id,opened_at,closed_at,due_at\n"
             "t1,acme,2026-03-01T23:30:00Z,2026-03-03T00:00:00Z,2026-03-03T00:00:00Z\n"
             "t2,acme,2026-03-01T23:30:00Z,2026-03-03T00:00:01Z,2026-03-03T00:00:00Z\n"
             "t3,acme,2026-03-01T23:30:00Z,,2026-03-03T00:00:00Z\n")  # fmt: skip
    linked()

    (deal,), (payment,) = book.rows("opportunity"), book.rows("payment")

    assert (deal["competitor_count"], deal["contact"], deal["owner"]) == (
        2,
        "ann@acme.example",
        "tom@us.example",
    )
    assert deal["amount"] == round(Decimal("12.345678"), _places("opportunity", "amount"))
    assert (payment["payment_id"], payment["amount"]) == ("p1", Decimal("-40.5"))
    tickets = book.rows("ticket", settings=AUCKLAND)
    assert [row["closed_in_time"] for row in tickets] == [True, False, None]
    assert tickets[0]["opened_on"] == date(2026, 3, 2)


def _places(relation: str, column: str) -> int:
    kind: Any = arrow_schema(relation).field(column).type
    return int(kind.scale)


def test_only_what_holds_now_is_in_a_relation(book: Book) -> None:
    book.add("invoices.csv", "invoice_id,account_id,issued_on,amount\ni1,acme,2026-02-01,100\n")
    book.add("mended.csv", "invoice_id,account_id,issued_on,amount\ni1,brio,2026-02-01,90\n")

    assert book.rows("invoice") == []
    assert [row["amount"] for row in book.rows("invoice", "brio")] == [Decimal(90)]


def test_accounts_are_those_listed_named_or_discovered(book: Book) -> None:
    book.add("invoices.csv", "invoice_id,account_id,issued_on,amount\ni1,named,2026-02-01,1\n")
    with book.store.write() as writer:
        writer.run("INSERT INTO discovered_account VALUES (?, ?, ?)", ("new.example", "New", "[]"))

    everybody = fact_tables(book.store, None, UTC_SETTINGS)["account"]["account_id"].to_pylist()
    assert everybody == ["acme", "brio", "named", "new.example"]
    assert book.rows("account")[0]["owner"] == "tom@us.example"
    assert book.rows("account", "named")[0]["name"] == "named"
    assert book.rows("account", "nobody") == []


def test_accounts_one_by_one_hold_together_what_the_whole_holds(
    book: Book, linked: Callable[[], Book]
) -> None:
    book.mail(1, "tom@us.example", "ann@acme.example, cy@brio.example")
    linked()
    whole = fact_tables(book.store, None, UTC_SETTINGS)

    single = [fact_tables(book.store, [name], UTC_SETTINGS) for name in ("acme", "brio")]

    for name in ("account", "message", "message_person", "act"):
        assert pa.concat_tables([found[name] for found in single]) == whole[name]


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"]
)
@given(moment=st.datetimes(datetime(1975, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_day_is_the_calendars_day_in_any_zone(zone: str, moment: datetime) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    seconds = int(moment.timestamp())
    expected = datetime.fromtimestamp(seconds, ZoneInfo(zone)).date()

    assert (expected - date(1970, 1, 1)).days == Days(zone)(seconds)


@given(st.lists(st.none() | st.integers(-(10**17), 10**17), min_size=1))
def test_money_in_columns_is_the_stored_money_rounded_half_even(amounts: list[int | None]) -> None:
    rows = [("a", str(n), "i", "2026-01-01", amount) for n, amount in enumerate(amounts)]

    found = arrow_table("payment", as_columns(rows))["amount"].to_pylist()

    places = Decimal(1).scaleb(-_places("payment", "amount"))
    assert found == [
        None if amount is None else Decimal(amount).scaleb(-6).quantize(places)
        for amount in amounts
    ]
