"""Which language a page is in: the one that somebody chose here, else what the browser asks for.

The choice is in a cookie, so that a link says nothing of it. Files (`.csv`, `.json` and the like)
are English whoever asks for them: programs read them, and their columns have the names of the docs.
A statement as Markdown is for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from goodwill.serve.languages import available, language, speaking

__all__ = ["CHOSEN", "InLanguage", "choose", "code_of"]

CHOSEN = "goodwill-language"
"""The cookie of the language that somebody chose."""

YEAR = 365 * 24 * 3600
"""Seconds for which a choice holds."""

FILES = (".csv", ".ics", ".json", "/hand-over.md", ".zip")
"""How the addresses of files end."""

MOST = 400
"""Characters of what a browser asks for that are looked at."""


class InLanguage:
    """Wraps an application: what it says, it says in the language of the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request in its language."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with speaking(language(code_of(Request(scope)))):
            await self._app(scope, receive, send)


def code_of(request: Request) -> str:
    """The code of the language of a request's answer."""
    english, *others = available()
    if not others or request.url.path.endswith(FILES):
        return english
    if (chosen := request.cookies.get(CHOSEN)) in (english, *others):
        return str(chosen)
    for asked in _asked(request.headers.get("accept-language", "")):
        for code in (english, *others):
            if asked in {code.lower(), code.lower().partition("_")[0]}:
                return code
    return english


def _asked(header: str) -> Iterator[str]:
    """The languages of an `Accept-Language`, the best liked first, each also without its region."""
    wanted = [part.partition(";") for part in header[:MOST].lower().split(",")]
    ranked = sorted(
        ((_liked(rest), name.strip().replace("-", "_")) for name, _, rest in wanted),
        key=lambda pair: -pair[0],
    )
    for liked, name in ranked:
        if liked > 0 and name:
            yield name
            yield name.partition("_")[0]


def _liked(said: str) -> float:
    """The weight of a language, `q=0.8`; 1 where none is given, 0 where it is no number."""
    name, _, weight = said.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(weight) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


async def choose(request: Request) -> Response:
    """Take the language that a form names, and go back to the page that the form stands on."""
    form = await request.form()
    back, code = str(form.get("back", "/")), str(form.get("language", ""))
    is_here = back.startswith("/") and not back.startswith("//") and "\\" not in back
    answer = RedirectResponse(back if is_here else "/", 303, {"cache-control": "no-store"})
    if code in available():
        answer.set_cookie(CHOSEN, code, max_age=YEAR, httponly=True, samesite="lax")
    return answer
