"""Files that are one mail: what they look like, and how they are named."""

import io

import pytest

from goodwill.sources.base import RawRecord, ReadError, SourceFile
from goodwill.sources.connectors import recognise
from goodwill.sources.eml import CONNECTOR as EML
from goodwill.sources.maildir import stable_name
from goodwill.sources.mbox import MESSAGE_LIMIT
from goodwill.sources.settings_file import CONNECTOR as SETTINGS

MAIL = b"From: ann@example.org\nTo: bob@example.org\nSubject: lifts\n\nHello.\n"


def file_of(data: bytes, path: str = "a.eml") -> SourceFile:
    return SourceFile(
        path=path,
        connector="eml",
        size=len(data),
        modified_ns=0,
        open=lambda: io.BufferedReader(io.BytesIO(data)),
    )


HEADS = {
    # what it is: (name, first bytes, connector)
    "a mail by its name": ("a.EML", b"anything at all", "eml"),
    "a mail by its headers": ("1.", MAIL, "eml"),
    "a mail whose first header is folded": (
        "x", b"Received: from a\n\tby b\nDate: today\n\n", "eml",
    ),
    "a mail with a mark before it": ("x", b"\xef\xbb\xbf" + MAIL, "eml"),
    "a sender alone is no mail": ("x", b"From: Bob\n\nTo: Ann\n", None),
    "a recipe with colons": ("x", b"Subject: soup\nTo: taste\n", None),
    "a page": ("x", b"<html><head>From: To:</head>", None),
    "a broken mail in a Maildir": ("box/cur/17.M1.host:2,S", b"\0\0\0", "maildir"),
    "a server's own file in a Maildir": ("box/cur/dovecot.index", b"\0\0\0", None),
    "a Maildir's name elsewhere": ("box/17.M1.host:2,S", b"\0\0\0", None),
    "settings in a folder": ("book/goodwill.toml", b"", "settings"),
    "settings of something else": ("book/not-goodwill.toml", b"", None),
    "nothing": ("x", b"", None),
}  # fmt: skip


@pytest.mark.parametrize(("name", "head", "expected"), HEADS.values(), ids=HEADS)
def test_a_file_is_recognised(name: str, head: bytes, expected: str | None) -> None:
    connector = recognise(name, head)

    assert (connector.name if connector else None) == expected


def test_a_mark_before_a_mail_is_left_out_and_the_place_says_so() -> None:
    (record,) = EML.read(file_of(b"\xef\xbb\xbf" + MAIL), 0)

    assert isinstance(record, RawRecord)
    assert (record.payload, record.locator) == (MAIL, f"3+{len(MAIL)}")


@pytest.mark.parametrize("connector", [EML, SETTINGS], ids=lambda one: str(one.name))
@pytest.mark.parametrize("data", [MAIL, b""], ids=["text", "empty"])
def test_a_file_that_was_read_gives_nothing_more(connector: object, data: bytes) -> None:
    assert connector in {EML, SETTINGS}
    reader = EML if connector is EML else SETTINGS
    (record,) = reader.read(file_of(data), 0)

    assert list(reader.read(file_of(data), record.position)) == []


def test_a_mail_that_is_too_large_is_told() -> None:
    (error,) = EML.read(file_of(bytes(MESSAGE_LIMIT + 1)), 0)

    assert isinstance(error, ReadError)
    assert str(MESSAGE_LIMIT) in error.reason


NAMES = {
    "/box/cur/1.a.b:2,S": "/box/1.a.b",
    "/box/new/1.a.b": "/box/1.a.b",
    "box/.Sent/cur/1.a;2,RS": "box/.Sent/1.a",
    "cur/1.a": "1.a",
    "a.zip!cur/1.a!2,S": "a.zip!1.a",
}


@pytest.mark.parametrize(("path", "expected"), NAMES.items())
def test_a_mail_is_named_without_what_changes(path: str, expected: str) -> None:
    assert stable_name(path) == expected
