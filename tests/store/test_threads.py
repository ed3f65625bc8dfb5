"""What threading is given of a book, and how its answer is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodwill.book import open_book
from goodwill.store.who_is_who import threads as kept

MAIL = """From x Mon Jun  1 09:00:00 2026
From: Tom <tom@acme.example>
To: Ann <ann@ours.example>, Sue <sue@ours.example>
Message-ID: <{ref}@example>
Subject: Drawings {ref}
{date}

Here are the drawings.

"""
DATES = {
    "late": "Date: Tue, 2 Jun 2026 09:00:00 +0000",
    "zebra": "Date: Mon, 1 Jun 2026 09:00:00 +0000",
    "apple": "Date: Mon, 1 Jun 2026 09:00:00 +0000",
    "first": "Date: Sun, 31 May 2026 09:00:00 +0000",
}


@pytest.mark.parametrize("refs", [list(DATES), list(reversed(DATES))], ids=["one way", "the other"])
@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_mails_come_as_they_were_sent_whatever_order_they_were_imported_in(
    refs: list[str], at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_AT_ONCE", at_once)
    files = tmp_path / "files"
    files.mkdir()
    mails = "".join(MAIL.format(ref=ref, date=DATES[ref]) for ref in refs)
    (files / "all.mbox").write_text(mails, "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([files])

    with book.store.read() as tx:
        rows = list(kept.thread_rows(tx))
    book.close()

    refs_found = [row.ref.strip("<>").partition("@")[0] for row in rows]
    assert refs_found == ["first", "apple", "zebra", "late"]
    assert [(len(row.people.writers), len(row.people.others)) for row in rows] == [(1, 2)] * 4


def found(*pairs: tuple[int, str]) -> kept.ThreadColumns:
    columns = kept.ThreadColumns()
    for message_id, thread in pairs:
        columns.add(message_id, thread, message_id * 10, [f"subject {thread}"])
    return columns


def test_threads_are_kept_by_mail_and_found_by_thread(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", create=True)
    for pairs in ([(3, "a"), (1, "b"), (2, "a")], [(2, "c")]):
        with book.store.write() as tx:
            kept.replace_threads(tx, found(*pairs))
        with book.store.read() as tx:
            assert tx.rows("select * from message_thread order by 1") == sorted(pairs)
            plan = tx.rows("explain query plan select * from message_thread where thread_id = 'a'")
            assert "ix_message_thread_thread_id" in str(plan)
    book.close()


def test_threads_of_some_mails_leave_those_of_others(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", create=True)
    with book.store.write() as tx:
        kept.replace_threads(tx, found((1, "a"), (2, "b"), (3, "b")))
        outdated = [(kept.EVERY, 20, 2), (kept.key_of("subject b"), 20, 2), (kept.EVERY, 30, 3)]
        kept.add_threads(tx, found((2, "a"), (4, "d")), gone=[3], outdated=outdated)
    with book.store.read() as tx:
        assert tx.rows("select * from message_thread order by 1") == [(1, "a"), (2, "a"), (4, "d")]
        every = tx.rows("select met_at, message_id from thread_key where key = 0 order by 1")
        assert every == [(10, 1), (20, 2), (40, 4)]
    book.close()


def test_a_mail_without_a_date_stands_last_and_leads_nowhere() -> None:
    columns = kept.ThreadColumns()
    columns.add(1, "a", None, ["id x"])

    assert list(columns.key_rows()) == [(kept.EVERY, kept.UNDATED, 1)]
