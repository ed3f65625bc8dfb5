"""All that is worked out from facts may go: what is made again is the same to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodwill.book import Book, open_book
from goodwill.reports import Progress, RebuildFrom, say_nothing
from goodwill.serve.cli.app import app
from goodwill.store.database import Rows
from goodwill.store.reading.searching import make_searchable

Mail = Callable[..., bytes]

DAY, EARLIER = date(2026, 6, 30), date(2026, 3, 31)
RANT = "You are a disgrace and you are idiots. Nobody came and nobody rang."
FORWARDED = f"""FYI, please handle.

---------- Forwarded message ---------
From: Bea Berg <bea@client.example>
Date: Sun, 1 Mar 2026 at 08:00
Subject: Nobody came
To: Ann Abel <ann@client.example>

{RANT}
"""
MADE = (
    "person",
    "point_link",
    "passed_on_link",
    "passed_on",
    "message_thread",
    "account_link",
    "discovered_account",
    "unmatched",
    "account_state",
    "act",
    "glance",
    "evidence",
)


@pytest.fixture
def files(tmp_path: Path, mail: Mail) -> Path:
    """Mails of two firms, one with another's words within, a table and settings."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.eml").write_bytes(mail(number))
    (folder / "rant.eml").write_bytes(mail("rant", body=FORWARDED))
    (folder / "brio.eml").write_bytes(mail("brio", sender="max@brio.example"))
    (folder / "goodwill.toml").write_text('[company]\ndomains = ["us.example"]\n')
    rows = "account_id,name,domains\nclient,Client,client.example\nbrio,Brio,brio.example\n"
    (folder / "accounts.csv").write_text(rows)
    return folder


@pytest.fixture
def book(tmp_path: Path, files: Path) -> Iterator[Book]:
    """A book of them with statements of two days, and an index of words."""
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([files])
    opened.assess(EARLIER)
    opened.assess(DAY)
    make_searchable(opened.store, say_nothing)
    yield opened
    opened.close()


def made(book: Book) -> dict[str, Rows]:
    """Every row of what is worked out; of statements not the moment at which they were drawn."""
    documents = "select account_id, as_of, made_with, document from statement"
    found = {
        table: sorted(book.store.rows(f"select * from {table}"), key=repr)  # noqa: S608  ours
        for table in MADE
    }
    words = "select rowid from message_search where message_search match 'figures' order by rowid"
    return {
        **found,
        "statement": sorted(book.store.rows(documents)),
        "words": book.store.rows(words),
    }


def run(book: Book, sql: str) -> None:
    with book.store.write() as tx:
        tx.run(sql)


@pytest.mark.parametrize("since", ["facts", "acts"])
def test_what_is_made_again_is_the_same_to_the_byte(book: Book, since: RebuildFrom) -> None:
    before = made(book)

    report = book.rebuild(since)

    assert all(before[table] for table in ("act", "passed_on_link", "statement", "words"))
    assert made(book) == before
    assert (report.accounts, report.days, report.statements) == (2, 2, 4)
    assert report.different == ()


@pytest.mark.parametrize("table", ["person", "message_thread", "passed_on_link", "account_state"])
def test_what_was_lost_is_there_again(book: Book, table: str) -> None:
    before = made(book)
    run(book, f"delete from {table}")  # noqa: S608  one of ours

    book.rebuild("acts")

    assert made(book) == before


def test_acts_that_nobody_would_read_go_from_facts_and_stay_from_acts(book: Book) -> None:
    before = made(book)["act"]
    run(book, "update act set quote = 'otherwise'")

    kept = book.rebuild("acts")
    changed = {quote for *_, quote, _ in made(book)["act"]}
    mended = book.rebuild("facts")

    assert kept.mails == 0
    assert changed == {"otherwise"}
    assert mended.mails == 8
    assert made(book)["act"] == before


def test_a_stored_statement_that_its_facts_do_not_give_is_named(book: Book) -> None:
    run(
        book,
        "update glance set document = cast('x' as blob) where account_id = 'brio'"
        " and as_of = '2026-06-30'",
    )

    first, second = book.rebuild("acts"), book.rebuild("acts")

    assert first.different == ("brio 2026-06-30",)
    assert second.different == ()


def test_mails_whose_words_are_gone_keep_what_was_read_of_them(book: Book) -> None:
    before = made(book)["act"]
    run(book, "update message_text set text = null")

    report = book.rebuild("facts")

    assert made(book)["act"] == before
    assert (report.mails, report.mails_without_words) == (0, 9)


def test_no_index_of_words_is_made_where_nobody_searched(tmp_path: Path, files: Path) -> None:
    book = open_book(tmp_path / "other", create=True)
    book.import_paths([files])

    report = book.rebuild()

    assert report.statements == 0
    assert not book.store.rows("select 1 from sqlite_master where name = 'message_search'")
    book.close()


def test_whoever_waits_is_told_how_far_it_is(book: Book) -> None:
    told: list[Progress] = []

    book.rebuild("facts", told.append)

    last = {one.what: (one.done, one.total) for one in told}
    assert last["Reading mails again"] == (8, 8)
    assert last["drawing up statements"] == (4, 4)
    assert last["Making mail searchable"][0] == last["Making mail searchable"][1]


def test_the_command_says_what_it_did(book: Book) -> None:
    call = ["--book", book.place, "rebuild"]

    shown = CliRunner().invoke(app, call)
    found = CliRunner().invoke(app, [*call, "--from", "acts", "--format", "json"])

    assert (shown.exit_code, found.exit_code) == (0, 0)
    assert "2 accounts, 4 statements" in shown.output
    assert "Every statement is the one that was stored." in shown.output
    told = json.loads(found.stdout)
    assert (told["since"], told["statements"], told["different"]) == ("acts", 4, [])


def test_another_step_to_begin_from_is_a_wrong_call(book: Book) -> None:
    found = CliRunner().invoke(app, ["--book", book.place, "rebuild", "--from", "mail"])

    assert found.exit_code == 2
    assert "mail" in found.output
