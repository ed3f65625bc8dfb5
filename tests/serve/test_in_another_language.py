"""Statements and digests on a terminal, in files and as Markdown, in the language asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from tests.late_payer import make_book
from typer.testing import CliRunner, Result

from goodwill.facts.money import Money
from goodwill.facts.statement import Evidence, Statement
from goodwill.facts.strongest import best_quote, found_patterns
from goodwill.serve.cli.app import app
from goodwill.serve.languages import language, speaking
from goodwill.serve.text.statement import show_statement
from goodwill.serve.titles import load_titles
from goodwill.serve.web.markdown import as_markdown

DAY = ("--as-of", "2026-06-30")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("languages"))


def goodwill(book: Path, *arguments: str, asked: str | None = None) -> Result:
    return CliRunner(env={"GOODWILL_LANGUAGE": asked}).invoke(
        app, ["--book", str(book), *arguments, *DAY]
    )


def test_a_terminal_speaks_english_until_somebody_asks_for_more(book: Path) -> None:
    english = goodwill(book, "statement", "halden")
    german = goodwill(book, "statement", "halden", "--language", "de")

    assert "What it earns" in english.output
    assert "as of 30 Jun 2026" in english.output
    assert "Was es einbringt" in german.output
    assert "Stand 30. Juni 2026" in german.output
    assert "What it earns" not in german.output


def test_the_environment_may_ask_and_the_option_comes_before_it(book: Path) -> None:
    asked = goodwill(book, "statement", "halden", asked="de")
    other = goodwill(book, "statement", "halden", "--language", "en", asked="de")

    assert "Was es einbringt" in asked.output
    assert "What it earns" in other.output


def test_a_page_in_a_file_is_in_that_language_throughout(book: Path) -> None:
    page = goodwill(book, "statement", "halden", "--format", "html", "--language", "de").output

    assert '<html lang="de">' in page
    assert "Was es einbringt" in page
    assert "What it earns" not in page


def test_what_programs_read_is_the_same_in_every_language(book: Path) -> None:
    json = ("statement", "halden", "--format", "json")

    assert goodwill(book, *json, "--language", "de").output == goodwill(book, *json).output


def test_a_quiet_week_is_one_line_in_any_language(book: Path) -> None:
    digest = goodwill(book, "digest", "--since", "1", "--language", "de")

    assert digest.exit_code == 0
    assert digest.output.count("\n") == 1
    assert "account" not in digest.output


def test_questions_are_asked_in_that_language_and_answered_by_the_same_commands(
    book: Path,
) -> None:
    asked = goodwill(book, "digest", "--questions", "--language", "de").output

    assert "goodwill dispute" in asked or "Nichts zu fragen" in asked
    assert "Is this" not in asked


@pytest.mark.parametrize("command", [("statement", "halden"), ("digest",)])
def test_a_language_that_is_not_there_is_refused_with_those_that_are(
    book: Path, command: tuple[str, ...]
) -> None:
    found = goodwill(book, *command, "--language", "tlh")

    assert found.exit_code == 2
    assert 'There is no language "tlh" here.' in found.output
    assert "en, de" in found.output


@pytest.mark.parametrize("width", [40, 80])
def test_quotes_and_names_are_never_translated(
    width: int, larkfield: Statement, larkfield_money: Money
) -> None:
    paper = Console(file=io.StringIO(), width=width, highlight=False, no_color=True)
    with speaking(language("de")), paper.capture() as captured:
        show_statement(paper, larkfield, load_titles(), larkfield_money)

    shown = " ".join(captured.get().split())
    quotes = [best["quote"] for best in _bests(larkfield) if best and best["quote"]]
    assert larkfield["account"]["name"] in shown
    assert quotes
    assert all(quote.split()[0] in shown for quote in quotes)


def _bests(statement: Statement) -> list[Evidence | None]:
    """What stands under each pattern that is shown."""
    return [best_quote(line["evidence"]) for line in found_patterns(statement["patterns"])]


def test_markdown_for_people_is_in_the_language_of_the_moment(larkfield: Statement) -> None:
    with speaking(language("de")):
        german = as_markdown(larkfield, load_titles())
    english = as_markdown(larkfield, load_titles())

    assert "## Muster" in german
    assert "## Patterns" in english
    assert larkfield["account"]["name"] in german
