"""What threading is given of a book, and how its answer is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodwill.book import open_book
from goodwill.store import resolution as kept

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

    found = [row.ref.strip("<>").partition("@")[0] for row in rows]
    assert found == ["first", "apple", "zebra", "late"]
    assert [(len(row.people.writers), len(row.people.others)) for row in rows] == [(1, 2)] * 4


def test_threads_are_kept_by_mail_and_found_by_thread(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", create=True)
    for pairs in ([(3, "a"), (1, "b"), (2, "a")], [(2, "c")]):
        with book.store.write() as tx:
            kept.replace_threads(tx, kept.ThreadColumns.of(pairs))
        with book.store.read() as tx:
            assert tx.rows("select * from message_thread order by 1") == sorted(pairs)
            plan = tx.rows("explain query plan select * from message_thread where thread_id = 'a'")
            assert "ix_message_thread_thread_id" in str(plan)
    book.close()
