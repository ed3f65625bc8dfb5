"""Opening a book: what is there, what is not, what is too new, and what stands in the way."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event

from goodwill.book import open_book
from goodwill.errors import BookNewerError, BookNotFoundError, StoreError
from goodwill.store import database, upgrade
from goodwill.store.database import Store, open_store
from goodwill.store.looks import light_reader
from goodwill.store.tables.schema import METADATA
from goodwill.store.version import SCHEMA_VERSION
from goodwill.store.writing.shared import insert_sql


def test_a_book_that_is_not_there_is_said_so_and_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BookNotFoundError, match="There is no book") as told:
        open_store(tmp_path)

    assert "goodwill import" in told.value.hint


def test_a_new_book_can_be_opened_again(tmp_path: Path) -> None:
    open_store(tmp_path / "book", create=True).close()

    again = open_store(tmp_path / "book")

    assert again.rows("SELECT count(*) FROM message") == [(0,)]
    again.close()


def test_a_book_of_a_newer_version_is_refused_by_name(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()
    with closing(sqlite3.connect(tmp_path / "book.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(BookNewerError, match='schema "9999"') as told:
        open_store(tmp_path)

    assert told.value.exit_code == 3
    assert "upgrade" in told.value.hint


@pytest.mark.parametrize("version", ["0000", "9999"])
def test_a_quick_look_is_had_only_into_a_book_of_this_schema(tmp_path: Path, version: str) -> None:
    open_store(tmp_path, create=True).close()
    file = tmp_path / "book.db"
    with light_reader(file) as reader:
        assert reader.rows("SELECT count(*) FROM message") == [(0,)]
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))

    with pytest.raises(sqlite3.Error, match="another schema"), light_reader(file):
        pass


def test_no_command_shows_settings_of_a_newer_book_as_if_it_had_none(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()
    with closing(sqlite3.connect(tmp_path / "book.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(BookNewerError):
        _ = open_book(tmp_path).settings


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "book.db")) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(StoreError, match="holds other tables and no book"):
        open_store(tmp_path, create=True)


def test_a_file_that_is_no_database_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "book.db").write_bytes(b"not a database, but long enough to look at " * 40)

    with pytest.raises(StoreError, match=r"no book: .*book\.db"):
        open_store(tmp_path)


def test_a_folder_that_cannot_be_made_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreError, match=r"file/book cannot be made"):
        open_store(tmp_path / "file" / "book", create=True)


def test_a_url_of_no_known_database_says_what_to_give() -> None:
    with pytest.raises(StoreError) as told:
        open_store("oracle9://host/name")

    assert "postgresql+psycopg://" in told.value.hint


def test_a_postgres_that_does_not_answer_is_told_without_the_password(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://me:secret@/book?host={tmp_path}"

    with pytest.raises(StoreError) as told:
        open_store(url)

    assert "secret" not in told.value.message + told.value.hint


def test_a_book_that_somebody_else_writes_to_is_said_to_be_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PRAGMAS", ("PRAGMA busy_timeout=20",))
    store = open_store(tmp_path, create=True)
    other = sqlite3.connect(tmp_path / "book.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(StoreError, match="Another program is writing"), store.write():
        pass

    other.close()
    store.close()


def test_an_error_in_the_middle_leaves_nothing_behind(any_store: Store) -> None:
    def write_and_stop() -> None:
        with any_store.write() as book:
            book.run("INSERT INTO book_state VALUES (?, ?)", ("half", "done"))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        write_and_stop()

    assert any_store.rows("SELECT * FROM book_state") == []


def test_a_reader_sees_the_book_as_it_was_while_somebody_writes(store: Store) -> None:
    with store.write() as book:
        book.run("INSERT INTO book_state VALUES (?, ?)", ("a", "b"))

        assert store.rows("SELECT * FROM book_state") == []

    assert store.rows("SELECT name, value FROM book_state") == [("a", "b")]


def _shape(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    connection.close()
    return {name: re.sub(r"\s+|(?<=\() | (?=\))", " ", sql or "") for name, sql in found}


def test_migrations_from_nothing_make_the_very_schema_of_a_new_book(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()
    engine = create_engine(f"sqlite:///{tmp_path}/migrated.db")
    event.listen(engine, "connect", database._set_up_sqlite)  # noqa: SLF001
    event.listen(engine, "begin", database._begin_sqlite)  # noqa: SLF001
    upgrade.run_migrations(engine)
    engine.dispose()

    made, migrated = _shape(tmp_path / "book.db"), _shape(tmp_path / "migrated.db")

    for shape in (made, migrated):
        shape["alembic_version"] = "".join(shape["alembic_version"].split())
    assert migrated == made


def test_migrations_make_a_book_on_postgres_too(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    upgrade.run_migrations(engine)

    with engine.begin() as connection:
        assert upgrade.stored_version(connection) == SCHEMA_VERSION
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()


def test_the_version_this_code_speaks_is_the_last_migration() -> None:
    folder = Path(upgrade.__file__).with_name("migrations") / "versions"
    text = "\n".join(path.read_text("utf-8") for path in folder.glob("[0-9]*.py"))
    earlier = set(re.findall(r'^down_revision = "(\d+)"', text, re.MULTILINE))

    assert upgrade.known_versions() - earlier == {SCHEMA_VERSION}


def test_an_older_book_is_copied_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path, create=True).close()
    ran: list[object] = []
    monkeypatch.setattr(upgrade, "SCHEMA_VERSION", "9999")
    monkeypatch.setattr(upgrade, "run_migrations", ran.append)

    open_store(tmp_path).close()

    copy = sqlite3.connect(tmp_path / f"book.db.before-{SCHEMA_VERSION}")
    assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA_VERSION,)]
    copy.close()
    assert len(ran) == 1


@pytest.mark.parametrize("table", METADATA.tables)
def test_rows_are_inserted_whole(table: str) -> None:
    assert insert_sql(table).count("?") == len(METADATA.tables[table].c)


ODD_TEXTS = (
    "",
    "a \"b\" \\ 'c'",
    "tab\tline\nreturn\r",
    "\x01\x1f\x7f",
    "Zoë 株式 \U0001f600",
    "[1]",
)


@pytest.mark.parametrize("count", [0, 1, 1200])
def test_columns_say_what_rows_say(any_store: Store, count: int) -> None:
    keys = [f"a{number}" for number in range(count)]
    with any_store.write() as book:
        said = [(key, ODD_TEXTS[at % len(ODD_TEXTS)]) for at, key in enumerate(keys)]
        book.run_many("INSERT INTO account_state (account_id, facts) VALUES (?, ?)", said)
    asked = ("account_id", "facts", "length(facts)", "nullif(facts, '[1]')", "1152921504606846977")
    rest = "FROM account_state WHERE account_id IN (?*)"

    with any_store.read() as book:
        columns = book.columns_in(asked, rest, keys)
        rows = book.rows_in(f"SELECT {', '.join(asked)} {rest}", keys)

    assert len(columns) == len(asked)
    assert sorted(zip(*columns, strict=True), key=str) == sorted(rows, key=str)


def test_a_column_keeps_a_text_with_a_nought_in_it(store: Store) -> None:
    with store.write() as book:
        book.run("INSERT INTO account_state (account_id, facts) VALUES (?, ?)", ("a", "x\0y"))

    with store.read() as book:
        found = book.columns_in(("facts",), "FROM account_state WHERE account_id IN (?*)", ["a"])

    assert found == [["x\0y"]]


def test_a_look_sees_one_moment_whatever_is_committed_meanwhile(any_store: Store) -> None:
    asked = "SELECT count(*) FROM book_state WHERE name = 'meanwhile'"
    with any_store.read() as reader:
        before = reader.rows(asked)
        with any_store.write() as book:
            book.run("INSERT INTO book_state VALUES (?, ?)", ("meanwhile", "done"))

        assert reader.rows(asked) == before == [(0,)]
    assert any_store.rows(asked) == [(1,)]
