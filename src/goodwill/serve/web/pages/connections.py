"""`/connections`: from where does the book keep itself? Each source, how it stands, and its turn.

How one is connected, tried, signed in to again and removed is next door in `connect`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from goodwill.serve.languages import mark
from goodwill.serve.web.live_sources import LiveSources
from goodwill.serve.web.pages.connect import TAKINGS, TITLES, kinds_here
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of

if TYPE_CHECKING:
    from goodwill.config import Taking
    from goodwill.live.connected import Connected

__all__ = ["router"]

router = APIRouter()

LATEST = {"cache-control": "no-store"}
STATES = {
    "never_run": mark("never run"),
    "running": mark("running"),
    "up_to_date": mark("up to date"),
    "waiting": mark("waiting"),
    "needs_sign_in": mark("needs sign-in"),
    "failed": mark("failed"),
    "paused": mark("paused"),
}
TROUBLE = frozenset({"needs_sign_in", "failed", "waiting"})


@router.get("/connections")
def connections(request: Request) -> Response:
    """Every connected source."""
    shelf: Shelf = request.app.state.shelf
    live: LiveSources = request.app.state.live
    sources = live.door.sources()
    answer = page(
        request,
        view_of(request, shelf.newest),
        "connections.html",
        sources=sources,
        takes=_takes(live, sources),
        takings=TAKINGS,
        states=STATES,
        kinds=kinds_here(request),
        titles=TITLES,
        trouble=TROUBLE,
    )
    answer.headers.update(LATEST)
    return answer


def _takes(live: LiveSources, sources: list[Connected]) -> dict[str, Taking | None]:
    """How much is kept of the mails and entries of each source of people."""
    from goodwill.live.connected import kinds  # noqa: PLC0415  slow to load

    people = {name for name, kind in kinds().items() if kind.wants_notice}
    return {one.name: live.door.takes(one.name) for one in sources if one.kind in people}


@router.post("/connections")
def change(
    request: Request,
    what: Annotated[Literal["run", "pause", "resume"], Form()],
    name: Annotated[str, Form(max_length=400)],
) -> Response:
    """Run a source now, pause it, or take it up again."""
    live: LiveSources = request.app.state.live
    if what != "run":
        live.door.pause(name, is_paused=what == "pause")
    if what != "pause":
        live.ask(name)
    return RedirectResponse("/connections", status_code=303)
