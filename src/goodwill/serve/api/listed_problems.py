"""The problems list themselves: `/problems` and `/problems/{kind}`, where `type` leads."""

from __future__ import annotations

from typing import Annotated, TypedDict

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from goodwill.serve.api.answers import answered
from goodwill.serve.api.asking import Asked, says
from goodwill.serve.api.problems import BASE, PROBLEMS, ProblemError

__all__ = ["router"]

router = APIRouter(tags=["problems"], dependencies=[Asked])


Kind = Annotated[str, Path(min_length=1, description="The last part of a problem's `type`.")]


class ProblemKind(TypedDict):
    """A kind of problem: the status it comes with, what it means and what to do."""

    type: str
    kind: str
    status: int
    title: str
    means: str


class ProblemKinds(TypedDict):
    """Every kind of problem that an answer can be."""

    items: list[ProblemKind]


@router.get("/problems", responses=says(ProblemKinds))
def list_problems(request: Request) -> Response:
    """Everything that can go wrong."""
    return answered(request, ProblemKinds(items=[_kind(name) for name in PROBLEMS]))


@router.get("/problems/{kind}", responses=says(ProblemKind, "not-found"))
def get_problem(request: Request, kind: Kind) -> Response:
    """What one kind of problem means, and what to do about it."""
    if kind not in PROBLEMS:
        raise ProblemError("not-found", f'There is no kind of problem "{kind}".')
    return answered(request, _kind(kind))


def _kind(name: str) -> ProblemKind:
    of = PROBLEMS[name]
    return ProblemKind(
        type=f"{BASE}/problems/{name}", kind=name, status=of.status, title=of.title, means=of.means
    )
