"""A slice of a book draws up what the whole book does, byte for byte."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from goodwill.assess import Assessor, Drawn
from goodwill.lake.slices import cut_slices, slice_accounts
from goodwill.opened import Opened
from goodwill.store.database import Store, open_store
from goodwill.store.writing.shared import insert_sql

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("at_most", [1, 5])
def test_a_slice_draws_up_what_the_whole_book_does(
    book: Opened, tmp_path: Path, at_most: int
) -> None:
    parts = slice_accounts(book.store, accounts=at_most)
    wanted = {one.account_id: one for one in drawn(book, book.store, sum(parts, ()))}
    found: list[Drawn] = []
    for number, cut in enumerate(cut_slices(book.store, parts)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "book.db").write_bytes(cut.content)
        with closing(open_store(folder)) as store:
            put_acts(book.store, store)
            found += drawn(book, store, cut.accounts)

    assert len(found) == len(wanted) > 5
    assert [one for one in found if one != wanted[one.account_id]] == []


def drawn(book: Opened, store: Store, accounts: tuple[str, ...]) -> list[Drawn]:
    """Statements by the rules of a book, from its own facts or from those of a slice."""
    assessor = Assessor(
        store,
        book.settings,
        book.catalogue,
        book.calibration,
        reaches={DAY: book.assessor.reach(DAY)},
    )
    return [Drawn.of(one) for one in assessor.draw_up(accounts, DAY)]


def put_acts(whole: Store, part: Store) -> None:
    """What a worker takes from the lake's Parquet: the acts of the mails in a slice."""
    ids = [key for (key,) in part.rows("select id from message where category <> 'forwarded'")]
    with whole.read() as tx:
        acts = tx.rows_in("select * from act where message_id in (?*)", ids)
    with part.write() as tx:
        tx.run_many(insert_sql("act"), acts)


def test_slices_hold_every_account_once(book: Opened) -> None:
    parts = slice_accounts(book.store, accounts=3, messages=200)

    assert [one for part in parts for one in part] == [one.account_id for one in book.accounts()]
    assert max(map(len, parts)) <= 3


def test_a_slice_has_no_words_of_mails_and_no_statements(book: Opened, tmp_path: Path) -> None:
    (cut,) = cut_slices(book.store, [slice_accounts(book.store)[0][:1]])
    (tmp_path / "book.db").write_bytes(cut.content)
    with closing(open_store(tmp_path)) as store:
        for table in ("message_text", "statement", "evidence", "glance"):
            assert store.rows(f"select count(*) from {table}") == [(0,)]  # noqa: S608
