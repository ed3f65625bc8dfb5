"""The index of words, on both databases: taken in as mail comes, once each, and asked by words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwill.config import Company, Settings
from goodwill.facts.search_words import words_of
from goodwill.pipeline import import_paths
from goodwill.reports import Searched, say_nothing
from goodwill.store.database import Store
from goodwill.store.reading.searching import clients_people, make_searchable, search
from goodwill.who_is_who.resolving import resolve_book

SAID = ("The pump leaks.", "It's the gasket of the pump.", "Thank you, it runs.")


def take_in(store: Store, folder: Path, *days: int) -> None:
    """Import a mail for each of these days of June, with one word more each."""
    for day in days:
        (folder / f"{day}.eml").write_text(
            "From: Kim <kim@client.example>\nTo: ann@ours.example\n"
            f"Subject: Day {day}\nMessage-ID: <{day}@client.example>\n"
            f"Date: {day} Jun 2026 10:00:00 +0000\n\n{SAID[day % 3]}\n",
            "utf-8",
        )
    now = datetime(2026, 7, 1, tzinfo=UTC)
    import_paths(store, [folder], imported_at=now, workers=0)
    resolve_book(store, Settings(company=Company(domains=("ours.example",))))
    make_searchable(store, say_nothing)


def asked(store: Store, typed: str, *, before: int = 1 << 33, count: int = 9) -> Searched:
    with store.read() as tx:
        return search(tx, words_of(typed), before=before, count=count, is_sqlite=store.is_sqlite)


def subjects(found: Searched) -> list[str]:
    return [one.subject for one in found.messages]


def test_words_are_found_the_newest_first(any_store: Store, tmp_path: Path) -> None:
    take_in(any_store, tmp_path, 3, 4, 5)

    assert subjects(asked(any_store, "pump")) == ["Day 4", "Day 3"]
    assert subjects(asked(any_store, "gask")) == ["Day 4"]
    assert subjects(asked(any_store, "gask ")) == []
    assert subjects(asked(any_store, '"the pump"')) == ["Day 4", "Day 3"]
    assert subjects(asked(any_store, '"pump the"')) == []
    assert subjects(asked(any_store, "day 5 ")) == ["Day 5"]


@pytest.mark.parametrize("typed", ["' | !x", "a & <-> b:*", "\\", ":*", "it's", "%s ?"])
def test_nothing_typed_is_an_operator(any_store: Store, tmp_path: Path, typed: str) -> None:
    take_in(any_store, tmp_path, 4)

    assert len(subjects(asked(any_store, typed))) <= 1


def test_new_mail_is_taken_in_and_the_old_not_twice(any_store: Store, tmp_path: Path) -> None:
    take_in(any_store, tmp_path, 3)
    take_in(any_store, tmp_path, 4)
    make_searchable(any_store, say_nothing)

    assert subjects(asked(any_store, "pump")) == ["Day 4", "Day 3"]
    assert asked(any_store, "pump", count=1).more


def test_a_later_day_is_left_out(any_store: Store, tmp_path: Path) -> None:
    take_in(any_store, tmp_path, 3, 4)
    sent = asked(any_store, "pump").messages[0].sent_at

    assert subjects(asked(any_store, "pump", before=sent)) == ["Day 3"]


def test_people_of_clients_are_known_and_none_of_ours(any_store: Store, tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("account_id,name,domains\nc,C,client.example\n")
    take_in(any_store, tmp_path, 3)

    with any_store.read() as tx:
        assert [one.email for one in clients_people(tx)] == ["kim@client.example"]
