"""A mailbox cut anywhere gives the records that one reader would give."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.lake.pieces import items_of, pieces_of
from goodwill.sources.base import Item, RawRecord, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.walk import walk

HEAD = "From ann@client.example Mon Mar  2 09:30:00 2026\n"
PARTS = (
    HEAD + "Subject: one\n\nA line.\n\n",
    HEAD + "Subject: two\n\nFrom here on it is a sentence.\n>From there too.\n\n",
    HEAD + "Subject: no empty line behind it\n\nWords.\n",
    HEAD + "Subject: long\n\n" + "x" * 300 + "\n\n",
    "From \n\n",
    HEAD,
    "\n\n",
    "From someone that is no mail\n",
)


def file_of(path: Path, text: str) -> SourceFile:
    path.write_text(text)
    (found,) = (one for one in walk([path]) if isinstance(one, SourceFile))
    return found


def in_pieces(file: SourceFile, size: int, position: int = 0) -> list[Item]:
    pieces = pieces_of(file, count(), position=position, piece_bytes=size)
    return [item for piece in pieces for item in items_of(piece)]


def at_once(file: SourceFile, position: int = 0) -> list[Item]:
    return list(connector_named(file.connector).read(file, position))


@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=8), size=st.integers(40, 900))
@settings(max_examples=60, deadline=None)
def test_wherever_a_mailbox_is_cut_its_records_stay_the_same(
    tmp_path_factory: pytest.TempPathFactory, parts: Sequence[str], size: int
) -> None:
    file = file_of(tmp_path_factory.mktemp("box") / "a.mbox", PARTS[0] + "".join(parts))

    assert in_pieces(file, size) == at_once(file)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CR LF"])
def test_a_last_mail_without_a_header_is_found_where_a_cut_stands_before_it(
    tmp_path: Path, end: str
) -> None:
    text = (PARTS[0] + HEAD).replace("\n", end)
    path = tmp_path / "a.mbox"
    path.write_bytes(text.encode())
    (file,) = (one for one in walk([path]) if isinstance(one, SourceFile))

    assert len(at_once(file)) == 2
    for size in range(1, len(text)):
        assert in_pieces(file, size) == at_once(file), size


def test_a_mailbox_that_grew_is_read_on_from_where_it_was(tmp_path: Path) -> None:
    file = file_of(tmp_path / "a.mbox", PARTS[0] + PARTS[1] + PARTS[0])
    position = at_once(file)[0].position

    assert in_pieces(file, 50, position) == at_once(file, position)
    assert len(in_pieces(file, 50, position)) == 2


def test_a_file_that_is_no_mailbox_is_one_piece(tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_text("payment_id,invoice_id,paid_on,amount\np1,i1,2026-01-01,1\n")
    (file,) = (one for one in walk([path]) if isinstance(one, SourceFile))

    (piece,) = pieces_of(file, count(), piece_bytes=1)

    assert [item.locator for item in items_of(piece)] == [item.locator for item in at_once(file)]


def test_a_mailbox_inside_an_archive_is_looked_up_there(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox.gz"
    path.write_bytes(gzip.compress((PARTS[0] + PARTS[1]).encode()))
    (file,) = (one for one in walk([path]) if isinstance(one, SourceFile))

    (piece,) = pieces_of(file, count(), piece_bytes=10)

    assert piece.packed == b""
    assert [type(item) for item in items_of(piece)] == [RawRecord, RawRecord]


def test_a_file_that_a_worker_does_not_find_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox.gz"
    path.write_bytes(gzip.compress(PARTS[0].encode()))
    (file,) = (one for one in walk([path]) if isinstance(one, SourceFile))
    (piece,) = pieces_of(file, count())
    path.write_bytes(b"")

    (error,) = items_of(piece)

    assert not isinstance(error, RawRecord)
    assert "could not find it" in error.reason
