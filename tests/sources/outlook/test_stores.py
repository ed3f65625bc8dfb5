"""Stores of Outlook: whatever state they are in, what can be read is read and the rest is told."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from email.header import Header, decode_header
from pathlib import Path

import pytest
from tests.sources.outlook.store_writer import Made, number, store_of, text
from tests.sources.outlook.stores import EXCHANGE, letters, parsed, read, with_, without, written

from goodwill.sources import outlook_stores
from goodwill.sources.base import SourceFile
from goodwill.sources.walk import walk


@pytest.mark.parametrize("is_ansi", [False, True], ids=["unicode", "ansi"])
def test_folders_are_mailboxes_of_their_own(tmp_path: Path, is_ansi: bool) -> None:
    folders = {"Top/Inbox": letters(3), "Top/Inbox/Acme": letters(2), "Top/Sent": letters(1)}
    path = written(tmp_path / "box", store_of(folders, is_ansi=is_ansi))

    records, errors, skipped = read(path)

    assert {name: len(items) for name, items in records.items()} == {
        "Top/Inbox": 3,
        "Top/Inbox/Acme": 2,
        "Top/Sent": 1,
    }
    assert (errors, skipped) == ([], [])
    first = parsed(records["Top/Inbox"][0])
    assert first["From"] == "<ann@client.example>"
    assert first["To"] == "<bob@us.example>"
    assert first["Date"] == "Sun, 01 Mar 2026 10:00:00 +0000"
    assert first["Subject"] == "letter 0"
    assert first["Message-ID"] == "<letter.0@made.example>"
    assert "Two lifts." in str(first.get_payload())


def test_reading_goes_on_behind_what_was_read(tmp_path: Path) -> None:
    path = written(tmp_path / "box", store_of({"Inbox": letters(5)}))
    file = next(one for one in walk([path]) if isinstance(one, SourceFile))
    with outlook_stores.OpenStore(file.open) as reader:
        items = list(reader.read(file, 0, 3))

    assert [item.locator for item in items] == ["item 4", "item 5"]
    assert [item.position for item in items] == [4, 5]


def test_names_that_are_used_twice_stay_two_folders(tmp_path: Path) -> None:
    inbox = store_of({"Top/In/box": letters(1), "Top/In\u2215box": letters(2)})

    records, _, _ = read(written(tmp_path / "box", inbox))

    assert sorted(map(len, records.values())) == [1, 2]


SHAPES = {
    # what it is: (properties that are added, tags that are missing, header, what it says)
    "a sender by his place, with an address beside it": (
        {0x0C1E: text("EX"), 0x0C1F: text(EXCHANGE), 0x5D01: text("ada@firm.example")},
        (),
        "From",
        "<ada@firm.example>",
    ),
    "a sender by his place alone": (
        {0x0C1E: text("EX"), 0x0C1F: text(EXCHANGE), 0x0C1A: text("Ada Lee")},
        (),
        "From",
        '"Ada Lee"',
    ),
    "an address with an apostrophe": (
        {0x0C1E: text("SMTP"), 0x0C1F: text("kim.o'hara@client.example"), 0x5D01: text("")},
        (),
        "From",
        "<kim.o'hara@client.example>",
    ),
    "an address in quotes": (
        {0x0C1E: text("SMTP"), 0x0C1F: text("'ann@client.example'"), 0x5D01: text("")},
        (),
        "From",
        "<ann@client.example>",
    ),
    "an address in the search key": (
        {
            0x0C1E: text("EX"),
            0x0C1F: text(EXCHANGE),
            0x0C1D: (0x102, b"SMTP:ADA@FIRM.EXAMPLE\0"),
        },
        (),
        "From",
        "<ada@firm.example>",
    ),
    "one who writes for another": (
        {0x0042: text("The Chief"), 0x0064: text("SMTP"), 0x0065: text("chief@client.example")},
        (),
        "Sender",
        "<ann@client.example>",
    ),
    "a subject with its mark": ({0x0037: text("\x01\x05RE: lifts")}, (), "Subject", "RE: lifts"),
    "a subject in another script": ({0x0037: text("電梯 Aufzüge")}, (), "Subject", "電梯 Aufzüge"),
    "a subject in a code page": (
        {0x0037: text("Лифты", codepage="cp1251"), 0x3FFD: number(1251)},
        (),
        "Subject",
        "Лифты",
    ),
    "a subject that would be two headers": (
        {0x0037: text("lifts\r\nBcc: eve@bad.example")},
        (),
        "Subject",
        "lifts Bcc: eve@bad.example",
    ),
    "no moment of sending, one of delivery": (
        {0x0E06: (0x40, (131_000_000_000_000_000).to_bytes(8, "little"))},
        (0x0039,),
        "Date",
        "Mon, 15 Feb 2016 08:53:20 +0000",
    ),
    "no date at all": ({}, (0x0039,), "Date", None),
    "a date nobody would believe": ({0x0039: (0x40, b"\xff" * 8)}, (), "Date", None),
    "headers as they travelled": (
        {0x007D: text("Received: by x\r\nSubject: as it\r\n travelled\r\nContent-Type: a/b\r\n")},
        (),
        "Subject",
        "as it travelled",
    ),
    "headers whose date is none": (
        {0x007D: text("Date: yesterday\r\nX-Y: z\r\n")},
        (),
        "Date",
        "Sun, 01 Mar 2026 10:00:00 +0000",
    ),
    "a report of what did not arrive": (
        {0x001A: text("REPORT.IPM.Note.NDR")},
        (),
        "Return-Path",
        "<>",
    ),
    "a private mail": ({0x0036: number(2)}, (), "Sensitivity", "Private"),
    "a draft": ({0x0E07: number(8)}, (0x0039,), "X-Unsent", "1"),
    "marked as a draft, and sent": ({0x0E07: number(8)}, (), "X-Unsent", None),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mail_of_an_odd_shape_is_read_as_what_it_is(tmp_path: Path, shape: str) -> None:
    more, gone, header, expected = SHAPES[shape]
    made = without(with_(letters(1)[0], more), *gone)

    records, errors, _ = read(written(tmp_path / "box", store_of({"Inbox": [made]})))

    assert errors == []
    found = parsed(records["Inbox"][0])[header]
    assert (None if found is None else _utf8(found)) == expected


def _utf8(value: str | Header) -> str:
    """A header that stands in the mail as UTF-8, which the standard library marks as unknown."""
    (data, charset), *_ = decode_header(value)
    return data.decode() if isinstance(data, bytes) and charset == "unknown-8bit" else str(value)


def test_who_stands_behind_a_place_is_told_by_any_item(tmp_path: Path) -> None:
    known = with_(
        letters(1)[0],
        {0x0C1E: text("EX"), 0x0C1F: text(EXCHANGE), 0x5D01: text("ada@firm.example")},
    )
    unknown = with_(letters(1)[0], {0x0C1E: text("EX"), 0x0C1F: text(EXCHANGE.lower())})

    records, _, _ = read(written(tmp_path / "box", store_of({"A": [unknown], "B": [known]})))

    assert parsed(records["A"][0])["From"] == "<ada@firm.example>"


def test_a_store_that_cannot_be_looked_through_for_people_is_read_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {0x0C1E: text("EX"), 0x0C1F: text(EXCHANGE), 0x0C1A: text("Ada Lee")}
    folders = {"A": letters(2), "B": [with_(one, places) for one in letters(3)]}
    path = written(tmp_path / "box", store_of(folders))
    (tmp_path / "sitecustomize.py").write_text(_LOOPING)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    records, errors, _ = read(path)

    assert errors == []
    assert {name: len(found) for name, found in records.items()} == {"A": 2, "B": 3}
    assert parsed(records["B"][2])["From"] == '"Ada Lee"'


_LOOPING = """
import goodwill.outlook.reader as reader
from goodwill.outlook.store_file import StoreFile

