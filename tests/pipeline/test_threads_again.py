"""Threads are worked out again where what they rest on has changed, and only there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwill.book import Book, open_book
from goodwill.resolve.threads import Threaded, ThreadMessage
from goodwill.resolve.threads import thread_in_order as as_ever
from goodwill.store.database import Transaction
from goodwill.store.who_is_who.mail_use import Counted
from goodwill.store.who_is_who.mail_use import mail_use as counted_as_ever
from goodwill.who_is_who import conversations, resolving

Mail = Callable[..., bytes]

ACCOUNTS = "account_id,name,domains\nclient,Client,client.example\n"
ANSWER = """From: ann@private.example
To: tom@us.example
Date: Tue, 03 Mar 2026 09:30:00 +0000
Subject: Re: Mail 1

It has come, thank you.
"""
CONTACTS = {
    "somebody else": "email,name,account_id\nben@client.example,Ben Bird,client\n",
    "an address more": "email,name,account_id\nann@private.example,Ann Abel,client\n"
    "ann@client.example,Ann Abel,client\n",
}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each time that threads are worked out: how many messages there were."""
    times: list[int] = []

    def count(
        ordered: Iterable[ThreadMessage], quoted: frozenset[str], *earlier: Any
    ) -> Iterator[Threaded]:
        found = list(as_ever(ordered, quoted, *earlier))
        times.append(len(found))
        yield from found

    monkeypatch.setattr(conversations, "thread_in_order", count)
    return times


@pytest.fixture
def files(tmp_path: Path, mail: Mail) -> Path:
    """Two mails of a client, and an answer from an address that may be anybody's."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "goodwill.toml").write_text('[company]\ndomains = ["us.example"]\n')
    (folder / "accounts.csv").write_text(ACCOUNTS)
    for number in (1, 2):
        (folder / f"{number}.eml").write_bytes(mail(number))
    (folder / "answer.eml").write_text(ANSWER)
    return folder


@pytest.fixture
def book(tmp_path: Path, files: Path) -> Iterator[Book]:
    opened = open_book(tmp_path / "book", create=True)
    take(opened, files)
    yield opened
    opened.close()


def take(book: Book, files: Path) -> None:
    """Import what is there now, and work out what follows."""
    book.import_paths([files])
    book.bring_up_to_date()


def threads(book: Book) -> Sequence[tuple[object, ...]]:
    return book.store.rows("select * from message_thread order by message_id")


def test_rows_of_money_leave_threads_as_they_are(
    book: Book, files: Path, counted: list[int]
) -> None:
    (files / "invoices.csv").write_text(
        "invoice_id,account_id,issued_on,amount\ni1,client,2026-06-02,10\n"
    )
    take(book, files)

    assert counted == []
    assert len(threads(book)) == 3


def test_a_new_mail_has_them_worked_out_again(
    book: Book, files: Path, mail: Mail, counted: list[int]
) -> None:
    (files / "3.eml").write_bytes(mail(3))
    take(book, files)

    assert counted == [4]


def test_a_contact_that_is_on_no_mail_changes_none(
    book: Book, files: Path, counted: list[int]
) -> None:
    (files / "contacts.csv").write_text(CONTACTS["somebody else"])
    take(book, files)

    assert counted == []


def test_two_addresses_that_are_one_person_now_have_them_worked_out_again(
    book: Book, files: Path, counted: list[int]
) -> None:
    (files / "contacts.csv").write_text(CONTACTS["an address more"])
    take(book, files)

    assert counted == [3]


def test_other_rules_have_them_worked_out_again(
    book: Book, files: Path, counted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "digest_of_reader", lambda *_: "others")
    (files / "contacts.csv").write_text(CONTACTS["somebody else"])
    take(book, files)

    assert counted == [3]


def worked_out(book: Book) -> tuple[object, ...]:
    """Threads and counts, without those that count nothing."""
    counts = "select * from mail_count where sent > 0 or received > 0 order by point_id"
    return threads(book), book.store.rows(counts)


def is_as_rebuilt(book: Book) -> bool:
    grown = worked_out(book)
    book.rebuild("acts")
    return worked_out(book) == grown


def test_words_that_are_let_go_of_lead_to_no_thread_any_longer(book: Book, files: Path) -> None:
    (files / "contacts.csv").write_text(CONTACTS["an address more"])
    take(book, files)
    assert len({thread for _, thread in threads(book)}) == 2  # by its subject

    (files / "goodwill.toml").write_text(
        '[company]\ndomains = ["us.example"]\n[privacy]\ntake = "metadata"\n'
    )
    take(book, files)

    assert len({thread for _, thread in threads(book)}) == 3
    assert is_as_rebuilt(book)


POSTMARK = b"From x Tue Mar  3 09:30:00 2026\n"


def answer(to: str, minute: int) -> bytes:
    return ANSWER.replace("Mail 1", to).replace(":30:", f":{minute}:").encode()


def test_a_number_that_is_given_again_is_another_mail(book: Book, files: Path, mail: Mail) -> None:
    (files / "contacts.csv").write_text(CONTACTS["an address more"])
    (files / "0.eml").write_bytes(answer("Mail 3", 40))
    box, whole = files / "box.mbox", POSTMARK + mail(3) + b"\n" + POSTMARK + answer("Mail 3", 40)
    box.write_bytes(whole[:-20])  # the last is half there when it is read
    take(book, files)
    before = book.store.rows("select max(id) from message")

    box.write_bytes(whole)  # the half goes, and leaves its number free
    book.import_paths([files])
    (files / "4.eml").write_bytes(answer("Mail 2", 50))
    take(book, files)

    assert book.store.rows("select max(id) from message") == before
    assert is_as_rebuilt(book)


def test_two_programs_that_ask_at_once_work_it_out_one_after_the_other(
    book: Book, files: Path, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "3.eml").write_bytes(mail(3))
    book.import_paths([files])
    entered = threading.Semaphore(0)
    times: list[int] = []

    def count(tx: Transaction, ours: Collection[int]) -> Counted:
        times.append(1)
        entered.release()
        if len(times) == 1:
            entered.acquire()
            entered.acquire(timeout=1)  # the other, where it does not wait
        return counted_as_ever(tx, ours)

    monkeypatch.setattr(resolving, "mail_use", count)
    other = open_book(book.place)
    with closing(other), ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(one.take_in) for one in (book, other)]:
            done.result()

    assert len(times) == 1
    assert is_as_rebuilt(book)


STEPS = ("1.eml", "2.eml", "answer.eml", "contacts.csv", "invoices.csv")


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(STEPS))
def test_in_whatever_order_files_come_threads_are_those_of_a_rebuild(
    tmp_path_factory: pytest.TempPathFactory, files: Path, order: Sequence[str]
) -> None:
    place = tmp_path_factory.mktemp("made")
    (place / "in").mkdir()
    book = open_book(place / "book", create=True)
    rows = "invoice_id,account_id,issued_on,amount\ni1,client,2026-06-02,10\n"
    made = {"contacts.csv": CONTACTS["an address more"], "invoices.csv": rows}
    for name in ("goodwill.toml", "accounts.csv", *order):
        source = files / name
        content = made[name].encode() if name in made else source.read_bytes()
        (place / "in" / name).write_bytes(content)
        take(book, place / "in")

    grown = threads(book)
    book.rebuild("acts")

    assert threads(book) == grown
    book.close()
