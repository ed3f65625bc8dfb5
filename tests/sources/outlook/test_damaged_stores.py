"""Damaged stores of Outlook: what can still be read is read, and the rest is told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.sources.outlook.store_writer import store_of
from tests.sources.outlook.stores import letters, parsed, read, subjects, written


def test_items_that_lost_their_folder_are_found(tmp_path: Path) -> None:
    store = store_of({"Inbox": letters(2)}, lost=letters(1, "lost"))

    records, errors, _ = read(written(tmp_path / "box", store))

    assert errors == []
    assert [parsed(one)["Subject"] for one in records["(items of no folder)"]] == ["lost 0"]
    assert len(records["Inbox"]) == 2


@pytest.mark.parametrize("is_ansi", [False, True], ids=["unicode", "ansi"])
@pytest.mark.parametrize("kind", [0x80, 0x81], ids=["of blocks", "of nodes"])
def test_a_lost_page_of_an_index_costs_no_more_than_what_stood_on_it(
    tmp_path: Path, kind: int, is_ansi: bool
) -> None:
    whole = store_of({"Inbox": letters(120)}, is_ansi=is_ansi)
    at = 500 if is_ansi else 496
    pages = [
        o
        for o in range(0x4600, len(whole), 512)
        if whole[o + at : o + at + 2] == bytes((kind, kind))
    ]
    level_at = 499 if is_ansi else 491
    above = [page for page in pages if whole[page + level_at]]
    assert above, "the index of this store has one level only"
    for page in above:
        damaged = bytearray(whole)
        damaged[page + (8 if is_ansi else 16)] ^= 0xFF

        records, _, skipped = read(written(tmp_path / "box", bytes(damaged)))

        assert len(subjects(records)) == 120
        assert "index is damaged" in skipped[0].why


def test_however_a_store_is_cut_the_rest_is_read_or_it_is_told(tmp_path: Path) -> None:
    whole = store_of({"Inbox": letters(60)})
    wanted = subjects(read(written(tmp_path / "box", whole))[0])
    for share in (0.1, 0.5, 0.9, 0.97, 0.999):
        cut = whole[: int(len(whole) * share)]

        records, errors, skipped = read(written(tmp_path / "box", cut))

        assert subjects(records) <= wanted
        assert errors or skipped


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes_cost_their_own_items(tmp_path: Path, seed: int) -> None:
    whole = store_of({"Inbox": letters(60), "Sent": letters(30, "sent")})
    chance, damaged = random.Random(seed), bytearray(whole)  # noqa: S311  not for secrets
    for _ in range(2 ** (seed + 1)):
        damaged[chance.randrange(0x4600, len(whole))] ^= 1 << chance.randrange(8)

    records, errors, skipped = read(written(tmp_path / "box", bytes(damaged)))

    found = sum(map(len, records.values()))
    assert 1 <= found <= 90
    assert len(subjects(records)) == found
    for left_out in skipped:
        assert "index is damaged" in left_out.why or "not read" in left_out.why
    for error in errors:
        assert error.reason
        assert error.hint


NO_STORES: dict[str, bytes] = {
    "an empty one": b"",
    "the mark alone": b"!BDN" + bytes(4) + b"SM",
    "a header of another time": b"!BDN" + bytes(4) + b"SM" + b"\xff\xff" + bytes(900),
    "nothing behind the header": store_of({"Inbox": letters(1)})[:0x4600],
}


@pytest.mark.parametrize("what", NO_STORES)
def test_what_is_no_store_is_told_in_a_sentence(tmp_path: Path, what: str) -> None:
    records, errors, skipped = read(written(tmp_path / "box.pst", NO_STORES[what]))

    assert records == {}
    assert len(errors) + len(skipped) == 1
    assert not any("Traceback" in error.reason for error in errors)


def test_an_address_book_is_no_store(tmp_path: Path) -> None:
    _, _, skipped = read(written(tmp_path / "box", b"!BDN" + bytes(4) + b"AB" + bytes(600)))

    assert skipped[0].why == "an address book of Outlook, no mail"
