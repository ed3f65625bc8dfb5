"""Mails in a journal's envelope, and what an export of a whole mailbox holds beside letters."""

from __future__ import annotations

import pytest

from goodwill.normalise.exported import out_of_journal, why_no_letter
from goodwill.normalise.headers import split_headers
from goodwill.sources.base import RawRecord

MAIL = (
    b"From: Ann <ann@client.example>\r\nTo: bob@us.example\r\n"
    b"Message-ID: <1@client.example>\r\nSubject: lifts\r\n\r\nTwo lifts.\r\n"
)
REPORT = (
    "Sender: ann@client.example\r\nSubject: lifts\r\nMessage-Id: <1@client.example>\r\n"
    "To: bob@us.example\r\nBcc: cara@us.example\r\nRecipient: dan@us.example\r\n"
    "To: eve@us.example, Expanded: all@us.example\r\n"
)


def journal(
    mail: bytes = MAIL, report: str = REPORT, more: bytes = b"X-MS-Journal-Report: \r\n"
) -> bytes:
    return (
        b"From: <exchange@us.example>\r\nTo: <journal@us.example>\r\n"
        b"Subject: lifts\r\n" + more + b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\n" + report.encode() + b"--b\r\n"
        b"Content-Type: message/rfc822\r\n\r\n" + mail + b"\r\n--b--\r\n"
    )


def opened(payload: bytes) -> bytes:
    record = RawRecord(
        connector="eml", payload_type="rfc822", path="a", locator="0", position=1, payload=payload
    )
    found = out_of_journal(record, split_headers(payload)).payload
    assert isinstance(found, bytes)
    return found


def test_the_mail_within_is_what_counts_with_everybody_who_got_it() -> None:
    found = opened(journal())

    assert found.endswith(MAIL)
    assert found.removesuffix(MAIL) == (
        b"Bcc: cara@us.example\r\nBcc: dan@us.example\r\nTo: eve@us.example\r\n"
    )


def test_a_mail_without_a_name_gets_the_one_that_the_report_knows() -> None:
    nameless = MAIL.replace(b"Message-ID: <1@client.example>\r\n", b"")

    assert opened(journal(nameless)).startswith(b"Message-ID: <1@client.example>\r\n")


PASS = b"Authentication-Results: mx.us.example; dmarc=pass\r\n"
FAIL = b"Authentication-Results: mx.us.example; dmarc=fail\r\n"
HEADER = b"X-MS-Journal-Report: \r\n"
STRANGER = journal(more=HEADER + PASS).replace(b"exchange@us", b"journal@elsewhere")
AS_THEY_CAME = {
    "an ordinary mail": MAIL,
    "a mail that forwards another": journal(more=b""),
    "a report that says of itself that it is one, in its text": MAIL + b"X-MS-Journal-Report: \r\n",
    "a report without a mail": journal(mail=b"").replace(b"message/rfc822", b"text/plain"),
    "a report whose sender is not who he says": journal(more=HEADER + FAIL),
    "a report from elsewhere": STRANGER,
}


@pytest.mark.parametrize("what", AS_THEY_CAME)
def test_anything_else_stays_as_it_came(what: str) -> None:
    assert opened(AS_THEY_CAME[what]) == AS_THEY_CAME[what]


def test_a_report_from_the_own_domain_is_believed() -> None:
    assert opened(journal(more=HEADER + PASS)).endswith(MAIL)


LABELLED = {
    # the header: the rule that keeps the mail out
    b"X-Gmail-Labels: Inbox,Important,Category Promotions": "",
    b"X-Gmail-Labels: Trash,Opened": "",
    b"X-Gmail-Labels: Spam,Unread": "refuse",
    b"X-Gmail-Labels: Drafts": "never_sent",
    b"X-Gmail-Labels: Chat,Opened": "chat",
    b"X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?=": "never_sent",
    b"X-Gmail-Labels: Spamalot": "",
    b"X-Unsent: 1": "never_sent",
    b"X-Unsent: 0": "",
    b"Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000\r\nX-Unsent: 1": "",
    b"X-Mailer: X": "",
}


@pytest.mark.parametrize("header", LABELLED)
def test_what_is_no_letter_is_kept_out_by_what_the_export_says_of_it(header: bytes) -> None:
    assert why_no_letter(split_headers(header + b"\r\n" + MAIL)) == LABELLED[header]


def test_words_in_the_text_label_nothing() -> None:
    assert why_no_letter(split_headers(MAIL + b"X-Gmail-Labels: Spam\r\n")) == ""
