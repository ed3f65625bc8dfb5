"""The same policy on Postgres: the same views stand before the same tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.access.company import DAY, WORD, mails, readable, write_files
from tests.access.team import SEES, with_users

from goodwill.access.members import viewer_of
from goodwill.book import open_book
from goodwill.facts.search_words import words_of


def test_each_sees_their_own_on_postgres(postgres_url: str, tmp_path: Path) -> None:
    found = mails()
    book = open_book(postgres_url, create=True)
    book.import_paths([write_files(tmp_path / "files", found)])
    book.assess(DAY)
    book.make_searchable()
    people = with_users(book)

    for who in ("ann", "bob", "mia", "ned", "eve"):
        seen = book.seen_by(viewer_of(people[who]))
        assert {known.account_id for known in seen.accounts()} == SEES[who]
        told = repr(
            (
                seen.search(words_of("quill"), before=1 << 33),
                [seen.history(name, DAY) for name in SEES[who]],
                [seen.statement(name, as_of=DAY) for name in SEES[who]],
                [seen.thread(f"<{number}@m.example>", DAY) for number in range(10)],
            )
        )
        mine = readable(found, who) if who in {"ann", "bob"} else frozenset[str]()
        assert set(WORD.findall(told)) <= mine
        assert bool(mine) == bool(WORD.findall(told))
    with pytest.raises(AssertionError):
        assert set(WORD.findall(repr(book.history("acre", DAY)))) <= readable(found, "bob")
    with book.store.engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")
    book.close()
