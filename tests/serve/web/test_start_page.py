"""The first run: an empty book leads there, files are taken, read, and told about."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.web.conftest import SETTINGS, TABLES, Ask, asks, mailbox

from goodwill.errors import CallError
from goodwill.serve.web.app import create_app
from goodwill.serve.web.importing import Given, Importing
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.uploads import NAME, Uploading, next_folder, safe_name, sending

BOUNDARY = "b0undary"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"


@pytest.fixture
def app(empty_shelf: Shelf) -> FastAPI:
    return create_app(empty_shelf)


def importing(app: FastAPI) -> Importing:
    found: Importing = app.state.importing
    return found


def company() -> list[tuple[str, tuple[str, bytes]]]:
    """The small company's files as a form sends them."""
    texts = {**TABLES, "goodwill.toml": SETTINGS, "mail.mbox": mailbox(), "notes.docx": "none"}
    return [("files", (name, text.encode())) for name, text in texts.items()]


def test_an_empty_book_leads_to_the_first_run(app: FastAPI) -> None:
    answer = asks(app)("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/start")
    assert "Begin with a mailbox" in asks(app)("/start").text


def test_files_are_taken_read_and_told_about(app: FastAPI, empty_shelf: Shelf) -> None:
    ask = asks(app)
    answer = ask("/start/files", files=company())
    assert (answer.status_code, answer.headers["location"]) == (303, "/start")

    importing(app).wait()
    page = ask("/start").text
    assert "Acre &amp; Sons" in page
    assert "It is no number" in page
    assert "notes.docx was not read" in page
    assert "See who needs attention" in page
    assert ask("/start/progress").headers["hx-refresh"] == "true"
    assert ask("/").status_code == 200
    assert empty_shelf.book.settings.company.currency == "EUR"


def test_the_same_files_given_again_add_nothing(app: FastAPI, empty_shelf: Shelf) -> None:
    ask = asks(app)
    for _ in range(2):
        ask("/start/files", files=company())
        importing(app).wait()

    assert sum(one.imported for one in empty_shelf.book.intake()) == 10
    assert empty_shelf.book.statement("acre")["coverage"]["messages"] == 2


def test_no_file_chosen_is_said(app: FastAPI, empty_shelf: Shelf) -> None:
    answer = asks(app)("/start/files", files=[("files", ("", b""))])

    assert answer.status_code == 400
    assert "No file was chosen" in answer.text
    assert not uploaded(empty_shelf)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "multipart/form-data", f"multipart/form-data; boundary={'b' * 999}", TYPE],
)
def test_what_is_no_form_leaves_nothing_behind(
    app: FastAPI, empty_shelf: Shelf, content_type: str
) -> None:
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nhalf'
    answer = asks(app)(
        "/start/files", content=part.encode(), headers={"content-type": content_type}
    )

    assert answer.status_code == 400
    assert not list(Path(empty_shelf.book.place).glob("uploads/*"))


