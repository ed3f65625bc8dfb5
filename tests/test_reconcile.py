"""One account under several names, through a whole book: rulings, the queue, statements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from goodwill.book import Book, open_book
from goodwill.errors import CallError
from goodwill.reports import Ruling
from goodwill.store.database import open_store
from goodwill.store.who_is_who.accounts import account_names

DAY = date(2026, 6, 30)

SETTINGS = """[company]
name = "Us"
domains = ["us.example"]
currency = "EUR"
[rates]
USD = 0.5
"""
INVOICES = """invoice_id,account_id,issued_on,due_on,amount,currency,cost
i1,Halden GmbH,2026-01-10,2026-02-10,100.00,EUR,40
i2,HALDEN,2026-02-10,2026-03-10,50.50,EUR,20
i3,Orlo,2026-02-11,2026-03-11,70.00,USD,20
"""
DEALS = """deal_id,account_id,name,opened_on,status,amount,currency,contact_email
d1,HALDEN,Pumps,2026-01-02,won,500,EUR,
d2,,Nobody's,2026-03-01,open,90,EUR,
"""


def mail(number: int, sender: str, to: str, text: str = "Could you send the figures?") -> str:
    return (
        f"From x Mon Mar  2 10:00:00 2026\nFrom: {sender}\nTo: {to}\n"
        f"Date: Mon, {number:02d} Mar 2026 10:00:00 +0000\nSubject: S{number}\n"
        f"Message-ID: <{number}@x>\n\n{text}\n\n"
    )


MAILS = (
    mail(2, "Ann Ray <ann@halden.example>", "tom@us.example")
    + mail(3, "tom@us.example", "Ann Ray <ann@halden.example>")
    + mail(4, "Bo Lee <bo@orlo-pumps.example>", "tom@us.example")
    + mail(5, "tom@us.example", "bo@orlo-pumps.example")
    + mail(6, "Bo Lee <bo@orlo-pumps.example>", "tom@us.example")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for name, text in {
        "goodwill.toml": SETTINGS,
        "invoices.csv": INVOICES,
        "deals.csv": DEALS,
        "mail.mbox": MAILS,
    }.items():
        (made / name).write_text(text)
    return made


@pytest.fixture
def book(folder: Path, tmp_path: Path) -> Iterator[Book]:
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder])
    yield opened
    opened.close()


@pytest.fixture
def listed(folder: Path, tmp_path: Path) -> Iterator[Book]:
    """The same with a list of accounts, so that unknown domains wait."""
    (folder / "accounts.csv").write_text("account_id,name\nH1,Halden\nO1,Orlo\n")
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder])
    yield opened
    opened.close()


def ids(book: Book) -> list[str]:
    return [account.account_id for account in book.accounts()]


def test_one_firm_of_three_sources_is_one_account_with_all_its_rows(book: Book) -> None:
    assert ids(book) == ["Orlo", "halden.example", "orlo-pumps.example"]

    statement = book.statement("halden.example", as_of=DAY)

    assert statement["account"]["name"] == "HALDEN"
    assert statement["economics"]["revenue"] == 150.5
    assert statement["coverage"]["messages"] == 2


@pytest.mark.parametrize("name", ["halden.example", "HALDEN", "Halden GmbH", "halden gmbh"])
def test_a_statement_is_found_by_any_of_the_names(book: Book, name: str) -> None:
    assert book.statement(name, as_of=DAY)["account"]["id"] == "halden.example"


def test_the_listed_account_goes_on_and_an_unknown_domain_waits(listed: Book) -> None:
    assert ids(listed) == ["H1", "O1"]

    statement = listed.statement("H1", as_of=DAY)

    assert statement["account"] == {"id": "H1", "name": "Halden", "domains": [], "owner": None}
    assert statement["economics"]["revenue"] == 150.5
    assert statement["coverage"]["messages"] == 0


def test_the_queue_is_ordered_by_money_then_messages(listed: Book) -> None:
    rows = listed.unmatched()

    assert [(row.kind, row.subject, row.amount, row.messages) for row in rows] == [
        ("domain", "halden.example", 150.5, 2),
        ("row", "deals d2", 90.0, 0),
        ("domain", "orlo-pumps.example", None, 3),
    ]
    assert [row.looks_like for row in rows] == [("H1",), (), ()]
    assert rows[1].where.endswith("deals.csv, row 3")
    assert rows[0].next == "goodwill accounts --same halden.example H1"


def test_a_deals_contact_tells_what_money_a_domain_stands_for(listed: Book, folder: Path) -> None:
    (folder / "more.csv").write_text(
        "deal_id,account_id,opened_on,status,amount,contact_email\n"
        "d3,O1,2026-01-02,open,9,Bo@orlo-pumps.example\n"
    )
    listed.import_paths([folder])

    amounts = {row.subject: row.amount for row in listed.unmatched()}

    assert amounts["orlo-pumps.example"] == 35.0, "what the account was invoiced, not the deal"


MAPPING = """
vendor = "A shop"
export = "sales"
decimal = ","
dates = "dmy"

