"""Which connectors there are, and how another package adds one."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from goodwill.errors import SourceError
from goodwill.sources import connectors
from goodwill.sources.base import Connector
from goodwill.sources.connectors import all_connectors, connector_named
from goodwill.sources.eml import CONNECTOR as EML


class Point:
    """An entry point of another package."""

    def __init__(self, name: str, exported: object) -> None:
        self.name = name
        self._exported = exported

    def load(self) -> object:
        return self._exported


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    all_connectors.cache_clear()
    yield
    all_connectors.cache_clear()


def installed(monkeypatch: pytest.MonkeyPatch, *points: Point) -> tuple[Connector, ...]:
    monkeypatch.setattr(connectors, "entry_points", lambda group: points if group else ())
    return all_connectors()


def test_every_file_of_the_folder_that_exports_a_connector_is_one() -> None:
    names = {one.name for one in all_connectors()}

    assert names >= {"mbox", "eml", "maildir", "ics", "csv_tables", "settings"}


def test_another_package_adds_a_connector(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(EML, name="pigeon")

    assert other in installed(monkeypatch, Point("pigeon", other))
    assert connector_named("pigeon") is other


def test_two_connectors_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match='Two connectors are named "eml"'):
        installed(monkeypatch, Point("mine", replace(EML)))


def test_what_is_no_connector_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="is no Connector"):
        installed(monkeypatch, Point("mine", "eml"))


def test_a_connector_that_is_gone_is_told() -> None:
    with pytest.raises(SourceError, match='no connector "pigeon"'):
        connector_named("pigeon")
