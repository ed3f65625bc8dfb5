"""`goodwill import --sql`: a database is asked, beside files or alone."""

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from goodwill.serve.cli.app import app

SELECT = "select no as payment_id, bill as invoice_id, day as paid_on, net as amount from paid"


@pytest.fixture
def url(tmp_path: Path) -> str:
    with sqlite3.connect(tmp_path / "erp.db") as database:
        database.execute("create table paid (no text, bill text, day text, net real)")
        database.execute("insert into paid values ('P1', 'B1', '2025-04-01', 9.5)")
    database.close()
    return f"sqlite:///{tmp_path}/erp.db"


def run(tmp_path: Path, *words: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, ["--book", str(tmp_path / "book"), "import", *words], env=env)


def test_a_query_is_imported_under_its_name(tmp_path: Path, url: str) -> None:
    done = run(tmp_path, "--sql", url, "--query", SELECT, "--as", "paid", "--format", "json")

    assert done.exit_code == 0, done.output
    assert f'"path": "{url}#paid"' in done.stdout


def test_the_url_may_come_from_where_no_one_reads_it(tmp_path: Path, url: str) -> None:
    (tmp_path / "erp.toml").write_text(f'[[queries]]\nname = "paid"\nsql = "{SELECT}"\n')

    done = run(tmp_path, "--queries", str(tmp_path / "erp.toml"), env={"GOODWILL_SQL": url})

    assert done.exit_code == 0, done.output
    assert "erp.db#paid" in done.stdout.replace("\n", "")


def test_files_and_queries_go_together(tmp_path: Path, url: str) -> None:
    (tmp_path / "accounts.csv").write_text("account_id,name\nacme,Acme\n")

    done = run(tmp_path, str(tmp_path / "accounts.csv"), "--sql", url, "--query", SELECT)

    assert done.exit_code == 0, done.output
    assert "all files                 2" in done.stdout


WRONG_CALLS = {
    "nothing at all": ([], "Nothing was named"),
    "no database": (["--query", "select 1"], "which database"),
    "a query and a file of them": (["--query", "select 1", "--queries", "q.toml"], "Both"),
    "a name for no query": (["--as", "x"], "belong to a query"),
    "a table that there is none of": (
        ["--sql", "sqlite:///x.db", "--query", "select 1", "--table", "invoice"],
        '"invoices"',
    ),
    "a query that writes": (
        ["--sql", "sqlite:///x.db", "--query", "drop table paid"],
        "is refused",
    ),
}


@pytest.mark.parametrize(("words", "message"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_says_what_is_missing(tmp_path: Path, words: list[str], message: str) -> None:
    done = run(tmp_path, *words)

    assert done.exit_code == 2
    assert message in done.stderr
