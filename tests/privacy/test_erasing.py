"""Who is erased is nowhere in the book, and comes back by no way; everybody else stays."""

from __future__ import annotations

import base64
import threading
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.privacy.conftest import HER, MAILS, NAME, OTHER_OF_HERS, TOML, TRACES, fill

from goodwill.book import Book, open_book
from goodwill.errors import CallError
from goodwill.lake.place import make_lake
from goodwill.privacy.verify_audit import verify
from goodwill.store.privacy.erase_list import read_list
from goodwill.store.tables.schema import METADATA
from goodwill.upkeep.backing_up import back_up, restore

DAY = date(2026, 3, 31)


def found_in(book: Book) -> list[str]:
    """Which traces of her stand in which file of the book, also in what it keeps packed."""
    folder = Path(book.place)
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for (document,) in book.store.rows("select document from evidence"):
        contents["evidence"] = contents.get("evidence", b"") + zlib.decompress(document)
    return [
        f"{trace} in {name}"
        for name, content in contents.items()
        for trace in TRACES
        if trace.lower().encode() in content.lower()
    ]


def texts(book: Book, sql: str) -> list[str]:
    return [str(value) for (value,) in book.store.rows(sql)]


@pytest.mark.parametrize(("name", "is_told"), [("ledger", True), ("another", False)])
def test_of_a_lakes_ledger_it_is_told_that_its_parquet_holds_her_still(
    tmp_path: Path, name: str, *, is_told: bool
) -> None:
    lake = make_lake(tmp_path / "lake", "s3a://ours/goodwill")
    book = open_book(lake.folder / name, create=True)
    book.import_paths([fill(tmp_path / "files")])

    told = [line for line in book.erase(HER).left if "s3a://ours/goodwill" in line]

    assert bool(told) == is_told
    assert all("begin the lake anew" in line for line in told)
    book.close()


def test_the_book_holds_her_everywhere_before(book: Book) -> None:
    held = {line.partition(" in ")[0] for line in found_in(book)}

    assert held == set(TRACES) - {"Quill, Zora"}


def test_afterwards_no_byte_of_her_is_left_in_any_file(book: Book) -> None:
    report = book.erase(HER)

    assert found_in(book) == []
    assert (report.mails_written, report.mails_with, report.meetings) == (2, 1, 1)
    assert "acme" in report.accounts
    assert report.rows["contacts"] == 3  # two of her own, and one that she manages


def test_all_that_others_wrote_stays_and_is_read(book: Book) -> None:
    book.erase(NAME)

    words = "\n".join(texts(book, "select text from message_text"))
    assert "I will send it on Friday" in words
    assert "The order stands" in words
    assert "Dear ████" in words
    assert book.store.rows("select count(*) from message where category = 'human'") == [(4,)]
    assert texts(book, "select title from meeting") == ["Plans with ████ █████"]
    assert texts(book, "select email from contact where superseded_by is null") == [
        "bo@acme.example"
    ]
    statement = book.statement("acme", as_of=DAY)
    assert [one["email"] for one in statement["committee"]["people"]] == ["bo@acme.example"]


def test_a_dry_run_counts_and_changes_nothing(book: Book) -> None:
    before = found_in(book)

    report = book.erase(HER, dry_run=True)

    assert (report.is_dry, report.mails_written, report.mails_with) == (True, 2, 1)
    assert found_in(book) == before


def test_she_stays_gone_when_the_same_files_are_imported_again(book: Book, tmp_path: Path) -> None:
    book.erase(HER)
    facts = book.store.rows("select count(*) from message")

    again = book.import_paths([fill(tmp_path / "again")])
    book.import_paths([tmp_path / "company"])
    book.assess(DAY)
    book.store.carry_over()

    assert again.total.excluded > 0
    assert found_in(book) == []
    assert book.store.rows("select count(*) from message") == facts


def test_she_never_comes_in_where_she_was_erased_beforehand(tmp_path: Path) -> None:
    first = open_book(tmp_path / "book", create=True)
    first.erase(HER)
    first.erase(OTHER_OF_HERS)
    first.import_paths([fill(tmp_path / "company")])
    first.assess(DAY)
    first.store.carry_over()

    left = [line for line in found_in(first) if "@" in line or "xylocarp" in line]
    first.close()

    assert left == []


def test_new_mail_that_cites_hers_cites_nobodys(book: Book, tmp_path: Path) -> None:
    book.erase(HER)
    late = MAILS[1].replace(b"<m3@us.example>", b"<m3b@us.example>").replace(b"Friday", b"Sunday")
    (tmp_path / "late.eml").write_bytes(late)

    book.import_paths([tmp_path / "late.eml"])

    parents = set(texts(book, "select in_reply_to from message where in_reply_to is not null"))
    assert len(parents) == 1
    assert parents.pop().endswith("@erased.invalid>")


def test_a_backup_that_is_older_than_the_erasure_does_not_bring_her_back(
    book: Book, tmp_path: Path
) -> None:
    (tmp_path / "safe").mkdir()
    back_up(book.store, tmp_path / "safe" / "book.backup", None)
    book.erase(HER)

    marks = read_list(tmp_path / "safe" / "erased.list")
    restore(tmp_path / "safe" / "book.backup", str(tmp_path / "again"), None, erased=marks)
    restored = open_book(tmp_path / "again")
    restored.assess(DAY)
    restored.store.carry_over()

    assert found_in(restored) == []
    restored.close()


