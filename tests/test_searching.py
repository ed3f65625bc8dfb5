"""Finding messages: whatever is typed, the newest that hold the words, and no faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwill.book import Book, open_book
from goodwill.facts.search_words import Piece, excerpt, words_of
from goodwill.reports import Searched
from goodwill.store.database import Store

EVER = 1 << 33
MAILS = (
    ("kim@client.example", "ann@ours.example", "Quote", "Could the zweite Fähre be cheaper?"),
    ("ann@ours.example", "kim@client.example", "Re: Quote", "It can.\n\n> Could the ferry wait?"),
    ("ann@ours.example", "bo@ours.example", "Between us", "Kim found the ferry dear."),
    ("kim@client.example", "ann@ours.example", "Boats", "The second ferry is late; call me."),
    ("kim@client.example", "ann@ours.example", "Below", "> It can.\n> Could it?\n\nNo barge then."),
)
TOML = '[company]\ndomains = ["ours.example"]\n[privacy]\ninternal_mail = "read"\n'


def mailbox() -> str:
    """Five mails, a day apart."""
    return "".join(
        f"From x Thu Jan  1 00:00:00 2026\nFrom: {sender}\nTo: {to}\nSubject: {subject}\n"
        f"Message-ID: <{day}@m.example>\nDate: {day} Jun 2026 10:00:00 +0000\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n\n"
        for day, (sender, to, subject, body) in enumerate(MAILS, 1)
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    folder = tmp_path_factory.mktemp("found")
    (folder / "mail.mbox").write_text(mailbox(), "utf-8")
    (folder / "accounts.csv").write_text("account_id,name,domains\nc,Client,client.example\n")
    (folder / "goodwill.toml").write_text(TOML)
    book = open_book(folder / "book", create=True)
    book.import_paths([folder])
    book.accounts()
    book.make_searchable()
    yield book
    book.close()


def found(book: Book, typed: str, before: int = EVER) -> list[str]:
    return [one.subject for one in book.search(words_of(typed), before=before).messages]


CASES = {
    # what it is: (typed, subjects found, the newest first)
    "a word, the newest first": ("could", ["Quote"]),
    "without its accent": ("fahre", ["Quote"]),
    "with it, in capitals": ("FÄHRE", ["Quote"]),
    "a word below what is quoted": ("barge", ["Below"]),
    "a word of the subject": ("quote ", ["Re: Quote", "Quote"]),
    "words that a mail quotes are not its own": ("wait ", []),
    "mail among ourselves is not found": ("dear ", []),
    "the beginning of a word, still being typed": ("secon", ["Boats"]),
    "the beginning of a word, finished": ("secon ", []),
    "two words, in any place": ("late ferry", ["Boats"]),
    "two words side by side": ('"second ferry"', ["Boats"]),
    "two words that stand apart, asked for side by side": ('"ferry late"', []),
    "operators are words": ("late OR cheaper", []),
    "a column is a word": ("subject:Boats", []),
    "marks are no words": ("ferry* (late) -call^2", []),
    "nothing": ("  ", []),
    "nothing but marks": ('"*" -- \x00 🙂 \u202e', []),
}


@pytest.mark.parametrize(("typed", "subjects"), CASES.values(), ids=CASES)
def test_messages_are_found_by_their_words(book: Book, typed: str, subjects: list[str]) -> None:
    assert found(book, typed) == subjects


def test_a_mail_of_a_later_day_is_not_found(book: Book) -> None:
    sent = book.search(words_of("late"), before=EVER).messages[0].sent_at

    assert found(book, "late", before=sent) == []
    assert found(book, "late", before=sent + 1) == ["Boats"]


def test_it_says_who_wrote_and_whose_it_is(book: Book) -> None:
    (one,) = book.search(words_of("late"), before=EVER).messages

    assert (one.sender, one.accounts) == ("kim@client.example", ("c",))


def test_more_than_asked_for_is_said_and_not_given(book: Book) -> None:
    one = book.search(words_of("quote "), before=EVER, count=1)

    assert (len(one.messages), one.more) == (1, True)
    assert (one.ready, one.total) == (5, 5)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60) | st.text("\"*()^:-+'aé \x00", max_size=60))
def test_whatever_is_typed_is_no_fault(book: Book, typed: str) -> None:
    assert isinstance(book.search(words_of(typed), before=EVER), Searched)


def test_very_much_typed_is_no_fault(book: Book) -> None:
    assert found(book, '"a b" ' * 2000) == []


def test_a_book_that_nobody_searched_says_that_nothing_is_ready(tmp_path: Path) -> None:
    (tmp_path / "mail.mbox").write_text(mailbox(), "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([tmp_path / "mail.mbox"])

    assert book.search(words_of("late"), before=EVER) == Searched(
        messages=(), more=False, ready=0, total=5
    )
    book.close()


def test_words_that_are_not_kept_are_not_found(tmp_path: Path) -> None:
    (tmp_path / "mail.mbox").write_text(mailbox(), "utf-8")
    (tmp_path / "goodwill.toml").write_text(TOML)
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([tmp_path])
    book.accounts()
    book.make_searchable()
    assert found(book, "late") == ["Boats"]

    (tmp_path / "goodwill.toml").write_text(TOML + "keep_bodies = false\n")
    book.import_paths([tmp_path / "goodwill.toml"])

    assert found(book, "late") == []
    assert found(book, "boats") == ["Boats"]
    assert holds_no_word(book.store, "late")
    book.close()


def holds_no_word(store: Store, word: str) -> bool:
    """Whether the index itself has let go of a word."""
    sql = "select count(*) from message_search where message_search match ?"
    return store.rows(sql, (word,)) == [(0,)]


def marked(typed: str, text: str) -> list[str]:
    return [piece for piece, is_word in excerpt(text, words_of(typed)) if is_word]


def test_the_words_are_marked_as_they_were_written() -> None:
    assert marked("fahre zwei", "Die zweite FÄHRE, die Fahrerin.") == ["zweite", "FÄHRE"]


@given(text=st.text(max_size=900), typed=st.text(max_size=20))
def test_an_excerpt_is_verbatim(text: str, typed: str) -> None:
    pieces: tuple[Piece, ...] = excerpt(text, words_of(typed))

    shown = "".join(piece for piece, _ in pieces if piece not in {"… ", " …"})
    assert shown in text


def test_a_long_text_is_cut_at_words_around_the_first_one_found() -> None:
    text = "before " * 100 + "needle " + "behind " * 100
    pieces = excerpt(text, words_of("needle"))
    shown = "".join(piece for piece, _ in pieces)

    assert ("needle", True) in pieces
    assert shown.startswith("… before ")
    assert shown.endswith("behind …")
    assert len(shown) < 300
