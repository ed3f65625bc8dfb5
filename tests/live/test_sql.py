"""A company's own database, kept up with: SQLite in a file, and a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text
from tests.live.made import make_book, put, run
from tests.live.selling import rows
from tests.store.conftest import postgres_url  # noqa: F401  a fixture

from goodwill.errors import CallError, ConfigError
from goodwill.live import records
from goodwill.live.base import SourceConfig
from goodwill.live.database import source as sql_database
from goodwill.live.database.queries import as_kept, as_queries, load_live_queries
from goodwill.store.database import Store

QUERIES = """
[[queries]]
name = "deals"
table = "deals"
cursor = "changed_at"
sql = '''select id as deal_id, firm as account_id, title as name, state as status,
  made as opened_on, worth as amount, changed_at from deal where title not like '100%:x';'''

[[queries]]
name = "firms"
mapping = "firms.toml"
key = ["firm no"]
sql = 'select no as "firm no", label as "firm name" from firm'
"""
MAPPING = """
vendor = "Ours"
export = "firms"
[recognise]
headers = ["firm no", "firm name"]
[[rows]]
table = "accounts"
columns = { account_id = "firm no", name = "firm name" }
"""
MADE = (
    "create table firm (no text, label text)",
    (
        "create table deal (id int, firm text, title text, state text, made date,"
        " worth numeric(12, 3), changed_at timestamp)"
    ),
    "insert into firm values ('f1', 'Acre Ltd'), ('f2', 'Brook Ltd')",
    (
        "insert into deal values (1, 'f1', 'First', 'open', '2026-01-02', 1234.567,"
        " '2026-03-01 10:00:00'), (2, 'f2', 'Second', 'open', '2026-01-03', 5,"
        " '2026-03-02 10:00:00')"
    ),
)
Do = Callable[[str], None]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Do]]:
    """The URL of a database with two tables, and what changes it."""
    url = f"sqlite:///{tmp_path / 'sales.db'}"
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres_url"))
    engine = create_engine(url)

    def do(statement: str) -> None:
        with engine.begin() as line:
            _run(line, statement)

    for statement in MADE:
        do(statement)
    yield url, do
    if request.param == "postgres":
        do("drop table deal")
        do("drop table firm")
    engine.dispose()


def _run(line: Connection, statement: str) -> None:
    line.execute(text(statement.replace(":", "\\:")))


def connected(folder: Path, url: str) -> Store:
    (folder / "ask.toml").write_text(QUERIES)
    (folder / "firms.toml").write_text(MAPPING)
    store = make_book(folder, "")
    kept = as_kept(load_live_queries(folder / "ask.toml"))
    put(store, SourceConfig(kind="sql", name="sales", more=(("queries", kept),)), url)
    return store


def deals(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "opportunity", "deal_id", "status", "amount")


def test_rows_that_change_come_in_and_nothing_else_is_touched(
    tmp_path: Path, database: tuple[str, Do]
) -> None:
    url, do = database
    store = connected(tmp_path, url)
    first = run(store).came
    idle = run(store).came
    before = store.rows("select count(*) from import_run")
    run(store)
    do("update deal set state = 'won', changed_at = '2026-03-05 10:00:00' where id = 1")
    do("insert into firm values ('f3', 'Creek Ltd')")
    changed = run(store).came

    assert first is not None
    assert idle is not None
    assert changed is not None
    assert (first.total.imported, first.total.unreadable) == (4, 0)
    assert idle.total.imported == 0
    assert store.rows("select count(*) from import_run") <= [(before[0][0] + 2,)]
    assert changed.total.imported == 2
    assert deals(store) == [("1", "won", 1_234_567_000), ("2", "open", 5_000_000)]
    assert len(rows(store, "account", "account_id")) == 3
    store.close()


def test_rows_that_are_deleted_go_at_once_or_on_the_next_day(
    tmp_path: Path, database: tuple[str, Do], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, do = database
    store = connected(tmp_path, url)
    run(store)
    do("delete from deal where id = 2")
    do("delete from firm where no = 'f2'")
    run(store)
    same_day = deals(store), rows(store, "account", "account_id")
    for module in (records, sql_database):
        monkeypatch.setattr(module, "today", lambda: "2031-01-01")
    run(store)

    assert [key for key, *_ in same_day[0]] == ["1", "2"]
    assert same_day[1] == [("f1",)]
    assert [key for key, *_ in deals(store)] == ["1"]
    store.close()


def test_a_table_is_read_whole_however_often_the_book_is_let_go_of(
    tmp_path: Path, database: tuple[str, Do], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, do = database
    for key in range(10, 1300):
        do(f"insert into firm values ('x{key}', 'Firm {key}')")  # noqa: S608  made up
    monkeypatch.setattr("goodwill.syncing.gathering.SLICE", 100)
    store = connected(tmp_path, url)
    run(store)

    assert len(rows(store, "account", "account_id")) == 1292
    store.close()


BAD = {
    "no database": ("sqlite:////nowhere/at/all.db", "waiting"),
    "a wrong host": ("postgresql+psycopg://a:pass-4711@nowhere.invalid/x", "waiting"),
    "an address of the network": ("postgresql+psycopg://a:pass-4711@169.254.169.254/x", "failed"),
}


@pytest.mark.parametrize("said", BAD.values(), ids=BAD)
def test_a_database_that_is_not_there_is_a_state(tmp_path: Path, said: tuple[str, str]) -> None:
    url, state = said
    store = connected(tmp_path, url)
    ran = run(store)

    assert ran.source.state == state, ran.source.says
    assert "pass-4711" not in repr(ran)
    store.close()


def test_a_query_that_its_database_refuses_is_told(
    tmp_path: Path, database: tuple[str, Do]
) -> None:
    url, do = database
    store = connected(tmp_path, url)
    do("alter table deal rename column worth to value")
    ran = run(store)

    assert ran.source.state == "failed"
    assert "worth" in ran.source.says
    store.close()


def test_what_writes_is_no_query(tmp_path: Path) -> None:
    (tmp_path / "ask.toml").write_text(
        '[[queries]]\nname = "a"\ntable = "accounts"\nsql = "delete from firm returning *"\n'
    )
    kept = as_kept(load_live_queries(tmp_path / "ask.toml"))
    config = SourceConfig(kind="sql", name="sales", more=(("queries", kept),))

    with pytest.raises(CallError, match="not one select"):
        sql_database.open_sql(config, f"sqlite:///{tmp_path / 'x.db'}")


WRONG = {
    "no table": ('[[queries]]\nname = "a"\nsql = "select 1"\n', "neither a table nor a mapping"),
    "a wrong table": ('[[queries]]\nname = "a"\ntable = "deal"\nsql = "select 1"\n', "no table"),
    "nothing": ("", "holds no query"),
    "two of one name": (
        '[[queries]]\nname = "a"\ntable = "deals"\nsql = "select 1"\n' * 2,
        "two queries are named",
    ),
}


@pytest.mark.parametrize("said", WRONG.values(), ids=WRONG)
def test_a_file_of_queries_says_what_to_mend(tmp_path: Path, said: tuple[str, str]) -> None:
    content, words = said
    (tmp_path / "ask.toml").write_text(content)

    with pytest.raises(ConfigError, match=words):
        load_live_queries(tmp_path / "ask.toml")


def test_queries_are_kept_as_they_were_said(tmp_path: Path) -> None:
    (tmp_path / "ask.toml").write_text(QUERIES)
    (tmp_path / "firms.toml").write_text(MAPPING)
    found = load_live_queries(tmp_path / "ask.toml")

    assert as_queries(as_kept(found)) == found
