"""No act in a book is stale: mails that another reader has read are read again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from goodwill.acts import READ_LIMIT
from goodwill.book import Book, open_book
from goodwill.facts.acts import Act
from goodwill.importing import parsing, rereading
from goodwill.importing.mail_acts import Mail, acts_of_mails
from goodwill.pipeline import ImportReport
from goodwill.reports import Progress
from goodwill.statements import rules
from goodwill.statements.rules import digest_of_reader, reader_version
from goodwill.store import crash
from goodwill.store.book_state import write_state
from goodwill.store.database import Rows, Store, open_store
from goodwill.store.upkeep.dump import facts_hash
from goodwill.store.writing.rereading import mails_not_read_again

Import = Callable[..., ImportReport]
Mbox = Callable[..., bytes]

MAILS = 10
AGAIN = "Reading mails again: the reader or the time zone has changed"
DAY = date(2026, 6, 30)


@pytest.fixture
def mailbox(tmp_path: Path, mbox: Mbox) -> Path:
    """A mailbox of ten mails, in each of which something is asked for."""
    path = tmp_path / "a.mbox"
    path.write_bytes(mbox(*range(MAILS)))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book of its own folder, empty."""
    opened = open_book(tmp_path / "book", create=True)
    yield opened
    opened.close()


@pytest.fixture
def files(tmp_path: Path, mbox: Mbox) -> Path:
    """The mailbox, and who the two sides are."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.mbox").write_bytes(mbox(*range(MAILS)))
    (folder / "goodwill.toml").write_text('[company]\ndomains = ["us.example"]\n')
    (folder / "accounts.csv").write_text("account_id,name,domains\nclient,Client,client.example\n")
    return folder


def acts(store: Store) -> Rows:
    """Every act of a book with its mail."""
    return store.rows(
        "SELECT m.ref, a.position, a.act, a.span_start, a.span_end, a.probability, a.quote, "
        "a.due_on FROM act a JOIN message m ON m.id = a.message_id ORDER BY m.ref, a.position"
    )


def see_otherwise(store: Store) -> None:
    """Change the acts to what nobody who reads these mails would see."""
    with store.write() as tx:
        tx.run("DELETE FROM act")
        tx.run("INSERT INTO act SELECT id, 0, 'threat', 0, 3, 0.9, 'Cou', NULL FROM message")


def note_reader(store: Store, reader: str) -> None:
    """Make it the one that has read the book's mails."""
    with store.write() as tx:
        write_state(tx, "reader", reader)


def all_are_threats(store: Store) -> bool:
    return {row[2] for row in acts(store)} == {"threat"}


def read_again(told: Sequence[Progress]) -> list[tuple[int, int | None]]:
    """How far reading again had come, each time it said so."""
    return [(one.done, one.total) for one in told if one.what == AGAIN]


@pytest.mark.parametrize("workers", [0, 2])
def test_an_import_of_unchanged_files_reads_again_what_another_reader_has_read(
    store: Store, run: Import, mailbox: Path, workers: int
) -> None:
    run(mailbox)
    before = acts(store)
    see_otherwise(store)
    note_reader(store, "older")
    told: list[Progress] = []

    report = run(mailbox, progress=told.append, workers=workers)

    assert before
    assert acts(store) == before
    assert read_again(told) == [(MAILS, MAILS)]
    assert (report.total.seen, report.total.duplicate, report.total.imported) == (MAILS, MAILS, 0)


def test_what_this_reader_has_read_is_not_read_again(
    store: Store, run: Import, mailbox: Path
) -> None:
    run(mailbox)
    see_otherwise(store)
    told: list[Progress] = []

    run(mailbox, progress=told.append)

    assert all_are_threats(store)
    assert not read_again(told)


def test_in_a_new_time_zone_mails_without_one_of_their_own_are_read_again(
    tmp_path: Path, store: Store, run: Import, mail: Callable[..., bytes]
) -> None:
    path, settings = tmp_path / "late.eml", tmp_path / "goodwill.toml"
    late = mail(1, body="I will send you the figures tomorrow.")
    path.write_bytes(late.replace(b"09:30:00 +0000", b"23:30:00 -0000"))
    days = []
    for zone in ("UTC", "Asia/Tokyo"):
        settings.write_text(f'[company]\ntimezone = "{zone}"\n')
        run(settings, path)
        days.append({row[-1] for row in acts(store) if row[2] == "commitment"})

    assert days == [{"2026-03-03"}, {"2026-03-04"}]


