"""A backup: made while the book is in use, read by nobody without its secret, restored whole."""

from __future__ import annotations

import json
import os
import stat
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.soak import crash
from tests.soak.made import content_of, make_sources
from typer.testing import CliRunner

from goodwill.errors import CallError, GoodwillError, StoreError
from goodwill.privacy.forgotten import ADDRESS
from goodwill.privacy.keyed import key_of, mark_of
from goodwill.serve.cli.app import app
from goodwill.store.database import open_store
from goodwill.store.privacy.erase_list import LIST_FILE, Mark, put_marks
from goodwill.upkeep import backing_up, backup_file
from goodwill.upkeep.backing_up import back_up, drill, restore
from goodwill.upkeep.backup_file import BackupDamagedError, Secret, read_pieces, write_pieces
from goodwill.upkeep.verifying import verify

RUN = CliRunner()
KEY = Secret(words=b"k" * 32, is_passphrase=False)
CANARY = b"Could you send the figures"


def backed_up(book: Path, file: Path, secret: Secret | None = KEY) -> Path:
    with closing(open_store(book)) as store:
        back_up(store, file, secret)
    return file


def test_what_is_restored_is_the_book_to_the_last_row(book: Path, tmp_path: Path) -> None:
    file = backed_up(book, tmp_path / "x.backup")

    report = restore(file, str(tmp_path / "again"), KEY)

    assert report.files == 2  # the database and one reject file
    assert content_of(tmp_path / "again") == content_of(book)
    assert verify(str(tmp_path / "again")).is_whole
    (reject,) = (book / "rejects").iterdir()
    assert (tmp_path / "again/rejects" / reject.name).read_bytes() == reject.read_bytes()


def test_no_word_of_the_book_stands_in_it_and_only_its_owner_may_read_it(
    book: Path, tmp_path: Path
) -> None:
    file = backed_up(book, tmp_path / "x.backup")
    plain = backed_up(book, tmp_path / "plain", None)

    assert CANARY in (book / "book.db").read_bytes()
    assert not any(word in file.read_bytes() for word in (CANARY, b"client.example", b"SQLite"))
    assert KEY.words not in file.read_bytes()
    for one in (file, plain):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "book",
        "plain",
        "sources",
        "x.backup",
    ]


@pytest.mark.parametrize("secret", [KEY, None], ids=["encrypted", "plain"])
def test_one_changed_byte_is_told_and_nothing_is_written(
    book: Path, tmp_path: Path, secret: Secret | None
) -> None:
    whole = backed_up(book, tmp_path / "x.backup", secret).read_bytes()
    places = [0, 19, 25, *range(30, len(whole), len(whole) // 40), len(whole) - 1]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        (tmp_path / "damaged").write_bytes(damaged)

        with pytest.raises((BackupDamagedError, CallError)):
            restore(tmp_path / "damaged", str(tmp_path / "again"), secret)

        assert not (tmp_path / "again").exists(), place
    assert len(places) > 40


def test_a_backup_cut_short_or_joined_is_damaged(book: Path, tmp_path: Path) -> None:
    whole = backed_up(book, tmp_path / "x.backup").read_bytes()
    for content in (whole[:-100], whole[: len(whole) // 2], whole + whole[-500:], whole + b"x"):
        (tmp_path / "y").write_bytes(content)

        with pytest.raises(BackupDamagedError):
            restore(tmp_path / "y", str(tmp_path / "again"), KEY)


def test_pieces_cannot_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "_PIECE", 4)
    with (tmp_path / "x").open("wb") as out:
        write_pieces(out, [b"aaaabbbbcccc"], KEY)
    content = (tmp_path / "x").read_bytes()
    header = len(b"GOODWILL BACKUP 1\n")
    length = header + 4 + int.from_bytes(content[header : header + 4], "big") + 32
    pieces, rest = [], content[length:]
    while rest:
        end = 4 + int.from_bytes(rest[:4], "big")
        pieces.append(rest[:end])
        rest = rest[end:]
    first, second, *more = pieces
    (tmp_path / "y").write_bytes(content[:length] + second + first + b"".join(more))

    with (tmp_path / "y").open("rb") as file, pytest.raises(BackupDamagedError, match="piece 1"):
        list(read_pieces(file, KEY))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=50), max_size=20), st.integers(1, 9))
def test_whatever_goes_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], piece: int
) -> None:
    file = tmp_path_factory.mktemp("piece") / "x"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_file, "_PIECE", piece)
        with file.open("wb") as out:
            write_pieces(out, parts, KEY)
        with file.open("rb") as read:
            assert b"".join(read_pieces(read, KEY)) == b"".join(parts)


def test_a_wrong_secret_is_told_from_damage(book: Path, tmp_path: Path) -> None:
    file = backed_up(book, tmp_path / "x.backup", Secret(words=b"open sesame", is_passphrase=True))

    with pytest.raises(CallError, match="not the passphrase"):
        restore(file, str(tmp_path / "a"), Secret(words=b"open sesamy", is_passphrase=True))
    with pytest.raises(CallError, match="sealed with a passphrase"):
        restore(file, str(tmp_path / "a"), KEY)
    assert restore(
        file, str(tmp_path / "a"), Secret(words=b"open sesame", is_passphrase=True)
    ).files


def test_a_book_is_never_written_over(book: Path, tmp_path: Path) -> None:
    file = backed_up(book, tmp_path / "x.backup")
    before = content_of(book)

    with pytest.raises(CallError, match="is there already"):
        restore(file, str(book), KEY)

    assert content_of(book) == before