[recognise]
headers = ["Nr", "Kunde", "Betrag"]

[[rows]]
table = "deals"
[rows.columns]
deal_id = "Nr"
account_id = "Kunde"
opened_on = "Datum"
status = { constant = "won" }
amount = "Betrag"
"""
SOLD = """Nr;Kunde;Datum;Betrag
s1;Halden;05/03/2026;10,00
s2;;06/03/2026;1.200,50
s3;;07/03/2026;7,00
s4;Orlo;;8,00
"""


def test_rows_of_a_vendor_without_an_account_wait_with_their_money(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "book/mappings").mkdir(parents=True)
    (tmp_path / "book/mappings/sold.toml").write_text(MAPPING)
    (folder / "sold.csv").write_text(SOLD)
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder])

    rows = [(row.subject, row.amount) for row in opened.unmatched() if row.kind == "row"]

    assert rows == [("deals s2", 1200.5), ("deals d2", 90.0), ("deals s3", 7.0)]
    opened.close()


BILLED = """vendor = "Books"
export = "invoices"
decimal = ","
dates = "dmy"

[recognise]
headers = ["Nr", "Kundennr", "Kunde", "Betrag"]

[[rows]]
table = "accounts"
once = "first"
columns = { account_id = "Kundennr", name = "Kunde" }

[[rows]]
table = "invoices"
[rows.columns]
invoice_id = "Nr"
account_id = "Kundennr"
issued_on = "Datum"
amount = "Betrag"
"""
BILLS = """Nr;Kundennr;Kunde;Datum;Betrag
b1;10001;Halden GmbH;05/03/2026;10,00
b2;10002;Orlo Pumps Ltd;06/03/2026;1.200,50
b3;10003;Halden Werft;06/03/2026;1,00
"""


def test_the_accounts_that_bills_name_are_no_list_and_join_those_of_mail(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "book/mappings").mkdir(parents=True)
    (tmp_path / "book/mappings/billed.toml").write_text(BILLED)
    (folder / "bills.csv").write_text(BILLS)
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder])

    assert ids(opened) == ["10003", "Orlo", "halden.example", "orlo-pumps.example"]
    statement = opened.statement("10002", as_of=DAY)
    assert statement["account"]["id"] == "orlo-pumps.example"
    assert statement["account"]["name"] == "Orlo Pumps Ltd"
    assert statement["economics"]["revenue"] == 1200.5
    assert opened.statement("10001", as_of=DAY)["economics"]["revenue"] == 160.5
    opened.close()


LISTED = """vendor = "A CRM"
export = "companies"

[recognise]
headers = ["Record ID", "Company"]

