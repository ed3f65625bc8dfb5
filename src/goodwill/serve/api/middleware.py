"""How a request gets to the API: past everything that only pages need.

Pages are kept, veiled and given in the reader's language; an answer to a program is none of that.
What stands before both is `goodwill.serve.web.guard`.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from goodwill.serve.api.problems import BASE, answer, is_of_api

__all__ = ["LARGEST", "ApiMiddleware"]

LARGEST = 64 * 1024
"""Bytes of a body: the longest that says anything here has a few thousand."""


class ApiMiddleware:
    """Wraps the pages; what is asked of the API is answered by `api`."""

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        self._app, self._api = app, api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, by the API or by the pages."""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not is_of_api(path):
            await self._app(scope, receive, send)
            return
        if refused := _refused(Headers(scope=scope)):
            await answer(*refused, instance=path)(scope, receive, send)
            return
        root = str(scope.get("root_path", ""))
        await self._api({**scope, "root_path": root + BASE}, receive, send)


def _refused(headers: Headers) -> tuple[str, str] | None:
    """Why a body is not read."""
    if "transfer-encoding" in headers:
        return ("length-required", "A body in pieces is not taken.")
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST:
        return ("too-large", f"The body is larger than {LARGEST} bytes.")
    return None
