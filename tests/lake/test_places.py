"""Where a lake lies, what it needs, and how its ledger is copied: without Spark."""

from __future__ import annotations

import importlib.util
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodwill.errors import CallError
from goodwill.lake import session
from goodwill.lake.place import make_lake, open_lake
from goodwill.lake.publish import SAID, copy_tables
from goodwill.opened import Opened
from goodwill.serve.cli.app import app
from goodwill.store.book_state import LAKE_READER
from goodwill.store.database import open_store
from goodwill.store.tables.schema import METADATA
from goodwill.store.upkeep.dump import facts_hash


def test_a_lake_remembers_where_its_parquet_lies(tmp_path: Path) -> None:
    made = make_lake(tmp_path / "lake", "s3a://acme/goodwill/")

    assert made.statements("2026-06-30") == "s3a://acme/goodwill/statements/as_of=2026-06-30"
    assert open_lake(tmp_path / "lake") == make_lake(tmp_path / "lake", None) == made


def test_the_parquet_of_a_lake_does_not_move(tmp_path: Path) -> None:
    make_lake(tmp_path, "s3a://acme/goodwill")

    with pytest.raises(CallError, match="lies at s3a://acme/goodwill, not at hdfs://other"):
        make_lake(tmp_path, "hdfs://other")


def test_a_folder_without_a_lake_is_told_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no lake") as told:
        open_lake(tmp_path)

    assert "goodwill lake import" in told.value.hint


@pytest.mark.parametrize("note", ["", "{bad", "[]", "{}", '{"parquet": 1}'])
def test_a_note_that_names_no_place_is_told_with_what_to_write(note: str, tmp_path: Path) -> None:
    (tmp_path / "goodwill-lake.json").write_text(note, "utf-8")

    with pytest.raises(CallError, match=r"goodwill-lake\.json does not say where") as told:
        open_lake(tmp_path)

    assert '"parquet"' in told.value.hint


def test_without_spark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark", None)

    with pytest.raises(session.SparkMissingError) as told, session.spark_session("local[1]"):
        pass

    assert "goodwill[spark]" in told.value.hint


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="needs pyspark: make spark")
def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/nowhere")

    with pytest.raises(session.SparkMissingError) as told, session.spark_session("local[1]"):
        pass

    assert "openjdk-17-jre-headless" in told.value.hint


@pytest.mark.parametrize("home", ["", "/nowhere"])
def test_java_is_looked_for_where_spark_looks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str
) -> None:
    monkeypatch.setenv("JAVA_HOME", home)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert session.java_home_or_none() is None

    java = tmp_path / "java"
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    assert session.java_home_or_none() == (None if home else str(java))


@pytest.mark.parametrize("setting", ["spark.executor.memory", "executor.memory=8g"])
def test_a_setting_that_is_none_is_a_wrong_call(tmp_path: Path, setting: str) -> None:
    make_lake(tmp_path, None)

    done = CliRunner().invoke(app, ["lake", "publish", "--lake", str(tmp_path), "--conf", setting])

    assert done.exit_code == 2
    assert "--conf spark." in done.output


@pytest.mark.parametrize("command", ["import", "assess", "publish"])
def test_every_command_says_how_it_is_used(command: str) -> None:
    done = CliRunner().invoke(app, ["lake", command, "--help"])

    assert done.exit_code == 0
    assert "Examples:" in done.stdout


def test_a_ledger_is_copied_whole_and_what_people_said_stays(book: Opened, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "other", create=True)) as other:
        with other.write() as tx:
            tx.run("insert into desired_kind values (1, 0, 'x', 'partner', '', '', 'ann', null)")
        copy_tables(book.store, other, frozenset(METADATA.tables) - SAID)

        assert facts_hash(other) == facts_hash(book.store)
        assert other.rows("select count(*) from desired_kind") == [(1,)]


def test_a_book_of_a_lake_draws_nothing_up_by_itself(book: Opened, tmp_path: Path) -> None:
    copied = Opened(str(tmp_path / "other"), create=True)
    copy_tables(book.store, copied.store, frozenset(METADATA.tables))
    with copied.store.write() as tx:
        tx.run("insert into book_state (name, value) values (?, 'x')", (LAKE_READER,))

    account_id, day = book.accounts()[0].account_id, date(2026, 1, 31)
    with closing(copied):
        assert list(copied.drawn([], day)) == []
        with pytest.raises(CallError, match="a lake has what it needs"):
            copied.drawn([account_id], day)
        with pytest.raises(CallError, match="a lake has what it needs") as told:
            copied.draw_up(account_id, day)

    assert "--as-of 2026-01-31" in told.value.hint
