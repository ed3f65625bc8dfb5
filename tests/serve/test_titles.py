"""Titles are read from the heads of files, and are those of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pytest

from goodwill.catalogue.loader import Catalogue, load_catalogue
from goodwill.serve.titles import Titles, load_titles


class Titled(Protocol):
    @property
    def title(self) -> str: ...


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def titles() -> Titles:
    return load_titles()


SORTS = (
    "kinds",
    "stages",
    "gates",
    "practices",
    "expectations",
    "risks",
    "patterns",
    "plays",
)


@pytest.mark.parametrize("sort", SORTS)
def test_titles_are_those_of_the_catalogue_in_its_order(
    sort: str, catalogue: Catalogue, titles: Titles
) -> None:
    concepts: Mapping[str, Titled] = getattr(catalogue, sort)

    assert list(getattr(titles, sort).items()) == [(n, c.title) for n, c in concepts.items()]


def test_gates_have_the_stage_that_they_lead_to(catalogue: Catalogue, titles: Titles) -> None:
    stages = catalogue.stages.values()

    assert titles.gate_stage == {gate.id: stage.id for stage in stages for gate in stage.gate}


def test_what_is_not_looked_for_is_known(catalogue: Catalogue, titles: Titles) -> None:
    groups = (catalogue.practices, catalogue.expectations, catalogue.risks)

    assert titles.unread == {c.id for group in groups for c in group.values() if not c.assessed_by}
