"""`.msg` files: one item of Outlook each, told by what is in them, and read like every mail."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.sources.outlook.msg_writer import msg_of, ole_of
from tests.sources.outlook.store_writer import Made, filetime, mail, number, text

from goodwill.facts.interactions import Message
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.outlook.msg_file import is_msg
from goodwill.outlook.read_item import ItemError, mail_in, read_item
from goodwill.sources.base import RawRecord, SourceFile
from goodwill.sources.outlook_mails import CONNECTOR
from goodwill.sources.walk import walk

SENT = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
LETTER = mail("ann@client.example", "bob@us.example", "lifts", "Two lifts, please.", sent=SENT)
APPOINTMENT = bytes.fromhex("0220060000000000c000000000000046")


def with_(made: Made, more: dict[int, tuple[int, bytes]]) -> Made:
    return replace(made, properties={**made.properties, **more})


def test_a_mail_is_read_with_its_people_and_its_text() -> None:
    kind, data = read_item(msg_of(LETTER))
    found = message_from_bytes(data)

    assert kind == "rfc822"
    assert (found["From"], found["To"]) == ("<ann@client.example>", "<bob@us.example>")
    assert found["Subject"] == "lifts"
    assert "Two lifts, please." in str(found.get_payload())


def test_a_long_text_is_read_whole() -> None:
    body = "".join(f"{at}. lift\r\n" for at in range(5_000))

    _, data = read_item(msg_of(with_(LETTER, {0x1000: text(body)})))

    assert body.encode() in data


def test_a_mail_within_a_mail_is_there_whole() -> None:
    made = LETTER
    for depth in range(3):
        within = with_(made, {0x0037: text(f"level {depth}")})
        made = replace(LETTER, attachments=[({0x3705: number(5), 0x3001: text("FW")}, within)])

    _, data = read_item(msg_of(made))

    assert [f"level {depth}".encode() in data for depth in range(3)] == [True] * 3
    assert data.count(b"message/rfc822") == 3


def test_a_file_of_outlook_that_is_attached_as_a_file_is_a_mail() -> None:
    inner = msg_of(with_(LETTER, {0x0037: text("dragged in")}))
    attachment = {0x3705: number(1), 0x3707: text("dragged.msg"), 0x3701: (0x102, inner)}

    _, data = read_item(msg_of(replace(LETTER, attachments=[(attachment, None)])))

    assert b"Subject: dragged in" in data


def carrying(data: bytes, name: str, sort: str) -> Message:
    """What is read of a mail on the internet to which a file is attached."""
    outer = EmailMessage()
    outer["From"], outer["To"] = "bob@us.example", "eve@us.example"
    outer["Subject"], outer["Date"] = "Have a look", "Mon, 02 Mar 2026 09:00:00 +0000"
    outer.set_content("What do you say to the one below?")
    outer.add_attachment(data, maintype="application", subtype=sort, filename=name)
    record = RawRecord(
        connector="eml",
        payload_type="rfc822",
        path="a.eml",
        locator="0",
        position=1,
        payload=outer.as_bytes(),
    )
    found = normalise_mail(record, imported_at=datetime(2026, 4, 1, tzinfo=UTC), mail_in=mail_in)
    assert isinstance(found, Message)
    return found


DRAGGED = {
    "by its type": ("lifts", "vnd.ms-outlook"),
    "by its name": ("lifts.MSG", "octet-stream"),
}


@pytest.mark.parametrize(("name", "sort"), DRAGGED.values(), ids=DRAGGED)
def test_a_file_of_outlook_in_a_mail_of_the_internet_is_passed_on(name: str, sort: str) -> None:
    found = carrying(msg_of(LETTER), name, sort)

    assert [
        (one.participants[0].address, one.text.strip(), one.sent_at) for one in found.passed_on
    ] == [("ann@client.example", "Two lifts, please.", SENT)]
    assert found.text.strip() == "What do you say to the one below?"


NO_MAILS = {
    "cut off": (msg_of(LETTER)[:700], "a.msg"),
    "no file of Outlook": (b"Two lifts", "a.msg"),
    "a meeting": (msg_of(with_(LETTER, {0x001A: text("IPM.Appointment")})), "a.msg"),
    "another name and sort": (msg_of(LETTER), "a.doc"),
}


@pytest.mark.parametrize(("data", "name"), NO_MAILS.values(), ids=NO_MAILS)
def test_an_attachment_that_is_no_mail_costs_its_carrier_nothing(data: bytes, name: str) -> None:
    found = carrying(data, name, "octet-stream")

    assert found.passed_on == ()
    assert (found.text.strip(), found.attachments) == ("What do you say to the one below?", (name,))


def test_a_meeting_is_a_calendar() -> None:
    made = with_(
        LETTER,
        {
            0x001A: text("IPM.Appointment"),
            0x8000: filetime(SENT),
            0x8001: filetime(SENT.replace(hour=11)),
            0x8002: text("Harbour 3; left"),
        },
    )
    named = [(APPOINTMENT, 0x820D), (APPOINTMENT, 0x820E), (APPOINTMENT, 0x8208)]

    kind, data = read_item(msg_of(made, named=named))

    assert kind == "icalendar"
    lines = data.decode().split("\r\n")
    assert "DTSTART:20260301T100000Z" in lines
    assert "DTEND:20260301T110000Z" in lines
    assert "LOCATION:Harbour 3\\; left" in lines
    assert "ORGANIZER:mailto:ann@client.example" in lines


NO_ITEMS = {
    "a contact": (msg_of(with_(LETTER, {0x001A: text("IPM.Contact")})), "a contact, no mail"),
    "a meeting without a time": (
        msg_of(with_(LETTER, {0x001A: text("IPM.Appointment")})),
        "a meeting without a time",
    ),
    "an old Word file": (ole_of({"WordDocument": b"words" * 2_000}), "no item of Outlook"),
    "cut off": (msg_of(LETTER)[:700], "damaged"),
    "no OLE file at all": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
}


@pytest.mark.parametrize("what", NO_ITEMS)
def test_what_is_neither_is_told(what: str) -> None:
    data, reason = NO_ITEMS[what]

    with pytest.raises(ItemError, match=reason):
        read_item(data)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_file_that_is_cut_off_is_read_or_told(share: float) -> None:
    whole = msg_of(LETTER)
    kind = "told"
    with suppress(ItemError):  # nothing else may come out of it
        kind, _ = read_item(whole[: int(len(whole) * share)])

    assert kind in {"rfc822", "told"}


def test_files_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "no ending").write_bytes(msg_of(LETTER))
    (tmp_path / "brief.doc").write_bytes(ole_of({"WordDocument": b"words" * 2_000}))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("mail.msg", msg_of(LETTER))

    found = [one for one in walk([tmp_path]) if isinstance(one, SourceFile)]

    assert [one.path.rpartition("/")[2] for one in found] == ["all.zip!mail.msg", "no ending"]
    assert {one.connector for one in found} == {"msg"}
    assert [len(list(CONNECTOR.read(one, 0))) for one in found] == [1, 1]
    assert list(CONNECTOR.read(found[0], 1)) == []
    assert is_msg(msg_of(LETTER))
    assert not is_msg(b"From: a@b.example\n\n")
