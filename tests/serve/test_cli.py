"""The commands: what they print, where, and with which exit code; the book is made by hand."""

from __future__ import annotations

import errno
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import typer
from tests.serve.hand_made import DAY, HandMadeBook
from typer.core import TyperGroup
from typer.testing import CliRunner, Result

from goodwill.errors import BookNotFoundError, StoreError
from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.reports import (
    DoctorReport,
    Ruling,
)
from goodwill.serve.cli.app import app
from goodwill.serve.ports import BookPort
from goodwill.sources.base import ReadError

REJECT = ReadError(
    path="invoices.csv",
    locator="row 7",
    reason='"12o.50" is no amount',
    hint="Write it with digits and a point.",
    column="amount",
    value="12o.50",
)


@pytest.fixture
def book(
    larkfield: Statement, penhale: Statement, larkfield_money: Money, penhale_money: Money
) -> HandMadeBook:
    kept_money = {"larkfield": larkfield_money, "penhale": penhale_money}
    return HandMadeBook(kept=[larkfield, penhale], kept_money=kept_money)


@pytest.fixture
def opened_at(book: HandMadeBook, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Every place a book was opened at, and whether it might be made there."""
    places: list[tuple[str, bool]] = []

    def open_book(where: str, *, create: bool = False) -> BookPort:
        places.append((where, create))
        return book

    fake = ModuleType("goodwill.book")
    fake.__dict__["open_book"] = open_book
    monkeypatch.setitem(sys.modules, "goodwill.book", fake)
    monkeypatch.delenv("GOODWILL_BOOK", raising=False)
    return places


ROOT = typer.main.get_group(app)
SINGLE = [name for name, one in ROOT.commands.items() if not isinstance(one, TyperGroup)]


def run(*args: str, feed: str = "") -> Result:
    return CliRunner().invoke(app, list(args), input=feed, env={"COLUMNS": "80"})


@pytest.mark.usefixtures("opened_at")
def test_a_statement_as_json_is_the_contracts_json(larkfield: Statement) -> None:
    done = run("statement", "larkfield", "--format", "json")

    assert done.exit_code == 0
    assert json.loads(done.stdout) == larkfield
    assert done.stderr == ""


@pytest.mark.usefixtures("opened_at")
def test_all_statements_are_one_document_a_line(larkfield: Statement, penhale: Statement) -> None:
    lines = run("statements", "--format", "json").stdout.splitlines()

    assert [json.loads(line) for line in lines] == [larkfield, penhale]


@pytest.mark.usefixtures("opened_at")
@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["statement", "larkfield"], "Very likely a technical relationship"),
        (["statement", "larkfield", "--format", "html"], "<!doctype html>"),
        (["statements"], "Penhale Estates"),
        (["accounts"], "2 accounts, by revenue"),
        (["accounts", "--format", "json"], '"return_per_hour": 175.82'),
        (["accounts", "--format", "html"], "Who needs attention"),
        (["accounts", "--unmatched"], "Looks like larkfield."),
        (["accounts", "--unmatched", "--format", "json"], '"amount": 1200.5'),
        (["accounts", "--to-review"], "goodwill accounts --apart larkfield 'Larkfeld Ltd'"),
        (["accounts", "--to-review", "--format", "json"], '"status": "proposed"'),
        (["accounts", "--same", "larkfield", "Larkfeld Ltd"], "are one account: Larkfield"),
        (["accounts", "--apart", "a", "b"], "No longer: A and B were ruled one account."),
        (["accounts", "--apart", "a", "b", "--format", "json"], '"answer": "apart"'),
        (["accounts", "--help"], "goodwill accounts --to-review"),
        (["why", "larkfield", "kind"], "Speaks against it"),
        (["why", "larkfield", "kind", "--format", "json"], '"evidence": ['),
        (["why", "larkfield", "kind", "--format", "html"], "Speaks against it"),
        (["why", "larkfield", "kind", "--since", "2026-03-31", "--rules", "now"], "Speaks for it"),
        (["assess"], "2 statements, 1 of them new or changed"),
        (["assess", "--format", "json"], '"as_of": "2026-06-30"'),
        (["doctor"], "Import invoices.csv"),
        (["doctor", "--format", "json"], '"problems": ['),
        (["doctor"], "Weights are expert priors; calibration not yet measured here."),
        (["doctor", "--format", "html"], "Weights are expert priors; calibration not yet"),
        (["calibrate", "--show"], "goodwill calibrate ANSWERS"),
        (["calibrate", "--show", "--format", "json"], "null"),
        (["config"], "company.name"),
        (["config", "--format", "json"], '"from": "goodwill.toml"'),
        (["--version"], "0."),
    ],
    ids=" ".join,
)
def test_every_command_answers(command: list[str], words: str) -> None:
    done = run(*command)

    assert done.exit_code == 0, done.stderr
    assert words in done.stdout


@pytest.mark.usefixtures("opened_at")
def test_a_ruling_is_handed_on_with_its_note_and_who_made_it(
    book: HandMadeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ann")

    done = run("accounts", "--same", "larkfield", "Larkfeld Ltd", "--note", "asked Bo")

    assert done.exit_code == 0, done.stderr
    assert book.asked == [
        Ruling(answer="same", first="larkfield", second="Larkfeld Ltd", note="asked Bo", by="ann")
    ]


@pytest.mark.usefixtures("opened_at")
def test_the_doctors_json_has_the_contracts_names() -> None:
    found = json.loads(run("doctor", "--format", "json").stdout)

    assert list(found) == ["facts", "sources", "columns", "engine", "problems"]
    assert found["problems"] == [
        {"what": "No invoices", "where": "book", "next": "Import invoices.csv"}
    ]


@pytest.mark.parametrize(
    ("args", "environment", "place"),
    [
        (["--book", "before", "doctor"], "elsewhere", "before"),
        (["doctor", "--book", "behind"], "elsewhere", "behind"),
        (["--book", "before", "doctor", "--book", "behind"], "", "behind"),
        (["doctor"], "elsewhere", "elsewhere"),
        (["doctor"], "", "goodwill-book"),
    ],
)
def test_the_book_is_the_one_named_last(
    args: list[str],
    environment: str,
    place: str,
    opened_at: list[tuple[str, bool]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOODWILL_BOOK", environment)

    assert run(*args).exit_code == 0
    assert opened_at == [(place, False)]


def test_only_an_import_makes_a_book(
    tmp_path: Path, opened_at: list[tuple[str, bool]], book: HandMadeBook
) -> None:
    file = tmp_path / "mail.mbox"
    file.write_text("")

    done = run("import", str(file))

    assert done.exit_code == 0
    assert opened_at == [("goodwill-book", True)]
    assert book.asked == [["mail.mbox"]]
    assert book.closed
    assert "notes.mbox holds no mail." in done.stdout
    assert "Book: goodwill-book" in done.stderr


@pytest.mark.usefixtures("opened_at")
def test_rejects_are_listed_and_end_with_one(tmp_path: Path, book: HandMadeBook) -> None:
    book.rejects = (REJECT,)

    done = run("import", str(tmp_path))

    assert done.exit_code == 1
    assert 'invoices.csv, row 7, amount "12o.50": ' in done.stdout.replace("\n", " ")
    assert "Write it with digits and a point." in done.stdout


@pytest.mark.usefixtures("opened_at")
@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["statement", "larkfeild"], 'The nearest name is "larkfield".'),
        (["statement", "larkfield", "--as-of", "30/06/2026"], '"30/06/2026" is not a day.'),
        (["statement", "larkfield", "--as-of", "0001-01-01"], "a day of which no book tells"),
        (["statement", "larkfield", "--as-of", "1899-12-31"], "a day of which no book tells"),
        (["statement", "larkfield", "--as-of", "2200-01-01"], "a day of which no book tells"),
        (["accounts", "--unmatched", "--to-review"], "cannot stand together"),
        (["accounts", "--same", "a", "b", "--apart", "a", "b"], "cannot stand together"),
        (["accounts", "--note", "why"], "--note says why of --same or --apart."),
        (["accounts", "--unmatched", "--format", "html"], "has no page of its own"),
        (["accounts", "--same", "a"], "requires 2 arguments"),
        (["import", "no-such-file"], 'There is no file or folder "no-such-file".'),
        (["statement"], "Missing argument"),
        (["nonsense"], "No such command"),
        (["statement", "larkfield", "--format", "docx"], "docx"),
        (["read", "no-such-file"], '"no-such-file" could not be opened'),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_two_and_says_what_is_wrong(args: list[str], words: str) -> None:
    done = run(*args)

    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BookNotFoundError("There is no book in x.", hint="Make one."), "There is no book in x."),
        (StoreError("The disk is full.", hint="Make room."), "Make room."),
        (RuntimeError("secret words of a mail"), "A report was saved in"),
        (OSError(errno.EIO, "input/output error"), "A report was saved in"),
        (RecursionError("too deep"), "A report was saved in"),
        (MemoryError(), "A report was saved in"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
@pytest.mark.usefixtures("opened_at")
def test_a_failure_ends_with_three_and_without_a_traceback(
    error: Exception,
    words: str,
    book: HandMadeBook,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def fail(_engine: str | None) -> DoctorReport:
        raise error

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(book, "doctor", fail)

    done = run("doctor")

    assert done.exit_code == 3
    assert words in done.stderr
    assert "Traceback" not in done.output
    assert "secret" not in done.output
    assert book.closed


@pytest.mark.usefixtures("opened_at")
def test_an_unknown_error_leaves_a_report_that_only_its_owner_reads(
    book: HandMadeBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_engine: str | None) -> DoctorReport:
        raise RuntimeError("what went wrong")

    typed = [
        "goodwill",
        "--sql",
        "postgresql://ann:s3cret@h/x",
        "--sql=x://h/x?key=s3cret",
        "a.csv",
    ]
    monkeypatch.setattr("sys.argv", typed)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(book, "doctor", fail)
    run("doctor")

    (report,) = tmp_path.glob("goodwill-report-*.txt")
    said = report.read_text("utf-8")
    assert said.startswith("goodwill --sql --sql\n")
    assert "RuntimeError" in said
    assert "in fail" in said
    assert "what went wrong" not in said
    assert report.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("opened_at")
def test_as_of_reaches_the_book(book: HandMadeBook) -> None:
    run("statement", "larkfield", "--as-of", "2026-06-30")

    assert set(book.asked) == {DAY}


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
@pytest.mark.usefixtures("opened_at")
def test_the_first_and_the_last_day_a_book_may_tell_of_reach_it(
    day: str, book: HandMadeBook
) -> None:
    assert run("statement", "larkfield", "--as-of", day).exit_code == 0

    assert book.asked[0] == date.fromisoformat(day)


@pytest.mark.usefixtures("opened_at")
def test_commitments_are_those_of_the_statement(larkfield: Statement) -> None:
    told = run("commitments", "larkfield", "--format", "json")

    assert json.loads(told.stdout) == larkfield["commitments"]
    assert "promises, both ways" in run("commitments", "larkfield").stdout


def test_every_command_teaches_by_an_example() -> None:
    for name in SINGLE:
        shown = run(name, "--help").stdout
        assert "Example" in shown
        assert f"goodwill {name}" in shown.replace("--book books/acme ", "") or (
            f"| goodwill {name}" in shown
        )
        assert "\b" not in shown
