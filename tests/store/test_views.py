"""The views say on Postgres what they say on SQLite, and a book of an older version gets them."""

from __future__ import annotations

from pathlib import Path

from tests.serve.web.conftest import drawn_up

from goodwill.store.database import open_store
from goodwill.store.open_tables.views import drop_views, views
from goodwill.store.upgrade import run_migrations


def test_views_are_made_anew_when_a_book_is_brought_up_to_date(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    with store.write() as tx:
        drop_views(tx.connection)
    run_migrations(store.engine)

    made = {row[0] for row in store.rows("select name from sqlite_master where type = 'view'")}
    assert made == set(views(is_sqlite=True))
    store.close()


def test_the_views_answer_on_postgres_too(postgres_url: str) -> None:
    store = open_store(postgres_url, create=True)
    try:
        for name in views(is_sqlite=False):
            assert store.rows(f"select * from {name}") == []  # noqa: S608
    finally:
        with store.write() as tx:
            tx.run("drop schema public cascade")
            tx.run("create schema public")
        store.close()


def test_a_statement_is_read_the_same_by_postgres(postgres_url: str, tmp_path: Path) -> None:
    drawn_up(tmp_path).book.close()
    book, store = open_store(tmp_path / "book"), open_store(postgres_url, create=True)
    rows = book.rows("select account_id, as_of, made_with, document, drawn_at from statement")
    try:
        with store.write() as tx:
            tx.run_many("insert into statement values (?, ?, ?, ?, ?)", rows)
        for name in ("statements", "patterns", "evidence", "plays", "people"):
            wanted = f"select * from v_{name} order by 1, 3, 4, 5"  # noqa: S608
            mine = [[str(value) for value in row[:3]] for row in book.rows(wanted)]
            theirs = [[str(value) for value in row[:3]] for row in store.rows(wanted)]
            assert sorted(theirs) == sorted(mine)
        (kind,) = store.rows("select kind_confidence, single_threaded from v_statements limit 1")
        assert isinstance(kind[0], float)
        assert isinstance(kind[1], bool)
    finally:
        with store.write() as tx:
            tx.run("drop schema public cascade")
            tx.run("create schema public")
        store.close()
        book.close()
