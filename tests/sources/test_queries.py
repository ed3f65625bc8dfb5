"""Queries: what a select gives is a table; nothing is written, no password is told."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from goodwill.errors import CallError, ConfigError, SourceError
from goodwill.facts.commerce import Invoice
from goodwill.importing.table_rows import fact_of_row
from goodwill.sources import queries
from goodwill.sources.base import RawRecord, ReadError, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.mapped.shelf import Shelf
from goodwill.sources.queries import (
    Queries,
    Query,
    check_queries,
    shown_url,
    tables_of_queries,
)
from goodwill.sources.query_files import load_queries, table_named

SELECT = (
    "select no as INVOICE_ID, cust as account_id, day as issued_on, net as amount, {} from bills"
)
ROWS = [
    ("B1", "acme", "2025-03-04", 0.1 + 0.2, "=x"),
    ("B2", "acme", "2025-03-05", 12, None),
    ("B3", "bolt", "2025-03-06", None, "late"),
]


@pytest.fixture
def url(tmp_path: Path) -> str:
    with sqlite3.connect(tmp_path / "erp.db") as database:
        database.execute("create table bills (no text, cust text, day text, net real, note text)")
        database.executemany("insert into bills values (?, ?, ?, ?, ?)", ROWS)
    database.close()
    return f"sqlite:///{tmp_path}/erp.db"


def found(url: str, *texts: str, table: str | None = None) -> list[SourceFile | ReadError]:
    asked = Queries(url=url, queries=tuple(Query(text=text, table=table) for text in texts))
    check_queries(asked)
    return list(tables_of_queries(asked, Shelf(), 1))


def outcomes(url: str, text: str) -> list[Any]:
    (file,) = found(url, text)
    assert isinstance(file, SourceFile), file
    items = connector_named(file.connector).read(file, 0)
    return [
        fact_of_row(one, timezone="UTC") if isinstance(one, RawRecord) else one for one in items
    ]


def test_columns_named_as_the_contract_has_them_become_its_facts(url: str) -> None:
    first, second, third = outcomes(url, SELECT.format("note"))

    assert isinstance(first, Invoice)
    assert (first.invoice_id, str(first.amount)) == ("B1", "0.3")
    assert first.attributes == (("note", "=x"),)
    assert first.source.path == f"{url}#{Query(text=SELECT.format('note')).called}"
    assert isinstance(second, Invoice)
    assert isinstance(third, ReadError)
    assert (third.locator, third.column) == ("row 3", "amount")


def test_the_same_query_has_the_same_name_however_it_is_broken_into_lines() -> None:
    one, other = Query(text="select 1\n  from t"), Query(text="select 1 from t")

    assert one.called == other.called != Query(text="select 2 from t").called
    assert Query(text="select 1", name="bills").called == "bills"


def test_a_query_that_the_database_refuses_costs_no_other(url: str) -> None:
    refused, kept = found(url, "select missing from bills", SELECT.format("note"))

    assert isinstance(refused, ReadError)
    assert "no such column: missing" in refused.reason
    assert isinstance(kept, SourceFile)


@pytest.mark.parametrize(
    ("table", "reason"), [(None, "no table that is known"), ("payments", "no column invoice_id")]
)
def test_columns_that_make_no_table_are_told(url: str, table: str | None, reason: str) -> None:
    (error,) = found(
        url, "select no as payment_id, day as paid_on, net as amount from bills", table=table
    )

    assert isinstance(error, ReadError)
    assert reason in error.reason


WRITES = [
    "delete from bills",
    "with x as (delete from bills returning *) select * from x",
    "select 1; drop table bills",
    "select * into copy from bills",
    "update bills set net = 0 returning no",
    "pragma writable_schema = on",
    "",
    "select (",
]


@pytest.mark.parametrize("text", WRITES)
def test_what_is_not_one_select_is_refused_before_it_is_put(url: str, text: str) -> None:
    with pytest.raises(CallError, match="is refused"):
        found(url, text)


UNREADABLE = {
    # what it is: (the query, what is said of it)
    "a word that is missing": ("select no from where x", 'near "where", line 1, column 20'),
    "a bracket that stays open": ("select (", "no SQL that can be read"),
    "a text that stays open": ("select 'abc", "never closed"),
    "brackets without end": ("select " + "(" * 3_000, "nested too deep"),
    "a command": ("show tables", "not one select that only reads"),
}


@pytest.mark.parametrize(("text", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_wrong_with_a_query_is_told_in_plain_words(
    url: str, text: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CallError) as caught:
        found(url, text)

    assert said in caught.value.message
    assert "oken" not in caught.value.message
    assert capfd.readouterr().err == ""


def test_the_connection_itself_only_reads(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "check_query", lambda _query, _url: None)

    (error,) = found(url, "delete from bills returning no as invoice_id")

    assert isinstance(error, ReadError)
    assert "readonly" in error.reason
    assert len(outcomes(url, SELECT.format("note"))) == len(ROWS)


def test_a_password_is_never_shown() -> None:
    url = "postgresql+psycopg://ann:s3cret@127.0.0.1:9/erp?connect_timeout=1&password=s3cret"

    assert shown_url(url) == "postgresql+psycopg://ann@127.0.0.1:9/erp"
    with pytest.raises(SourceError) as caught:
        found(url, "select 1")
    assert "s3cret" not in f"{caught.value} {caught.value.hint} {caught.value.__cause__}"


def test_a_secret_that_another_one_begins_with_leaves_no_rest() -> None:
    url = "postgresql+psycopg://ann:s3@127.0.0.1:9/erp?sslmode=s3cret"

    with pytest.raises(SourceError, match=r'"[*][*][*]"'):
        found(url, "select 1")


def test_a_value_of_the_url_is_hidden_where_it_stands_alone_and_not_within_words() -> None:
    url = "postgresql+psycopg://ann@127.0.0.1:9/erp?application_name=on&sslmode=disable"

    with pytest.raises(SourceError, match="connection"):
        found(url, "select 1")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nothing", "no URL"),
        ("nosuch://s3cret@h/x", "no driver"),
        ("sqlite:////no/such/file.db", "no file"),
        ("sqlite://", "names no file"),
        ("postgresql+psycopg://ann:s3cret@h:port/x", "no URL"),
        ("postgresql+psycopg://ann:s3cret@[::1/x", "no URL"),
        ("postgresql+psycopg://ann:top@s3cret@h/x", "an @ in the password"),
    ],
)
def test_a_url_that_leads_nowhere_is_a_wrong_call(url: str, message: str) -> None:
    with pytest.raises(CallError, match=message) as caught:
        found(url, "select 1")
    assert "s3cret" not in f"{caught.value} {caught.value.hint}"


def test_two_queries_of_one_name_are_a_wrong_call(url: str) -> None:
    with pytest.raises(CallError, match="Two queries"):
        found(url, "select 1", "select 1")


FILE = """
[[queries]]
name = "bills"
table = "invoices"
sql = "select 1"
[[queries]]
name = "paid"
sql = "select 2"
"""


def test_a_file_names_many_queries(tmp_path: Path) -> None:
    (tmp_path / "erp.toml").write_text(FILE)

    assert load_queries(tmp_path / "erp.toml") == (
        Query(text="select 1", name="bills", table="invoices"),
        Query(text="select 2", name="paid"),
    )


WRONG = {
    "an unknown table": ('table = "invoices"', 'table = "invoice"', '"invoices"'),
    "an unknown key": ("sql = ", "sq1 = ", '"sql"'),
    "a query that is no text": ('sql = "select 2"', "sql = 2", "sql = 2 cannot be used"),
    "no name": ('name = "paid"', "", '"name" is missing'),
    "no query": (FILE, "", "holds no query"),
    "no TOML": (FILE, "[[", "it is no TOML"),
    "brackets without end": (FILE, f"a = {'[' * 5000}{']' * 5000}", "nested too deep"),
}


@pytest.mark.parametrize(("old", "new", "message"), WRONG.values(), ids=WRONG)
def test_a_file_that_cannot_be_meant_is_told(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    (tmp_path / "erp.toml").write_text(FILE.replace(old, new))

    with pytest.raises(ConfigError, match=message):
        load_queries(tmp_path / "erp.toml")


def test_a_table_is_named_as_the_contract_names_it() -> None:
    assert table_named("deals") == "deals"
    with pytest.raises(ConfigError, match='"deals"'):
        table_named("deal")