def test_erased_while_an_import_runs_she_does_not_come_in_behind(
    book: Book, tmp_path: Path
) -> None:
    """Her mails come again and again from other files, before, while and after she goes."""
    begun, folders = threading.Event(), [fill(tmp_path / f"again{n}") for n in range(4)]
    for number, folder in enumerate(folders):
        content = (folder / "tom.mbox").read_bytes()
        mails = [content.replace(b"<m", f"<n{number}-{n}-".encode()) for n in range(40)]
        (folder / "tom.mbox").write_bytes(b"".join(mails))

    def bring() -> None:
        importing = open_book(book.place)
        for folder in folders:
            importing.import_paths([folder])
            begun.set()
        importing.close()

    thread = threading.Thread(target=bring)
    thread.start()
    begun.wait(60)
    book.erase(HER)
    thread.join()
    book.assess(DAY)
    book.store.carry_over(anew=True)

    assert found_in(book) == []


def test_what_lies_beside_the_book_goes_where_it_holds_her(book: Book) -> None:
    folder = Path(book.place)
    for name, content in {
        "uploads/0001/1/her.mbox": MAILS[0],
        "uploads/0001/2/other.mbox": MAILS[5],
        "statements/acme.html": f"<p>{NAME}</p>".encode(),
        "book.db.before-0007": b"SQLite format 3 and all of them",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    report = book.erase(HER)

    assert {"uploads/0001/1/her.mbox", "statements/acme.html", "book.db.before-0007"} <= set(
        report.files
    )
    assert (folder / "uploads/0001/2/other.mbox").exists()
    assert any("hold this person still" in line for line in report.left)


def test_an_upload_that_she_was_read_from_goes_however_it_is_packed(book: Book) -> None:
    upload = Path(book.place) / "uploads" / "0001" / "1" / "packed.eml"
    upload.parent.mkdir(parents=True)
    packed = MAILS[0].replace(b"7bit", b"base64").partition(b"\n\n")
    upload.write_bytes(packed[0] + b"\n\n" + base64.encodebytes(packed[2]))
    book.import_paths([upload])

    report = book.erase(HER)

    assert "uploads/0001/1/packed.eml" in report.files


def test_that_it_was_done_stands_in_the_audit_and_names_nobody(book: Book) -> None:
    book.erase(HER)

    with book.store.read() as tx:
        assert tx.rows("select what from audit") == [("erased",)]
        assert verify(tx, Path(book.place)).wrong is None


def test_what_people_said_stays_and_names_her_no_more(book: Book) -> None:
    line = "going_quiet"
    book.dispute("acme", line, "wrong", reason=f"{NAME} told us otherwise", as_of=DAY)

    book.erase(HER)

    assert texts(book, "select reason from dispute") == ["████ █████ told us otherwise"]


@pytest.mark.parametrize(
    ("asked", "told"), [("Nobody Here", "Nobody in this book"), ("", "Nobody")]
)
def test_a_name_that_nobody_has_is_told(book: Book, asked: str, told: str) -> None:
    with pytest.raises(CallError, match=told):
        book.erase(asked)


def test_a_name_that_two_have_is_told_with_their_addresses(book: Book, tmp_path: Path) -> None:
    rows = "email,name,account_id\nann.b@acme.example,Ann Bee,acme\nann@home.example,Ann Bee,home\n"
    (tmp_path / "contacts.csv").write_text(rows)
    book.import_paths([tmp_path / "contacts.csv"])

    with pytest.raises(CallError, match=r"2 people: ann.b@acme.example, ann@home.example"):
        book.erase("ann bee")


def test_a_namesake_stays(book: Book, tmp_path: Path) -> None:
    rows = f"email,name,account_id\nzora@home.example,{NAME},home\n"
    (tmp_path / "contacts.csv").write_text(rows)
    book.import_paths([tmp_path / "contacts.csv"])

    book.erase(HER)

    kept: Sequence[tuple[object, ...]] = book.store.rows(
        "select email, name from contact where email = 'zora@home.example'"
    )
    assert kept == [("zora@home.example", NAME)]


def test_a_team_s_database_forgets_her_as_well(
    postgres_url: str, company: Path, tmp_path: Path
) -> None:
    book = open_book(postgres_url, create=True)
    book.import_paths([company])
    book.assess(DAY)

    report = book.erase(HER)
    again = book.import_paths([fill(tmp_path / "again")])
    book.assess(DAY)

    assert (report.mails_written, report.mails_with) == (2, 1)
    assert again.total.excluded > 0
    held = [
        f"{trace} in {table.name}.{column.name}"
        for table in METADATA.sorted_tables
        if table.name not in {"source_file", "setting"}
        for column in table.columns
        if str(column.type) == "TEXT"
        for trace in TRACES
        if book.store.rows(
            f'select 1 from {table.name} where lower("{column.name}") like ?',  # noqa: S608
            (f"%{trace.lower()}%",),
        )
    ]
    assert held == []
    with book.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    book.close()


def test_words_that_have_grown_old_go_with_the_next_assessment_too(
    book: Book, tmp_path: Path
) -> None:
    (tmp_path / "company" / "goodwill.toml").write_text(TOML + "[privacy]\nkeep_bodies = 36000\n")
    book.import_paths([tmp_path / "company"])
    assert book.let_go_of_what_is_old() == 0
    with book.store.write() as tx:
        tx.run("update message set sent_at = -3000000000 where subject = 'Matter 10'")

    book.assess(DAY)

    assert book.store.rows("select count(*) from message_text where text is null") == [(1,)]
