"""The power goes off under an import: whatever the disk kept of it, the book opens and is whole.

The long form is `tests/soak/power_cut.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest
from tests.soak import crash, power_cut
from tests.soak.disk_trace import Disk, Keeps, Left, Op

from goodwill.importing import gathering
from goodwill.store.pages import seals
from goodwill.store.pages.seals import SealsHead, read_head, this_boot

FOLDER = Path("/book")


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace (apt install strace)")
def test_whatever_a_power_cut_leaves_opens_holds_what_was_said_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "RECORDS", crash.BATCH)
    monkeypatch.setattr(gathering, "ROWS_FOR_ONE", 1)
    monkeypatch.setattr(seals, "this_boot", this_boot)  # what the run puts there goes again

    steps, wrong = power_cut.run(tmp_path, mails=4, states=24, whole_every=4, seed=1)

    assert wrong == {}
    assert steps > 400


def left_by(folder: Path, keeps: Keeps, left: Left, *ops: Op, seed: int = 1) -> dict[str, bytes]:
    disk = Disk(FOLDER, keeps)
    for op in ops:
        disk.do(op)
    disk.leave(folder / "state", left, Random(seed))  # noqa: S311  a seeded test
    return {path.name: path.read_bytes() for path in (folder / "state").iterdir()}


MADE = Op("make", "/book/a")
WRITTEN = Op("write", "/book/a", b"x" * 1500)


@pytest.mark.parametrize(
    ("keeps", "left", "ops", "found"),
    [
        ("journal", "none", (MADE, WRITTEN), {}),
        ("journal", "all", (MADE, WRITTEN), {"a": b"x" * 1500}),
        ("journal", "none", (MADE, WRITTEN, Op("sync", "/book/a")), {"a": b"x" * 1500}),
        ("strict", "none", (MADE, WRITTEN, Op("sync", "/book/a")), {}),
        (
            "strict",
            "none",
            (MADE, WRITTEN, Op("sync", "/book/a"), Op("sync", "/book")),
            {"a": b"x" * 1500},
        ),
        (
            "journal",
            "none",
            (MADE, Op("sync", "/book/a"), Op("rename", "/book/a", to="/book/b")),
            {"a": b""},
        ),
        (
            "journal",
            "all",
            (MADE, Op("sync", "/book/a"), Op("rename", "/book/a", to="/book/b")),
            {"b": b""},
        ),
        ("journal", "all", (MADE, WRITTEN, Op("cut", "/book/a", place=3)), {"a": b"xxx"}),
        ("journal", "all", (MADE, Op("sync", "/book/a"), Op("unlink", "/book/a")), {}),
    ],
)
def test_what_was_synced_is_there_and_what_was_not_may_be(
    tmp_path: Path, keeps: Keeps, left: Left, ops: tuple[Op, ...], found: dict[str, bytes]
) -> None:
    assert left_by(tmp_path, keeps, left, *ops) == found


def test_of_what_was_not_synced_any_piece_may_be_missing(tmp_path: Path) -> None:
    ops = (MADE, Op("sync", "/book/a"), WRITTEN)
    found = {
        left_by(tmp_path / str(seed), "journal", "any", *ops, seed=seed).get("a", b"")
        for seed in range(60)
    }

    assert b"" in found
    assert b"x" * 1500 in found
    assert bytes(512) + b"x" * 988 in found


def test_a_head_of_seals_knows_since_which_start_of_the_machine_it_is() -> None:
    head = SealsHead(page_size=4096, size=3, frames=2, boot=b"12345678")

    assert read_head(head.packed()) == head
    before = head.packed()[:32] + bytes(32)  # as it was written before there was such a word
    found = read_head(before)
    assert found is not None
    assert found.boot == bytes(8)
