"""A byte that changed by itself: `goodwill verify` finds it, says whose it is and what to do.

The long form, 200 bytes of each file, is in `tests/soak/bit_rot.py`.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.soak import bit_rot
from tests.soak.made import make_sources
from typer.testing import CliRunner

from goodwill.book import open_book
from goodwill.errors import StoreError
from goodwill.serve.cli.app import app
from goodwill.store.database import open_store
from goodwill.store.pages.seals import HEAD_BYTES, SEAL, SealsHead, read_head, seals_file
from goodwill.upkeep.verifying import verify

RUN = CliRunner()


def change(path: Path, place: int, *, keeping_time: bool = True) -> None:
    """Turn all bits of one byte."""
    content, before = bytearray(path.read_bytes()), path.stat()
    content[place] ^= 0xFF
    path.write_bytes(content)
    if keeping_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def page_of(book: Path, table: str, kind: str = "leaf") -> int:
    """A page on which rows of a table stand."""
    with closing(sqlite3.connect(book / "book.db")) as connection:
        try:
            found = connection.execute(
                "select min(pageno) from dbstat where name = ? and pagetype = ?", (table, kind)
            ).fetchone()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite was built without dbstat")
    return int(found[0])


def test_a_book_is_whole_after_an_import_and_after_statements_are_drawn_up(book: Path) -> None:
    with closing(open_book(book)) as opened:
        opened.assess()

    report = verify(str(book), deep=True)

    assert report.is_whole
    assert (report.problems, report.harmless, report.told) == ((), (), ())
    assert report.pages > 50


def test_changed_bytes_anywhere_are_found_or_have_no_effect(tmp_path: Path) -> None:
    ended = bit_rot.run(tmp_path, 6, seed=11)

    assert sum(ended.values()) == 6 * len(bit_rot.FILES)
    assert [how for how in ended if how.endswith("MISSED")] == []


def test_every_table_is_covered_whatever_it_holds(book: Path) -> None:
    with closing(sqlite3.connect(book / "book.db")) as connection:
        roots = [
            page
            for (page,) in connection.execute("select rootpage from sqlite_master where rootpage")
        ]
    for page in roots:
        change(book / "book.db", (page - 1) * 4096 + 2000)

    (found, *more) = verify(str(book)).problems

    told = f"{found.where} {' '.join(one.where for one in more)}"
    assert sum(one.what.startswith("1 page") for one in (found, *more)) >= len(roots) - 1 or (
        f"{len(roots)} pages" in found.what
    ), told


def test_it_says_which_rows_whose_they_are_and_what_to_do(tmp_path: Path) -> None:
    book = tmp_path / "book"
    with closing(open_book(book, create=True)) as opened:
        opened.import_paths([make_sources(tmp_path / "in", 60, 20)])
        (tmp_path / "accounts.csv").write_text(
            "account_id,name,domains\nacme,Acme,client.example\n", "utf-8"
        )
        opened.import_paths([tmp_path / "accounts.csv"])
        opened.assess()
    change(book / "book.db", (page_of(book, "message_text") - 1) * 4096 + 3000)

    (found,) = verify(str(book)).problems

    assert "1 page of the table message_text changed: rows 1 to " in found.what
    assert found.accounts == ("acme",)
    assert "goodwill --book NEW restore" in found.next


def test_what_is_derived_needs_no_backup(book: Path) -> None:
    with closing(open_book(book)) as opened:
        opened.assess()
    change(book / "book.db", (page_of(book, "point_link") - 1) * 4096 + 4000)

    (found,) = verify(str(book)).problems

    assert "point_link" in found.what
    assert "goodwill rebuild --from acts" in found.next


def test_a_damaged_seal_is_told_from_a_damaged_page_and_can_be_made_anew(book: Path) -> None:
    change(seals_file(book / "book.db"), HEAD_BYTES + 8 * 4)

    (found,) = verify(str(book)).problems

    assert found.what == "the seal of page 5 changed, not the page"
    assert verify(str(book), seal=True).is_whole


def test_a_book_that_another_program_wrote_to_is_told_and_can_be_sealed(book: Path) -> None:
    with closing(sqlite3.connect(book / "book.db")) as connection, connection:
        connection.execute("update message set subject = 'other'")

    assert not verify(str(book)).is_whole
    assert verify(str(book), seal=True).is_whole
    assert verify(str(book)).is_whole


def test_that_another_program_may_have_written_is_told_where_nothing_is_broken(book: Path) -> None:
    with closing(sqlite3.connect(book / "book.db")) as other:
        other.execute("create table another (words)")
        other.execute("insert into another values (zeroblob(100000))")
        other.commit()

    report = verify(str(book))

    assert not report.is_whole
    assert [one.what.partition(":")[0] for one in report.told] == ["SQLite finds no fault"]
    change(book / "book.db", 100)  # the kind of the first page's root
    assert not any("another program" in one.what for one in verify(str(book)).told)


@pytest.mark.parametrize("is_begun", [False, True], ids=["none", "an empty file"])
def test_a_book_without_seals_gets_them_when_it_is_next_written(book: Path, is_begun: bool) -> None:
    seals_file(book / "book.db").unlink()
    if is_begun:
        seals_file(book / "book.db").touch()

    assert verify(str(book)).is_whole
    change(book / "book.db", 4096 * 4 + 100)
    assert not verify(str(book)).is_whole


def test_what_a_killed_process_committed_is_sealed_by_the_next(tmp_path: Path) -> None:
    book = bit_rot.make_damageable(tmp_path)
    seals = seals_file(book / "book.db")
    sealed = seals.read_bytes()
    head = read_head(sealed[:HEAD_BYTES])
    assert head is not None
    assert head.frames > 0
    unsealed = SealsHead(page_size=head.page_size, size=head.size)  # as though killed before
    seals.write_bytes(unsealed.packed() + bytes(SEAL) + sealed[HEAD_BYTES + SEAL :])

    open_store(book).close()

    assert seals.read_bytes() == sealed
    assert verify(str(book)).is_whole


def test_a_file_beside_the_book_that_nobody_wrote_is_a_fault_and_a_mended_one_is_not(
    book: Path,
) -> None:
    (reject,) = (book / "rejects").iterdir()
    change(reject, 10)

    (found,) = verify(str(book)).problems
    assert (found.where, found.what) == (
        f"rejects/{reject.name}",
        "a file changed that nobody wrote",
    )

    change(reject, 11, keeping_time=False)
    report = verify(str(book))
    assert report.is_whole
    assert [one.what for one in report.told] == ["somebody wrote to it since the last import"]


def test_a_source_that_is_gone_or_grew_is_told_and_is_no_fault(book: Path) -> None:
    sources = book.with_name("sources")
    (sources / "a.mbox").unlink()
    (sources / "b.mbox").write_bytes(b"")

    report = verify(str(book))

    assert report.is_whole
    assert [(one.what, one.where) for one in report.told] == [
        ("a source is not there any more", str(sources / "a.mbox")),
        ("a source is other than when it was read", str(sources / "b.mbox")),
    ]


def test_a_book_that_does_not_open_any_more_is_explained_by_its_pages(book: Path) -> None:
    for place in (100, 110, 2000, 3000, 4000):
        change(book / "book.db", place)

    report = verify(str(book))

    assert not report.is_whole
    assert "page 1" in report.problems[0].where


def test_where_there_is_no_book_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no book"):
        verify(str(tmp_path))


def test_the_command_ends_with_three_and_its_json_says_what_and_next(book: Path) -> None:
    whole = RUN.invoke(app, ["--book", str(book), "verify", "--format", "json"])
    change(book / "book.db", 4096 * 5 + 50)
    damaged = RUN.invoke(app, ["--book", str(book), "verify", "--format", "json"])

    assert whole.exit_code == 0
    assert json.loads(whole.stdout)["is_whole"] is True
    assert damaged.exit_code == 3
    assert {"what", "where", "next"} <= json.loads(damaged.stdout)["problems"][0].keys()
    assert "CHANGED" in RUN.invoke(app, ["--book", str(book), "verify"]).stdout
