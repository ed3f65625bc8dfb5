"""What somebody may not read leaves no trace: without a hidden mail, all that is told is the same.

Figures of an account are worked out from all of its mail, and so is which of the mails that may be
read are evidence; everything else is the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.access.company import DAY, mails
from tests.access.team import Team, made_book, with_users

from goodwill.access.members import viewer_of
from goodwill.access.opening import seen_by
from goodwill.access.words import HIDDEN as HIDDEN_REF
from goodwill.book import Book
from goodwill.facts.search_words import words_of
from goodwill.facts.statement import Evidence

HIDDEN = "quillbobdelta7"
"""A mail of Bob's with an account that Ann may see, and Ann is not on it."""

ALWAYS = 1 << 33


def seen_by_ann(folder: Path, without: str | None) -> tuple[Book, Book]:
    book = made_book(folder, [mail for mail in mails() if mail.word != without])
    people = with_users(book)
    return book, seen_by(book, viewer_of(people["ann"]), at=2_000_000_000)


def told(book: Book) -> dict[str, Any]:
    """Quotes, evidence, search and what happened, as they are given."""
    return {
        "search": [
            book.search(words_of(word), before=ALWAYS) for word in ("quill", "valves", "price")
        ],
        "people": book.people_of_clients(),
        "history": book.history("delta", DAY),
        "threads": [book.thread(f"<{number}@m.example>", DAY) for number in range(40)],
        "accounts": [known.account_id for known in book.accounts()],
        "whom to ask": [item["says"] for item in _items(book) if item["ref"] == HIDDEN_REF],
        "coverage": book.coverage(DAY),
        "of hidden mail": [item for item in _items(book) if "quillbobdelta7" in str(item)],
    }


def _items(book: Book) -> Iterator[Evidence]:
    statement = book.statement("delta", as_of=DAY)
    yield from statement["kind"]["evidence"]


@pytest.fixture(scope="module")
def whole(team: Team) -> Iterator[dict[str, Any]]:
    seen = team.book.seen_by(viewer_of(team.users["ann"]))
    yield told(seen)
    seen.close()


def test_without_a_hidden_mail_nothing_that_is_told_is_another(
    whole: dict[str, Any], tmp_path: Path
) -> None:
    book, seen = seen_by_ann(tmp_path, HIDDEN)

    found = told(seen)

    for name, before in whole.items():
        assert found[name] == before, name
    seen.close()
    book.close()


def test_without_a_mail_of_ones_own_something_is_another(
    whole: dict[str, Any], tmp_path: Path
) -> None:
    book, seen = seen_by_ann(tmp_path, "quillanndelta0")

    assert told(seen) != whole
    seen.close()
    book.close()
