"""What the words mean, and what is measured: `/catalogue` and `/signals`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, TypedDict, cast

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from goodwill.catalogue.references import who_asks
from goodwill.errors import nearest
from goodwill.serve.api.answers import answered
from goodwill.serve.api.asking import Asked, Day, Look, says
from goodwill.serve.api.problems import ProblemError
from goodwill.serve.concept_view import (
    SORTS,
    ConceptView,
    concept_view,
    concepts_of,
    meanings,
)
from goodwill.signals.header import ReduceKind, SignalSpec, signals

__all__ = ["router"]

router = APIRouter(tags=["catalogue"], dependencies=[Asked])

Name = Annotated[
    str, Path(min_length=1, max_length=200, description="As the lists of the catalogue name it.")
]


class ConceptTitle(TypedDict):
    """A concept by name; `type` and `id` are the two parts of its address."""

    type: str
    id: str
    title: str


class ConceptList(TypedDict):
    """Every concept of the book's catalogue, in its order."""

    items: list[ConceptTitle]


class Signal(TypedDict):
    """One measurement, with its query; `asked_by` names the concepts that rest on it."""

    name: str
    code: str
    family: str
    unit: str
    grain: str
    reduce: ReduceKind
    reads: list[str]
    definition: str
    exposure: str
    source: str
    limits: str
    prior_mean: float
    prior_strength: float
    prior_sd: float
    sql: str
    asked_by: list[str]


class SignalList(TypedDict):
    """Everything that is measured."""

    items: list[Signal]


@router.get("/catalogue", responses=says(ConceptList))
def list_concepts(request: Request, shelf: Look) -> Response:
    """Every concept: kinds, stages, gates, patterns, practices, expectations, risks, plays."""
    catalogue = shelf.book.catalogue
    items = [
        ConceptTitle(type=sort, id=name, title=concept.title)
        for sort in SORTS
        for name, concept in concepts_of(catalogue, sort).items()
    ]
    return answered(request, ConceptList(items=items))


@router.get(
    "/catalogue/{type}/{id}", responses=says(ConceptView, "not-in-catalogue", "no-such-day")
)
def get_concept(
    request: Request,
    shelf: Look,
    type: Name,  # noqa: A002 - the contract's words
    id: Name,  # noqa: A002 - as above
    day: Day,
) -> Response:
    """What a concept means, by which numbers it is decided, and what to do about it."""
    catalogue = shelf.book.catalogue
    known = concepts_of(catalogue, type)
    if id not in known:
        near = nearest(type, SORTS) if type not in SORTS else nearest(id, known)
        raise ProblemError(
            "not-in-catalogue",
            f'The catalogue has no "{type}/{id}".{near}',
            hint="All are listed at /api/v1/catalogue.",
        )
    return answered(request, concept_view(catalogue, type, known[id], day, meanings()))


@router.get("/signals", responses=says(SignalList))
def list_signals(request: Request, shelf: Look) -> Response:
    """What is measured in SQL: definition, unit, exposure, limits, who asks for it."""
    return answered(request, SignalList(items=[_signal(shelf, spec) for spec in signals()]))


@router.get("/signals/{name}", responses=says(Signal, "not-in-catalogue"))
def get_signal(request: Request, shelf: Look, name: Name) -> Response:
    """One measurement."""
    known = {spec.name: spec for spec in signals()}
    if name not in known:
        raise ProblemError(
            "not-in-catalogue",
            f'There is no signal "{name}".{nearest(name, known)}',
            hint="All are listed at /api/v1/signals.",
        )
    return answered(request, _signal(shelf, known[name]))


def _signal(shelf: Look, spec: SignalSpec) -> Signal:
    told = {**asdict(spec), "asked_by": list(who_asks(shelf.book.catalogue, spec.name))}
    return cast("Signal", {name: told[name] for name in Signal.__annotations__})