def test_a_book_that_names_no_reader_is_read_again(
    store: Store, run: Import, mailbox: Path
) -> None:
    run(mailbox)
    before = acts(store)
    see_otherwise(store)
    with store.write() as tx:
        tx.run("DELETE FROM book_state WHERE name = 'reader'")

    run(mailbox)

    assert acts(store) == before


def test_statements_rest_on_what_this_reader_saw(book: Book, files: Path) -> None:
    book.import_paths([files])
    before = list(book.statements(DAY))
    see_otherwise(book.store)
    note_reader(book.store, "older")

    found = list(book.statements(DAY))

    assert len(found) == 1
    assert found == before
    assert acts(book.store)
    assert not all_are_threats(book.store)


def test_one_statement_asked_for_is_enough_to_have_mails_read_again(
    book: Book, files: Path
) -> None:
    book.import_paths([files])
    see_otherwise(book.store)
    before = book.statement("client", as_of=DAY)["made_with"]["facts"]
    note_reader(book.store, "older")
    with book.store.write() as tx:  # an older reader's statements name it among their rules
        tx.run(
            "UPDATE statement SET made_with = replace(made_with, ?, 'older')",
            (reader_version("UTC"),),
        )

    after = book.statement("client", as_of=DAY)["made_with"]["facts"]

    assert after != before
    assert not all_are_threats(book.store)


def test_an_assessment_tells_how_many_mails_it_reads_again(book: Book, mailbox: Path) -> None:
    book.import_paths([mailbox])
    note_reader(book.store, "older")
    told: list[Progress] = []

    book.assess(DAY, told.append)
    book.assess(DAY, told.append)

    assert read_again(told) == [(MAILS, MAILS)]


def read_and_crash(store: Store, run: Import, point: int) -> int:
    """Import nothing, so read again, in a child that ends at a point; its exit status."""
    store.close()
    child = os.fork()
    if child == 0:
        try:
            crash._AT, crash._passed = point, count(1)  # noqa: SLF001
            run()
            os._exit(0)
        except BaseException:  # noqa: BLE001  the parent is told by the status
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_wherever_reading_again_is_killed_it_goes_on_from_the_last_batch(
    store: Store, run: Import, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rereading, "MAILS", 4)
    run(mailbox)
    expected, left = facts_hash(store), []

    for point in range(1, 17):  # before and behind each commit, and two while its pages are sealed
        see_otherwise(store)
        note_reader(store, "older")
        assert read_and_crash(store, run, point) == 137
        told: list[Progress] = []
        run(progress=told.append)

        assert facts_hash(store) == expected, f"killed at point {point}"
        left.append(told[0].total if read_again(told) else 0)

    assert left == [10, 6, 6, 6, 6, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0]


def test_a_reader_that_was_stopped_leaves_nothing_to_another_one(
    store: Store, run: Import, mailbox: Path
) -> None:
    run(mailbox)
    before = acts(store)
    see_otherwise(store)
    note_reader(store, "another 7")
    told: list[Progress] = []

    run(progress=told.append)

    assert read_again(told) == [(MAILS, MAILS)]
    assert acts(store) == before


def failing_on(*numbers: int) -> Callable[[Sequence[Mail], str], list[tuple[Act, ...]]]:
    """A reader that stumbles over some mails."""

    def read(mails: Sequence[Mail], timezone: str) -> list[tuple[Act, ...]]:
        if any(f"project {number}" in mail.text for mail in mails for number in numbers):
            raise ValueError
        return acts_of_mails(mails, timezone)

    return read


