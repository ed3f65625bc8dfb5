"""From mail to committee: what signatures, bounces and automatic answers tell of people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goodwill.book import open_book
from goodwill.facts.statement import Statement

HEAD = "From {sender} Mon Jan  1 00:00:00 2026\nMessage-ID: <{number}@mail.example>\n"
BOB, ANN = "Bob Reed <bob.reed@client.example>", "Ann Lee <ann@us.example>"
SIGNED = "Please go ahead.\n\n--\nBob Reed\nHead of Procurement\nReed Ltd, +44 20 7946 0000\n"
BOUNCE = "<bob.reed@client.example>: 550 5.1.1 User unknown\n"
BEFORE, BOUNCED, LATER = date(2026, 3, 1), date(2026, 4, 20), date(2026, 6, 30)


def mail(number: int, sender: str, to: str, day: str, body: str) -> str:
    head = HEAD.format(sender=sender.rpartition("<")[2].rstrip(">"), number=number)
    return f"{head}From: {sender}\nTo: {to}\nDate: {day} 10:00:00 +0000\nSubject: Works\n\n{body}\n"


def book_of(folder: Path, *mails: str) -> Path:
    source = folder / "source"
    source.mkdir(parents=True)
    (source / "goodwill.toml").write_text('[company]\nname = "Us"\ndomains = ["us.example"]\n')
    (source / "accounts.csv").write_text(
        "account_id,name,domains\nreed,Reed Ltd,client.example\n", "utf-8"
    )
    (source / "box.mbox").write_text("\n".join(mails), "utf-8")
    open_book(folder / "book", create=True).import_paths([source])
    return folder / "book"


def statement_of(place: Path, as_of: date) -> Statement:
    return open_book(place).statement("reed", as_of=as_of)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which Bob signs his mail, and a mail to him comes back."""
    return book_of(
        tmp_path_factory.mktemp("bounced"),
        mail(1, BOB, ANN, "Mon, 2 Feb 2026", SIGNED),
        mail(2, ANN, BOB, "Tue, 3 Feb 2026", "We will."),
        mail(3, "MAILER-DAEMON@us.example", ANN, "Mon, 20 Apr 2026", BOUNCE),
    )


def test_a_signature_tells_seniority_and_role(place: Path) -> None:
    (bob,) = statement_of(place, BEFORE)["committee"]["people"]

    assert (bob["seniority"], bob["role"], bob["role_is"]) == ("head", "procurement", "inferred")


def test_a_bounce_of_somebody_who_wrote_tells_that_they_have_left(place: Path) -> None:
    found = statement_of(place, LATER)
    risks = {risk["id"]: risk for risk in found["risks"]}

    assert [person["left"] for person in found["committee"]["people"]] == [True]
    assert found["committee"]["active"] == 0
    leaving = risks["champion_leaving"]
    assert leaving["probability"] >= 0.5
    assert "<3@mail.example>" in {item["ref"] for item in leaving["evidence"]}


def test_before_the_bounce_nobody_has_left(place: Path) -> None:
    found = statement_of(place, BEFORE)
    risks = {risk["id"]: risk for risk in found["risks"]}

    assert [person["left"] for person in found["committee"]["people"]] == [False]
    assert risks["champion_leaving"]["probability"] <= 0.2


def test_who_writes_after_a_bounce_has_not_left(tmp_path: Path) -> None:
    place = book_of(
        tmp_path,
        mail(1, BOB, ANN, "Mon, 2 Feb 2026", SIGNED),
        mail(2, ANN, BOB, "Tue, 3 Feb 2026", "We will."),
        mail(3, "MAILER-DAEMON@us.example", ANN, "Mon, 20 Apr 2026", BOUNCE),
        mail(4, BOB, ANN, "Tue, 21 Apr 2026", "Our server was down, sorry."),
    )

    found = statement_of(place, LATER)

    assert [person["left"] for person in found["committee"]["people"]] == [False]
