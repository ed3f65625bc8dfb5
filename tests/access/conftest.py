"""One team for tests that only look, and one for a test that changes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.access.team import Team, copied, made_team


@pytest.fixture(scope="session", autouse=True)
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What seals codes is not the key of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOODWILL_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
        yield


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """For tests that only look."""
    found = made_team(tmp_path_factory.mktemp("team"))
    yield found
    found.book.close()


@pytest.fixture
def own_team(team: Team, tmp_path: Path) -> Iterator[Team]:
    """For one test that changes who may see what: a copy."""
    found = copied(team, tmp_path)
    yield found
    found.book.close()
