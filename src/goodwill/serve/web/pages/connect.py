"""`/connections/new`: connect a source on the page. What would be read is shown before anything is.

Three steps, without a script: the fields that its kind asks for, a look at what is there with boxes
to tick, and the word. The secret is typed once and shown on no page: between the look and the word
it waits in memory, for that browser alone (`ceremonies`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from goodwill.config import TAKINGS as WORDS
from goodwill.config import Taking
from goodwill.errors import CallError, GoodwillError
from goodwill.serve.languages import mark, say
from goodwill.serve.web.ceremonies import Ceremonies
from goodwill.serve.web.rendering import page
from goodwill.serve.web.view import view_of
from goodwill.serve.web.who_looks import room_of, shelf_for

if TYPE_CHECKING:
    from goodwill.live.asking import Said
    from goodwill.live.base import Look
    from goodwill.live.kinds import LiveKind
    from goodwill.serve.web.live_sources import LiveSources

__all__ = ["LABELS", "TAKINGS", "TITLES", "kinds_here", "router", "takings_of"]

router = APIRouter()

LATEST = {"cache-control": "no-store"}
TITLES = {
    "imap": mark("Mailbox (IMAP)"),
    "caldav": mark("Calendars (CalDAV)"),
    "ics": mark("Calendar at an address"),
    "folder": mark("Folder on this machine"),
    "hubspot": "HubSpot",
    "stripe": "Stripe",
}
LABELS = (
    mark("Server"),
    mark("Who signs in"),
    mark("Address, with https://"),
    mark("Password"),
    mark("Security"),
    mark("Port, if not the usual one"),
    mark("Only mail with these domains"),
    mark("Address of the calendar"),
    mark("Folder on this machine"),
    mark("Token of a private app"),
    mark("Restricted key"),
)
"""What built-in kinds ask for; `goodwill.live` speaks English alone."""
TAKINGS = {
    None: mark("nothing, only that there was a mail: the settings leave it out"),
    "metadata": mark("who wrote to whom and when"),
    "subject": mark("who wrote to whom, when, and the subject"),
    "text": mark("everything, the text too"),
}
GONE = mark("What was looked at here has been let go of.")
SHORT = 200
Name = Annotated[str, Form(max_length=SHORT)]


class Looked(NamedTuple):
    """A source that was looked at and waits for a word; `by`: whose, "" without users."""

    said: Said
    look: Look
    by: str


def takings_of(most: Taking | None) -> tuple[Taking, ...]:
    """What may be chosen to be kept of a source's mails, the most first."""
    return () if most is None else tuple(reversed(WORDS[: WORDS.index(most) + 1]))


def kinds_here(request: Request) -> dict[str, LiveKind]:
    """The kinds that can be connected on a page.

    Folders of the machine are for whoever sits at it: in a book with users, for nobody here.
    """
    from goodwill.live.connected import kinds  # noqa: PLC0415  slow to load

    is_shared = room_of(request) is not None
    return {
        name: kind
        for name, kind in kinds().items()
        if kind.asks and not (is_shared and name == "folder")
    }


@router.get("/connections/new")
def new(request: Request, kind: str = "imap") -> Response:
    """The fields of one kind."""
    return _form(request, _kind(request, kind), {})


@router.get("/connections/look")
@router.get("/connections/connect")
@router.get("/connections/test")
@router.get("/connections/sign-in")
@router.get("/connections/take")
def back() -> Response:
    """The answer to a form, asked for again by its address: there is nothing to show any more."""
    return _back()


@router.post("/connections/look")
async def look(request: Request) -> Response:
    """Sign in and show what would be read; nothing is noted yet."""
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415

    form = await request.form(max_files=0, max_fields=30)
    said = {name: value for name, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_look, request, said)


def _look(request: Request, said: dict[str, str]) -> Response:
    from goodwill.live.asking import said_of  # noqa: PLC0415  slow to load

    kind = _kind(request, said.get("kind", ""))
    door = _live(request).door
    try:
        meant = said_of(kind, said, is_own=said.get("own") == "yes")
        door.may_connect(meant.config)
        found = door.look(meant.config, meant.secret)
    except GoodwillError as fault:
        return _form(request, kind, said, fault)
    answer = _shown(request, found, kind, is_new=True)
    _waiting(request).begin(request, answer, Looked(meant, found, _who(request)))
    return answer


