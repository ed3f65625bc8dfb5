"""A book's calibration: what answers do to its statements, and what they leave as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from goodwill.book import Book, open_book
from goodwill.facts.disputes import Dispute
from goodwill.facts.statement import Statement
from goodwill.serve.cli.app import app
from goodwill.serve.html.pages import doctor_page, statement_page
from goodwill.serve.titles import load_titles
from goodwill.store.answers.disputes import add_dispute

DAY = date(2026, 6, 30)
NAMES = [f"a{number}" for number in range(5)]
SETTINGS = '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = 50\n'
MAIL = """From a@{0}.example Mon Jun  1 09:00:00 2026
From: Ann <ann@{0}.example>
To: Sue <sue@ours.example>
Date: Mon, 1 Jun 2026 09:00:00 +0000
Message-ID: <1@{0}.example>
Subject: Delivery

I am leaving the company at the end of the month. We have had a cheaper offer from a competitor,
and we are thinking of changing supplier. Could you lower your price by ten per cent?

"""


def files(folder: Path, names: Iterable[str]) -> Path:
    folder.mkdir()
    (folder / "goodwill.toml").write_text(SETTINGS, "utf-8")
    rows = [f"{name},Firm {name},{name}.example" for name in names]
    (folder / "accounts.csv").write_text("\n".join(["account_id,name,domains", *rows]), "utf-8")
    (folder / "all.mbox").write_text("".join(MAIL.format(name) for name in names), "utf-8")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book of five accounts that each wrote one mail."""
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([files(tmp_path / "files", NAMES)])
    yield book
    book.close()


def answers(folder: Path, rows: Iterable[tuple[str, str, str]], name: str = "answers") -> Path:
    """A file of account, line and answer."""
    path = folder / f"{name}.csv"
    lines = [f"{account},{DAY},{line},{answer}" for account, line, answer in rows]
    path.write_text("\n".join(["account,as_of,line,answer", *lines]) + "\n", "utf-8")
    return path


def all_no(book: Book, most: int) -> list[tuple[str, str, str]]:
    """Every risk of every account, as many as are asked for: none of them is so."""
    risks = [risk["id"] for risk in book.statement("a0", as_of=DAY)["risks"]]
    return [(account, f"risks[{risk}]", "no") for account in NAMES for risk in risks][:most]


def risks_of(statement: Statement) -> list[tuple[str, float]]:
    return [(risk["id"], risk["probability"]) for risk in statement["risks"]]


def test_29_answers_change_nothing_and_30_do(book: Book, tmp_path: Path) -> None:
    before = book.statement("a0", as_of=DAY)
    few = book.calibrate([answers(tmp_path, all_no(book, 29))])
    unmoved = book.statement("a0", as_of=DAY)
    enough = book.calibrate([answers(tmp_path, all_no(book, 30))])
    moved = book.statement("a0", as_of=DAY)

    assert (few.used, few.name, few.reliability.groups["risks"].method) == (29, "none", "none")
    assert unmoved == before
    assert (enough.used, enough.reliability.groups["risks"].method) == (30, "beta")
    assert moved["made_with"]["calibration"] == enough.name != "none"
    assert enough.name.startswith("own:")
    assert moved["made_with"]["calibrated"] == ["risks"]


def test_answers_move_their_own_group_and_leave_its_order(book: Book, tmp_path: Path) -> None:
    before = book.statement("a0", as_of=DAY)
    book.calibrate([answers(tmp_path, all_no(book, 50))])
    after = book.statement("a0", as_of=DAY)

    stated, shown = dict(risks_of(before)), dict(risks_of(after))
    seen = [risk for risk in before["risks"] if risk["evidence"]]
    assert seen
    assert all(shown[risk["id"]] < stated[risk["id"]] for risk in seen)
    assert sorted(stated, key=lambda one: (stated[one], one)) == sorted(
        shown, key=lambda one: (shown[one], one)
    )
    for part in ("kind", "stage", "patterns", "practices", "expectations", "economics"):
        assert after[part] == before[part]


def test_an_unrelated_account_moves_no_statement(book: Book, tmp_path: Path) -> None:
    book.calibrate([answers(tmp_path, all_no(book, 40))])
    before = orjson.dumps(book.statement("a0", as_of=DAY))
    book.import_paths([files(tmp_path / "more", ["zz"])])
    (again,) = book.assessor.draw_up(["a0"], DAY)

    assert orjson.dumps(book.statement("a0", as_of=DAY)) == before
    assert orjson.dumps(again.statement) == before


def test_the_same_answers_make_the_same_calibration_whatever_was_in_force(
    book: Book, tmp_path: Path
) -> None:
    rows = all_no(book, 40)
    right = [(account, line, "right") for account, line, _ in rows]
    first = book.calibrate([answers(tmp_path, right)])
    other = book.calibrate([answers(tmp_path, rows)])
    again = book.calibrate([answers(tmp_path, list(reversed(right)))])

    assert first.name == again.name
    assert (other.before, again.before) == (first.name, other.name)
    assert first.reliability == again.reliability


def test_too_few_answers_leave_in_force_what_there_was(book: Book, tmp_path: Path) -> None:
    kept = book.calibrate([answers(tmp_path, all_no(book, 40))])
    report = book.calibrate([answers(tmp_path, all_no(book, 5))])

    assert report.name == report.before == kept.name
    assert book.reliability() == kept.reliability


