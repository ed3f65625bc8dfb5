"""What a book's own answers do to the weights of its signals, and how that is undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from goodwill.book import Book, open_book
from goodwill.serve.cli.app import app

DAY = date(2026, 6, 30)
NAMES = [f"a{number:02}" for number in range(12)]
SETTINGS = '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\n'
MAIL = """From a@{0}.example Mon Jun  1 09:00:00 2026
From: Ann <ann@{0}.example>
To: Sue <sue@ours.example>
Date: Mon, 1 Jun 2026 09:00:00 +0000
Message-ID: <1@{0}.example>
Subject: News

I am leaving the company at the end of the month. We have had a cheaper offer from a competitor,
and we are thinking of changing supplier. Could you lower your price by ten per cent?

"""
OFTEN_WRONG = "competitor_at_the_door"
ALWAYS_RIGHT = ("champion_leaving", "price_pressure")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book of twelve accounts that each wrote one mail."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "goodwill.toml").write_text(SETTINGS, "utf-8")
    rows = [f"{name},Firm {name},{name}.example" for name in NAMES]
    (folder / "accounts.csv").write_text("\n".join(["account_id,name,domains", *rows]), "utf-8")
    (folder / "all.mbox").write_text("".join(MAIL.format(name) for name in NAMES), "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([folder])
    yield book
    book.close()


def answers(folder: Path, accounts: int = len(NAMES)) -> Path:
    """Of each account: nobody is at the door, yet somebody leaves and the price is pressed."""
    path = folder / f"answers{accounts}.csv"
    rows = [
        f"{name},{DAY},risks[{risk}],{'no' if risk == OFTEN_WRONG else 'yes'}"
        for name in NAMES[:accounts]
        for risk in (OFTEN_WRONG, *ALWAYS_RIGHT)
    ]
    path.write_text("\n".join(["account,as_of,line,answer", *rows]) + "\n", "utf-8")
    return path


def weighs(book: Book, risk: str) -> float:
    """What all evidence for a risk of the first account comes to."""
    found = book.why(NAMES[0], f"risks[{risk}]", as_of=DAY)
    return sum(item["weight"] for item in found.evidence)


def test_a_signal_that_people_mostly_call_wrong_weighs_less(book: Book, tmp_path: Path) -> None:
    wrong, right = weighs(book, OFTEN_WRONG), weighs(book, "champion_leaving")
    report = book.calibrate([answers(tmp_path)])

    weights = report.reliability.groups["risks"].weights
    assert weights is not None
    assert weights.is_better
    assert 0 <= weighs(book, OFTEN_WRONG) < wrong
    assert weighs(book, "champion_leaving") >= right
    assert book.statement(NAMES[0], as_of=DAY)["made_with"]["calibration"] == report.name
    assert book.calibration.factors == weights.factors


def test_lines_of_other_groups_stay_as_they_were(book: Book, tmp_path: Path) -> None:
    before = book.statement(NAMES[0], as_of=DAY)
    book.calibrate([answers(tmp_path)])
    after = book.statement(NAMES[0], as_of=DAY)

    for part in ("kind", "stage", "patterns", "practices", "expectations", "economics"):
        assert after[part] == before[part]


def test_one_command_undoes_it_to_the_byte(book: Book, tmp_path: Path) -> None:
    before = orjson.dumps(book.statement(NAMES[0], as_of=DAY))
    book.calibrate([answers(tmp_path)])
    moved = orjson.dumps(book.statement(NAMES[0], as_of=DAY))
    done = CliRunner().invoke(app, ["--book", book.place, "calibrate", "--reset"])
    again = open_book(book.place)

    assert done.exit_code == 0
    assert moved != before
    assert orjson.dumps(again.statement(NAMES[0], as_of=DAY)) == before
    assert again.reliability() is None
    assert "nothing to undo" in (
        CliRunner().invoke(app, ["--book", book.place, "calibrate", "--reset"]).stdout
    )
    again.close()


def test_answers_of_nine_accounts_move_chances_and_no_weights(book: Book, tmp_path: Path) -> None:
    extra = answers(tmp_path, 9)
    rows = [f"{name},{DAY},risks[defection],no" for name in NAMES[:9]]
    with extra.open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    report = book.calibrate([extra])

    found = report.reliability.groups["risks"]
    assert found.method == "beta"
    assert found.weights is not None
    assert (found.weights.accounts, found.weights.before) == (9, None)
    assert not book.calibration.factors


def test_the_doors_tell_what_was_learnt_and_how_much_better_it_is(
    book: Book, tmp_path: Path
) -> None:
    place, path = ["--book", book.place], str(answers(tmp_path))
    done = CliRunner().invoke(app, [*place, "calibrate", path], env={"COLUMNS": "200"})
    shown = CliRunner().invoke(app, [*place, "calibrate", "--show", "--format", "json"])
    doctor = CliRunner().invoke(app, [*place, "doctor"], env={"COLUMNS": "200"})

    weights = json.loads(shown.stdout)["groups"]["risks"]["weights"]
    assert weights["after"] < weights["before"]
    for told in (done.stdout, doctor.stdout):
        assert "36 answers about lines on which a signal bears, 24 yes and 12 no" in told
        assert f"log-loss {weights['before']:.3f} as in the catalogue" in told
        assert any(name in told for name in weights["factors"])


def test_the_same_answers_learn_the_same_whatever_was_in_force(book: Book, tmp_path: Path) -> None:
    first = book.calibrate([answers(tmp_path)])
    again = book.calibrate([answers(tmp_path)])

    assert again.name == first.name == again.before
    assert again.reliability == first.reliability