@router.post("/connections/connect")
def connect(
    request: Request,
    part: Annotated[list[str] | None, Form()] = None,
    take: Annotated[str, Form(max_length=SHORT)] = "",
) -> Response:
    """Note the source, with the folders that were ticked and how much is kept; read it soon."""
    one = _waiting(request).end(request)
    if one is None or one.by != _who(request):
        raise CallError(
            say(GONE), hint=say("Connect it again: it waits ten minutes, for one answer.")
        )
    known = {seen.name for seen in one.look.parts}
    chosen = tuple(name for name in part or () if name in known)
    if not chosen and known:
        raise CallError(
            say("No folder was ticked, so nothing was connected."),
            hint=say("Connect it again, and tick what is to be read."),
        )
    live, config = _live(request), replace(one.said.config, folders=chosen)
    allowed = takings_of(live.door.may_take(config.name))
    if take in allowed[1:]:  # less than the settings say; as they say, it follows them
        config = replace(config, more=(*config.more, ("take", take)))
    live.door.connect(config, one.said.secret)
    live.ask(config.name)
    return _back()


@router.post("/connections/take")
def take_less(
    request: Request, name: Name, take: Annotated[Literal["metadata", "subject", "text"], Form()]
) -> Response:
    """Keep as much of a source's mails from now on as was chosen."""
    live = _live(request)
    live.door.take(name, take)
    live.ask(name)
    return _back()


@router.post("/connections/test")
def test(request: Request, name: Name) -> Response:
    """Sign in to a source as it stands, and show what is there."""
    from goodwill.live.connected import kind_named, named  # noqa: PLC0415  slow to load

    door = _live(request).door
    look = door.test(name)
    return _shown(request, look, kind_named(named(name, door.sources()).kind), is_new=False)


@router.post("/connections/sign-in")
def sign_in(
    request: Request, name: Name, secret: Annotated[str, Form(max_length=2_000)]
) -> Response:
    """Give a source another password, once it has let us in."""
    live = _live(request)
    live.door.sign_in(name, secret)
    live.ask(name)
    return _back()


@router.get("/connections/remove")
def ask_to_remove(request: Request, name: str) -> Response:
    """Ask before a source is forgotten."""
    found = [one for one in _live(request).door.sources() if one.name == name]
    if not found:
        raise CallError(
            say('There is no source "{name}".', name=name[:SHORT]), hint=say("It may be gone.")
        )
    return _page(request, "connection_removed.html", source=found[0])


@router.post("/connections/remove")
def remove(request: Request, name: Name) -> Response:
    """Forget a source and its secret; what came from it stays."""
    _live(request).door.remove(name)
    return _back()


def _kind(request: Request, name: str) -> LiveKind:
    kinds = kinds_here(request)
    if name not in kinds:
        raise CallError(
            say('A source of the kind "{name}" cannot be connected here.', name=name[:SHORT]),
            hint=say("In a terminal:  goodwill connect --help"),
        )
    return kinds[name]


def _form(
    request: Request, kind: LiveKind, said: dict[str, str], fault: GoodwillError | None = None
) -> Response:
    """The fields, with what was said already: all but the secret."""
    kept = {ask.key: said.get(ask.key, "") for ask in kind.asks if ask.sort != "secret"}
    answer = _page(
        request,
        "connect.html",
        kind=kind,
        kinds=kinds_here(request),
        titles=TITLES,
        said={**kept, "name": said.get("name", ""), "own": said.get("own", "")},
        fault=fault,
    )
    answer.status_code = 422 if fault else 200
    return answer


def _shown(request: Request, look: Look, kind: LiveKind, *, is_new: bool) -> Response:
    """What was found, and what may be chosen of it."""
    door = _live(request).door
    takes = door.takes(look.source)
    return _page(
        request,
        "connect_look.html",
        look=look,
        is_new=is_new,
        takes=takes,
        choices=takings_of(door.may_take(look.source)) if kind.wants_notice else (),
        takings=TAKINGS,
    )


def _page(request: Request, template: str, **what: Any) -> Response:
    answer = page(request, view_of(request, shelf_for(request).newest), template, **what)
    answer.headers.update(LATEST)
    return answer


def _waiting(request: Request) -> Ceremonies[Looked]:
    found: Ceremonies[Looked] = request.app.state.looked_at
    return found


def _live(request: Request) -> LiveSources:
    found: LiveSources = request.app.state.live
    return found


def _who(request: Request) -> str:
    room = room_of(request)
    return "" if room is None else room.rights.viewer.user_id


def _back() -> Response:
    return RedirectResponse("/connections", status_code=303)
