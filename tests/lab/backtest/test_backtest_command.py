"""`goodwill backtest` on a small book: what it says, what it keeps to itself, and no look ahead."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from goodwill.book import Book, open_book
from goodwill.hindsight.backtesting import Found, Task, assessor_of, claims_of_task, worked
from goodwill.lab.backtest.definitions import OUTCOMES
from goodwill.serve.cli.app import app

NAMES = [f"a{number:02}" for number in range(12)]
STOPPING = NAMES[:6]
CUT = date(2025, 3, 31)
LAST = date(2025, 10, 30)
SETTINGS = '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = 50\n'
ASKS = "Could you send the drawings by Friday? We are happy with the work so far."
GOES = "I am leaving the company in May. We are going to another supplier, who is cheaper."


def mail(name: str, day: date, text: str) -> str:
    sent = f"{day:%a, %d %b %Y} 09:00:00 +0000"
    return (
        f"From ann@{name}.example {day:%a %b %d} 09:00:00 {day:%Y}\n"
        f"From: Ann Ash <ann@{name}.example>\nTo: Sue Orr <sue@ours.example>\nDate: {sent}\n"
        f"Message-ID: <{day}@{name}.example>\nSubject: Delivery\n\n{text}\n\n"
    )


def invoices(name: str, until: date) -> Iterator[str]:
    """One every month, paid on its day; who stops buys last in February 2025."""
    last = min(until, date(2025, 2, 20)) if name in STOPPING else until
    day, number = date(2024, 1, 5), 0
    while day <= last:
        yield f"i{name}-{number},{name},{day},{day + timedelta(days=30)},100.5"
        day, number = day + timedelta(days=30), number + 1


def write(folder: Path, until: date, *, later: bool) -> Path:
    """Files of twelve accounts; `later` adds what happened after the cut."""
    folder.mkdir()
    (folder / "goodwill.toml").write_text(SETTINGS, "utf-8")
    accounts = [f"{name},Firm {name},{name}.example" for name in NAMES]
    rows = [row for name in NAMES for row in invoices(name, until)]
    paid = [f"p{row.split(',')[0]},{row.split(',')[0]},{row.split(',')[3]},100.5" for row in rows]
    tables: Sequence[tuple[str, list[str]]] = (
        ("accounts", ["account_id,name,domains", *accounts]),
        ("invoices", ["invoice_id,account_id,issued_on,due_on,amount", *rows]),
        ("payments", ["payment_id,invoice_id,paid_on,amount", *paid]),
        ("deals", ["deal_id,account_id,opened_on,closed_on,status,origin", *deals(later=later)]),
    )
    for name, lines in tables:
        (folder / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    mails = [mail(name, date(2025, 3, 3), ASKS) for name in NAMES]
    mails += [mail(name, CUT + timedelta(days=1), GOES) for name in NAMES if later]
    (folder / "all.mbox").write_text("".join(mails), "utf-8")
    return folder


def deals(*, later: bool) -> Iterator[str]:
    """One deal of each account, closed after the cut."""
    for name in NAMES:
        closed = "2025-04-05,lost" if later else ",open"
        yield f"d{name},{name},2025-03-20,{closed},rfp"


def opened(tmp_path: Path, until: date, *, later: bool) -> Book:
    book = open_book(tmp_path / f"book-{later}", create=True)
    book.import_paths([write(tmp_path / f"files-{later}", until, later=later)])
    book.accounts()
    return book


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A book of twelve accounts, six of which stop buying."""
    book = opened(tmp_path_factory.mktemp("backtest"), LAST, later=True)
    book.close()
    return book.place


