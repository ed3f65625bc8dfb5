"""The review of all accounts: its sheets, what stands on them, and the PDF that they become."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from tests.late_payer import make_book
from tests.serve.test_paper import BROWSER, HOSTILE, PDF, has_weasyprint
from typer.testing import CliRunner

from goodwill.facts.statement import Statement
from goodwill.serve.cli.app import app
from goodwill.serve.html.review import MOST_SHEETS, ROWS, review_page
from goodwill.serve.languages import language, speaking
from goodwill.serve.titles import Titles, load_titles

can_print = pytest.mark.skipif(
    not has_weasyprint() and BROWSER is None, reason="neither WeasyPrint nor Chromium is installed"
)


def many(statement: Statement, number: int) -> list[Statement]:
    """So many accounts of which each says the same."""
    found = []
    for each in range(number):
        one = deepcopy(statement)
        one["account"]["id"] = f"a{each}"
        one["account"]["name"] = f"Account {each}"
        found.append(one)
    return found


def sheets(page: str) -> int:
    return page.count("<section")


def test_the_sheets_are_a_cover_findings_a_map_a_table_and_those_that_need_attention(
    larkfield: Statement, penhale: Statement, titles: Titles
) -> None:
    page = review_page([penhale, larkfield], titles)
    heads = [part.partition("</h")[0] for part in page.split("<h2>")[1:]]

    assert "What needs attention first" in heads[0]
    assert heads[1:3] == ["Where the hours pay", "2 accounts"]
    assert [larkfield["account"]["name"] in head for head in heads[3:]] == [True]
    assert sheets(page) == 5
    assert larkfield["plan"]["plays"][0]["title"] in page
    assert "<script" not in page


def test_an_account_that_little_is_known_of_stands_in_the_table_alone(
    penhale: Statement, titles: Titles
) -> None:
    page = review_page([penhale], titles)

    assert "What needs attention first" not in page
    assert penhale["account"]["name"] in page


def test_a_book_without_accounts_says_what_to_do(titles: Titles) -> None:
    page = review_page([], titles)

    assert sheets(page) == 1
    assert "goodwill import" in page


@pytest.mark.parametrize(
    ("accounts", "of_the_table"),
    [(1, 1), (ROWS, 1), (ROWS + 1, 2), (2 * ROWS, 2), (2 * ROWS + 1, 3)],
)
def test_a_table_takes_as_many_sheets_as_it_needs_and_loses_nobody(
    penhale: Statement, titles: Titles, accounts: int, of_the_table: int
) -> None:
    page = review_page(many(penhale, accounts), titles)

    assert page.count('<table class="accounts">') == of_the_table
    assert all(f"<b>Account {each}</b>" in page for each in range(accounts))


@pytest.mark.parametrize(("accounts", "more"), [(MOST_SHEETS, ""), (MOST_SHEETS + 1, "1 more")])
def test_no_more_accounts_have_a_sheet_than_are_talked_over_and_it_is_said(
    larkfield: Statement, titles: Titles, accounts: int, more: str
) -> None:
    page = review_page(many(larkfield, accounts), titles)

    assert page.count('<table class="two">') == MOST_SHEETS
    assert ("more accounts need attention" in page) == bool(more)
    assert more in page


def test_what_came_from_outside_stays_text(larkfield: Statement, titles: Titles) -> None:
    larkfield["account"]["name"] = HOSTILE
    page = review_page([larkfield], titles)

    assert "<script" not in page
    assert "<img" not in page


def test_the_review_is_in_the_language_of_the_moment(larkfield: Statement) -> None:
    with speaking(language("de")):
        page = review_page([larkfield], load_titles())

    assert '<html lang="de">' in page
    assert "Was zuerst Aufmerksamkeit braucht" in page


@pytest.mark.skipif(not has_weasyprint(), reason="WeasyPrint or Pango is not installed")
def test_each_sheet_is_one_page_of_the_size_of_a_slide(
    larkfield: Statement, penhale: Statement, titles: Titles
) -> None:
    from weasyprint import HTML  # noqa: PLC0415  an extra

    page = review_page([*many(larkfield, 3), penhale], titles)
    printed = HTML(string=page).render().pages

    assert len(printed) == sheets(page)
    assert {(round(one.width), round(one.height)) for one in printed} == {(1123, 631)}


@can_print
def test_the_command_prints_it(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    asked = ["--book", str(book), "accounts", "--as-of", "2026-06-30", "--format", "pdf"]
    found = CliRunner().invoke(app, asked)

    assert found.exit_code == 0, found.output
    assert found.stdout_bytes.startswith(PDF)


@pytest.mark.parametrize("other", ["--by-kind", "--unmatched", "--to-review"])
def test_nothing_else_of_the_command_comes_as_pdf(tmp_path: Path, other: str) -> None:
    book = make_book(tmp_path)
    found = CliRunner().invoke(app, ["--book", str(book), "accounts", other, "--format", "pdf"])

    assert found.exit_code == 2
    assert "goodwill accounts --format pdf" in found.output
