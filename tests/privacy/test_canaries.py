"""Words of mail stand in the book and in answers, and nowhere else: in no log, report or leftover.

Every body, subject, name and address of the book that is asked here holds a word to look for.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.privacy.conftest import HER, NAME, TRACES, WORDS, fill
from tests.serve.web.conftest import asks

from goodwill.book import Book
from goodwill.serve.frames import command_of, frames_of
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

BROKEN = b"From x@y Mon Mar 02 09:30:00 2026\nno header here xylocarp\n\nzora.quill\n\n"


def said_of(text: str, words: tuple[str, ...] = TRACES) -> list[str]:
    return [word for word in words if word.lower() in text.lower()]


@pytest.fixture
def company_with_faults(tmp_path: Path) -> Path:
    folder = fill(tmp_path / "company")
    (folder / "broken.mbox").write_bytes(BROKEN * 3)
    (folder / "bad.eml").write_bytes(b"\x00\xff\xfe xylocarp " + HER.encode() + b"\n" * 50)
    (folder / "bad.ics").write_text(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{NAME}\nDTSTART:x\n")
    return folder


def test_no_command_leaves_words_behind_or_says_them_on_standard_error(
    company_with_faults: Path, tmp_path: Path
) -> None:
    rest = tmp_path / "tmp"
    rest.mkdir()
    surroundings = os.environ | {"TMPDIR": str(rest), "GOODWILL_NO_BROWSER": "1"}
    for command in (
        ("import", str(company_with_faults)),
        ("assess", "--as-of", "2026-03-31"),
        ("doctor",),
        ("audit",),
        ("erase", HER, "--dry-run"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "goodwill", "--book", str(tmp_path / "book"), *command],
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in {0, 1}, done.stderr
        assert said_of(done.stderr, WORDS) == []
    assert [path for path in rest.rglob("*") if path.is_file()] == []


def test_pages_write_no_words_into_the_log(book: Book, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask = asks(create_app(Shelf(book, date(2026, 3, 31))))
    for path in ("/", "/promises", "/people", "/accounts/acme", "/data", "/search?q=xylocarp"):
        assert ask(path).status_code == 200, path

    own = [one for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]
    assert said_of("\n".join(one.getMessage() for one in own)) == []


def test_what_is_written_down_of_an_error_holds_no_words_of_its_message() -> None:
    def parse(text: str) -> None:
        try:
            int(text)
        except ValueError as error:
            raise RuntimeError(f"cannot read {text}") from error

    try:
        parse("xylocarp")
    except RuntimeError as error:
        told = frames_of(error)

    assert said_of(told) == []
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "in parse" in told


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["/usr/bin/goodwill", "erase", HER], "goodwill erase"),
        (["goodwill", "--book", "/home/zora", "why", "acme"], "goodwill why --book"),
        (["goodwill", "import", "--sql=postgresql://u:p@h/x"], "goodwill import --sql"),
        (["goodwill"], "goodwill"),
        ([], ""),
    ],
)
def test_of_what_was_typed_the_command_and_its_options_are_written_down(
    typed: list[str], kept: str
) -> None:
    assert command_of(typed) == kept
