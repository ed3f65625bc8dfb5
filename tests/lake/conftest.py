"""The made-up company's files, and a book that one machine made of them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goodwill.demo.company import make_company
from goodwill.lake.session import java_home_or_none
from goodwill.opened import Opened
from goodwill.pipeline import import_paths

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def why_no_spark() -> str:
    """What Spark lacks on this machine; "" where it lacks nothing."""
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not installed here; run these tests with  make spark"
    return (
        "" if java_home_or_none() else "Java is not installed: apt install openjdk-17-jre-headless"
    )


@pytest.fixture(scope="session")
def needs_spark() -> None:
    """Skip by name where Spark cannot run."""
    if why := why_no_spark():
        pytest.skip(why)


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company's mail, calendars and tables."""
    folder = tmp_path_factory.mktemp("raw") / "company"
    make_company(folder, seed=1, as_of=DAY)
    return folder


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, raw: Path) -> Iterator[Opened]:
    """A book of it, ready to draw up statements."""
    opened = Opened(str(tmp_path_factory.mktemp("book")), create=True)
    import_paths(opened.store, [raw], imported_at=NOW)
    opened.bring_up_to_date()
    yield opened
    opened.close()
