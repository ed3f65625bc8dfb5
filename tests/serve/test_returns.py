"""What came of plays and of kinds, through the real commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from goodwill.serve.cli.app import app

FILES = {
    "goodwill.toml": '[company]\ndomains = ["us.example"]\ncurrency = "EUR"\nhourly_cost = 50\n',
    "accounts.csv": "account_id,name,domains\nacme,Acme,acme.example\n",
    "invoices.csv": "invoice_id,account_id,issued_on,due_on,amount,cost\n"
    + "".join(f"i{n},acme,2025-{n:02d}-10,2025-{n:02d}-24,100,70\n" for n in range(1, 10)),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, book = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("book")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    assert run(book, "import", str(folder)).exit_code == 0
    return book


def run(place: Path, *words: str) -> Result:
    env = {"COLUMNS": "100", "NO_COLOR": "1"}
    return CliRunner().invoke(app, ["--book", str(place), *words], env=env)


def test_a_book_of_one_account_says_that_it_cannot_tell(place: Path) -> None:
    result = run(place, "accounts", "--by-kind", "--as-of", "2026-06-30")

    assert result.exit_code == 0, result.output
    assert "1 account was known a year before" in result.stdout
    assert "Your data cannot tell" in result.stdout
    assert "A social relationship is the lowest return on investment." in result.stdout


def test_as_json_it_has_every_claim_with_its_verdict(place: Path) -> None:
    result = run(place, "accounts", "--by-kind", "--as-of", "2026-06-15", "--format", "json")

    found = json.loads(result.stdout)
    assert (found["from"], found["to"]) == ("2025-06-01", "2026-05-31")
    assert {one["verdict"] for one in found["claims"]} == {"cannot_tell"}
    assert all(one["says"] and one["source"] for one in found["claims"])


def test_it_has_no_page_of_its_own_and_says_what_there_is(place: Path) -> None:
    result = run(place, "accounts", "--by-kind", "--format", "html")

    assert result.exit_code == 2
    assert "ask for json" in result.output


def test_without_a_play_there_is_nothing_to_learn(place: Path) -> None:
    shown, as_json = (
        run(place, "calibrate", "--plays", *more) for more in ([], ["--format", "json"])
    )

    assert "No play was accepted" in shown.stdout
    assert json.loads(as_json.stdout) == []


def test_plays_and_answers_are_not_learnt_in_one_call(place: Path) -> None:
    result = run(place, "calibrate", "--plays", "answers.csv")

    assert result.exit_code == 2
    assert "--plays alone" in result.output


def test_an_accepted_play_is_told_of_without_figures_of_one(place: Path) -> None:
    accepted = run(place, "plan", "acme", "accept", "agree_payment_date", "--as-of", "2025-08-15")
    assert accepted.exit_code == 0, accepted.output

    result = run(place, "calibrate", "--plays")

    assert "too few to say more" in " ".join(result.stdout.split())


def test_what_came_of_plays_is_told_of_one_account_and_of_all(place: Path) -> None:
    run(place, "plan", "acme", "accept", "agree_payment_date", "--as-of", "2025-08-15")

    one, every = (
        json.loads(run(place, "plan", *words, "--outcomes", "--format", "json").stdout)
        for words in (["acme"], [])
    )

    assert [found["play"] for found in one["outcomes"]] == ["agree_payment_date"]
    assert one["works"] == []
    assert [found["play"] for found in every["works"]] == ["agree_payment_date"]


def test_outcomes_are_told_in_words(place: Path) -> None:
    run(place, "plan", "acme", "accept", "agree_payment_date", "--as-of", "2025-08-15")

    shown = " ".join(run(place, "plan", "--outcomes").stdout.split())

    assert "accepted 15 Aug 2025" in shown
    assert "What works here" in shown


@pytest.mark.parametrize("more", [["--hours", "3"], ["--format", "ics"]])
def test_outcomes_stand_alone(place: Path, more: list[str]) -> None:
    result = run(place, "plan", "--outcomes", *more)

    assert result.exit_code == 2
    assert "stands alone" in result.output
