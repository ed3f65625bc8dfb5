"""`/start`: is it working, and is it worth it? Files are given here, and read behind the pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse

from goodwill.errors import CallError
from goodwill.serve.html.findings import findings
from goodwill.serve.languages import mark, say
from goodwill.serve.titles import load_titles
from goodwill.serve.web.importing import Given, Importing
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.uploads import Upload, Uploading, next_folder, sending
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()

ACCOUNTS = 6
"""Accounts that are shown while the rest is read."""

GIVES = (
    (
        mark("Mail"),
        mark(
            "What kind of relationship it is, who speaks with whom, what was promised, and in "
            "whose words all of it was said."
        ),
        mark(".mbox, .eml, .pst, .msg, or a .zip of them"),
    ),
    (
        mark("Invoices and payments"),
        mark("What an account brings in, how late it pays, and what became of the price."),
        mark("invoices, invoice lines, payments: CSV or Excel"),
    ),
    (
        mark("Hours and expenses"),
        mark("What it costs to serve, what an hour returns, and the work that nobody billed."),
        mark("effort, expenses: CSV or Excel"),
    ),
    (
        mark("Deals and agreements"),
        mark("Who is asked first, what was won against whom, and on whose terms."),
        mark("deals, agreements: CSV or Excel"),
    ),
    (
        mark("Calendars"),
        mark("Whom you meet, whom you have not met yet, and visits without a purpose."),
        mark(".ics, or as they come with the mail"),
    ),
    (
        mark("Tickets, deliveries and answers"),
        mark("What went wrong, how it was mended, and what people said when they were asked."),
        mark("tickets, deliveries, feedback: CSV or Excel"),
    ),
)
"""What can be given: its name, what it tells, and how it may come."""

MADE_UP = mark("a made-up company")


@router.get("/start")
def start(request: Request) -> Response:
    """Where files are given; how far they are read; what can be said already."""
    return _page(request, "start.html")


@router.get("/start/progress")
def progress(request: Request) -> Response:
    """The part of the page that changes while files are read; all of it once they are."""
    answer = _page(request, "start_part.html")
    if not (work := request.app.state.importing.work) or not work.is_running:
        answer.headers["hx-refresh"] = "true"
    return answer


@router.post("/start/files")
async def take_files(request: Request) -> Response:
    """Take files as they arrive, then read them."""
    importing: Importing = request.app.state.importing
    try:
        await _may_start(importing, request)
        with sending(_folder(request)) as folder:
            found = await _taken(request, folder)
            importing.start([Given(path=one.path, name=one.name, size=one.size) for one in found])
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there to read it
    return RedirectResponse("/start", 303)


async def _may_start(importing: Importing, request: Request) -> None:
    """`CallError` while an import is running, once all has been sent: before that, none reads it.

    A browser whose form is answered while it sends shows a broken connection instead of a page.
    """
    try:
        importing.may_start()
    except CallError:
        async for _ in request.stream():
            pass
        raise


async def _taken(request: Request, folder: Path) -> Sequence[Upload]:
    """The files of a form, each written as it arrives; `CallError` where there are none."""
    uploading = Uploading(folder, request.headers.get("content-type", ""))
    try:
        async for some in request.stream():
            uploading.feed(some)
    finally:
        uploading.close()
    if not (found := uploading.done()):
        raise CallError(say("No file was chosen."), hint=say("Choose one or more, then send them."))
    return found


@router.post("/start/made-up")
def make_up(request: Request) -> Response:
    """Read a made-up company into the book, which has to be empty."""
    from goodwill.demo.company import make_company  # noqa: PLC0415  only who asks for it needs it

    shelf: Shelf = request.app.state.shelf
    importing: Importing = request.app.state.importing
    importing.may_start()
    if shelf.book.intake():
        raise CallError(
            say("This book is not empty, and a made-up company would mix with what is in it."),
            hint=say("Look at one in a book of its own:  goodwill demo"),
        )
    folder = next_folder(_folder(request)) / "company"

    def make() -> None:
        make_company(folder, as_of=shelf.newest)

    importing.start([Given(path=folder, name=MADE_UP, size=None)], make)
    return RedirectResponse("/start", 303)


def _page(request: Request, template: str) -> Response:
    shelf: Shelf = request.app.state.shelf
    importing: Importing = request.app.state.importing
    view = view_of(request, shelf.newest)
    work = importing.work
    is_drawing = work is not None and work.is_running and not work.has_statements
    glances = () if is_drawing else shelf.portfolio(shelf.newest).glances
    answer = page(
        request,
        view,
        template,
        work=work,
        findings=findings(glances, load_titles()).first,
        glances=glances[:ACCOUNTS],
        accounts=len(glances),
        is_empty=not glances and work is None and not shelf.book.intake(),
        takes_files="://" not in shelf.book.place,
        gives=GIVES,
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def _folder(request: Request) -> Path:
    """The book's own folder, where what arrives is kept."""
    place = request.app.state.shelf.book.place
    if "://" in place:
        raise CallError(
            say("A book on a database server takes no files here."),
            hint=say("Read them in with:  goodwill import PATH..."),
        )
    return Path(place)
