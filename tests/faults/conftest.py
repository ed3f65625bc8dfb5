"""Mailboxes and tables to import while something goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.soak.made import make_book, make_sources


@pytest.fixture
def sources(tmp_path: Path) -> Callable[..., Path]:
    """A folder with two mailboxes that overlap, invoices with rejects, and rows that wait."""

    def make(mails: int = 20, filler: int = 1) -> Path:
        return make_sources(tmp_path / "in", mails, filler)

    return make


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small book of them."""
    return make_book(tmp_path / "book", make_sources(tmp_path / "sources"))
