"""Pages while another process imports: as they were, at once, and never a refusal."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.errors import BookNotFoundError
from goodwill.serve.apart import assess_apart
from goodwill.serve.web.app import create_app
from goodwill.serve.web.hands import Apart
from goodwill.serve.web.shelf import Shelf
from goodwill.store.statements.storing import drop_statements

PAGES = (
    "/",
    "/accounts/acre",
    "/accounts/acre/why/kind",
    "/accounts/acre/why/economics.contribution",
    "/accounts/acre/timeline",
    "/search?q=valves",
)
COMMAND = "from goodwill.serve.cli import main; main()"


@pytest.fixture
def importing(own_shelf: Shelf, tmp_path: Path) -> Iterator[Ask]:
    """The pages, while a real import commits mail of acre until the test is done."""
    ask = asks(create_app(own_shelf))
    for page in PAGES:
        assert ask(page).status_code == 200
    file = tmp_path / "more.mbox"
    file.write_text("".join(mail(number) for number in range(1_200)), "utf-8")
    before = messages(own_shelf)
    call = [sys.executable, "-c", COMMAND, "--book", own_shelf.book.place, "import", str(file)]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while messages(own_shelf) == before and process.poll() is None:
            continue
        yield ask
        process.wait(timeout=60)
    assert messages(own_shelf) == before + 1_200


def mail(number: int) -> str:
    return (
        "From x Thu Jan  1 00:00:00 2026\nFrom: kim@acre.example\nTo: ann@ours.example\n"
        f"Subject: Valve {number}\nMessage-ID: <more{number}@m.example>\n"
        f"Date: {1 + number % 28} Jun 2026 10:00:00 +0000\n\nCould you send valve {number}?\n\n"
    )


def messages(shelf: Shelf) -> int:
    with sqlite3.connect(f"file:{shelf.book.place}/book.db?mode=ro", uri=True) as connection:
        return int(connection.execute("select count(*) from message").fetchone()[0])


def test_every_page_is_given_as_it_was_and_nothing_is_worked_out_for_it(
    importing: Ask, own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_shelf.book, "take_in", lambda *_: pytest.fail("worked out for a page"))

    found = {page: importing(page).status_code for page in PAGES}
    drawn_anew = importing("/accounts/brook").text, importing("/accounts/acre/why/stage").text

    assert found == dict.fromkeys(PAGES, 200)
    assert own_shelf.statement("acre", DAY)["coverage"]["messages"] == 2
    assert all("being taken in" not in text for text in drawn_anew)


def test_once_it_is_done_the_accounts_that_it_changed_are_drawn_up_and_no_other(
    own_shelf: Shelf, tmp_path: Path
) -> None:
    file = tmp_path / "more.mbox"
    file.write_text(mail(1), "utf-8")
    before = {one: own_shelf.book.stored_digest(one, DAY) for one in ("acre", "brook")}
    own_shelf.book.import_paths([file])

    own_shelf.take_in()

    assert not own_shelf.is_behind
    assert own_shelf.book.stored_digest("brook", DAY) == before["brook"]
    assert own_shelf.book.stored_digest("acre", DAY) != before["acre"]


def test_another_process_takes_in_what_is_new_and_reads_files(
    own_shelf: Shelf, tmp_path: Path
) -> None:
    shelf = Shelf(own_shelf.book, DAY, hands=Apart(own_shelf.book))
    file, told = tmp_path / "more.mbox", list[str]()
    file.write_text(mail(1), "utf-8")

    report = shelf.hands.import_paths([file], lambda progress: told.append(progress.what))
    shelf.take_in()
    shelf.hands.make_searchable(lambda _: None)

    assert (report.total.seen, report.total.imported) == (1, 1)
    assert told
    assert shelf.statement("acre", DAY)["coverage"]["messages"] == 3
    assert "Could you send" in asks(create_app(shelf))("/search?q=valve").text


def test_what_another_process_could_not_do_is_said_as_it_said_it(own_shelf: Shelf) -> None:
    with pytest.raises(BookNotFoundError, match="There is no book") as fault:
        assess_apart(f"{own_shelf.book.place}/nowhere", DAY, lambda _: None)

    assert "goodwill" in fault.value.hint


@pytest.fixture
def half_drawn(own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Pages of a book of which another process has let go of one statement."""
    monkeypatch.setattr("goodwill.serve.web.shelf.LOOKED_AGAIN", 0.0)
    ask = asks(create_app(own_shelf))
    for page in PAGES:
        ask(page)
    with own_shelf.book.store.write() as tx:  # type: ignore[attr-defined]
        drop_statements(tx, "acre")
    return ask


def test_where_somebody_else_has_let_go_of_statements_pages_stand_and_say_so(
    half_drawn: Ask,
) -> None:
    page, portfolio = half_drawn("/accounts/acre"), half_drawn("/")

    assert (page.status_code, portfolio.status_code) == (200, 200)
    assert "being taken in" in page.text
    assert "Acre &amp; Sons" in portfolio.text
    assert half_drawn("/again").status_code == 204


def test_once_all_are_drawn_up_again_nothing_is_said_any_more(
    own_shelf: Shelf, half_drawn: Ask
) -> None:
    assert "being taken in" in half_drawn("/accounts/acre").text

    own_shelf.take_in()

    assert "being taken in" not in half_drawn("/accounts/acre").text
    assert half_drawn("/again").headers["hx-refresh"] == "true"


def test_a_line_that_is_drawn_up_for_a_page_changes_nothing_that_is_stored(
    own_shelf: Shelf,
) -> None:
    edition = own_shelf.book.edition(DAY)

    own_shelf.book.why("acre", "economics.contribution", as_of=DAY)
    own_shelf.book.draw_up_whole("acre", DAY)

    assert own_shelf.book.edition(DAY) == edition