def backtest(place: str, *words: str) -> Result:
    return CliRunner().invoke(app, ["--book", place, "backtest", *words], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def document(place: str) -> Any:
    done = backtest(place, "--every", "3", "--from", "2024-09", "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_every_outcome_is_told_of_with_its_definition(document: Any) -> None:
    assert [one["id"] for one in document["outcomes"]] == list(OUTCOMES)
    assert all(one["definition"] for one in document["outcomes"])
    assert (document["first"], document["every"], document["accounts"]) == ("2024-09-30", 3, 12)


def test_who_stopped_is_lost_and_six_events_are_too_few(document: Any) -> None:
    lost = document["outcomes"][0]

    assert (lost["events"], lost["accounts_with_event"], lost["accounts"]) == (6, 6, 12)
    assert lost["not_told"] == "6 events at 6 of 12 accounts; 10 at 5 of 10 are needed"
    assert {one["verdict"] for one in lost["foreseers"]} == {"too_few"}
    assert lost["months"] == 12 * len(("2024-09", "2024-12", "2025-03"))
    assert lost["followed_until"] == "2025-10-26"


def test_what_the_book_has_no_rows_of_is_not_told(document: Any) -> None:
    repriced = document["outcomes"][2]

    assert repriced["not_told"] == "the book has no rows that tell of it"
    assert repriced["foreseers"] == []


def test_nothing_is_stored(place: str, document: Any) -> None:
    assert document["statements"] > 0
    book = open_book(place)
    assert book.glances(date(2024, 9, 30)) == []
    assert book.stored(NAMES[0], date(2024, 9, 30)) is None
    book.close()


def test_in_words_it_answers_first_and_says_where_there_is_too_little(place: str) -> None:
    done = backtest(place, "--from", "2024-12", "--to", "2024-12", "--horizon", "270")

    assert done.exit_code == 0, done.output
    words = " ".join(done.stdout.split())
    assert "Dec 2024 to Dec 2024, each month: 12 statements as they were known then." in words
    assert "Stopped buying: not enough to tell (6 events at 6 of 12 accounts;" in words
    assert "within 270 days" in words
    assert "It came within 270 days after 50 % of months." in words


def test_the_page_stands_alone(place: str) -> None:
    done = backtest(place, "--from", "2024-12", "--to", "2024-12", "--format", "html")

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("<!doctype html>")
    assert "Did statements see it coming?" in done.stdout
    assert "<script" not in done.stdout
    assert "http" not in done.stdout.replace("http-equiv", "")


def test_a_span_in_which_nothing_can_be_followed_is_said(place: str) -> None:
    done = backtest(place, "--from", "2025-10")

    assert done.exit_code == 0, done.output
    assert "There is no month after which anything could be followed" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--from", "2024-13"), '"2024-13" is not a month.'),
        (("--to", "June"), '"June" is not a month.'),
        (("--from", "0001-01"), '"0001-01" is not a month.'),
        (("--from", "2025-02", "--to", "2025-01"), "2025-01 is before 2025-02."),
        (("--every", "0"), "--every"),
        (("--horizon", "29"), "--horizon"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(place: str, words: Sequence[str], says: str) -> None:
    done = backtest(place, *words)

    assert done.exit_code == 2, done.output
    assert says in done.output


def claimed(book: Book) -> object:
    """What every line of every account claims at the cut."""
    task = Task(CUT, tuple(NAMES), 0.5)
    return claims_of_task(assessor_of(book), task)


def test_what_happens_after_a_month_changes_no_claim_of_that_month(tmp_path: Path) -> None:
    before, after = opened(tmp_path, CUT, later=False), opened(tmp_path, LAST, later=True)

    assert claimed(before) == claimed(after)
    later = claims_of_task(assessor_of(after), Task(LAST, tuple(NAMES), 0.5))
    assert (
        later[NAMES[0], LAST]
        != claims_of_task(assessor_of(after), Task(CUT, (NAMES[0],), 0.5))[NAMES[0], CUT]
    )
    before.close()
    after.close()


def test_several_processes_claim_what_one_does_and_none_is_lost_where_they_fail(
    place: str, tmp_path: Path
) -> None:
    book = open_book(place)
    tasks = [Task(day, tuple(NAMES), 0.5) for day in (date(2024, 9, 30), date(2024, 12, 31))]

    def all_of(workers: int) -> Found:
        found: Found = {}
        for some in worked(book, tasks, workers):
            assert not found.keys() & some.keys()
            found |= some
        return found

    alone = all_of(0)
    assert len(alone) == 2 * len(NAMES)
    assert all_of(2) == alone
    book.place = str(tmp_path / "nowhere")  # no process finds the book
    assert all_of(2) == alone
    book.close()
