"""A statement on paper: the page, each way of making a PDF of it, and what is said without any."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.late_payer import make_book
from typer.testing import CliRunner

from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.serve import paper
from goodwill.serve.cli.app import app
from goodwill.serve.html.pages import paper_page
from goodwill.serve.languages import language, speaking
from goodwill.serve.titles import Titles, load_titles

PDF = b"%PDF-"
RED = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">'
    + "".join(f'<circle cx="{n}" cy="{n * 7 % 90}" r="{n % 9}"/>' for n in range(90))
    + "</svg>"
)
HOSTILE = '<script>alert(1)</script><img src="https://evil.example/x.png">'
BROWSER = next((name for name in paper.BROWSERS if shutil.which(name)), None)


def has_weasyprint() -> bool:
    """Whether it is there with what it stands on."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401, PLC0415  only whether it can be loaded
    except OSError:
        return False
    return True


def test_the_page_says_what_a_statement_says(
    larkfield: Statement, larkfield_money: Money, titles: Titles
) -> None:
    page = paper_page(larkfield, titles, larkfield_money)

    assert larkfield["account"]["name"] in page
    assert all(play["title"] in page for play in larkfield["plan"]["plays"])
    assert "<svg" not in page
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_hardly_known_accounts_have_a_page_too(penhale: Statement, titles: Titles) -> None:
    page = paper_page(penhale, titles)

    assert penhale["account"]["name"] in page
    assert "Nothing to do that the evidence would carry." in page


def test_the_page_is_in_the_language_of_the_moment(larkfield: Statement) -> None:
    with speaking(language("de")):
        page = paper_page(larkfield, load_titles())

    assert '<html lang="de">' in page
    assert "Wer entscheidet" in page


def test_what_came_from_outside_stays_text(larkfield: Statement, titles: Titles) -> None:
    larkfield["account"]["name"] = HOSTILE
    page = paper_page(larkfield, titles)

    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.skipif(not has_weasyprint(), reason="WeasyPrint or Pango is not installed")
def test_weasyprint_makes_a_pdf_and_fetches_nothing(
    larkfield: Statement, titles: Titles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "red.svg").write_text(RED)
    monkeypatch.setattr(paper, "BROWSERS", ())
    page = paper_page(larkfield, titles)
    image = f'<img src="{(tmp_path / "red.svg").as_uri()}">'

    without = paper.as_pdf(page.replace("<h1>", "<img><h1>"))
    beside = paper.as_pdf(page.replace("<h1>", f"{image}<h1>"))

    assert without.startswith(PDF)
    assert len(beside) < len(without) + 200  # no picture came in


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_makes_a_pdf_where_weasyprint_is_not_there(
    larkfield: Statement, titles: Titles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "find_spec", lambda _: None)

    assert paper.as_pdf(paper_page(larkfield, titles)).startswith(PDF)


def test_without_either_both_ways_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "find_spec", lambda _: None)
    monkeypatch.setattr(paper, "BROWSERS", ())
    book = make_book(tmp_path)

    found = CliRunner().invoke(
        app,
        ["--book", str(book), "statement", "halden", "--as-of", "2026-06-30", "--format", "pdf"],
    )

    assert found.exit_code == 2
    assert "neither WeasyPrint nor Chromium" in found.output
    assert "goodwill[pdf]" in found.output


def test_a_browser_that_makes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    false = tmp_path / "browser"
    false.write_text("#!/bin/sh\nexit 0\n")
    false.chmod(0o755)
    monkeypatch.setattr(paper, "find_spec", lambda _: None)
    monkeypatch.setattr(paper, "BROWSERS", (str(false),))

    with pytest.raises(paper.NotPrintedError, match="made no PDF"):
        paper.as_pdf("<p>Hello</p>")
