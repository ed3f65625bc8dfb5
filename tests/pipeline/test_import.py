"""Files and folders into a book: once, again, grown, moved, mended, kept out."""

from __future__ import annotations

import gzip
import os
import zipfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from goodwill.errors import CallError, CatalogueError, ConfigError, StoreError
from goodwill.pipeline import FileLedger, ImportReport
from goodwill.store.database import Store
from goodwill.store.lock import import_lock
from goodwill.store.upkeep.dump import dump_facts, facts_hash

Make = Callable[..., bytes]
Run = Callable[..., ImportReport]

INVOICES = "invoice_id,account_id,issued_on,amount\n"


def counts(ledger: FileLedger) -> dict[str, int]:
    """The counts that are not nought."""
    names = [field.name for field in fields(ledger) if field.name != "path"]
    return {name: getattr(ledger, name) for name in names if getattr(ledger, name)}


def touch(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_mail_becomes_facts_and_acts(tmp_path: Path, run: Run, store: Store, mbox: Make) -> None:
    report = run(touch(tmp_path / "a.mbox", mbox(1, 2, 3)))

    assert counts(report.total) == {"seen": 3, "imported": 3}
    assert store.rows("SELECT count(*) FROM message") == [(3,)]
    assert ("request",) in store.rows("SELECT DISTINCT act FROM act")


def test_parsing_processes_give_the_same_facts(
    tmp_path: Path, run: Run, store: Store, mbox: Make
) -> None:
    run(touch(tmp_path / "a.mbox", mbox(*range(30))), workers=2)
    with_processes = facts_hash(store)
    with store.write() as book:
        for table in ("message", "message_text", "participant", "act", "placement"):
            book.run(f"DELETE FROM {table}")  # noqa: S608
        book.run("DELETE FROM source_file")

    run(tmp_path / "a.mbox")

    assert facts_hash(store) == with_processes


def test_importing_again_adds_nothing_and_says_so(
    tmp_path: Path, run: Run, store: Store, mbox: Make
) -> None:
    touch(tmp_path / "in" / "a.mbox", mbox(1, 2))
    touch(
        tmp_path / "in" / "invoices.csv", INVOICES + "i1,acme,2026-01-01,x\ni2,acme,2026-01-01,5\n"
    )
    first = run(tmp_path / "in")
    before = facts_hash(store)

    again = run(tmp_path / "in")

    assert counts(first.total) == {"seen": 4, "imported": 3, "unreadable": 1}
    assert counts(again.total) == {"seen": 4, "duplicate": 3, "unreadable": 1}
    assert facts_hash(store) == before
    assert again.rejects == first.rejects
    assert again.reject_files == ()


def test_a_grown_mailbox_is_read_on_and_counted_exactly(
    tmp_path: Path, run: Run, mbox: Make
) -> None:
    file = touch(tmp_path / "a.mbox", mbox(1, 2))
    run(file)
    touch(file, mbox(1, 2, 3))

    assert counts(run(file).total) == {"seen": 3, "imported": 1, "duplicate": 2}
    assert counts(run(file).total) == {"seen": 3, "duplicate": 3}


def test_a_mailbox_that_was_cut_short_is_one_message_when_it_is_whole(
    tmp_path: Path, run: Run, store: Store, mbox: Make
) -> None:
    whole = mbox(1, 2)
    file = touch(tmp_path / "a.mbox", whole[:-25])
    run(file)
    touch(file, whole)

    report = run(file)

    assert counts(report.total)["seen"] == 2
    assert store.rows("SELECT count(*) FROM message") == [(2,)]
    assert store.rows("SELECT count(*) FROM participant") == [(4,)]


@pytest.mark.parametrize("missing", [1, 25, 60], ids=lambda some: f"{some} bytes short")
def test_a_mailbox_whose_only_mail_was_cut_short_keeps_no_half(
    tmp_path: Path, run: Run, store: Store, mbox: Make, missing: int
) -> None:
    whole = mbox(1)
    file = touch(tmp_path / "a.mbox", whole[:-missing])
    run(file)
    touch(file, whole + mbox(2))

    report = run(file)

    assert counts(report.total) == {"seen": 2, "imported": 1, "duplicate": 1}
    assert store.rows("SELECT count(*) FROM message") == [(2,)]
    assert store.rows("SELECT count(*) FROM placement") == [(2,)]


def test_another_mailbox_in_place_of_one_mail_takes_nothing_away(
    tmp_path: Path, run: Run, store: Store, mbox: Make
) -> None:
    file = touch(tmp_path / "a.mbox", mbox(1))
    run(file)
    touch(file, mbox(2, 3))

    assert counts(run(file).total) == {"seen": 2, "imported": 2}
    assert store.rows("SELECT count(*) FROM message") == [(3,)]


def test_a_mailbox_that_was_rewritten_is_read_from_its_start(
    tmp_path: Path, run: Run, store: Store, mbox: Make
) -> None:
    file = touch(tmp_path / "a.mbox", mbox(1, 2))
    run(file)
    touch(file, mbox(7, 2, 3, 4))

    assert counts(run(file).total) == {"seen": 4, "imported": 3, "duplicate": 1}
    assert store.rows("SELECT count(*) FROM placement") == [(4,)]


def test_a_mail_that_moved_inside_its_maildir_is_not_read_twice(
    tmp_path: Path, run: Run, mail: Make
) -> None:
    folder = tmp_path / "Maildir"
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    new = touch(folder / "new" / "100.a.host", mail(1))
    first = run(folder)
    new.rename(folder / "cur" / "100.a.host:2,S")

    assert counts(first.total) == {"seen": 1, "imported": 1}
    assert counts(run(folder).total) == {"seen": 1, "duplicate": 1}


def test_single_mails_are_shown_under_their_folder(tmp_path: Path, run: Run, mail: Make) -> None:
    for number in range(3):
        touch(tmp_path / "saved" / f"{number}.eml", mail(number))

    report = run(tmp_path / "saved")

    assert [(file.path, file.imported) for file in report.files] == [(f"{tmp_path}/saved", 3)]


def test_the_same_mail_in_an_archive_is_a_duplicate(
    tmp_path: Path, run: Run, mbox: Make, mail: Make
) -> None:
    touch(tmp_path / "in" / "a.mbox", mbox(1, 2))
    touch(tmp_path / "in" / "b.mbox.gz", gzip.compress(mbox(2, 3)))
    with zipfile.ZipFile(tmp_path / "in" / "c.zip", "w") as packed:
        packed.writestr("mail/3.eml", mail(3))
        packed.writestr("mail/4.eml", mail(4))

    report = run(tmp_path / "in")

    assert counts(report.total) == {"seen": 6, "imported": 4, "duplicate": 2}
    assert counts(run(tmp_path / "in").total) == {"seen": 6, "duplicate": 6}


def test_a_path_named_twice_is_read_once(tmp_path: Path, run: Run, mbox: Make) -> None:
    file = touch(tmp_path / "in" / "a.mbox", mbox(1))

    assert counts(run(tmp_path / "in", file).total) == {"seen": 1, "imported": 1}


def test_a_reject_file_runs_nothing_in_a_spreadsheet_and_is_read_as_it_was(
    run: Run, store: Store, tmp_path: Path
) -> None:
    header = "invoice_id,account_id,issued_on,amount,note"
    row = 'i1,acme,2026-01-05,ten,"=HYPERLINK(""http://x"")"'
    report = run(touch(tmp_path / "invoices.csv", f"{header}\n{row}\n"))
    text = Path(report.reject_files[0]).read_text()

    run(touch(tmp_path / "mended.csv", text.replace("ten", "10")))

    assert ",\"'=HYPERLINK(" in text
    ((attributes,),) = store.rows("SELECT attributes FROM invoice")
    assert "'" not in attributes
    assert "=HYPERLINK" in attributes


def test_a_mended_reject_file_is_imported_and_holds_no_remarks(
    tmp_path: Path, run: Run, store: Store
) -> None:
    rows = INVOICES + "i1,acme,2026-01-01,10\ni2,acme,2026-01-01,ten\n"
    report = run(touch(tmp_path / "invoices.csv", rows))
    (reject_file,) = report.reject_files
    assert Path(reject_file).stat().st_mode & 0o777 == 0o600
    mended = touch(tmp_path / "mended.csv", Path(reject_file).read_text().replace("ten", "11"))

    again = run(mended)

    assert counts(again.total) == {"seen": 1, "imported": 1}
    assert store.rows("SELECT amount, attributes FROM invoice ORDER BY id") == [
        (10_000_000, "{}"),
        (11_000_000, "{}"),
    ]


def test_a_reject_names_file_row_column_value_and_next_step(tmp_path: Path, run: Run) -> None:
    file = touch(tmp_path / "invoices.csv", INVOICES + "i2,acme,2026-01-01,ten\n")

    (reject,) = run(file).rejects

    assert (reject.path, reject.locator, reject.column, reject.value) == (
        str(file),
        "row 2",
        "amount",
        "ten",
    )
    assert reject.reason
    assert reject.hint


def test_unreadable_mail_goes_to_an_mbox_that_can_be_read_again(
    tmp_path: Path, run: Run, mbox: Make
) -> None:
    broken = b"From x Mon Mar  2 09:30:00 2026\n\x00\x01 no header at all\n\n"

    report = run(touch(tmp_path / "a.mbox", mbox(1) + broken + mbox(2)))
    again = run(touch(tmp_path / "again.mbox", Path(report.reject_files[0]).read_bytes()))

    assert counts(report.total) == {"seen": 3, "imported": 2, "unreadable": 1}
    assert counts(again.total) == {"seen": 1, "unreadable": 1}


def test_the_books_own_files_are_no_source(tmp_path: Path, run: Run, mbox: Make) -> None:
    touch(tmp_path / "a.mbox", mbox(1))
    touch(tmp_path / "invoices.csv", INVOICES + "i2,acme,2026-01-01,ten\n")
    run(tmp_path)

    again = run(tmp_path)

    assert again.total.seen == 2
    assert any("rejects" in path for path, _ in again.skipped)


def test_payments_wait_and_a_file_read_before_its_invoices_ends_complete(
    tmp_path: Path, run: Run
) -> None:
    lines = touch(tmp_path / "in" / "invoice_lines.csv", "invoice_id,line,amount\ni1,1,5\ni9,1,5\n")
    touch(tmp_path / "in" / "invoices.csv", INVOICES + "i1,acme,2026-01-01,10\n")

    report = run(tmp_path / "in")

    assert counts(report.files[0]) == {"seen": 2, "imported": 1, "waiting": 1}
    assert report.files[0].path == str(lines)
    late = touch(tmp_path / "late" / "invoices.csv", INVOICES + "i9,acme,2026-01-01,10\n")
    run(late)
    assert counts(run(lines).total) == {"seen": 2, "duplicate": 2}


def privacy(tmp_path: Path, rules: str) -> None:
    touch(tmp_path / "in" / "goodwill.toml", f"[privacy]\n{rules}\n")


def test_an_excluded_address_is_counted_and_leaves_no_trace(
    tmp_path: Path, run: Run, store: Store, mail: Make
) -> None:
    privacy(tmp_path, 'exclude_addresses = ["doc@clinic.example", "@union.example"]')
    touch(tmp_path / "in" / "1.eml", mail(1, sender="doc@clinic.example"))
    touch(tmp_path / "in" / "2.eml", mail(2, sender="any@union.example"))
    touch(tmp_path / "in" / "3.eml", mail(3, sender="doctor@clinic.example"))

    report = run(tmp_path / "in")

    assert counts(report.total) == {"seen": 3, "imported": 1, "excluded": 2}
    assert store.rows("SELECT DISTINCT address FROM contact_point ORDER BY address") == [
        ("doctor@clinic.example",),
        ("tom@us.example",),
    ]
    assert "doc@clinic" not in "".join(dump_facts(store))


def test_an_excluded_folder_is_counted_whatever_its_mail_says(
    tmp_path: Path, run: Run, mbox: Make
) -> None:
    privacy(tmp_path, 'exclude_folders = ["Private"]')
    touch(tmp_path / "in" / "private" / "a.mbox", mbox(1, 2))
    touch(tmp_path / "in" / "work" / "b.mbox", mbox(3))

    assert counts(run(tmp_path / "in").total) == {"seen": 3, "imported": 1, "excluded": 2}


def test_what_a_rule_kept_out_comes_in_when_the_rule_goes(
    tmp_path: Path, run: Run, mbox: Make
) -> None:
    privacy(tmp_path, 'exclude_folders = ["hr"]')
    touch(tmp_path / "in" / "hr.mbox", mbox(1, 2))
    run(tmp_path / "in")
    privacy(tmp_path, "exclude_folders = []")

    assert counts(run(tmp_path / "in").total) == {"seen": 2, "imported": 2}


@pytest.mark.parametrize(
    ("rule", "kept", "quoted"),
    [("true", 1, 1), ("false", 0, 1), ("300", 1, 1), ("200", 0, 0)],
    ids=["all", "none", "the mail is younger than that", "the mail is older than that"],
)
def test_bodies_are_kept_as_the_book_says_and_quotes_for_as_many_days(
    tmp_path: Path, run: Run, store: Store, mail: Make, *, rule: str, kept: int, quoted: int
) -> None:
    privacy(tmp_path, f"keep_bodies = {rule}")
    touch(tmp_path / "in" / "1.eml", mail(1))

    run(tmp_path / "in")

    assert store.rows("SELECT count(text) FROM message_text") == [(kept,)]
    assert store.rows("SELECT count(*) > 0 FROM act WHERE quote <> ''") == [(quoted,)]
    assert store.rows("SELECT count(*) > 0 FROM act") == [(1,)]


def test_texts_that_have_grown_old_are_dropped_at_the_next_import(
    tmp_path: Path, run: Run, store: Store, mail: Make
) -> None:
    touch(tmp_path / "in" / "1.eml", mail(1))
    run(tmp_path / "in")
    privacy(tmp_path, "keep_bodies = 30")

    run(tmp_path / "in")

    assert store.rows("SELECT count(text) FROM message_text") == [(0,)]


def test_wrong_settings_stop_the_import_before_it_starts(
    tmp_path: Path, run: Run, store: Store, mail: Make
) -> None:
    privacy(tmp_path, "keep_body = true")
    touch(tmp_path / "in" / "1.eml", mail(1))

    with pytest.raises(ConfigError, match="keep_body"):
        run(tmp_path / "in")

    assert store.rows("SELECT count(*) FROM message") == [(0,)]


def test_a_threshold_that_nobody_has_stops_the_import_and_is_not_kept(
    tmp_path: Path, run: Run, store: Store, mail: Make
) -> None:
    touch(tmp_path / "in" / "goodwill.toml", '[thresholds]\n"terms_dictated.days" = 30\n')
    touch(tmp_path / "in" / "1.eml", mail(1))

    with pytest.raises(CatalogueError, match="terms_dictated"):
        run(tmp_path / "in")

    assert store.rows("SELECT count(*) FROM setting") == [(0,)]


def test_two_settings_files_are_one_too_many(tmp_path: Path, run: Run) -> None:
    for name in ("a", "b"):
        touch(tmp_path / name / "goodwill.toml", "")

    with pytest.raises(ConfigError, match="Two settings files"):
        run(tmp_path / "a", tmp_path / "b")


def test_settings_deeper_down_are_listed_and_not_used(tmp_path: Path, run: Run) -> None:
    touch(tmp_path / "in" / "other" / "goodwill.toml", "[company]\nname = 'Other'\n")

    assert "another folder" in run(tmp_path / "in").skipped[0][1]


def test_a_path_that_is_not_there_is_a_wrong_call(tmp_path: Path, run: Run) -> None:
    with pytest.raises(CallError, match="nowhere"):
        run(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("a.mbox", "", "Nothing was imported"),
        ("invoices.csv", INVOICES, "no row below its header"),
        ("notes.txt", "hello", "Nothing was imported"),
    ],
)
def test_a_file_with_nothing_in_it_is_told(
    tmp_path: Path, run: Run, name: str, content: str, hint: str
) -> None:
    report = run(touch(tmp_path / "in" / name, content).parent)

    assert report.total.seen == 0
    assert any(hint in sentence for sentence in report.hints)


def test_a_second_import_waits_and_then_says_why_it_gave_up(
    tmp_path: Path, run: Run, store: Store, mail: Make
) -> None:
    file = touch(tmp_path / "1.eml", mail(1))
    told: list[Any] = []

    with (
        import_lock(store, wait_seconds=0, waiting=told.append),
        pytest.raises(StoreError, match="Another import"),
    ):
        run(file, lock_wait_seconds=0, progress=told.append)

    assert "waiting for it to end" in told[0].what
    assert counts(run(file).total) == {"seen": 1, "imported": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_file_that_may_not_be_read_is_told_and_the_rest_comes_in(
    tmp_path: Path, run: Run, mail: Make
) -> None:
    touch(tmp_path / "in" / "1.eml", mail(1))
    touch(tmp_path / "in" / "2.eml", mail(2)).chmod(0)

    assert counts(run(tmp_path / "in").total) == {"seen": 2, "imported": 1, "unreadable": 1}
