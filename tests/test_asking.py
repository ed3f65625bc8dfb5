"""Which questions are asked of a book: facts first, worth most first, three a week, never twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from mailbox import mbox
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from goodwill.answers.asking import Candidate, candidates, questions
from goodwill.book import Book, open_book
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.disputes import Dispute
from goodwill.facts.statement import Mixture, Statement
from goodwill.serve.cli.app import app
from goodwill.store.reading.deals import DealWithoutOrigin

DAY = date(2026, 6, 30)
CATALOGUE = load_catalogue()
SETTINGS = """
[company]
name = "Ours"
domains = ["ours.example"]
currency = "EUR"
hourly_cost = 60
"""
ACCOUNTS = """account_id,name,domains,owner
acme,Acme,acme.example,ann@ours.example
bolt,Bolt,bolt.example,bo@ours.example
"""
NAMES = ("acme", "bolt")
BID = (
    "Please send us your best price for the attached specification. We are asking three"
    " suppliers, and the cheapest bid gets the order."
)
OFFER = "Here is our price for the specification."


def write_deals(place: Path, origin: str = "") -> None:
    """A deal that was lost to a bid, and one of which nobody wrote down how it began."""
    rows = [f"{own}1,{own},Deal,2026-01-01,2026-01-20,lost,rfp,900" for own in NAMES]
    rows += [f"{own}9,{own},The big one,2026-06-01,2026-06-20,won,{origin},5000" for own in NAMES]
    head = "deal_id,account_id,name,opened_on,closed_on,status,origin,amount"
    place.write_text("\n".join((head, *rows)) + "\n", "utf-8")


def write_invoices(place: Path) -> None:
    rows = [f"i{own},{own},2026-05-02,,{9000 if own == 'acme' else 500},EUR" for own in NAMES]
    head = "invoice_id,account_id,issued_on,due_on,amount,currency"
    place.write_text("\n".join((head, *rows)) + "\n", "utf-8")


def write_mails(place: Path) -> None:
    """Every month each of them asks for a price, and gets it."""
    box = mbox(place)
    for own in NAMES:
        for month in range(1, 7):
            buyer, ann = f"buyer@{own}.example", "ann@ours.example"
            for day, sender, to, text in ((3, buyer, ann, BID), (5, ann, buyer, OFFER)):
                mail = EmailMessage()
                mail["From"], mail["To"], mail["Subject"] = sender, to, f"Enquiry {month}"
                mail["Date"] = format_datetime(datetime(2026, month, day, 9, tzinfo=UTC))
                mail["Message-ID"] = f"<{own}.{month}.{day}@mail.example>"
                mail.set_content(text)
                box.add(mail)
    box.close()


def write_files(files: Path, origin: str = "") -> None:
    files.mkdir()
    (files / "goodwill.toml").write_text(SETTINGS, "utf-8")
    (files / "accounts.csv").write_text(ACCOUNTS, "utf-8")
    write_deals(files / "deals.csv", origin)
    write_invoices(files / "invoices.csv")
    write_mails(files / "mail.mbox")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that is closed again."""
    place = tmp_path_factory.mktemp("asking")
    write_files(place / "files")
    book = open_book(place / "book", create=True)
    book.import_paths([place / "files"])
    book.assess(DAY)
    book.close()
    return place / "book"


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of it, in which anything may be said."""
    copytree(made, tmp_path / "book")
    book = open_book(tmp_path / "book")
    yield book
    book.close()


def test_a_fact_is_asked_where_its_answer_would_change_what_is_done(book: Book) -> None:
    found = book.questions(DAY)

    assert found
    first = found[0]
    assert (first.sort, first.account, first.about) == ("deal", "acme", "acme9")
    assert first.is_fact
    assert first.worth > 0
    assert any((one.kind, one.play) != (first.kind, first.play) for one in first.answers)


def test_facts_come_before_judgements_and_the_dearer_account_before_the_other(book: Book) -> None:
    found = book.questions(DAY)

    order = [(not one.is_fact, -one.worth) for one in found]
    firsts = order[: len({one.account for one in found})]
    assert firsts == sorted(firsts)
    assert len(found) <= 3


def test_what_was_answered_is_asked_no_more_even_by_cannot_tell(book: Book) -> None:
    asked = {(one.account, one.line, one.about) for one in book.questions(DAY)}
    assert ("acme", "deals", "acme9") in asked

    book.dispute("acme", "deals", "cannot_tell", ref="acme9", as_of=DAY)

    left = {(one.account, one.line, one.about) for one in book.questions(DAY)}
    assert ("acme", "deals", "acme9") not in left


def test_an_answer_about_a_deal_holds_as_though_its_row_said_so(book: Book, tmp_path: Path) -> None:
    book.dispute("acme", "deals", "wrong", ref="acme9", value="first_call", as_of=DAY)
    told = book.statement("acme", as_of=DAY)

    other = open_book(tmp_path / "other", create=True)
    write_files(tmp_path / "files", origin="first_call")
    other.import_paths([tmp_path / "files"])
    known = other.statement("acme", as_of=DAY)
    other.close()

    for part in ("kind", "stage", "patterns", "risks", "practices"):
        assert told[part] == known[part], part


def test_a_week_holds_three_with_those_that_were_answered_in_it(book: Book) -> None:
    today = book.today()
    for line in ("patterns[abusive]", "patterns[hostage]", "patterns[win_lose]"):
        book.dispute("bolt", line, "cannot_tell", as_of=DAY)

    assert questions(book, today) == ()
    assert questions(book, today + timedelta(days=6)) == ()
    assert questions(book, today + timedelta(days=7)) == book.questions(today + timedelta(days=7))


def test_asking_writes_nothing_down(book: Book) -> None:
    before = book.statement("acme", as_of=DAY)

    book.questions(DAY)

    assert book.statement("acme", as_of=DAY) == before
    assert book.disputes() == ()


def test_the_command_asks_and_says_how_to_answer(book: Book) -> None:
    place = book.place

    done = CliRunner().invoke(
        app, ["--book", place, "digest", "--questions", "--as-of", "2026-06-30"]
    )

    assert done.exit_code == 0, done.stderr
    assert "How did" in done.stdout
    said = json.loads(
        CliRunner()
        .invoke(
            app,
            ["--book", place, "digest", "--questions", "--as-of", "2026-06-30", "--format", "json"],
        )
        .stdout
    )
    assert said[0]["answer_with"][0] == (
        "goodwill dispute acme deals wrong --about acme9 --value rfp"
    )
    assert said[0]["is_fact"] is True


# What could be asked of one account.


@pytest.fixture
def plain(book: Book) -> Statement:
    """A statement with nothing within reach of a limit."""
    found = book.statement("bolt", as_of=DAY)
    for risk in found["risks"]:
        risk["probability"] = 0.1
    found["patterns"] = []
    found["kind"]["evidence"] = []
    found["committee"]["missing_roles"] = []
    return found


def asked(of: Statement, said: tuple[Dispute, ...] = ()) -> list[Candidate]:
    return list(candidates(of, [], said, CATALOGUE, DAY))


def test_nothing_within_reach_of_a_limit_is_nothing_to_ask(plain: Statement) -> None:
    assert asked(plain) == []


@pytest.mark.parametrize(
    ("chance", "is_asked", "standing"),
    [
        (0.34, False, ""),
        (0.35, True, "unlikely"),
        (0.49, True, "unlikely"),
        (0.5, True, "likely"),
        (0.8, True, "likely"),
        (0.81, False, ""),
    ],
)
def test_a_risk_is_asked_about_within_reach_of_its_limit(
    plain: Statement, chance: float, is_asked: bool, standing: str
) -> None:
    risk = plain["risks"][0]
    risk["probability"] = chance
    risk["evidence"] = plain["stage"]["gates"][0]["evidence"]
    assert risk["evidence"]

    found = asked(plain)

    assert [one.line for one in found] == [f"risks[{risk['id']}]"] * is_asked
    assert [one.standing for one in found] == [standing] * is_asked


def test_a_risk_that_stands_on_nothing_is_not_asked_about(plain: Statement) -> None:
    plain["risks"][0]["probability"] = 0.5
    plain["risks"][0]["evidence"] = []

    assert asked(plain) == []


def test_a_deal_whose_beginning_nobody_wrote_down_is_asked_about_first(plain: Statement) -> None:
    deal = DealWithoutOrigin("bolt", "d1", "The lift", date(2026, 5, 1))

    found = list(candidates(plain, [deal], (), CATALOGUE, DAY))

    assert [(one.sort, one.name, one.on) for one in found] == [("deal", "The lift", "2026-05-01")]


def with_person(of: Statement, **fields: object) -> None:
    of["committee"]["missing_roles"] = ["economic_buyer"]
    of["committee"]["people"] = [
        {
            "email": "eva@bolt.example",
            "name": "Eva Lund",
            "role": None,
            "role_is": "inferred",
            "seniority": "executive",
            "last_seen_on": "2026-06-01",
            "stance": "unknown",
            "left": False,
            **fields,  # type: ignore[typeddict-item]
        }
    ]


@pytest.mark.parametrize(
    ("fields", "is_asked"),
    [
        ({}, True),
        ({"role": "coach"}, False),
        ({"left": True}, False),
        ({"seniority": "staff"}, False),
        ({"seniority": "unknown"}, False),
    ],
)
def test_somebody_senior_without_a_part_may_be_the_one_who_decides(
    plain: Statement, fields: dict[str, object], is_asked: bool
) -> None:
    with_person(plain, **fields)

    assert [one.sort for one in asked(plain)] == ["part"] * is_asked


def kind_said(by: str, value: str = "partner") -> Dispute:
    return Dispute(id=1, account_id="bolt", on=DAY, line="kind", answer="wrong", value=value, by=by)


@pytest.mark.parametrize(
    ("share", "by", "value", "is_asked"),
    [
        (0.29, "bo", "partner", True),
        (0.29, "Bo@ours.example", "partner", True),
        (0.3, "bo", "partner", False),
        (0.29, "ann", "partner", False),  # not the owner
        (0.29, "", "partner", False),  # nobody knows who
        (0.29, "bo", "technical", False),
    ],
)
def test_somebody_else_is_asked_where_an_owner_calls_the_own_account_a_partner(
    plain: Statement, share: float, by: str, value: str, is_asked: bool
) -> None:
    plain["kind"]["mixture"] = Mixture(social=0.0, technical=1 - share, ad_hoc=0.0, partner=share)

    found = asked(plain, (kind_said(by, value),))

    assert [(one.sort, one.not_by) for one in found] == [("second_view", by)] * is_asked


def test_an_answer_nobody_gave_is_supposed_of_nobody() -> None:
    one = Candidate(sort="kind", line="kind", values=(("partner", 1.0),))

    supposed = one.supposed("partner", "bolt", DAY)

    assert (supposed.by, supposed.reason, supposed.value) == ("", "", "partner")
    assert replace(supposed, id=2) != supposed
