"""A line of a statement, stored or just drawn up, and all that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import orjson
import pytest

from goodwill.assess import Assessor
from goodwill.book import Book, open_book
from goodwill.errors import CallError
from goodwill.statements.lines import evidence_of_line
from goodwill.statements.money_lines import figure_as_stored

DAY = date(2026, 6, 30)
TABLES = {
    "goodwill.toml": '[company]\nname = "Ours"\ndomains = ["ours.example"]\ncurrency = "EUR"\n',
    "accounts.csv": "account_id,name,domains\nacme,Acme,acme.example\n",
    "invoices.csv": "invoice_id,account_id,issued_on,due_on,amount\n"
    "i1,acme,2026-01-05,2026-02-04,900\ni2,acme,2026-03-05,2026-04-04,1200\n",
    "payments.csv": "payment_id,invoice_id,paid_on,amount\np1,i1,2026-05-01,900\n",
}
MAILS = (
    ("tom@acme.example", "ann@ours.example", "Could you send the drawings by Friday?"),
    ("ann@ours.example", "tom@acme.example", "I will send you the drawings by Friday."),
    ("tom@acme.example", "ann@ours.example", "If you don't lower the price, we will leave you."),
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """One account with bills and three mails."""
    files = tmp_path / "files"
    files.mkdir()
    for name, text in TABLES.items():
        (files / name).write_text(text, "utf-8")
    for number, (sender, to, text) in enumerate(MAILS):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, "Drawings"
        mail["Message-ID"] = f"<{number}@example>"
        mail["Date"] = f"Mon, 0{number + 1} Jun 2026 09:00:00 +0000"
        mail.set_content(text)
        (files / f"{number}.eml").write_bytes(bytes(mail))
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([files])
    book.accounts()
    yield book
    book.close()


def test_a_stored_line_is_explained_as_one_just_drawn_up(book: Book) -> None:
    (drawn,) = book.assessor.draw_up(["acme"], DAY)
    assert any(item["quote"] for items in drawn.evidence.values() for item in items)

    book.assess(DAY)
    for line in (*drawn.evidence, "stage", "economics", "economics.revenue"):
        found = replace(book.why("acme", line, as_of=DAY), without=())
        assert orjson.dumps(found) == orjson.dumps(evidence_of_line(drawn, line))


def test_a_stored_line_needs_no_drawing_up(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    first = book.why("acme", "kind", as_of=DAY)
    monkeypatch.delattr(Assessor, "draw_up")

    assert orjson.dumps(book.why("acme", "kind", as_of=DAY)) == orjson.dumps(first)
    with pytest.raises(CallError, match="no line"):
        book.why("acme", "going_loud", as_of=DAY)


def test_by_other_rules_nothing_stored_is_shown(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.assess(DAY)
    monkeypatch.delattr(Assessor, "draw_up")

    with pytest.raises(AttributeError):
        book.why("acme", "kind", as_of=DAY, rules="now")


def test_a_figure_all_of_whose_rows_are_stored_needs_no_drawing_up(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert book.stored("acme", DAY) is None
    assert book.stored_why("acme", "economics.revenue", DAY) is None
    book.assess(DAY)
    monkeypatch.delattr(Assessor, "draw_up")

    found = book.stored_why("acme", "economics.revenue", DAY)

    assert found is not None
    assert [item["ref"] for item in found.evidence] == ["i2", "i1"]
    assert book.stored("acme", DAY) is not None


def test_a_figure_with_more_rows_than_are_stored_is_drawn_up(book: Book) -> None:
    book.assess(DAY)
    stored = book.stored("acme", DAY)
    assert stored is not None
    statement, money, _ = stored
    for figure in money["figures"]:
        figure["rest_rows"] = 1

    assert figure_as_stored(statement, money, "economics.revenue") is None
    assert figure_as_stored(statement, money, "economics") is not None
