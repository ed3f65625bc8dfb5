"""The text of a mail out of its parts, charsets and markup."""

from __future__ import annotations

import email
from base64 import b64encode
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from goodwill.facts.interactions import Message
from goodwill.normalise.rfc822 import decoded_body
from goodwill.sources.base import ReadError

Mail = Callable[..., bytes]
Read = Callable[..., Message]
Refuse = Callable[[bytes], ReadError]

HEAD = b"From: ann@us.example\nTo: bob@c.example\nDate: Tue, 3 Mar 2026 10:12:00 +0000\n"


def html_mail(markup: str) -> bytes:
    return HEAD + f"Content-Type: text/html; charset=utf-8\n\n{markup}".encode()


GMAIL = (
    '<div>Yes</div><div class="gmail_quote"><div class="gmail_attr">X, zei:</div>'
    "<blockquote>No?</blockquote></div>"
)
NESTED = '<blockquote type="cite">a<blockquote type="cite">b</blockquote>c</blockquote>'
SCRIPTED = "<head><style>p{color:red}</style><script>x()</script></head><body><p>Yes</p></body>"

HTML = {
    # what it is: (markup, new text)
    "paragraphs and line breaks": ("<p>One<br>two</p><p>3 &amp; 4</p>", "One\ntwo\n\n3 & 4"),
    "styles and scripts are no text": (SCRIPTED, "Yes"),
    "words are not split at inline tags": ("<p>un<b>believ</b>able</p>", "unbelievable"),
    "a hidden preheader": ('<div style="display:none">Open me</div><p>Yes</p>', "Yes"),
    "Gmail's quotation": (GMAIL, "Yes"),
    "a citation, with an answer behind it": (
        '<div>One</div><blockquote type="cite">Why?</blockquote><div>Two</div>',
        "One\nTwo",
    ),
    "a citation in a citation": (f"<p>Yes</p>{NESTED}", "Yes"),
    "a quotation of one's own": (
        "<p>Article 4 says:</p><blockquote>Late is late.</blockquote>",
        "Article 4 says:\n\nLate is late.",
    ),
    "Outlook's reply mark": (
        '<p>Yes</p><hr><div id="divRplyFwdMsg">Lähettäjä: Bob</div><div>Saammeko?</div>',
        "Yes",
    ),
}


@pytest.mark.parametrize(("markup", "text"), HTML.values(), ids=HTML)
def test_html_is_read_as_it_is_seen(read: Read, markup: str, text: str) -> None:
    assert read(html_mail(markup)).text == text


def test_quoted_markup_stays_in_the_body_as_a_zone(read: Read) -> None:
    payload = html_mail('<p>Yes</p><blockquote type="cite">May we come?</blockquote>')

    quote = next(zone for zone in read(payload).zones if zone.kind == "quote")

    assert decoded_body(payload)[quote.start : quote.end].strip() == "May we come?"


KOELN = "Viele Grüße aus Köln"

CHARSETS: dict[str, tuple[str, bytes, str, tuple[str, ...]]] = {
    # what it is: (declared, bytes, text, flags)
    "as declared": ("iso-8859-1", KOELN.encode("latin-1"), KOELN, ()),
    "Windows quotes declared as Latin-1": ("iso-8859-1", b"\x93yes\x94", "“yes”", ()),
    "UTF-8 not declared": ("", KOELN.encode(), KOELN, ("charset_unknown",)),
    "UTF-8 declared as ASCII": ("us-ascii", KOELN.encode(), KOELN, ()),
    "UTF-8 declared as Japanese": ("iso-2022-jp", KOELN.encode(), KOELN, ("charset_wrong",)),
    "a charset nobody knows": ("klingon-8", KOELN.encode(), KOELN, ("charset_unknown",)),
    "Latin not declared": ("", KOELN.encode("cp1252"), KOELN, ("charset_guessed",)),
    "Latin declared as UTF-8": ("utf-8", KOELN.encode("cp1252"), KOELN, ("charset_guessed",)),
    "Chinese under its old name": ("gb2312", "你好".encode("gb18030"), "你好", ()),
    "Japanese": ("iso-2022-jp", "こんにちは".encode("iso-2022-jp"), "こんにちは", ()),
    "no charset but a Python codec": ("unicode_escape", b"a\\x41", "a\\x41", ()),
    "damaged": ("euc-jp", b"ok \xff\xff", "ok \ufffd\ufffd", ("charset_damaged",)),
    "NUL": ("utf-8", b"a\x00 and more words", "a\ufffd and more words", ("unsafe_characters",)),
}