def test_a_book_opened_again_has_its_calibration(book: Book, tmp_path: Path) -> None:
    kept = book.calibrate([answers(tmp_path, all_no(book, 40))])
    drawn = book.statement("a1", as_of=DAY)
    again = open_book(tmp_path / "book")

    assert again.reliability() == kept.reliability
    assert again.calibration.name == kept.name
    assert again.statement("a1", as_of=DAY) == drawn
    again.close()


def test_what_names_no_line_with_a_chance_is_told(book: Book, tmp_path: Path) -> None:
    rows = [
        ("nobody", "kind", "right"),
        ("a0", "hostages", "right"),
        ("a0", "practices[apology]", "right"),
        ("a0", "defection", "no"),
    ]
    report = book.calibrate([answers(tmp_path, rows)])

    assert report.used == 1
    reasons = {bad.line: bad.reason for bad in report.skipped}
    assert reasons[2].startswith('No account "nobody"')
    assert reasons[3].startswith('A statement has no line "hostages"')
    assert reasons[4] == '"practices[apology]" states no chance that could be right or wrong'


def test_without_an_item_the_odds_are_less_before_the_curve(book: Book, tmp_path: Path) -> None:
    book.calibrate([answers(tmp_path, all_no(book, 50))])
    risks = book.statement("a0", as_of=DAY)["risks"]
    seen = [one["id"] for one in risks if any(item["weight"] > 0 for item in one["evidence"])]
    found = book.why("a0", f"risks[{seen[0]}]", as_of=DAY)

    assert found.without
    shown = found.line["probability"]
    assert isinstance(shown, float)
    assert all(0 < one.probability < shown for one in found.without)


def test_the_doors_show_what_chances_rest_on(book: Book, tmp_path: Path) -> None:
    titles = load_titles()
    assert "expert priors" in doctor_page("book", book.doctor(), titles)
    report = book.calibrate([answers(tmp_path, all_no(book, 50))])
    page = doctor_page("book", book.doctor(), titles)

    assert report.name in page
    assert page.count('role="img"') == 1, "a picture of risks; of the others nobody spoke"
    assert page.count("Nobody has answered about these yet.") == 3
    assert f"{report.name} of risks" in statement_page(book.statement("a0", as_of=DAY), titles)


def test_the_command_fits_and_shows(book: Book, tmp_path: Path) -> None:
    rows = [*all_no(book, 50), ("nobody", "kind", "right")]
    path, place = str(answers(tmp_path, rows)), ["--book", book.place]
    done = CliRunner().invoke(app, [*place, "calibrate", path], env={"COLUMNS": "90"})
    shown = CliRunner().invoke(app, [*place, "calibrate", "--show", "--format", "json"])
    doctor = CliRunner().invoke(app, [*place, "doctor", "--format", "json"])

    assert done.exit_code == 1, "one row could not be used"
    assert "51 answers read, 50 lines answered." in done.stdout
    assert "50 answers on 5 accounts: a curve of three parameters" in done.stdout
    assert 'line 52: No account "nobody"' in " ".join(done.stdout.split())
    assert json.loads(shown.stdout)["groups"]["risks"]["answers"] == 50
    assert json.loads(doctor.stdout)["calibration"] == json.loads(shown.stdout)


@pytest.mark.parametrize("call", [[], ["--show", "a.csv"], ["nowhere.csv"]])
def test_a_call_without_answers_to_read_is_wrong(book: Book, call: list[str]) -> None:
    done = CliRunner().invoke(app, ["--book", book.place, "calibrate", *call])

    assert done.exit_code == 2


def dispute_all(book: Book) -> int:
    """Somebody answers every risk of every account, as though it had been shown to them."""
    risks = [one["id"] for one in book.statement(NAMES[0], as_of=DAY)["risks"]]
    said = [
        Dispute(
            id=0,
            account_id=name,
            on=DAY,
            line=f"risks[{risk}]",
            answer="right",
            value="likely" if (place + len(risk)) % 3 else "unlikely",
            by="ann",
        )
        for place, name in enumerate(NAMES)
        for risk in risks
    ]
    at = int(datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC).timestamp())
    with book.store.write() as tx:
        for one in said:
            add_dispute(tx, one, made_at=at)
    return len(said)


def as_file(book: Book, folder: Path) -> Path:
    """The same answers in a file."""
    says = {"likely": "yes", "unlikely": "no"}
    rows = [
        f"{one.account_id},{one.on},{one.line},{says[str(one.value)]},{one.by}"
        for one in book.disputes()
    ]
    path = folder / "same.csv"
    path.write_text("\n".join(["account,as_of,line,answer,by", *rows]) + "\n", "utf-8")
    return path


def test_what_was_said_in_the_book_counts_as_a_file_would(book: Book, tmp_path: Path) -> None:
    count = dispute_all(book)

    own = book.calibrate([])

    assert own.labels == count
    assert own.name.startswith("own:")
    assert own.skipped == ()
    other = open_book(tmp_path / "other", create=True)
    other.import_paths([tmp_path / "files"])
    assert other.calibrate([as_file(book, tmp_path)]).name == own.name
    other.close()


def test_no_answer_is_held_against_itself_and_nobody_is_named(book: Book) -> None:
    dispute_all(book)

    first, again = book.calibrate([]), book.calibrate([])

    assert first.name == again.name
    assert "ann" not in orjson.dumps(first.reliability).decode()
