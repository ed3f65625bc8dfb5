"""A book's own concepts: its folder `catalogue/`, from the file to the statement."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from goodwill.book import open_book
from goodwill.catalogue.loader import load_catalogue
from goodwill.config import Settings
from goodwill.errors import CatalogueError
from goodwill.signals.header import signals
from goodwill.statements.own_catalogue import catalogue_of

DOC = (Path(__file__).parents[1] / "docs" / "own-patterns.md").read_text("utf-8")
EXAMPLE = DOC.partition("```toml\n")[2].partition("```")[0]
DAY = date(2026, 6, 30)


def write(book: Path, text: str = EXAMPLE) -> None:
    folder = book / "catalogue" / "patterns"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "all_talk.toml").write_text(text, "utf-8")


def test_a_book_without_a_folder_has_the_shipped_catalogue(tmp_path: Path) -> None:
    assert catalogue_of(tmp_path, Settings()) is load_catalogue()
    assert catalogue_of(None, Settings()) is load_catalogue()


def test_the_example_of_the_manual_is_a_pattern_after_all_others(tmp_path: Path) -> None:
    write(tmp_path)

    catalogue = catalogue_of(tmp_path, Settings())

    assert [*catalogue.patterns] == [*load_catalogue().patterns, tomllib.loads(EXAMPLE)["id"]]
    assert "all_talk.unanswered_by_them" in catalogue.threshold_names
    assert catalogue.hash != load_catalogue().hash


def test_a_signal_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, EXAMPLE.replace('"unanswered_by_them"', '"unanswerd_by_them"'))

    with pytest.raises(CatalogueError, match="unanswered_by_them"):
        catalogue_of(tmp_path, Settings())


def test_an_id_that_is_taken_is_refused(tmp_path: Path) -> None:
    write(tmp_path, EXAMPLE.replace('id = "all_talk"', 'id = "abusive"'))

    with pytest.raises(CatalogueError, match="taken"):
        catalogue_of(tmp_path, Settings())


def test_an_own_pattern_stands_in_the_statement_and_goes_with_its_file(tmp_path: Path) -> None:
    table = tmp_path / "accounts.csv"
    table.write_text("account_id,name,domains\nacme,Acme,acme.example\n", "utf-8")
    place = tmp_path / "book"
    book = open_book(place, create=True)
    book.import_paths([table])
    book.close()
    write(place)

    book = open_book(place)
    line = book.statement("acme", as_of=DAY)["patterns"][-1]
    behind = book.why("acme", "all_talk", as_of=DAY)
    book.close()
    (place / "catalogue" / "patterns" / "all_talk.toml").unlink()
    book = open_book(place)
    names = {one["id"] for one in book.statement("acme", as_of=DAY)["patterns"]}
    book.close()

    assert (line["id"], line["status"]) == ("all_talk", "not_assessable")
    assert line["needs"][0] == "followed_meeting_share could not be measured."
    assert behind.evidence == ()
    assert "all_talk" not in names


def test_the_manual_lists_every_signal() -> None:
    assert [f"`{one.name}`" for one in signals() if f"| `{one.name}` |" not in DOC] == []