@pytest.mark.parametrize("case", CHARSETS.values(), ids=CHARSETS)
def test_bytes_become_text(read: Read, case: tuple[str, bytes, str, tuple[str, ...]]) -> None:
    declared, content, text, flags = case
    kind = f"Content-Type: text/plain; charset={declared}\n".encode() if declared else b""

    message = read(HEAD + kind + b"Content-Transfer-Encoding: 8bit\n\n" + content)

    assert message.text == text
    assert message.flags == flags


def alternative(plain: str, markup: str) -> bytes:
    message = EmailMessage()
    message["From"] = "ann@us.example"
    message["Date"] = "Tue, 3 Mar 2026 10:12:00 +0000"
    message.set_content(plain)
    message.add_alternative(markup, subtype="html")
    return message.as_bytes()


def test_plain_text_goes_before_html(read: Read) -> None:
    assert read(alternative("plain", "<p>markup</p>")).text == "plain"


def test_an_empty_plain_text_gives_way_to_html(read: Read) -> None:
    assert read(alternative(" \n", "<p>markup</p>")).text == "markup"


def test_attachments_are_named_and_not_read(read: Read) -> None:
    message = email.message_from_bytes(
        alternative("plain", "<p>x</p>"), policy=email.policy.default
    )
    message.make_mixed()
    message.add_attachment("secret words", filename="notes.txt")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="offer.pdf")

    found = read(message.as_bytes())

    assert found.text == "plain"
    assert found.attachments == ("notes.txt", "offer.pdf")


def test_a_mail_attached_to_a_mail_is_named_and_not_read(read: Read) -> None:
    message = EmailMessage()
    message["From"] = "ann@us.example"
    message.set_content("See the mail.")
    inner = EmailMessage()
    inner["Subject"] = "inner"
    inner.set_content("inner words")
    message.add_attachment(inner)

    found = read(message.as_bytes())

    assert found.text == "See the mail."
    assert "forwarded_as_attachment" in found.flags
    assert found.attachments == ("message/rfc822",)


def test_quoted_printable_and_base64_are_undone(read: Read) -> None:
    printable = b"Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe aus=\n K=C3=B6ln"
    based = b"Content-Transfer-Encoding: base64\n\n" + b64encode("Grüße".encode())
    kind = b"Content-Type: text/plain; charset=utf-8\n"

    assert read(HEAD + kind + printable).text == "Grüße aus Köln"
    assert read(HEAD + kind + based).text == "Grüße"


def test_flowed_lines_are_joined_and_quotes_keep_their_depth(read: Read) -> None:
    kind = b"Content-Type: text/plain; format=flowed\n\n"
    body = b"A long \nsentence.\n> Who \n> asks?\n\n-- \nAnn"

    message = read(HEAD + kind + body)

    assert message.text == "A long sentence."
    assert [zone.kind for zone in message.zones] == ["new", "quote", "new", "signature"]