def test_a_mail_that_the_reader_fails_on_keeps_its_acts_and_the_doctor_counts_it(
    tmp_path: Path, store: Store, run: Import, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(mailbox)
    see_otherwise(store)
    note_reader(store, "older")
    monkeypatch.setattr(parsing, "acts_of_mails", failing_on(7))

    run()

    assert {row[0] for row in acts(store) if row[2] == "threat"} == {"<7@client.example>"}
    with closing(open_book(tmp_path / "book")) as book:
        (said,) = stale_mails(book)
        assert said.startswith("1 mail left as another reader saw them")

        monkeypatch.setattr(parsing, "acts_of_mails", acts_of_mails)
        note_reader(store, "older")
        run()
        assert stale_mails(book) == []


def test_mails_that_the_reader_fails_on_are_counted_through_a_kill(
    store: Store, run: Import, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rereading, "MAILS", 4)
    run(mailbox)
    monkeypatch.setattr(parsing, "acts_of_mails", failing_on(1, 6, 7))
    left = []

    for point in range(1, 9):
        note_reader(store, "older")
        assert read_and_crash(store, run, point) == 137
        run()
        with store.read() as reader:
            left.append(mails_not_read_again(reader))

    assert left == [3] * 8


def test_a_long_mail_is_read_as_it_was_when_it_came(
    tmp_path: Path, store: Store, run: Import, mail: Callable[..., bytes]
) -> None:
    line = "Could you please send me the figures by Friday? "
    path = tmp_path / "long.eml"
    path.write_bytes(mail(1, body=line * (2 * READ_LIMIT // len(line))))
    run(path)
    before = acts(store)
    see_otherwise(store)
    note_reader(store, "older")

    run()

    assert len(before) > 100
    assert acts(store) == before


def stale_mails(book: Book) -> list[str]:
    """What the doctor says of mails that another reader has read."""
    return [one.what for one in book.doctor().problems if "reader" in one.what]


def test_mails_whose_words_were_not_kept_keep_their_acts_and_the_doctor_counts_them(
    tmp_path: Path, book: Book, mbox: Mbox
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "goodwill.toml").write_text("[privacy]\nkeep_bodies = false\n")
    (folder / "a.mbox").write_bytes(mbox(1, 2, 3))
    book.import_paths([folder])
    assert stale_mails(book) == []

    see_otherwise(book.store)
    note_reader(book.store, "older")
    assert stale_mails(book) == []
    (folder / "b.mbox").write_bytes(mbox(4))
    book.import_paths([folder])

    assert {row[0] for row in acts(book.store) if row[2] == "threat"} == {
        f"<{number}@client.example>" for number in (1, 2, 3)
    }
    (said,) = stale_mails(book)
    assert said.startswith("3 mails left as another reader saw them")


def test_the_doctor_counts_mails_that_wait_for_this_reader_until_they_are_read(
    book: Book, mailbox: Path
) -> None:
    book.import_paths([mailbox])
    assert stale_mails(book) == []

    note_reader(book.store, "older")
    (said,) = stale_mails(book)
    assert said == f"{MAILS} mails to be read again: the reader or the time zone has changed"

    book.assess(DAY)
    assert stale_mails(book) == []


def test_a_book_without_mail_waits_for_no_reader(tmp_path: Path) -> None:
    open_store(tmp_path / "new", create=True).close()

    assert stale_mails(open_book(tmp_path / "new")) == []


def test_whatever_a_reader_is_made_of_tells_it_from_others(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    cue = tmp_path / "cues" / "thanks.toml"
    cue.write_text("thank you")
    first = digest_of_reader(tmp_path)

    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "reading.pyc").write_bytes(b"compiled")
    assert digest_of_reader(tmp_path) == first

    cue.write_text("thank him")
    assert digest_of_reader(tmp_path) != first

    cue.write_text("thank you")
    assert digest_of_reader(tmp_path) == first
    cue.rename(tmp_path / "thanks.toml")
    assert digest_of_reader(tmp_path) != first


@pytest.mark.parametrize("name", ["acts/cues.toml", "importing/mail_acts.py", "facts/acts.py"])
def test_each_file_that_tells_acts_makes_another_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for file in ("acts/cues.toml", "importing/mail_acts.py", "facts/acts.py", "facts/money.py"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(file)
    monkeypatch.setattr(rules, "__file__", str(tmp_path / "statements" / "rules.py"))
    version = reader_version.__wrapped__
    first = version("UTC")

    (tmp_path / "facts/money.py").write_text("changed")
    assert version("UTC") == first

    (tmp_path / name).write_text("changed")
    assert version("UTC") != first
