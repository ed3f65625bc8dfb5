"""The pages about Python, SQL and HTTP: examples run, the reference is what the code says."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest
from tests.serve.web.conftest import drawn_up

import goodwill
from goodwill.book import Book
from goodwill.contents import Contents
from goodwill.opened import Opened
from goodwill.serve.api.app import create_api

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the book `acme` in it."""
    made = tmp_path_factory.mktemp("documented")
    drawn_up(made).book.close()
    (made / "book").rename(made / "acme")
    return made


@pytest.mark.parametrize("page", ["python.md", "sql.md"])
def test_the_examples_of_a_page_run_and_give_what_it_shows(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = doctest.testfile(
        str(DOCS / page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )

    assert found.attempted >= 3
    assert found.failed == 0


def test_the_reference_is_what_the_code_says() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "reference.py"), "--check"],
        capture_output=True, check=False, text=True,
    )  # fmt: skip

    assert ran.returncode == 0, f"{ran.stderr}Write them anew with:  python tools/reference.py"


def test_every_address_on_the_page_of_the_api_is_one() -> None:
    known = create_api(None).openapi()["paths"]  # type: ignore[arg-type]  # nothing is asked of it
    forms = [re.compile(re.sub(r"\{\w+\}", "[^/?]+", path)) for path in known]
    text = (DOCS / "api.md").read_text("utf-8")
    named = re.findall(r"(?<=/api/v1)/[a-z/_]+", text)

    assert named
    for path in named:
        assert path == "/openapi.json"[: len(path)] or any(form.fullmatch(path) for form in forms)


@pytest.mark.parametrize("name", goodwill.__all__)
def test_what_is_promised_is_there_and_documented(name: str) -> None:
    found = getattr(goodwill, name)

    assert name.startswith("__") or inspect.getdoc(found)


@pytest.mark.parametrize("kind", [Opened, Contents, Book])
def test_every_method_of_a_book_says_what_it_does_and_what_it_takes(kind: type) -> None:
    for name, one in vars(kind).items():
        is_public = not name.startswith("_")
        if is_public and inspect.isfunction(one):
            assert one.__doc__, f"{kind.__name__}.{name} does not say what it does"
            taken = set(inspect.signature(one).parameters) - {"self"}
            assert taken | {"return"} <= set(one.__annotations__), f"{kind.__name__}.{name}"


def test_the_shape_of_a_statement_can_be_read_by_programs() -> None:
    assert {"kind", "stage", "patterns", "plan"} <= set(get_type_hints(goodwill.Statement))
