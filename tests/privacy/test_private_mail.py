"""Mail that says of itself that it is private; nothing else is."""

from __future__ import annotations

import pytest

from goodwill.normalise.headers import split_headers
from goodwill.privacy.private_mail import is_private_event, is_private_mail
from goodwill.sources.base import RawRecord


def record(payload: bytes = b"From: a@x.example\n\nhi", path: str = "/mail/in.mbox") -> RawRecord:
    connector = "mbox" if path.endswith("mbox") else "maildir"
    return RawRecord(
        connector=connector,
        path=path,
        locator="0",
        position=0,
        payload=payload,
        payload_type="rfc822",
    )


@pytest.mark.parametrize(
    "subject",
    ["[private] dinner", "Re: (Personal) Sunday", "PRIVAT: Urlaub", "AW: Re[2]: privat:", "Privado",
     "Persönlich: nur für dich", "  fwd: [ Privat ] x"],
)  # fmt: skip
def test_a_marker_before_the_subject_says_so(subject: str) -> None:
    assert is_private_mail(record(), subject, ())


@pytest.mark.parametrize(
    "subject",
    ["Private label: offer", "Privatkunden: Angebot", "Personal: Neue Schichten", "Our private one",
     "Private equity", "Lieferung [privates Gelände]", "Privateer", "personal", "",
     "Re: private pool"],
)  # fmt: skip
def test_the_word_alone_does_not(subject: str) -> None:
    assert not is_private_mail(record(), subject, ())


@pytest.mark.parametrize(
    ("head", "is_private"),
    [
        (b"Sensitivity: Private", True),
        (b"sensitivity:personal", True),
        (b"Sensitivity:\n Private", True),
        (b"Sensitivity: Company-Confidential", False),
        (b"Sensitivity: normal", False),
        (b"X-Sensitivity: Private", False),
        (b"Subject: Sensitivity: Private", False),
    ],
)
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_the_header_for_it_says_so(head: bytes, is_private: bool, ending: bytes) -> None:
    payload = ending.join([b"From: a@x.example", head, b"", b"Sensitivity: Private"])

    said = split_headers(payload).all("sensitivity")

    assert is_private_mail(record(payload), "Offer", said) is is_private


@pytest.mark.parametrize(
    ("path", "is_private"),
    [
        ("/mail/Private.mbox", True),
        ("/mail/persönlich.mbox", True),
        ("/mail/.INBOX.Privat/1", True),
        ("/mail/Personal/1", True),
        ("/exports/private/1.eml", True),
        ("/private/var/mail/in.mbox", False),
        ("/private/mail/1", False),
        ("/mail/privateering.mbox", False),
        ("/mail/.INBOX.Privatkunden/1", False),
        ("1.eml", False),
    ],
)
def test_a_folder_that_is_named_for_it_holds_nothing_else(path: str, is_private: bool) -> None:
    assert is_private_mail(record(path=path), "Offer", ()) is is_private


@pytest.mark.parametrize(
    ("line", "is_private"),
    [
        (b"CLASS:PRIVATE", True),
        (b"class;x-a=b:Private", True),
        (b"CLASS:PUBLIC", False),
        (b"CLASS:CONFIDENTIAL", False),
        (b"SUMMARY:CLASS:PRIVATE", False),
    ],
)
def test_a_calendar_entry_says_it_by_its_class(line: bytes, is_private: bool) -> None:
    event = b"\r\n".join([b"BEGIN:VEVENT", line, b"END:VEVENT"])

    assert is_private_event(record(event)) is is_private