[[rows]]
table = "accounts"
columns = { account_id = "Record ID", name = "Company" }
"""


def test_exports_of_one_list_are_one_list_whenever_they_were_made(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "book/mappings").mkdir(parents=True)
    (tmp_path / "book/mappings/companies.toml").write_text(LISTED)
    for file, row in {
        "crm-2026-01": "1,Sutter",
        "crm-2026-02": "2,SUTTER",
        "erp": "3,sutter",
    }.items():
        (folder / f"{file}.csv").write_text(f"Record ID,Company\n{row}\n")
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder / "crm-2026-01.csv", folder / "crm-2026-02.csv"])
    assert ids(opened) == ["1", "2"]

    opened.import_paths([folder / "erp.csv"])

    assert ids(opened) == ["1", "2", "3"], "the third fits both of two that are not one"
    opened.close()


def test_further_columns_of_a_list_tell_firms_apart(folder: Path, tmp_path: Path) -> None:
    (folder / "accounts.csv").write_text(
        "account_id,name,Country,VAT ID\nH1,Halden,Germany,DE123456789\nB1,Belo,FR,\n"
    )
    (folder / "more.csv").write_text(
        "invoice_id,account_id,issued_on,amount\nz1,Belo GmbH,2026-04-01,1.00\n"
    )
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder])

    assert ids(opened) == ["B1", "Belo GmbH", "H1", "Orlo"]
    opened.close()


def test_money_of_another_currency_is_converted_or_left_out(folder: Path, tmp_path: Path) -> None:
    (folder / "accounts.csv").write_text("account_id,name\nO1,Orlo Pumps\n")
    more = "i4,O1,2026-02-11,2026-03-11,8.00,USD,2\ni5,O1,2026-02-11,2026-03-11,900.00,CHF,2\n"
    (folder / "invoices.csv").write_text(INVOICES.replace("Orlo", "X") + more)
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder])

    amounts = {row.subject: row.amount for row in opened.unmatched()}

    assert amounts["orlo-pumps.example"] == 4.0
    opened.close()


def test_a_ruling_gives_a_waiting_domain_to_an_account(listed: Book) -> None:
    report = listed.rule_accounts(Ruling(answer="same", first="orlo-pumps.example", second="O1"))

    assert (report.account.id, report.ids) == ("O1", ("O1", "Orlo", "orlo-pumps.example"))
    statement = listed.statement("orlo-pumps.example", as_of=DAY)
    assert statement["account"]["id"] == "O1"
    assert statement["account"]["domains"] == ["orlo-pumps.example"]
    assert statement["coverage"]["messages"] == 3
    assert "orlo-pumps.example" not in {row.subject for row in listed.unmatched()}


def test_a_ruling_can_be_taken_back(book: Book) -> None:
    before = book.statement("Orlo", as_of=DAY)
    book.rule_accounts(Ruling(answer="same", first="Orlo", second="orlo-pumps.example"))
    assert ids(book) == ["halden.example", "orlo-pumps.example"]
    joined = book.statement("Orlo", as_of=DAY)
    assert (joined["economics"]["revenue"], joined["coverage"]["messages"]) == (35.0, 3)

    book.rule_accounts(Ruling(answer="apart", first="orlo-pumps.example", second="Orlo"))

    assert book.statement("Orlo", as_of=DAY) == before


def test_a_guess_is_undone_for_good_and_the_rows_go_back(book: Book, folder: Path) -> None:
    book.rule_accounts(Ruling(answer="apart", first="HALDEN", second="halden.example"))
    book.rule_accounts(Ruling(answer="apart", first="Halden GmbH", second="halden.example"))
    assert ids(book) == ["HALDEN", "Orlo", "halden.example", "orlo-pumps.example"]
    assert book.statement("HALDEN", as_of=DAY)["economics"]["revenue"] == 150.5

    (folder / "more.csv").write_text(
        "invoice_id,account_id,issued_on,amount,currency\ni9,HALDEN,2026-04-01,1.00,EUR\n"
    )
    book.import_paths([folder])

    assert "halden.example" in ids(book)
    assert book.statement("HALDEN", as_of=DAY)["economics"]["revenue"] == 151.5


def test_rulings_survive_that_all_that_is_derived_is_made_anew(book: Book, tmp_path: Path) -> None:
    book.rule_accounts(Ruling(answer="apart", first="HALDEN", second="Halden GmbH"))
    before = ids(book)
    book.close()
    store = open_store(tmp_path / "book")
    with store.write() as tx:
        for table in ("account_link", "person", "point_link", "discovered_account", "statement"):
            tx.run(f"delete from {table}")  # noqa: S608  names of tables
        tx.run("delete from book_state where name = 'resolved'")
    store.close()

    again = open_book(tmp_path / "book")

    assert ids(again) == before
    again.close()


def test_the_order_of_import_does_not_change_what_is_one(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.iterdir())
    found = []
    for number, order in enumerate((files, files[::-1])):
        opened = open_book(tmp_path / f"book-{number}", create=True)
        for file in order:
            opened.import_paths([file])
        found.append(list(opened.statements(DAY)))
        opened.close()

    assert json.dumps(found[0]) == json.dumps(found[1])


def test_an_account_of_another_name_changes_no_other_statement(book: Book, folder: Path) -> None:
    before = list(book.statements(DAY))
    (folder / "more.csv").write_text(
        "invoice_id,account_id,issued_on,due_on,amount,currency,cost\n"
        "z1,Zephyr Kites,2026-04-01,2026-05-01,10.00,EUR,5\n"
    )
    book.import_paths([folder])

    after = {one["account"]["id"]: one for one in book.statements(DAY)}

    assert after.pop("Zephyr Kites")["economics"]["revenue"] == 10.0
    assert after == {one["account"]["id"]: one for one in before}


def test_what_is_taken_for_one_account_is_shown_with_its_reason(book: Book) -> None:
    pairs = book.accounts_to_review()

    joined = {(pair.first.id, pair.second.id): pair for pair in pairs if pair.status == "joined"}
    assert set(joined) == {("halden.example", "HALDEN"), ("halden.example", "Halden GmbH")}
    assert all(0.5 < pair.probability < 1 for pair in joined.values())
    assert joined["halden.example", "HALDEN"].steps[0].says == (
        "the domain halden.example spells the name HALDEN"
    )


def test_what_may_be_one_waits_for_a_word(listed: Book, folder: Path) -> None:
    (folder / "more.csv").write_text(
        "invoice_id,account_id,issued_on,amount,currency\nz1,Haldem Works,2026-04-01,1.00,EUR\n"
        "z2,Halden Works,2026-04-01,1.00,EUR\n"
    )
    listed.import_paths([folder])

    proposed = {
        frozenset((pair.first.id, pair.second.id))
        for pair in listed.accounts_to_review()
        if pair.status == "proposed"
    }

    assert proposed == {
        frozenset(("Haldem Works", "Halden Works")),
        frozenset(("H1", "halden.example")),
    }


def test_an_address_is_given_to_an_account_and_taken_away_again(listed: Book, folder: Path) -> None:
    (folder / "zoe.mbox").write_text(mail(9, "Zoe Quist <zoe@gmail.com>", "tom@us.example"))
    listed.import_paths([folder])
    assert [row.next for row in listed.unmatched() if row.kind == "address"] == [
        "goodwill accounts --same zoe@gmail.com ACCOUNT"
    ]

    listed.rule_accounts(Ruling(answer="same", first="O1", second="Zoe@gmail.com"))
    assert listed.statement("O1", as_of=DAY)["coverage"]["messages"] == 1

    listed.rule_accounts(Ruling(answer="apart", first="zoe@gmail.com", second="O1"))
    assert listed.statement("O1", as_of=DAY)["coverage"]["messages"] == 0
    assert [row.subject for row in listed.unmatched() if row.kind == "address"] == []


def test_one_of_us_is_given_away_with_a_word_and_can_be_taken_back(listed: Book) -> None:
    given = listed.rule_accounts(Ruling(answer="same", first="tom@us.example", second="O1"))
    assert given.overruled == ("tom@us.example is one of us (our own domain us.example)",)
    assert side_of(listed, "tom@us.example") == "theirs"

    back = listed.rule_accounts(Ruling(answer="apart", first="tom@us.example", second="O1"))
    assert back.overruled == ()
    assert side_of(listed, "tom@us.example") == "ours"


def side_of(book: Book, address: str) -> str:
    with book.store.read() as tx:
        ((side,),) = tx.rows(
            "select l.side from point_link l join contact_point c on c.id = l.point_id"
            " where c.address = ? limit 1",
            (address,),
        )
    return str(side)


def test_a_domain_is_not_offered_to_an_account_that_it_was_put_apart_from(listed: Book) -> None:
    def offered() -> dict[str, tuple[str, ...]]:
        return {row.subject: row.looks_like for row in listed.unmatched() if row.looks_like}

    subject, (account, *_) = next(iter(offered().items()))

    listed.rule_accounts(Ruling(answer="apart", first=subject, second=account))

    assert account not in offered().get(subject, ())


WRONG = {
    "nobody's name": ("Nobody", "O1", 'Nobody" is neither an account nor anything that waits'),
    "one and the same": ("O1", "O1", "are the same id"),
    "two that wait": ("orlo-pumps.example", "halden.example", "Neither"),
    "an address of nobody": ("x@nowhere.example", "O1", "is on no mail"),
    "a public domain": ("gmail.com", "O1", "is neither an account"),
}


@pytest.mark.parametrize(("first", "second", "says"), WRONG.values(), ids=WRONG)
def test_a_ruling_about_nothing_is_refused_and_nothing_is_written(
    listed: Book, first: str, second: str, says: str
) -> None:
    with pytest.raises(CallError, match=says) as told:
        listed.rule_accounts(Ruling(answer="same", first=first, second=second))

    assert told.value.exit_code == 2
    assert told.value.hint
    with listed.store.read() as tx:
        assert tx.rows("select count(*) from ruling") == [(0,)]


def test_a_newer_word_that_older_ones_contradict_says_which(book: Book) -> None:
    book.rule_accounts(Ruling(answer="same", first="Orlo", second="orlo-pumps.example"))
    book.rule_accounts(Ruling(answer="apart", first="Orlo", second="halden.example"))

    newest = Ruling(answer="same", first="orlo-pumps.example", second="halden.example")
    report = book.rule_accounts(newest)

    assert report.overruled == ("Orlo and orlo-pumps.example were ruled one account",)
    assert "Orlo" in ids(book)


def test_a_parent_under_another_name_is_the_account_it_goes_under(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "accounts.csv").write_text(
        "account_id,name,parent_account_id\nH1,Halden,\nS1,Sutter,HALDEN\n"
    )
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([folder])
    assert ids(opened) == ["H1", "Orlo", "S1"]

    with opened.store.read() as tx:
        names = account_names(tx)

    assert names.account_of("HALDEN") == "H1"
    assert names.ids_of(["H1", "S1"]) == ["H1", "HALDEN", "Halden GmbH", "S1"]
    opened.close()
