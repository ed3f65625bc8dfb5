"""The application: pages, static files, and what is said when something is not there."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError

from goodwill.access.rate_limit import RateLimit
from goodwill.errors import (
    AccountNotFoundError,
    CallError,
    GoodwillError,
    NotPermittedError,
    StoreError,
    TooOftenError,
)
from goodwill.serve.api.app import addresses, create_api
from goodwill.serve.api.middleware import ApiMiddleware
from goodwill.serve.languages import say
from goodwill.serve.web.asides import Asides
from goodwill.serve.web.ceremonies import Ceremonies
from goodwill.serve.web.crowd import Crowd
from goodwill.serve.web.door import Door, fixed_parts
from goodwill.serve.web.faults import Faults, fault_page
from goodwill.serve.web.guard import LOOPBACK, Guard
from goodwill.serve.web.importing import Importing
from goodwill.serve.web.in_language import InLanguage, choose
from goodwill.serve.web.incognito import Incognito, switch
from goodwill.serve.web.kept_pages import KeptPages
from goodwill.serve.web.live_sources import LiveSources
from goodwill.serve.web.pages import ROUTERS
from goodwill.serve.web.rendering import static_file
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.veil import Veil, veiled_shelf
from goodwill.serve.web.view import View, is_incognito
from goodwill.serve.web.who_looks import ForViewer, WhoLooks

__all__ = ["create_app"]


def create_app(
    shelf: Shelf,
    *,
    names: Iterable[str] = LOOPBACK,
    door: Door | None = None,
    runs_sources: bool = False,
) -> FastAPI:
    """The site over one book; `names` are the host names that it answers to, through `door`.

    `runs_sources`: whoever serves it enters `app.state.live`, which runs what is connected.
    """
    veil = Veil()
    app = _site(shelf)
    app.add_middleware(ForViewer)
    app.state.door, app.state.tries = door or Door(), RateLimit()
    app.state.veil = veil
    app.add_api_route("/incognito", _switch, methods=["POST"])
    app.add_api_route("/language", choose, methods=["POST"])
    hidden = _site(veiled_shelf(shelf, veil))
    hidden.add_middleware(ForViewer, is_hidden=True)
    app.state.live = hidden.state.live = LiveSources(shelf, will_run=runs_sources)
    app.add_middleware(Incognito, hidden=hidden, shelf=shelf, veil=veil)
    app.state.crowd = crowd = Crowd()
    app.add_middleware(KeptPages, shelf=shelf, crowd=crowd)
    app.add_middleware(Faults, shelf=shelf)
    api = create_api(shelf)
    app.state.parts = fixed_parts([*addresses(), *map(_path, app.routes)])
    app.add_middleware(ApiMiddleware, api=api)
    app.add_middleware(WhoLooks, shelf=shelf, door=app.state.door)
    app.add_middleware(Guard, names=names, door=app.state.door)
    app.add_middleware(InLanguage)  # the last one stands before the others
    return app


def _path(route: object) -> str:
    return str(getattr(route, "path", ""))


def _site(shelf: Shelf) -> FastAPI:
    """Every page over one shelf."""
    app = FastAPI(title="Goodwill", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.shelf = shelf
    app.state.importing = Importing(shelf)
    app.state.asides = Asides(shelf)
    app.state.asked_providers = Ceremonies[object]("provider")
    app.state.asked_devices = Ceremonies[bytes]("device")
    app.state.asked_for_keys = Ceremonies[bytes]("new-key")
    app.state.looked_at = Ceremonies[object]("source")
    for router in ROUTERS:
        app.router.routes += router.routes  # side by side: included, each would be matched twice
    app.add_api_route("/static/{digest}/{name:path}", _static, include_in_schema=False)
    app.add_exception_handler(GoodwillError, _say)
    app.add_exception_handler(404, _say)
    app.add_exception_handler(RequestValidationError, _say)
    return app


async def _switch(request: Request) -> Response:
    """Hide names and numbers, or show them again, on the page that the form stands on."""
    form = await request.form()
    return switch(request, request.app.state.veil, str(form.get("back", "/")))


def _static(request: Request, digest: str, name: str) -> Response:  # noqa: ARG001 - it names the copy
    return static_file(request, name)


def _say(request: Request, fault: Exception) -> Response:
    """One sentence: what happened, and the next step."""
    newest = request.app.state.shelf.newest
    view = View(day=newest, asked=None, is_incognito=is_incognito(request), path=request.url.path)
    if isinstance(fault, RequestValidationError):
        fault = _not_understood(fault)
    if not isinstance(fault, GoodwillError):
        says = say("There is no page {path}.", path=request.url.path)
        return fault_page(request, view, says, say("Go to all accounts instead."), 404)
    return fault_page(request, view, str(fault), fault.hint, _status(fault))


def _status(fault: GoodwillError) -> int:
    """What is not there, a wrong call, a book that cannot be read just now, or a fault of ours."""
    match fault:
        case AccountNotFoundError():
            return HTTPStatus.NOT_FOUND
        case NotPermittedError():
            return HTTPStatus.FORBIDDEN
        case TooOftenError():
            return HTTPStatus.TOO_MANY_REQUESTS
        case CallError():
            return HTTPStatus.BAD_REQUEST
        case StoreError():
            return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _not_understood(fault: RequestValidationError) -> CallError:
    """Which parts of an address or a form cannot be what they should be."""
    names = dict.fromkeys(str(one["loc"][-1]) for one in fault.errors())
    return CallError(
        say("This cannot be read of the address or the form: {names}.", names=", ".join(names)),
        hint=say("Go back, and choose on the page instead."),
    )
