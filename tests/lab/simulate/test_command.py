"""`goodwill simulate` through the real command, and its company through import and statement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from goodwill.lab.simulate import Asked, simulate
from goodwill.lab.simulate.scoring import marked
from goodwill.lab.simulate.truth import AccountTruth
from goodwill.serve.cli.app import app


def goodwill(*words: str | int | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, words)])


def test_a_company_is_written_and_told_in_json(tmp_path: Path) -> None:
    done = goodwill(
        "simulate", tmp_path / "new", "--accounts", 3, "--months", 4, "--format", "json"
    )
    told = json.loads(done.stdout)

    assert done.exit_code == 0, done.output
    assert (told["accounts"], told["as_of"]) == (3, "2026-06-30")
    assert (tmp_path / "new" / "truth.json").is_file()
    assert (tmp_path / "new" / "company" / "goodwill.toml").is_file()


def test_what_it_has_written_is_said_in_words(tmp_path: Path) -> None:
    done = goodwill("simulate", tmp_path / "new", "--accounts", 1, "--months", 2)

    assert done.exit_code == 0
    assert "1 account, " in done.output
    assert "truth.json" in done.output


@pytest.mark.parametrize(
    "words",
    [("--until", "2026-06-15"), ("--until", "June"), ("--missing", "post"), ("--accounts", "0")],
    ids=["a day within a month", "no day", "no source", "no accounts"],
)
def test_a_call_that_cannot_be_meant_ends_with_two(words: tuple[str, str], tmp_path: Path) -> None:
    done = goodwill("simulate", tmp_path / "new", *words)

    assert done.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")

    assert goodwill("simulate", tmp_path).exit_code == 2


def test_a_folder_that_cannot_be_made_is_told_with_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    done = goodwill("simulate", tmp_path / "mine.txt" / "new")

    assert done.exit_code == 2
    assert "could not be written: Not a directory." in " ".join(done.output.split())


def test_its_files_import_whole_and_the_engine_agrees_on_the_money(tmp_path: Path) -> None:
    made = simulate(tmp_path / "new", Asked(accounts=4, months=15, seed=3, language="en"))
    book = tmp_path / "book"
    done = goodwill("--book", book, "import", tmp_path / "new" / "company")
    assert done.exit_code == 0, done.output
    told = goodwill("--book", book, "statements", "--as-of", "2026-06-30", "--format", "json")
    statements = {each["account"]["id"]: each for each in map(json.loads, told.stdout.splitlines())}

    assert statements.keys() == {each.account_id for each in made.truth.accounts}
    for account in made.truth.accounts:
        assert off(account, statements) < 0.005


def off(account: AccountTruth, statements: dict[str, object]) -> float:
    found = marked(account, statements[account.account_id])  # type: ignore[arg-type]
    return max(found.economics.values())
