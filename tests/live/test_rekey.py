"""Another key: what was sealed opens as before, the old key opens nothing new, and none is lost."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodwill.access.sealed_codes import opened_code_secret, sealed_code_secret
from goodwill.book import open_book
from goodwill.errors import CallError, ConfigError
from goodwill.live.faults import SignInError
from goodwill.live.secrets import Seal, forget_old_keys, renew_key, seal_of_user
from goodwill.serve.cli.app import app
from goodwill.store.database import Store
from goodwill.store.doors.webhooks import add_webhook
from goodwill.store.users.users import add_user, change_user, users
from goodwill.upkeep.rekeying import rekey

SECRETS = {"webhook": "signs changes", "users": "JBSWY3DPEHPK3PXP"}


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "keys" / "key"
    monkeypatch.setenv("GOODWILL_KEY_FILE", str(path))
    return path


def filled(folder: Path) -> Store:
    """A book with a secret of each sort."""
    store = open_book(folder, create=True).store
    with store.write() as tx:
        add_webhook(tx, "https://ours.example", seal_of_user().close(SECRETS["webhook"]), "", 1)
        number = add_user(tx, "Ann", "owner", ("ann@ours.example",), at=1, by="")
        change_user(tx, number, totp=sealed_code_secret(SECRETS["users"]))
    return store


def sealed(store: Store) -> dict[str, bytes]:
    with store.read() as reader:
        (hook,) = reader.rows("select sealed from webhook")
        return {"webhook": bytes(hook[0]), "users": (users(reader)[0].totp or "").encode()}


def opened(store: Store) -> dict[str, str | None]:
    kept = sealed(store)
    return {
        "webhook": seal_of_user().open(kept["webhook"]),
        "users": opened_code_secret(kept["users"].decode()),
    }


def opens(keys: bytes, store: Store) -> set[str]:
    """Which secrets some keys open."""
    found, seal = set(), Seal(keys)
    for name, one in sealed(store).items():
        try:
            seal.open(one)
        except SignInError:
            continue
        found.add(name)
    return found


def test_two_books_go_through_a_change_of_keys_and_none_is_ever_shut(
    tmp_path: Path, key: Path
) -> None:
    first, second = filled(tmp_path / "first"), filled(tmp_path / "second")
    old = key.read_bytes()

    assert rekey(first, new=True) == (2, 0)
    assert opened(first) == opened(second) == SECRETS
    assert (opens(old, first), opens(old, second)) == (set(), set(SECRETS))
    assert rekey(second) == (2, 0)
    assert opens(old, second) == set()
    assert rekey(second, forget_old=True) == (2, 0)

    assert opened(first) == opened(second) == SECRETS
    assert len(key.read_bytes().split()) == 1
    assert old not in key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert sorted(one.name for one in key.parent.iterdir()) == ["key"]
    for one in (first, second):
        one.close()


def test_what_no_key_opens_is_told_and_stays_and_then_no_key_is_forgotten(
    tmp_path: Path, key: Path
) -> None:
    store = filled(tmp_path / "book")
    lost = sealed(store)
    key.unlink()

    assert rekey(store, new=True) == (0, 2)
    assert sealed(store) == lost
    before = key.read_bytes()
    with pytest.raises(CallError, match="2 secrets of this book open with no key"):
        rekey(store, forget_old=True)
    assert key.read_bytes() == before
    store.close()


def test_a_key_that_is_killed_halfway_is_the_old_one(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled(tmp_path / "book")
    before = key.read_bytes()

    def ends(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", ends)
        with pytest.raises(Exception, match="No space left"):
            rekey(store, new=True)

    assert key.read_bytes() == before
    assert opened(store) == SECRETS
    assert rekey(store, new=True).done == 2  # what was left of the first try is in nobody's way
    store.close()


def test_the_command_says_what_to_do_next(tmp_path: Path, key: Path) -> None:
    filled(tmp_path / "book").close()

    told = CliRunner().invoke(app, ["--book", str(tmp_path / "book"), "rekey", "--new"])

    assert told.exit_code == 0, told.output
    assert "2 secrets are sealed with the newest key." in told.output
    assert "goodwill rekey --forget-old" in told.output
    assert len(key.read_bytes().split()) == 2


def test_a_new_key_is_safe_from_a_power_cut_before_anything_is_sealed_with_it(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled(tmp_path / "book")
    done: list[str] = []
    sync, replace = os.fsync, Path.replace
    folder = key.parent.stat().st_ino

    def synced(handle: int) -> None:
        done.append("folder" if os.fstat(handle).st_ino == folder else "file")
        sync(handle)

    def replaced(path: Path, to: Path) -> Path:
        done.append("renamed")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    renew_key()

    assert done == ["file", "renamed", "folder"]
    store.close()


def test_two_who_make_a_new_key_at_once_lose_neither(key: Path) -> None:
    seal_of_user()
    with ThreadPoolExecutor(4) as several:
        list(several.map(lambda _: renew_key(), range(20)))

    assert len(set(key.read_bytes().split())) == 21


@pytest.mark.parametrize("content", [b"", b"no key at all", b"\xff\xfe"])
def test_a_damaged_key_is_told_and_left_as_it_is(key: Path, content: bytes) -> None:
    key.parent.mkdir()
    key.write_bytes(content)

    for act in (seal_of_user, renew_key, forget_old_keys):
        with pytest.raises(ConfigError, match="is damaged"):
            act()
    assert key.read_bytes() == content
