"""What stands before every page: who may ask, and what a browser may do with the answer.

The pages hold everybody's mail, so only this machine's own names are answered (another site's
name that is pointed at this machine is refused), nothing is fetched from elsewhere, nothing
inline runs, no other site may frame a page, and no form of another site is taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwill.access.events import tell
from goodwill.serve.api.problems import answer, is_of_api
from goodwill.serve.languages import mark, say
from goodwill.serve.web.door import Door, client_of, where_of

__all__ = ["LOOPBACK", "Guard"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names by which a browser on this machine asks."""

_READING = frozenset({"GET", "HEAD"})
_FOREIGN = frozenset({"cross-site", "same-site"})
_BORROWED = mark("Another site's page asked for this. Open it from the address bar, or by a link.")
_RULES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "content-security-policy": "; ".join(_RULES),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def _headers(door: Door) -> dict[str, str]:
    """What goes with every answer; over TLS, that a browser comes so for a year and not otherwise.

    Names below this one may be somebody else's, so only who serves the pages can say that of them.
    """
    if not door.is_secure:
        return HEADERS
    below = "; includeSubDomains" if door.names_below else ""
    return {**HEADERS, "strict-transport-security": f"max-age=31536000{below}"}


class Guard:
    """Wraps an application; `names` are the host names that are answered, without port.

    Where browsers speak TLS to it, nobody who listens in may send its forms.
    """

    def __init__(
        self, app: ASGIApp, names: Iterable[str] = LOOPBACK, *, door: Door | None = None
    ) -> None:
        door = door or Door()
        self._app = app
        self._names = frozenset(names)
        self._scheme = "https" if door.is_secure else "http"
        self._headers = _headers(door)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = str(scope["path"])
        if refusal := self._refusal(str(scope["method"]), Headers(scope=scope), path):
            tell(
                "refused", client=client_of(scope), where=where_of(scope), reason="foreign request"
            )
            await _refused(refusal, path)(scope, receive, send)
            return

        is_head = scope["method"] == "HEAD"

        async def send_guarded(message: Message) -> None:
            if is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app({**scope, "method": "GET"} if is_head else scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers, path: str) -> str:
        """Why a request is not answered; "" where it is."""
        host = headers.get("host", "")
        if _name(host) not in self._names:
            return say(
                'This book is not served under the name "{host}". Open http://127.0.0.1 instead.',
                host=host,
            )
        if method in _READING:
            return say(_BORROWED) if _is_borrowed(headers) else ""
        origin = headers.get("origin")
        if origin is None and is_of_api(path) and headers.get("sec-fetch-site") is None:
            return ""  # a program: every browser names where a form or a script comes from
        if origin == f"{self._scheme}://{host}":
            return ""
        if origin == f"https://{host}":
            return say(
                "These pages are behind TLS and do not know it. Serve them with --behind-tls."
            )
        return say("Forms are taken from this book's own pages only.")


def _refused(refusal: str, path: str) -> Response:
    if is_of_api(path):
        return answer("not-allowed", refusal, instance=path, headers=HEADERS)
    return PlainTextResponse(refusal, 403, HEADERS)


def _is_borrowed(headers: Headers) -> bool:
    """Whether another site's page asks for one of ours as a picture, a script or data."""
    is_foreign = headers.get("sec-fetch-site") in _FOREIGN
    return is_foreign and headers.get("sec-fetch-mode") != "navigate"


def _name(host: str) -> str:
    """The host without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()
