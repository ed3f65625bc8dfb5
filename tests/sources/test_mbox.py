"""The mbox splitter: what begins a message, what is kept whole, and what is told."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.sources import mbox
from goodwill.sources.base import Item, RawRecord, ReadError, SourceFile
from goodwill.sources.mbox import CONNECTOR, split_messages

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FROM = b"From ann@example.org Thu Jan  1 10:00:00 2026\n"
MAIL = b"From: ann@example.org\nSubject: lifts\n\nThe car stops short.\n"


def file_of(data: bytes, path: str = "box.mbox") -> SourceFile:
    return SourceFile(
        path=path,
        connector="mbox",
        size=len(data),
        modified_ns=0,
        open=lambda: io.BufferedReader(io.BytesIO(data)),
    )


def items(data: bytes, position: int = 0) -> list[Item]:
    return list(CONNECTOR.read(file_of(data), position))


def payloads(data: bytes) -> list[bytes]:
    found = [item.payload for item in items(data) if isinstance(item, RawRecord)]
    return [payload for payload in found if isinstance(payload, bytes)]


def boxed(messages: list[bytes]) -> bytes:
    """An mbox as mboxrd writers make it."""
    quoted = [re.sub(rb"^(>*From )", rb">\1", one, flags=re.MULTILINE) for one in messages]
    return b"".join(FROM + one + b"\n" for one in quoted)


LINES = {
    # what it is: (the line, what stands before it, what follows, whether it begins a message)
    "as ctime writes it": (FROM, b"\n", b"no header\n", True),
    "with a zone before the year": (
        b"From 17@xxx Mon Jul 06 10:10:10 +0000 2026\n", b"\n", b"X: y\n", True,
    ),
    "with a sender of two words": (
        b"From Ann Lee Thu Jan  1 10:00:00 2026\n", b"\n", b"X: y\n", True,
    ),
    "no empty line before, a header behind": (FROM, b"", b"To: x@example.org\n", True),
    "no empty line before, no header behind": (FROM, b"", b"and so on\n", False),
    "an RFC 5322 date and a header behind": (
        b"From a@example.org 1 Jan 2026 10:00:00 +0100\n", b"\n", b"To: x\n", True,
    ),
    "an RFC 5322 date in a sentence": (
        b"From what we saw on 1 Jan 2026 at 10:00 it stops\n", b"\n", b"short.\n", False,
    ),
    "an address and no date, a header behind": (
        b"From a@example.org\n", b"\n", b"To: x@example.org\n", True,
    ),
    "a sentence": (b"From here on we pay in 30 days.\n", b"\n", b"Note: as agreed.\n", False),
    "a forwarded header": (b"From: Bob\n", b"\n", b"To: x@example.org\n", False),
    "a word alone": (b"From Bob\n", b"\n", b"To: Ann\n", False),
}  # fmt: skip


@pytest.mark.parametrize(("line", "before", "after", "begins"), LINES.values(), ids=LINES)
def test_a_from_line_begins_a_message_where_it_looks_like_one(
    line: bytes, before: bytes, after: bytes, begins: bool
) -> None:
    found = payloads(FROM + MAIL + before + line + after)

    assert len(found) == (2 if begins else 1)


@given(
    st.lists(
        st.builds(
            lambda body: MAIL + body + b"\n",
            st.lists(
                st.sampled_from([b"text", b"", b"From ", b">From x", b">>From x", b"\xff", FROM])
            ).map(b"\n".join),
        ),
        max_size=6,
    )
)
def test_any_messages_put_into_an_mbox_come_out_as_they_were(messages: list[bytes]) -> None:
    found = payloads(boxed(messages))

    assert [one.rstrip(b"\n") for one in found] == [one.rstrip(b"\n") for one in messages]


@given(st.integers(min_value=0, max_value=3 * len(FROM + MAIL + b"\n")))
def test_a_file_cut_off_anywhere_keeps_every_message_before_the_cut(cut: int) -> None:
    one = FROM + MAIL + b"\n"
    whole, rest = divmod(cut, len(one))

    found = payloads((one * 3)[:cut])

    assert found[: whole - 1] == [MAIL] * (whole - 1)
    if rest > len(FROM):
        assert found[:whole] == [MAIL] * whole
        assert len(found) == whole + 1
        assert MAIL.startswith(found[-1])


@given(st.binary(max_size=400), st.integers(min_value=1, max_value=7))
def test_any_bytes_in_pieces_of_any_size_are_split_alike(data: bytes, size: int) -> None:
    class Drip(io.BytesIO):
        def read1(self, _: int | None = -1, /) -> bytes:
            return super().read1(size)

    text = FROM + data + b"\n\n" + FROM + data

    assert list(split_messages(Drip(text))) == list(split_messages(io.BytesIO(text)))


def test_windows_line_ends_are_kept_and_understood() -> None:
    one = (FROM + MAIL + b"\n").replace(b"\n", b"\r\n")

    assert payloads(one * 2) == [MAIL.replace(b"\n", b"\r\n")] * 2


def test_the_locator_says_where_the_payload_lies() -> None:
    data = boxed([MAIL, MAIL])

    places = [item.locator.split("+") for item in items(data)]

    assert [data[int(at) : int(at) + int(size)] for at, size in places] == [MAIL, MAIL]


def test_the_envelope_is_kept() -> None:
    first = items(boxed([MAIL]))[0]

    assert isinstance(first, RawRecord)
    assert first.envelope == FROM.strip()


def test_reading_goes_on_behind_a_position() -> None:
    data = boxed([MAIL, MAIL + b"second\n", MAIL + b"third\n"])
    first = items(data)[0]

    assert [item.locator for item in items(data, first.position)] == [
        item.locator for item in items(data)[1:]
    ]


def test_a_message_that_may_be_unfinished_is_read_again_when_the_file_grows() -> None:
    cut = boxed([MAIL])[:-10]
    grown = boxed([MAIL, MAIL])

    again = items(grown, items(cut)[-1].position)

    assert [item.payload for item in again if isinstance(item, RawRecord)] == [MAIL, MAIL]


def test_nothing_is_read_twice_when_a_finished_file_grows() -> None:
    done = boxed([MAIL])

    again = items(done + boxed([MAIL]), items(done)[-1].position)

    assert len(again) == 1


def test_text_before_the_first_message_is_told_with_its_place() -> None:
    error, record = items(b"some notes\n\n" + boxed([MAIL]))

    assert isinstance(error, ReadError)
    assert error.locator.startswith("0+")
    assert "belong to no message" in error.reason
    assert isinstance(record, RawRecord)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\r\n"])
def test_a_file_without_mail_gives_nothing(data: bytes) -> None:
    assert items(data) == []


def test_a_message_of_the_largest_size_is_read_and_a_larger_one_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mbox, "MESSAGE_LIMIT", 5_000)
    monkeypatch.setattr(mbox, "CHUNK", 100)
    fits = MAIL + b"x" * (5_000 - len(FROM) - len(MAIL) - 2) + b"\n"
    large = MAIL + b"y" * 20_000 + b"\n"

    first, error, last = items(boxed([fits, large, MAIL]))

    assert isinstance(first, RawRecord)
    assert first.payload == fits
    assert isinstance(error, ReadError)
    assert str(len(large)) in error.reason
    assert error.locator == f"{2 * len(FROM) + len(fits) + 1}+{len(large)}"
    assert isinstance(last, RawRecord)
    assert last.payload == MAIL


def test_a_stream_that_breaks_gives_what_came_before_and_says_so() -> None:
    class Breaking(io.RawIOBase):
        left = boxed([MAIL] * 50)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: "WriteableBuffer") -> int:
            view = memoryview(buffer)
            if not self.left:
                raise OSError(5, "Input/output error")
            size = min(len(view), 1_000, len(self.left))
            view[:size], type(self).left = self.left[:size], self.left[size:]
            return size

    opener: Callable[[], io.BufferedReader] = lambda: io.BufferedReader(Breaking())  # noqa: E731
    broken = SourceFile(path="b", connector="mbox", size=0, modified_ns=0, open=opener)

    found = list(CONNECTOR.read(broken, 0))

    assert [one.payload for one in found if isinstance(one, RawRecord)] == [MAIL] * 50
    assert isinstance(found[-1], ReadError)
    assert "Input/output error" in found[-1].reason


RECOGNISED = {
    "by its first line": ("Inbox", FROM + MAIL, True),
    "by its name, without mail": ("empty.mbox", b"", True),
    "a mark before it": ("x", b"\xef\xbb\xbf" + FROM, True),
    "a mail": ("x.eml", MAIL, False),
    "a letter": ("letter.txt", b"From here on we pay in 30 days.\n\nAnn\n", False),
}


@pytest.mark.parametrize(("name", "head", "expected"), RECOGNISED.values(), ids=RECOGNISED)
def test_an_mbox_is_recognised(name: str, head: bytes, expected: bool) -> None:
    assert CONNECTOR.recognises(str(Path("mail") / name), head) is expected
