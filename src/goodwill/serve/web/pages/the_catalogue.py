"""`/catalogue`: what do the words mean? Every concept, drawn from the file that decides it."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request, Response

from goodwill.errors import CallError, nearest
from goodwill.facts.glance import Glance
from goodwill.serve.concept_view import SORTS, concept_view, concepts_of, meanings
from goodwill.serve.languages import say
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View, view_of

__all__ = ["router"]

router = APIRouter()

FILTERS = {"kinds": "kind", "stages": "stage", "patterns": "found", "risks": "found"}
"""By which filter the accounts that have a concept are found."""


@router.get("/catalogue")
def the_catalogue(request: Request) -> Response:
    """All concepts by sort, with how many accounts have each now."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    catalogue = shelf.book.catalogue
    sorts = {sort: concepts_of(catalogue, sort) for sort in SORTS}
    return page(
        request,
        view,
        "catalogue.html",
        sorts=sorts,
        SORTS=SORTS,
        having=_having(shelf, view),
        filters=FILTERS,
        hash=catalogue.hash,
    )


@router.get("/catalogue/{sort}/{name}")
def the_concept(request: Request, sort: str, name: str) -> Response:
    """One concept: everything that its file says."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    catalogue = shelf.book.catalogue
    concepts = concepts_of(catalogue, sort)
    if name not in concepts:
        raise CallError(
            say(
                'The catalogue has no "{name}" among its {sort}.{concepts}',
                name=name,
                sort=sort,
                concepts=nearest(name, concepts),
            ),
            hint=say("The page of the catalogue lists all of them."),
        )
    return page(
        request,
        view,
        "concept.html",
        c=concept_view(catalogue, sort, concepts[name], view.day, meanings()),
        SORTS=SORTS,
        having=_having(shelf, view)[sort, name],
        filter=FILTERS.get(sort),
    )


def _having(shelf: Shelf, view: View) -> Counter[tuple[str, str]]:
    """How many accounts have each concept, by sort and id."""
    glances = shelf.portfolio(view.day).glances
    return shelf.kept(("having", view.day), lambda: _count(glances))


def _count(glances: tuple[Glance, ...]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for glance in glances:
        row = glance["row"]
        found["stages", row["stage"]] += 1
        found["kinds", row["kind"] or ""] += 1
        found.update(("patterns", name) for name in row["present"])
        found.update(("risks", name) for name in row["risks"])
    return found