def test_files_pasted_into_the_text_are_cut_out_and_named(read: Read) -> None:
    line = "M" + "A" * 60
    body = f"Here it is.\n\nbegin 644 plan.doc\n{line}\n{line}\n`\nend\n\nRegards"
    dump = "\n".join(["Look:", *["QUJD" * 19] * 9, "QUI=", "Regards"])

    pasted, dumped = (read(HEAD + b"\n" + text.encode()) for text in (body, dump))

    assert "Regards" in pasted.text
    assert line not in pasted.text
    assert (pasted.attachments, pasted.flags) == (("plan.doc",), ("uuencoded",))
    assert (dumped.text, dumped.flags) == ("Look:\nRegards", ("base64_dump",))


def test_a_few_lines_like_base64_stay(read: Read) -> None:
    key = "\n".join(["QUJD" * 19] * 7)

    assert read(HEAD + b"\n" + key.encode()).text == key


def test_damaged_base64_is_read_as_far_as_it_goes(read: Read) -> None:
    kind = b"Content-Transfer-Encoding: base64\n\n"
    cut = read(HEAD + kind + b64encode(b"hello there, Bob")[:-3])
    with_footer = read(HEAD + kind + b64encode(b"hello there") + b"\n\nlist footer, added later\n")

    assert cut.text.startswith("hello there")
    assert with_footer.text == "hello there\n\nlist footer, added later"
    assert "base64_damaged" in cut.flags
    assert cut.parser == "email"


def test_the_fast_parser_is_used_where_it_can_be_and_needed(mail: Mail, read: Read) -> None:
    assert read(alternative("plain", "<p>x</p>")).parser == "fast-mail-parser"
    assert read(mail()).parser == "none"


def test_mbox_quoting_is_undone_where_nobody_is_quoted(mail: Mail, read: Read) -> None:
    assert (
        read(mail("Hello.\n>From Monday on we close.")).text == "Hello.\nFrom Monday on we close."
    )
    assert read(mail("Yes.\n> a\n>From Monday\n> b")).text == "Yes."


UNREADABLE = {
    "nothing": (b"", "empty"),
    "blank lines": (b"\n\n\n", "empty"),
    "no header": (b'{"id": "00002", "text": "..."}\n', "header"),
    "a body that is not what it says": (
        HEAD + b"Content-Type: text/plain; charset=klingon-8\nContent-Transfer-Encoding: base64\n\n"
        b"@@\x00\x00\xfe\xffcut",
        "decoded",
    ),
    "parts that are not there, and noise": (
        HEAD + b'Content-Type: multipart/mixed; boundary="open\n\n--other\n\xff\xfe\x00\x81%%\n',
        "decoded",
    ),
    "noise": (HEAD + b"\n" + bytes(range(256)) * 4, "decoded"),
    "headers that say nothing": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\n", "no sender"),
}


@pytest.mark.parametrize(("payload", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_carries_no_mail_is_refused_with_a_reason_and_a_next_step(
    refuse: Refuse, payload: bytes, reason: str
) -> None:
    error = refuse(payload)

    assert reason in error.reason
    assert "save it again" in error.hint
    assert (error.path, error.locator, error.position) == ("box.mbox", "0+1", 1)


def test_a_broken_structure_around_readable_words_is_read(read: Read) -> None:
    broken = HEAD + b'Content-Type: multipart/mixed; boundary="never"\n\nWe will come on Friday.\n'

    assert read(broken).text == "We will come on Friday."


def test_a_mail_without_words_is_kept_for_its_people_and_its_date(mail: Mail, read: Read) -> None:
    message = read(mail(""))

    assert (message.text, message.zones, message.language) == ("", (), None)
    assert len(message.participants) == 2


def test_a_language_needs_a_few_words(mail: Mail, read: Read) -> None:
    assert read(mail("Wir kommen am Freitag mit der neuen Maschine vorbei.")).language == "de"
    assert read(mail("We will bring the new machine on Friday morning.")).language == "en"
    assert read(mail("OK, gut")).language is None


def test_bare_carriage_returns_end_lines_too(mail: Mail, read: Read) -> None:
    assert read(mail("One\nTwo").replace(b"\n", b"\r")).text == "One\nTwo"