def test_files_that_lost_the_race_to_be_read_are_not_kept(
    app: FastAPI, empty_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(*_: object) -> None:
        raise CallError("An import is running already.")

    monkeypatch.setattr(importing(app), "start", start)

    assert asks(app)("/start/files", files=company()).status_code == 400
    assert not uploaded(empty_shelf)


def test_a_book_without_room_for_files_says_so(app: FastAPI, empty_shelf: Shelf) -> None:
    Path(empty_shelf.book.place, "uploads").write_text("a file where a folder should be")
    for path, form in (("files", {"files": company()}), ("made-up", {"method": "POST"})):
        answer = asks(app)(f"/start/{path}", **form)
        assert answer.status_code == 400
        assert "The files could not be written" in answer.text


def uploaded(shelf: Shelf) -> list[Path]:
    """All files that a page has sent into the book's folder."""
    return [one for one in Path(shelf.book.place).glob("uploads/**/*") if one.is_file()]


def test_another_site_sends_nothing(app: FastAPI, empty_shelf: Shelf) -> None:
    headers = {"origin": "http://evil.example"}

    assert asks(app)("/start/files", files=company(), headers=headers).status_code == 403
    assert not uploaded(empty_shelf)


def test_one_import_at_a_time(app: FastAPI, empty_shelf: Shelf, tmp_path: Path) -> None:
    held = Event()
    file = tmp_path / "accounts.csv"
    file.write_text(TABLES["accounts.csv"], "utf-8")

    def hold() -> None:
        held.wait()

    importing(app).start([Given(path=file, name=file.name, size=1)], hold)

    answer = asks(app)("/start/files", files=company())
    assert "An import is running already" in answer.text
    assert "Your books are being drawn up" in asks(app)("/start").text
    assert not uploaded(empty_shelf)

    held.set()
    importing(app).wait()
    assert "Acre" in asks(app)("/start").text


def test_who_sends_files_during_an_import_is_answered_once_all_has_been_sent(
    app: FastAPI, tmp_path: Path
) -> None:
    held, sent = Event(), list[int]()

    def hold() -> None:
        held.wait()

    importing(app).start([Given(path=tmp_path / "gone.csv", name="gone.csv", size=1)], hold)

    async def parts() -> AsyncIterator[bytes]:
        for part in range(5):
            yield b"x" * 100
            sent.append(part)

    answer = asks(app)("/start/files", content=parts(), headers={"content-type": TYPE})
    held.set()
    importing(app).wait()

    assert answer.status_code == 400
    assert "An import is running already" in answer.text
    assert sent == [0, 1, 2, 3, 4]


def test_an_import_that_fails_says_so_and_may_be_followed(app: FastAPI, tmp_path: Path) -> None:
    importing(app).start([Given(path=tmp_path / "gone.csv", name="gone.csv", size=1)])
    importing(app).wait()

    assert "There is no file or folder" in asks(app)("/start").text
    importing(app).may_start()


def test_a_made_up_company_goes_into_an_empty_book_alone(ask: Ask) -> None:
    answer = ask("/start/made-up", method="POST")

    assert answer.status_code == 400
    assert "This book is not empty" in answer.text


def test_a_made_up_company_can_be_looked_at(app: FastAPI, empty_shelf: Shelf) -> None:
    assert asks(app)("/start/made-up", method="POST").status_code == 303

    importing(app).wait()
    assert importing(app).work is not None
    assert len(empty_shelf.portfolio(empty_shelf.newest).glances) > 10
    assert "a made-up company" in asks(app)("/start").text


NAMES = {
    # what was given: what it is kept as
    "mail.mbox": "mail.mbox",
    "../../etc/passwd": "passwd",
    "C:\\Users\\kim\\Post.mbox": "Post.mbox",
    "..": "file",
    "": "file",
    "a\x00b\n.csv": "a_b_.csv",
    "Rechnungen für März.xlsx": "Rechnungen für März.xlsx",
    "<script>.csv": "_script_.csv",
}


@pytest.mark.parametrize(("given", "kept"), NAMES.items(), ids=NAMES)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@given(st.text(max_size=300))
def test_no_name_leads_anywhere_else(given: str) -> None:
    kept = safe_name(given)

    assert (Path("/book") / kept).resolve().parent == Path("/book")
    assert 0 < len(kept.encode()) <= NAME


@pytest.mark.parametrize("letter", ["x", "ж", "漢"])
def test_a_long_name_keeps_its_ending(letter: str) -> None:
    assert safe_name(letter * 500 + ".mbox").endswith(f"{letter}.mbox")


@given(
    content=st.binary(max_size=400) | st.just(f"\r\n--{BOUNDARY}x\r\n".encode()),
    bite=st.integers(min_value=1, max_value=97),
)
def test_a_file_arrives_as_it_was_sent_however_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, bite: int
) -> None:
    form = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\nnone\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
    ).encode()
    form += content + f"\r\n--{BOUNDARY}--\r\n".encode()
    sent = Uploading(next_folder(tmp_path_factory.mktemp("book")), TYPE)
    for start in range(0, len(form), bite):
        sent.feed(form[start : start + bite])

    (one,) = sent.done()
    assert (one.name, one.size, one.path.read_bytes()) == ("a.csv", len(content), content)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    part = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nx\r\n'
    )
    with (
        pytest.raises(CallError, match="More than 1000 files"),
        sending(tmp_path) as folder,
        closing(Uploading(folder, TYPE)) as sent,
    ):
        sent.feed((part * 1002).encode())
    assert list(tmp_path.glob("uploads/*")) == []


def test_each_sending_has_a_folder_of_its_own(tmp_path: Path) -> None:
    assert [next_folder(tmp_path).name for _ in range(3)] == ["0001", "0002", "0003"]
