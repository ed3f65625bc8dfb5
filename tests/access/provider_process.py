"""A provider of OpenID Connect that others wrote, and before it a check of PKCE, which it lacks.

    python -W ignore -m tests.access.provider_process

Prints its port. Whoever asks for a code with no challenge, or for a token with another verifier
than the code was asked with, is refused, as RFC 7636 wants it.
"""

from __future__ import annotations

import hashlib
import io
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from oidc_provider_mock import app
from werkzeug.serving import make_server

Start = Callable[..., Any]


class Pkce:
    """Wraps the provider: what was said when a code was asked for has to be known at its end."""

    def __init__(self, provider: Callable[..., Iterable[bytes]]) -> None:
        self._provider = provider
        self._challenges: dict[str, str] = {}

    def __call__(self, asked: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        match asked["PATH_INFO"]:
            case "/oauth2/authorize":
                return self._authorize(asked, start)
            case "/oauth2/token":
                return self._token(asked, start)
        return self._provider(asked, start)

    def _authorize(self, asked: dict[str, Any], start: Start) -> Iterable[bytes]:
        said = {name: some[0] for name, some in parse_qs(asked["QUERY_STRING"]).items()}
        if said.get("code_challenge_method") != "S256" or not said.get("code_challenge"):
            return _refused(start, "code_challenge")

        def noted(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            to = dict(headers).get("Location", "")
            for code in parse_qs(urlsplit(to).query).get("code", ()):
                self._challenges[code] = said["code_challenge"]
            return start(status, headers, *more)

        return self._provider(asked, noted)

    def _token(self, asked: dict[str, Any], start: Start) -> Iterable[bytes]:
        body = asked["wsgi.input"].read(int(asked.get("CONTENT_LENGTH") or 0))
        said = {name: some[0] for name, some in parse_qs(body.decode()).items()}
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = self._challenges.pop(said.get("code", ""), None)
        if challenge != urlsafe_b64encode(digest).rstrip(b"=").decode():
            return _refused(start, "code_verifier")
        return self._provider({**asked, "wsgi.input": io.BytesIO(body)}, start)


def _refused(start: Start, what: str) -> Iterable[bytes]:
    start("400 Bad Request", [("Content-Type", "application/json")])
    return [f'{{"error": "invalid_request", "error_description": "{what}"}}'.encode()]


if __name__ == "__main__":
    server = make_server("localhost", 0, Pkce(app(require_nonce=True)), threaded=True)
    print(server.server_port, flush=True)  # noqa: T201
    server.serve_forever()