def test_a_backup_made_while_an_import_runs_is_a_book_at_one_moment(tmp_path: Path) -> None:
    sources, book = make_sources(tmp_path / "in", 150), tmp_path / "book"
    running = crash.start_import(book, sources, workers=0)
    assert running.stdout is not None
    running.stdout.readline()
    seen = []
    with closing(open_store(book)) as store:
        for number in range(4):
            back_up(store, tmp_path / f"{number}.backup", KEY)
    running.communicate()
    for number in range(4):
        again = tmp_path / f"again{number}"
        restore(tmp_path / f"{number}.backup", str(again), KEY)
        assert verify(str(again)).is_whole
        with closing(open_store(again)) as store:
            seen.append(store.rows("select sum(seen) from source_file")[0][0])
        crash.import_once(again, sources)
        assert content_count(again) == content_count(book)
    assert seen == sorted(seen)


def content_count(book: Path) -> list[tuple[int, ...]]:
    with closing(open_store(book)) as store:
        return store.rows(
            "select (select count(*) from message), (select count(*) from invoice),"
            " (select count(*) from invoice_line), (select count(*) from participant)"
        )


def test_a_drill_compares_what_it_restored(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_store(book)) as store:
        assert drill(store, KEY).is_equal

        def lossy(folder: Path, *_: object) -> int:
            with closing(open_store(folder)) as restored, restored.write() as tx:
                return tx.run("delete from participant where message_id = 1") * 0

        monkeypatch.setattr(backing_up, "_make_ready", lossy)
        assert not drill(store, KEY).is_equal


def test_who_was_erased_since_is_not_in_what_is_restored(book: Path, tmp_path: Path) -> None:
    file = backed_up(book, tmp_path / "x.backup")
    with closing(open_store(book)) as store, store.write() as tx:
        gone = mark_of(key_of(tx), ADDRESS, "ann3@client.example")
        put_marks(tx, [Mark(5, ADDRESS, gone)])
    backed_up(book, tmp_path / "later.backup")
    key = tmp_path / "key"
    key.write_text(KEY.words.hex())

    told = RUN.invoke(
        app, ["--book", str(tmp_path / "a"), "restore", str(file), "--key-file", str(key)]
    )

    assert told.exit_code == 0
    for path in (tmp_path / "a").rglob("*"):
        assert path.is_dir() or b"ann3@client" not in path.read_bytes(), path
    with closing(open_store(tmp_path / "a")) as store:
        assert store.rows("select count(*) from contact_point where address like 'ann4@%'") != [
            (0,)
        ]
    assert "ann3" not in (tmp_path / "erased.list").read_text()
    assert verify(str(tmp_path / "a")).is_whole


def test_the_commands_back_up_drill_and_restore(book: Path, tmp_path: Path) -> None:
    key, file, again = tmp_path / "key", tmp_path / "x.backup", tmp_path / "again"
    base = ["--book", str(book), "backup"]

    assert RUN.invoke(app, ["backup", "--make-key", str(key)]).exit_code == 0
    assert RUN.invoke(app, ["backup", "--make-key", str(key)]).exit_code == 2
    asked = RUN.invoke(app, [*base, str(file)])
    made = RUN.invoke(
        app, [*base, str(file), "--key-file", str(key), "--drill", "--format", "json"]
    )
    put_back = RUN.invoke(app, ["--book", str(again), "restore", str(file), "--key-file", str(key)])
    over = RUN.invoke(app, ["--book", str(again), "restore", str(file), "--key-file", str(key)])

    assert asked.exit_code == 2
    assert "--plain" in asked.stderr
    assert made.exit_code == 0, made.stderr
    assert json.loads(made.stdout)["is_equal"] is True
    assert put_back.exit_code == 0
    assert over.exit_code == 2
    assert content_of(again) == content_of(book)


def test_a_short_passphrase_is_refused_when_a_backup_is_made(book: Path, tmp_path: Path) -> None:
    (tmp_path / "pass").write_text("too short\n")

    told = RUN.invoke(
        app,
        ["--book", str(book), "backup", str(tmp_path / "x"), "--passphrase-file",
         str(tmp_path / "pass")],
    )  # fmt: skip

    assert told.exit_code == 2
    assert "12 or more" in told.stderr


@pytest.mark.parametrize("name", ["", "pipe", "n" * 250, "n" * 300])
def test_what_can_be_no_backup_is_told_and_stays_as_it_is(
    book: Path, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.rglob("*"))

    with closing(open_store(book)) as store, pytest.raises(GoodwillError, match=r"file|File"):
        back_up(store, tmp_path / name, KEY)

    assert sorted(set(tmp_path.rglob("*")) - {tmp_path / LIST_FILE}) == before
    assert (tmp_path / "pipe").is_fifo()


def test_a_backup_that_is_broken_off_leaves_nothing(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "there"
    folder.mkdir()
    monkeypatch.setattr(backing_up, "crash_point", stopped)

    with closing(open_store(book)) as store, pytest.raises(KeyboardInterrupt):
        back_up(store, folder / "backup", KEY)

    assert {path.name for path in folder.iterdir()} <= {LIST_FILE}


def test_a_place_that_cannot_be_written_is_told(book: Path, tmp_path: Path) -> None:
    file = backed_up(book, tmp_path / "backup")

    with pytest.raises(StoreError, match="cannot be written: File name too long"):
        restore(file, str(tmp_path / ("n" * 300)), KEY)
