"""`goodwill committee`, `concept`, `signals`: what they print; the catalogue needs no book."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from goodwill.book import open_book
from goodwill.facts.statement import Statement
from goodwill.serve.cli.app import app
from goodwill.serve.text.people import PEOPLE, show_people
from goodwill.signals.header import signals

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a folder without a book."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOODWILL_BOOK", raising=False)
    return lambda *words: CliRunner().invoke(app, list(words))


def people(statement: Statement) -> str:
    out = io.StringIO()
    show_people(Console(file=out, width=100, color_system=None), statement)
    return out.getvalue()


def test_everybody_of_a_large_committee_is_shown(larkfield: Statement) -> None:
    crowd = deepcopy(larkfield)
    one = crowd["committee"]["people"][0]
    crowd["committee"]["people"] = [
        {**one, "name": f"Number {i}", "email": f"{i}@x.example"} for i in range(PEOPLE + 2)
    ]

    told = people(crowd)

    assert f"Number {PEOPLE + 1}" in told
    assert "more." not in told


def test_without_people_the_committee_says_whom_nobody_met(larkfield: Statement) -> None:
    empty = deepcopy(larkfield)
    empty["committee"]["people"] = []
    empty["committee"]["active"] = 0
    empty["committee"]["single_threaded"] = True

    assert "Nobody of theirs has been in two-way contact" in people(empty)


def test_all_concepts_are_listed_by_sort(run: Run) -> None:
    listed = json.loads(run("concept", "--format", "json").stdout)

    assert list(listed["kinds"]) == ["social", "technical", "ad_hoc", "partner"]
    assert len(listed["patterns"]) == 14
    assert "terms_dictated" in run("concept").stdout


def test_a_concept_tells_its_numbers_and_their_basis(run: Run) -> None:
    told = run("concept", "terms_dictated").stdout

    assert "Paid later than agreed" in told
    assert "30 days, 12 months" in told
    assert "since 21 Nov 2026" in told


def test_a_concept_is_named_with_its_sort_too(run: Run) -> None:
    found = json.loads(run("concept", "patterns[abusive]", "--format", "json").stdout)

    assert (found["sort"], found["id"]) == ("patterns", "abusive")


@pytest.mark.parametrize("name", ["partnr", "kinds[abusive]", "abusive]", "", "\x1b[2J"])
def test_an_unknown_concept_is_a_wrong_call(run: Run, name: str) -> None:
    failed = run("concept", name)

    assert failed.exit_code == 2
    assert "Traceback" not in failed.stderr
    assert "goodwill concept" in failed.stderr


def test_a_book_shows_its_own_catalogue(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    own = '[thresholds]\n"terms_dictated.days_beyond_terms" = 45\n'
    (tmp_path / "in" / "goodwill.toml").write_text(own)
    with closing(open_book(tmp_path / "book", create=True)) as book:
        book.import_paths([tmp_path / "in"])

    told = run("--book", "book", "concept", "terms_dictated").stdout

    assert "45 days, 12 months" in told


def test_a_book_that_is_named_has_to_be_there(run: Run) -> None:
    assert run("--book", "nowhere", "concept").exit_code == 3
    assert run("--book", "nowhere", "signals").exit_code == 3


def test_every_signal_is_listed_and_opens_to_its_query(run: Run) -> None:
    listed = json.loads(run("signals", "--format", "json").stdout)

    assert [one["name"] for one in listed] == [spec.name for spec in signals()]
    told = run("signals", "days_beyond_terms").stdout
    assert "patterns/terms_dictated" in told
    assert "from invoice_settled" in told


def test_a_signal_is_found_by_its_code_where_one_has_it(run: Run) -> None:
    assert run("signals", "M21").stdout.startswith("breadth")
    shared = run("signals", "M15")
    assert shared.exit_code == 2
    assert "days_beyond_terms or late_invoice_share" in shared.stderr


def test_an_unknown_signal_is_a_wrong_call(run: Run) -> None:
    failed = run("signals", "days_beyond_term")

    assert failed.exit_code == 2
    assert 'The nearest name is "days_beyond_terms".' in failed.stderr
