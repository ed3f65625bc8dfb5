"""Who may ask over HTTP: whoever shows the token that the server itself was started with.

By pipe nobody but the assistant that started it can ask. A port of this machine is open to every
program on it, and where the book has users these would all ask as one of them.
"""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["ShownToken"]


class ShownToken:
    """Wraps an application; without the token, or with another, nothing of it is reached."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and not self._is_shown(Headers(scope=scope)):
            answer = JSONResponse(
                {"error": "Show the token that this server was started with."},
                401,
                {"www-authenticate": 'Bearer realm="goodwill"', "cache-control": "no-store"},
            )
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_shown(self, headers: Headers) -> bool:
        kind, _, shown = headers.get("authorization", "").partition(" ")
        is_same = hmac.compare_digest(shown.strip().encode("latin-1"), self._token.encode())
        return kind.casefold() == "bearer" and is_same and bool(self._token)
