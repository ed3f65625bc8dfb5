"""A mail can bring neither the marks that fence quotations here, nor NULs, to hide its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goodwill.facts.interactions import Message
from goodwill.normalise.charsets import decode_bytes, narrowed
from goodwill.normalise.html import FENCE_CLOSE, FENCE_OPEN, SIGN_CLOSE, SIGN_OPEN
from goodwill.sources.base import ReadError

Read = Callable[..., Message]
Refuse = Callable[[bytes], ReadError]

MARKS = (FENCE_OPEN, FENCE_CLOSE, SIGN_OPEN, SIGN_CLOSE)
HEAD = b"From: ann@us.example\nTo: bob@c.example\nDate: Tue, 3 Mar 2026 10:12:00 +0000\n"
WRITTEN = ("&#x{:x};", "&#X00{:X};", "&#{:d};", "&#0{:d}", "&#x{:x}")


def mail(kind: str, body: str) -> bytes:
    return HEAD + f"Content-Type: text/{kind}; charset=utf-8\n\n{body}".encode()


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_a_mark_of_ours_in_a_plain_mail_hides_nothing(read: Read, mark: str) -> None:
    found = read(mail("plain", f"Hello Bob,\n{mark}\nI will sue you.\n{FENCE_CLOSE}\nBye\n"))

    assert " ".join(found.text.split()) == "Hello Bob, \ufffd I will sue you. \ufffd Bye"


@pytest.mark.parametrize("written", ["{:c}", *WRITTEN])
@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_a_mark_of_ours_in_markup_hides_nothing(read: Read, mark: str, written: str) -> None:
    sign = written.format(ord(mark))

    found = read(mail("html", f"<p>Hello Bob,</p><p>{sign}</p><p>I will sue you.</p>"))

    assert " ".join(found.text.split()) == "Hello Bob, \ufffd I will sue you."


@pytest.mark.parametrize("sign", ["&#xe0f0;", "&#xe0f12;", "&#575851;", "&#57589;"])
def test_other_signs_stay(read: Read, sign: str) -> None:
    found = read(mail("html", f"<p>Hello {sign} Bob</p><div class=gmail_quote>I will</div>"))

    assert found.text.startswith("Hello ")
    assert found.text.endswith(" Bob")
    assert "\ufffd Bob" not in found.text or sign == "&#575851;"


def test_a_mark_put_together_from_two_hides_nothing(read: Read) -> None:
    found = read(mail("html", f"<p>Hi</p><p>&#xe0{FENCE_OPEN}f1;</p><p>&#x&#xe0f1;e0f1;</p><p>Bye"))

    assert found.text.startswith("Hi")
    assert found.text.endswith("Bye")


def test_a_mark_in_markup_without_a_tree_hides_nothing(read: Read) -> None:
    found = read(mail("html", "<p>Hi</p><p>&#xe0<b></b>f1;</p>" + "<p>Bye</p>" * 12_000))

    assert found.text.startswith("Hi")
    assert found.text.count("Bye") == 12_000


WORDS = "I will send it by Friday."
WIDE = WORDS.encode("utf-16-le") + b"\n\0"
NULS = {
    # what it is: (charset, content)
    "NULs at its head": ("utf-8", b"\0" * 4 + WORDS.encode()),
    "NULs at its end": ("utf-8", WORDS.encode() + b"\0" * 400),
    "UTF-16 that is not declared": ("utf-8", WIDE),
    "UTF-16 the other way round": ("us-ascii", WORDS.encode("utf-16-be")),
    "UTF-16 that is declared": ("utf-16-le", WIDE),
    "UTF-16 that lost its last byte": ("utf-8", WIDE + b"\n"),
    "ASCII that is declared as UTF-16": ("utf-16", WORDS.encode()),
    "one NUL within": ("utf-8", WORDS.encode() + b" Yes,\0indeed."),
}


@pytest.mark.parametrize(("charset", "content"), NULS.values(), ids=NULS)
def test_a_body_with_nuls_is_read(read: Read, charset: str, content: bytes) -> None:
    found = read(HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + content)

    assert found.text.startswith(WORDS)


@pytest.mark.parametrize(
    "content", [b"\0" * 400, b"\0\1\2\3" * 40, b"GIF\0\0\1\0\0\2" * 20], ids=str
)
def test_a_body_of_nuls_is_no_text(refuse: Refuse, content: bytes) -> None:
    refuse(HEAD + b"Content-Type: text/plain\n\n" + content)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", ["Привет, друг\n", "你好吗 朋友\n", "Grüße\n"])
def test_what_is_declared_and_true_is_believed(text: str, charset: str) -> None:
    assert decode_bytes(*narrowed(text.encode(charset), charset))[0] == text
