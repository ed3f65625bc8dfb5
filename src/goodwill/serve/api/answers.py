"""How an answer leaves: JSON as the commands print it, with a tag of its bytes.

Who sends the tag back is told that nothing has changed. An answer may be kept by whoever asked for
it and by nobody between: it holds what that person may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from goodwill.serve.json_bytes import json_bytes

__all__ = ["answered", "is_same", "tagged"]

JSON = "application/json"
KEPT = {"cache-control": "private, no-cache", "vary": "Authorization, Cookie"}


def answered(request: Request, document: object) -> Response:
    """A document as `--format json` prints it."""
    return tagged(request, json_bytes(document, indent=True), JSON)


def tagged(
    request: Request, body: bytes, media: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Bytes with their tag; 304 without them where whoever asks has them."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    told = {**KEPT, **(headers or {}), "etag": tag}
    if is_same(request, tag):
        return Response(status_code=304, headers=told)
    return Response(body, headers=told, media_type=media)


def is_same(request: Request, tag: str) -> bool:
    """Whether `If-None-Match` names this tag, or any (RFC 9110, 13.1.2)."""
    asked = request.headers.get("if-none-match", "")
    names = {name.strip().removeprefix("W/") for name in asked.split(",")}
    return bool(names & {tag, "*"})
