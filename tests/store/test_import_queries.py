"""Importing what queries give, from SQLite and from a PostgreSQL server: again, and mended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from goodwill.pipeline import ImportReport, import_paths
from goodwill.sources.queries import Queries, Query
from goodwill.store.database import Store

SELECT = (
    "select no as invoice_id, cust as account_id, day as issued_on, net as amount, "
    "at as booked_at from bills where no like '%' order by no"
)
FIRST = (
    "create table bills (no text, cust text, day date, net numeric(12, 3), at timestamp)",
    "insert into bills values ('B1', 'acme', '2025-03-04', 12.500, '2025-03-04 10:00:00')",
    "insert into bills values ('B2', 'acme', '2025-03-05', 1.234, null)",
)


@pytest.fixture(params=["sqlite", "postgres"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of a company's own, with two bills."""
    url = f"sqlite:///{tmp_path}/erp.db"
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres_url"))
    engine = create_engine(url)
    run(engine, "drop table if exists bills", *FIRST)
    yield engine
    run(engine, "drop table bills")
    engine.dispose()


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def imported(store: Store, engine: Engine, minute: int, text: str = SELECT) -> ImportReport:
    url = engine.url.render_as_string(hide_password=False)
    asked = Queries(url=url, queries=(Query(text=text, name="bills"),))
    now = datetime(2026, 1, 1, 12, minute, tzinfo=UTC)
    return import_paths(store, [], imported_at=now, queries=asked, workers=0)


def amounts(store: Store) -> dict[str, int]:
    """The invoices that hold, in millionths."""
    return dict(store.rows("SELECT invoice_id, amount FROM invoice WHERE superseded_by IS NULL"))


def test_a_query_is_imported_and_run_again_adds_nothing(store: Store, warehouse: Engine) -> None:
    first = imported(store, warehouse, 1)
    again = imported(store, warehouse, 2)

    assert not first.rejects
    assert (first.total.imported, again.total.imported, again.total.duplicate) == (2, 0, 2)
    assert amounts(store) == {"B1": 12_500_000, "B2": 1_234_000}


def test_rows_that_changed_take_the_place_of_those_of_their_key(
    store: Store, warehouse: Engine
) -> None:
    imported(store, warehouse, 1)
    run(
        warehouse,
        "update bills set net = 7 where no = 'B1'",
        "insert into bills values ('B3', 'bolt', '2025-03-06', 1, null)",
    )

    report = imported(store, warehouse, 2)

    assert report.total.imported == 2
    assert amounts(store) == {"B1": 7_000_000, "B2": 1_234_000, "B3": 1_000_000}


def test_the_book_keeps_the_query_and_no_secret(store: Store, warehouse: Engine) -> None:
    imported(store, warehouse, 1)

    ((name, text),) = store.rows("SELECT name, value FROM book_state WHERE name LIKE 'query %'")

    assert text == SELECT
    assert name.endswith("#bills")
    assert "?" not in name


def test_the_server_itself_refuses_to_write(
    store: Store, warehouse: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.sources.queries.check_query", lambda _query, _url: None)

    report = imported(store, warehouse, 1, "delete from bills returning no as invoice_id")

    assert "the database refuses it" in report.rejects[0].reason
    assert imported(store, warehouse, 2).total.imported == 2
