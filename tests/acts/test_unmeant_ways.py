"""The ways of not meaning are made ready when they are wanted, so every one is wanted here."""

from __future__ import annotations

import pytest

from goodwill.acts.unmeant_ways import Way, ways


@pytest.mark.parametrize("way", ways().known, ids=lambda way: way.name)
def test_every_way_and_sign_can_be_sought(way: Way) -> None:
    for sign in (way.pattern, *(way.signs or ()), *filter(None, [way.of])):
        assert sign.search("") is None
