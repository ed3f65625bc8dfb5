"""Walking: which files there are, what each is, and what is left alone."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from goodwill.errors import CallError
from goodwill.sources.base import RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.walk import Found, walk

MAIL = b"From: ann@example.org\nTo: bob@example.org\nSubject: lifts\n\nHello.\n"
BOX = b"From ann@example.org Thu Jan  1 10:00:00 2026\n" + MAIL
EVENT = (
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\nEND:VEVENT\nEND:VCALENDAR\n"
)
TABLE = b"payment_id,invoice_id,paid_on,amount\np1,i1,2026-01-01,10\n"


def made(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def found(*paths: Path) -> list[Found]:
    return list(walk(paths))


def kinds(items: Iterable[Found]) -> dict[str, str]:
    return {Path(one.path).name: one.connector for one in items if isinstance(one, SourceFile)}


def test_files_are_recognised_by_what_is_in_them(tmp_path: Path) -> None:
    made(
        tmp_path,
        {
            "Inbox": BOX,
            "saved.txt": MAIL,
            "dates": EVENT,
            "export (3).txt": TABLE,
            "goodwill.toml": b"",
            "expect.json": b"{}",
            "notes.md": b"# From here\n",
        },
    )

    items = found(tmp_path)

    assert kinds(items) == {
        "Inbox": "mbox",
        "saved.txt": "eml",
        "dates": "ics",
        "export (3).txt": "csv_tables",
        "goodwill.toml": "settings",
    }
    assert {Path(one.path).name for one in items if isinstance(one, Skipped)} == {
        "expect.json",
        "notes.md",
    }


def test_a_books_settings_come_before_everything_else_in_it(tmp_path: Path) -> None:
    made(tmp_path, {"a/x.csv": TABLE, "b.mbox": BOX, "goodwill.toml": b"", "A.csv": TABLE})

    names = [Path(one.path).name for one in found(tmp_path)]

    assert names == ["goodwill.toml", "A.csv", "x.csv", "b.mbox"]


def test_a_moved_and_flagged_mail_of_a_maildir_keeps_its_name(tmp_path: Path) -> None:
    made(tmp_path, {"new/1.M2.host": MAIL, "cur/.keep": b"", "tmp/3.M4.host": MAIL})
    before = [one for one in found(tmp_path) if isinstance(one, SourceFile)]
    (tmp_path / "new/1.M2.host").rename(tmp_path / "cur/1.M2.host:2,RS")

    after = [one for one in found(tmp_path) if isinstance(one, SourceFile)]

    assert [one.path for one in before] == [one.path for one in after] == [f"{tmp_path}/1.M2.host"]
    (record,) = connector_named("maildir").read(after[0], 0)
    assert isinstance(record, RawRecord)
    assert (record.locator, record.payload) == ("1.M2.host", MAIL)


def test_the_folders_of_a_maildir_are_walked_and_other_hidden_ones_are_not(
    tmp_path: Path,
) -> None:
    made(
        tmp_path,
        {
            "cur/1.a": MAIL,
            "new/2.b": b"no mail at all",
            "tmp/x": b"",
            ".Sent/cur/3.c:2,S": MAIL,
            ".git/cur/HEAD": MAIL,
            ".git/objects/1": BOX,
        },
    )
    (tmp_path / ".git/cur").rename(tmp_path / ".git/other")

    items = found(tmp_path)

    assert kinds(items) == {"1.a": "maildir", "2.b": "maildir", "3.c": "maildir"}
    assert [one.path for one in items if isinstance(one, Skipped)] == [f"{tmp_path}/.git"]


def test_links_are_never_followed_out_of_a_folder(tmp_path: Path) -> None:
    outside = made(tmp_path / "outside", {"secret.eml": MAIL})
    book = made(tmp_path / "book", {"own.eml": MAIL})
    (book / "link.eml").symlink_to(outside / "secret.eml")
    (book / "folder").symlink_to(outside)

    items = found(book)

    assert kinds(items) == {"own.eml": "eml"}
    assert sum(isinstance(one, Skipped) for one in items) == 2


def test_a_named_path_may_itself_be_a_link(tmp_path: Path) -> None:
    made(tmp_path, {"real/own.eml": MAIL})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "one.eml").symlink_to(tmp_path / "real/own.eml")

    assert kinds(found(tmp_path / "link", tmp_path / "one.eml")) == {
        "own.eml": "eml",
        "one.eml": "eml",
    }


def test_a_pipe_is_skipped_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.eml")

    (item,) = found(tmp_path)

    assert isinstance(item, Skipped)


def test_an_unreadable_file_is_told_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, {"a.eml": MAIL, "b.eml": MAIL})
    really_open = os.open

    def refuse_one(path: str, flags: int) -> int:
        if path.endswith("a.eml"):
            raise PermissionError(13, "Permission denied")
        return really_open(path, flags)

    monkeypatch.setattr(os, "open", refuse_one)
    error, other = found(tmp_path)

    assert isinstance(error, ReadError)
    assert "Permission denied" in error.reason
    assert isinstance(other, SourceFile)


def test_a_path_that_does_not_exist_is_a_wrong_call_before_anything_is_read(
    tmp_path: Path,
) -> None:
    made(tmp_path, {"a.eml": MAIL})

    with pytest.raises(CallError, match="There is no file"):
        walk([tmp_path, tmp_path / "nowhere"])


def test_a_folder_with_nothing_to_read_gives_only_what_was_skipped(tmp_path: Path) -> None:
    made(tmp_path, {"photo.png": b"\x89PNG\r\n", "empty": b""})

    items = found(tmp_path)

    assert [one.why for one in items if isinstance(one, Skipped)] == [
        "empty",
        "no kind of file that is read",
    ]


def test_a_name_that_is_no_text_can_be_printed_and_read(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9\n.eml")  # noqa: PTH118  bytes
    with open(path, "wb") as file:  # noqa: PTH123  bytes
        file.write(MAIL)

    (item,) = found(tmp_path)

    assert isinstance(item, SourceFile)
    assert item.path.isprintable()
    with item.open() as stream:
        assert stream.read() == MAIL


def test_an_unknown_table_says_so(tmp_path: Path) -> None:
    made(tmp_path, {"colours.csv": b"name,hex\nred,f00\n"})

    (item,) = found(tmp_path)

    assert isinstance(item, Skipped)
    assert "names no table" in item.why