def endless(self):
    while True:
        pass
    yield

reader.ITEM_SECONDS = 0.2
StoreFile.bags = endless
"""


def test_looking_who_is_who_takes_no_time_from_the_item_that_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {0x0C1E: text("EX"), 0x0C1F: text(EXCHANGE), 0x5D01: text("ada@firm.example")}
    asks = without(with_(letters(1)[0], places), 0x5D01)
    folders = {"A": [asks], "B": [*letters(6), with_(letters(1)[0], places)]}
    path = written(tmp_path / "box", store_of(folders))
    (tmp_path / "sitecustomize.py").write_text(_SLOW)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    records, errors, _ = read(path)

    assert errors == []
    assert parsed(records["A"][0])["From"] == "<ada@firm.example>"


_SLOW = """
import time
import goodwill.outlook.reader as reader
from goodwill.outlook.store_file import StoreFile

bags = StoreFile.bags

def slow(self):
    for bag in bags(self):
        until = time.process_time() + 0.2
        while time.process_time() < until:
            pass
        yield bag

reader.ITEM_SECONDS = 1.0
StoreFile.bags = slow
"""


def test_bodies_of_every_sort_are_read(tmp_path: Path) -> None:
    html = with_(
        letters(1)[0], {0x1013: (0x102, "<p>Größe</p>".encode("cp1252")), 0x3FDE: number(1252)}
    )
    rtf = with_(
        without(letters(1)[0], 0x1000),
        {0x1009: (0x102, rb"{\rtf1\ansi\ansicpg1252 Gr\'f6\'dfe\par zwei \u8364?}")},
    )

    records, _, _ = read(written(tmp_path / "box", store_of({"Inbox": [html, rtf]})))

    both, only = (parsed(record) for record in records["Inbox"])
    parts = [part.get_content_type() for part in both.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]
    assert 'charset="cp1252"' in str(both.get_payload(1)["Content-Type"])  # type: ignore[index]
    payload = only.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().strip() == "Größe\nzwei €"


def test_what_is_attached_is_named_and_a_mail_is_there_whole(tmp_path: Path) -> None:
    offer = (
        {0x3707: text("Angebot — 2.pdf"), 0x3701: (0x102, b"%PDF" * 500), 0x3705: number(1)},
        None,
    )
    passed_on = ({0x3001: text("FW"), 0x3705: number(5)}, letters(1, "inner")[0])
    made = replace(letters(1)[0], attachments=[offer, passed_on])

    records, errors, _ = read(written(tmp_path / "box", store_of({"Inbox": [made]})))

    assert errors == []
    found = parsed(records["Inbox"][0])
    assert b"2.pdf" in bytes(records["Inbox"][0].payload)  # type: ignore[arg-type]
    inner = [part for part in found.walk() if part.get_content_type() == "message/rfc822"]
    assert inner[0].get_payload(0)["Subject"] == "inner 0"  # type: ignore[index]


def test_other_items_are_counted_and_named(tmp_path: Path) -> None:
    others = ["IPM.Contact", "IPM.Contact", "IPM.Task", "IPM.StickyNote", "IPM.Configuration.X"]
    made = [with_(letters(1)[0], {0x001A: text(name)}) for name in others]

    records, errors, skipped = read(
        written(tmp_path / "box", store_of({"All": [*made, *letters(1)]}))
    )

    assert len(records["All"]) == 1
    assert errors == []
    assert [one.why for one in skipped] == [
        "2 contacts, 1 items of other sorts, 1 notes, 1 tasks: not read"
    ]


def test_a_mail_within_a_mail_within_a_mail_ends_somewhere(tmp_path: Path) -> None:
    made = letters(1)[0]
    for _ in range(40):
        made = replace(letters(1)[0], attachments=[({0x3705: number(5)}, made)])

    records, errors, _ = read(written(tmp_path / "box", store_of({"Inbox": [made, *letters(1)]})))

    assert errors == []
    assert len(records["Inbox"]) == 2
    assert bytes(records["Inbox"][0].payload).count(b"message/rfc822") == 8  # type: ignore[arg-type]


def test_a_reader_that_dies_costs_the_item_it_died_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "box", store_of({"Inbox": letters(5)}))
    (tmp_path / "sitecustomize.py").write_text(_KILLER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    records, errors, _ = read(path)

    assert [parsed(one)["Subject"] for one in records["Inbox"]] == [
        "letter 0", "letter 1", "letter 3", "letter 4",
    ]  # fmt: skip
    assert [error.locator for error in errors] == ["item 3"]
    assert "made the reader fail" in errors[0].reason


_KILLER = """
import os
import goodwill.outlook.mail as mail

written = mail.as_mail

def deadly(item, look_up, depth=0):
    if item.bag.text(0x0037) == "letter 2":
        os.abort()
    return written(item, look_up, depth)

mail.as_mail = deadly
"""


def test_without_its_library_a_store_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook_stores, "find_spec", lambda _name: None)

    _, _, skipped = read(written(tmp_path / "box.pst", store_of({"Inbox": letters(1)})))

    assert 'pip install "goodwill[outlook]"' in skipped[0].why


def test_a_store_within_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mail/box.pst", store_of({"Inbox": letters(2)}))

    records, errors, _ = read(tmp_path / "all.zip")

    assert errors == []
    assert len(next(iter(records.values()))) == 2


def test_junk_is_left_out_and_named(tmp_path: Path) -> None:
    folders: dict[str, Sequence[Made]] = {"Top/Junk E-Mail": letters(2), "Top/Inbox": letters(1)}

    records, _, skipped = read(written(tmp_path / "box", store_of(folders)))

    assert list(records) == ["Top/Inbox"]
    assert skipped[0].path.endswith("!Top/Junk E-Mail")
