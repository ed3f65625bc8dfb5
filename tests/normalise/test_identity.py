"""Which mails are the same, what evidence cites, and how a quoted mail is found again."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.interactions import Message
from goodwill.normalise.identity import fingerprint, message_ids

Mail = Callable[..., bytes]
Read = Callable[..., Message]

ID = "Message-ID: <one@us.example>\n"
BODY = "The figures are attached.\n\nFrom Monday on we are closed."

SAME = {
    # what differs: (changes to the second mail)
    "the path it took": {"headers": ID + "Received: from a by b; Tue, 3 Mar 2026 09:12:00 GMT\n"},
    "a mailbox's own headers": {"headers": ID + "X-Gmail-Labels: Sent\nStatus: RO\n"},
    "the subject's tag": {"headers": ID, "subject": "[EXTERNAL] Offer"},
    "the sender's display name": {"headers": ID, "sender": "ann@us.example"},
    "the sender's case": {"headers": ID, "sender": "Ann Lee <ANN@us.example>"},
}


@pytest.mark.parametrize("changes", SAME.values(), ids=SAME)
def test_copies_of_one_mail_are_one(mail: Mail, read: Read, changes: dict[str, str]) -> None:
    assert read(mail(BODY, headers=ID)).fact_id == read(mail(BODY, **changes)).fact_id


def test_line_ends_wrapping_and_mbox_quoting_do_not_make_another_mail(
    mail: Mail, read: Read
) -> None:
    first = read(mail(BODY, headers=ID)).fact_id

    assert read(mail(BODY, headers=ID).replace(b"\n", b"\r\n")).fact_id == first
    assert read(mail(BODY.replace("are ", "are\n"), headers=ID)).fact_id == first
    assert read(mail(BODY.replace("\nFrom ", "\n>From "), headers=ID)).fact_id == first


def test_the_same_id_with_other_text_is_another_mail(mail: Mail, read: Read) -> None:
    first, second = (read(mail(text, headers=ID)) for text in ("Yes.", "No."))

    assert first.ref == second.ref == "<one@us.example>"
    assert first.fact_id != second.fact_id


def test_the_same_id_from_another_sender_is_another_mail(mail: Mail, read: Read) -> None:
    assert (
        read(mail(headers=ID)).fact_id != read(mail(headers=ID, sender="eve@other.example")).fact_id
    )


def test_without_an_id_sender_minute_and_text_tell_mails_apart(mail: Mail, read: Read) -> None:
    first = read(mail())

    assert read(mail(date="Tue, 3 Mar 2026 09:12:59 +0000")).fact_id == first.fact_id
    assert read(mail(date="Tue, 3 Mar 2026 09:13:00 +0000")).fact_id != first.fact_id
    assert read(mail("Hello here.")).fact_id != first.fact_id
    assert read(mail(sender="x@us.example")).fact_id != first.fact_id


def test_without_an_id_evidence_cites_a_hash_anyone_can_redo(mail: Mail, read: Read) -> None:
    expected = sha256(b"ann@us.example\n2026-03-03T09:12\nHello there.").hexdigest()[:16]

    assert read(mail("Hello \n there.")).ref == f"sha256:{expected}"


def test_two_forwards_without_a_word_in_one_minute_stay_two(mail: Mail, read: Read) -> None:
    head = "---------- Forwarded message ---------\nFrom: b@c.example\nSubject: x\nTo: y\n\n"

    first, second = (read(mail(head + text)) for text in ("Offer one", "Offer two"))

    assert first.text == second.text == ""
    assert first.fact_id != second.fact_id


def test_a_reply_carries_the_fingerprint_of_what_it_answers(mail: Mail, read: Read) -> None:
    text = (
        "Could you tell us by Friday whether the second machine will be delivered in May, "
        "because the hall has to be cleared before then and the crane is booked?"
    )
    signature = "\n\n-- \nBob Reed\nTel. +44 20 7946 0000"
    asked = read(mail(text + signature, sender="bob@client.example"))
    wrapped = text.replace("second ", "second\n")
    quoted = "\n".join(f"> {line}" for line in (wrapped + signature).split("\n"))
    by_line = read(mail(f"In May, yes.\n\nOn 3 Mar 2026 at 10:12, Bob wrote:\n{quoted}"))
    block = "From: Bob Reed\nSent: 3 March 2026 10:12\nTo: Ann\nSubject: Machine"
    by_block = read(mail(f"In May, yes.\n\n-----Original Message-----\n{block}\n\n{text}"))

    assert by_line.quoted_id == by_block.quoted_id == asked.text_id


def test_a_mail_that_quotes_nothing_has_no_fingerprint_of_a_quotation(
    mail: Mail, read: Read
) -> None:
    assert read(mail()).quoted_id is None


def test_too_few_letters_are_no_fingerprint() -> None:
    assert fingerprint("Thanks!") == ""
    assert fingerprint("Thank you!") != ""


def test_ids_come_in_angle_brackets_each_once() -> None:
    assert message_ids("<a@b> <c@d>\n <a@b>") == ("<a@b>", "<c@d>")
    assert message_ids("a@b") == ("<a@b>",)
    assert message_ids("Your message of Tuesday") == ()
    assert message_ids("") == ()


def test_threads_are_named_by_their_headers(mail: Mail, read: Read) -> None:
    message = read(mail(headers="In-Reply-To: <b@x>\nReferences: <a@x>\n <b@x>\n"))

    assert (message.in_reply_to, message.references) == ("<b@x>", ("<a@x>", "<b@x>"))


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=10))
def test_wrapping_and_quote_signs_never_change_a_fingerprint(text: str) -> None:
    assert fingerprint("> " + text.replace(" ", "\n> ")) == fingerprint(text)


@given(st.text(alphabet="ab1 -_.\n", min_size=300, max_size=600))
def test_a_sign_far_behind_the_first_letters_changes_no_fingerprint(text: str) -> None:
    text = "word " * 40 + text

    assert fingerprint(text) == fingerprint(text[:200] + "\u00e9" + text[200:])
    assert fingerprint(text) == fingerprint("\u2013" + text)
