"""Without Chromium the tests of pages fail and say how to get it, or are left out by word."""

from __future__ import annotations

import pytest
from tests.chromium import WITHOUT, chromium


def test_without_it_a_test_fails_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(WITHOUT, raising=False)

    with pytest.raises(pytest.fail.Exception, match="make debian-packages"):
        chromium()


def test_its_tests_are_left_out_where_somebody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(WITHOUT, "1")

    with pytest.raises(pytest.skip.Exception, match=WITHOUT):
        chromium()
