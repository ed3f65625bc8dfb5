"""A mail server for all tests of a file, and in it a mailbox for each test; a key for each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from tests.live.servers import USERS, Dovecot, dovecot

_numbers = count()


@pytest.fixture(scope="session")
def running() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


@pytest.fixture
def server(running: Dovecot) -> Dovecot:
    return replace(running, user=USERS[next(_numbers)])


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key of whoever runs a test is, and what stands beside it."""
    monkeypatch.setenv("GOODWILL_KEY_FILE", str(tmp_path / "keys" / "key"))
    return tmp_path / "keys" / "key"
