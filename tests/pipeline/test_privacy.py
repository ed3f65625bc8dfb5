"""What privacy keeps out of a book is nowhere in its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwill.pipeline import ImportReport
from goodwill.reports import say_nothing
from goodwill.store.database import Store
from goodwill.store.reading.searching import make_searchable

Import = Callable[..., ImportReport]
Make = Callable[..., bytes]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BODY = "Could you please send the zebrafink offer by Friday? I was rushed to hospital, sorry."


def bytes_of(store: Store) -> Iterator[bytes]:
    """Every byte that the book keeps, its log of writes too."""
    assert store.folder is not None
    for path in store.folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def stands(store: Store, word: str) -> bool:
    """Whether a word stands in any file of the book, as text or packed in one of its documents."""
    return any(word.encode() in content for content in bytes_of(store))


@pytest.fixture
def given(tmp_path: Path, mail: Make) -> Callable[[str], Path]:
    """A folder with one mail and these settings."""

    def make(settings: str) -> Path:
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        (folder / "goodwill.toml").write_text(settings, "utf-8")
        (folder / "1.eml").write_bytes(mail("quokka", body=BODY))
        return folder

    return make


@pytest.mark.parametrize(
    ("taken", "subject", "text"),
    [("text", True, True), ("subject", True, False), ("metadata", False, False)],
)
def test_what_a_mode_leaves_out_is_nowhere(
    given: Callable[[str], Path],
    run: Import,
    store: Store,
    *,
    taken: str,
    subject: bool,
    text: bool,
) -> None:
    report = run(given(f'[privacy]\ntake = "{taken}"\n'))

    assert report.total.imported == 1
    assert stands(store, "quokka@client.example")  # its id, who and when are taken in any case
    assert stands(store, "Mail quokka") is subject
    assert stands(store, "zebrafink") is text


def test_more_is_taken_once_the_mode_says_so_and_less_is_let_go(
    given: Callable[[str], Path], run: Import, store: Store
) -> None:
    run(given('[privacy.mailboxes]\nin = "metadata"\n'))
    run(given('[privacy.mailboxes]\nin = "text"\n'))
    assert stands(store, "zebrafink")

    run(given('[privacy.mailboxes]\nin = "subject"\n'))
    assert stands(store, "Mail quokka")
    assert not stands(store, "zebrafink")

    run(given('[privacy.mailboxes]\nin = "metadata"\n'))
    assert not stands(store, "Mail quokka")
    assert store.rows("select count(*) from message") == [(1,)]

    run(given('[privacy.mailboxes]\nin = "text"\n'))
    assert stands(store, "zebrafink")
    assert store.rows("select count(*) from message") == [(1,)]


def test_of_two_copies_the_one_of_which_more_may_be_taken_is_kept(
    tmp_path: Path, run: Import, store: Store, mail: Make
) -> None:
    settings = '[privacy.mailboxes]\n"anna" = "metadata"\n"bo" = "text"\n'
    for name in ("anna", "bo"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "1.eml").write_bytes(mail(1, body=BODY))
    (tmp_path / "in" / "goodwill.toml").write_text(settings, "utf-8")

    run(tmp_path / "in" / "bo", tmp_path / "in")

    assert store.rows("select count(*) from message") == [(1,)]
    assert stands(store, "zebrafink")


def test_what_is_said_of_somebodys_health_is_nowhere_and_the_rest_is_read(
    given: Callable[[str], Path], run: Import, store: Store
) -> None:
    run(given(""))

    assert stands(store, "zebrafink")
    assert not stands(store, "hospital")
    assert store.rows("select count(*) from act where act = 'request'") == [(1,)]


def test_it_is_kept_where_the_book_says_so(
    given: Callable[[str], Path], run: Import, store: Store
) -> None:
    run(given('[privacy]\nsensitive_topics = "keep"\n'))

    assert stands(store, "hospital")


@pytest.mark.parametrize(
    ("settings", "stays"), [("", False), ('[privacy]\nsensitive_topics = "keep"\n', True)]
)
def test_what_an_answer_says_of_somebodys_health_is_left_out_as_in_mail(
    given: Callable[[str], Path], run: Import, store: Store, settings: str, stays: bool
) -> None:
    folder = given(settings)
    (folder / "accounts.csv").write_text("account_id,name\nacme,Acme\n", "utf-8")
    (folder / "feedback.csv").write_text(
        "account_id,asked_on,score,comment\n"
        "acme,2026-05-04,3,My wife is in hospital and nobody rang back.\n"
        "acme,2026-06-04,8,The walrus runs well.\n",
        "utf-8",
    )

    run(folder)

    said: dict[int, str | None] = dict(store.rows("select score, comment from feedback"))
    assert said[8] == "The walrus runs well."
    assert ("hospital" in (said[3] or "")) == stays


def test_private_mail_is_counted_and_nowhere(
    tmp_path: Path, run: Import, store: Store, mail: Make
) -> None:
    (tmp_path / "in").mkdir()
    private = mail("quokka", body=BODY).replace(b"Subject: ", b"Sensitivity: Private\nSubject: ")
    (tmp_path / "in" / "1.eml").write_bytes(private)

    report = run(tmp_path / "in")

    assert (report.total.seen, report.total.excluded) == (1, 1)
    assert not stands(store, "quokka")
    (tmp_path / "in" / "goodwill.toml").write_text('[privacy]\nprivate_mail = "read"\n')
    assert run(tmp_path / "in").total.imported == 1


@pytest.mark.parametrize(
    ("days", "stays"), [(300, True), (200, False)], ids=["younger than that", "older than that"]
)
def test_after_so_many_days_the_words_are_nowhere_also_in_quotes_and_the_index(
    given: Callable[[str], Path], run: Import, store: Store, days: int, stays: bool
) -> None:
    run(given(""))
    make_searchable(store, say_nothing)
    assert stands(store, "zebrafink")

    run(given(f"[privacy]\nkeep_bodies = {days}\n"))

    assert stands(store, "zebrafink") is stays
    assert stands(store, "Mail quokka")  # a subject is no body
    asked = "select count(*) from message_search where message_search match 'zebrafink'"
    assert store.rows(asked) == [(int(stays),)]


def test_raw_mail_beside_the_book_goes_with_its_days(run: Import, store: Store, mail: Make) -> None:
    assert store.folder is not None
    uploads = store.folder / "uploads" / "0001"
    uploads.mkdir(parents=True)
    settings = uploads / "goodwill.toml"
    for name, age in (("old.mbox", 40), ("new.mbox", 20)):
        content = b"From a@x.example Mon Mar 02 09:30:00 2026\n" + mail(name, body=BODY)
        (uploads / name).write_bytes(content)
        at = NOW.timestamp() - age * 86_400
        os.utime(uploads / name, (at, at))
    settings.write_text("[privacy]\nkeep_bodies = 30\n")

    run(uploads)

    assert sorted(path.name for path in uploads.iterdir()) == ["goodwill.toml", "new.mbox"]
