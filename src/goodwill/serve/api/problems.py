"""What can go wrong when a program asks: problem documents (RFC 9457) of kinds that are listed.

A kind has an address under `/api/v1/problems/`, which says what it means and what to do. Routes
name the kinds that they may answer with, so that they stand in the description of the API.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, NotRequired, TypedDict

from starlette.responses import Response

from goodwill.errors import (
    AccountNotFoundError,
    CallError,
    GoodwillError,
    LineNotFoundError,
    NotPermittedError,
    StoreError,
    TooOftenError,
)
from goodwill.serve.json_bytes import json_bytes

__all__ = [
    "BASE",
    "MEDIA",
    "PROBLEMS",
    "Kind",
    "Problem",
    "ProblemError",
    "answer",
    "is_of_api",
    "kind_of",
]

BASE = "/api/v1"
MEDIA = "application/problem+json"


def is_of_api(path: str) -> bool:
    """Whether an address is asked of the API."""
    return path == BASE or path.startswith(f"{BASE}/")


class Kind(NamedTuple):
    """A kind of problem: the status it is answered with, its title, what it means, what to do."""

    status: int
    title: str
    means: str


class Problem(TypedDict):
    """What went wrong, with the value, and the next step."""

    type: str
    title: str
    status: int
    detail: str
    hint: NotRequired[str]
    instance: NotRequired[str]
    errors: NotRequired[list[str]]


PROBLEMS: Mapping[str, Kind] = MappingProxyType(
    {
        "invalid-request": Kind(
            422,
            "The request cannot be understood",
            "A parameter or the body is not of its documented form, or a parameter is not known. "
            "`errors` names each. Nothing was done; mend the request before it is sent again.",
        ),
        "not-signed-in": Kind(
            401,
            "Nobody is signed in",
            "This book has users, and the request carries no token that holds. Send "
            "`Authorization: Bearer TOKEN`; tokens are made with `goodwill users token`.",
        ),
        "not-allowed": Kind(
            403,
            "This is not allowed",
            "Whoever asks may not do this: their role or the scopes of their token do not reach "
            "so far, or the request came from another site's page.",
        ),
        "account-not-found": Kind(
            404,
            "There is no such account",
            "No account that whoever asks may see has this id, name or domain, or more than one "
            "has it. All are listed at `/api/v1/accounts`.",
        ),
        "line-not-found": Kind(
            404,
            "There is no such line",
            "A statement has no line of this name. A line is named by its id, or with its list "
            "where two lists share it: `patterns[abusive]`.",
        ),
        "not-in-catalogue": Kind(
            404,
            "The catalogue has no such entry",
            "No concept or signal has this name. They are listed at `/api/v1/catalogue` and "
            "`/api/v1/signals`.",
        ),
        "no-such-day": Kind(
            404,
            "There is no statement of this day",
            "The day lies after the newest statements, or so far away that no book tells of it.",
        ),
        "not-found": Kind(
            404, "There is nothing here", "The address leads nowhere, or what was there is gone."
        ),
        "method-not-allowed": Kind(
            405, "This method is not for this address", "`Allow` names the methods that are."
        ),
        "cannot-be-done": Kind(
            409,
            "This cannot be done as things stand",
            "The request is well formed, and what it asks for does not fit what the book says "
            "now. `detail` says why, `hint` what would fit. Nothing was done.",
        ),
        "still-being-answered": Kind(
            409,
            "A request with this key is still being answered",
            "Another request with the same `Idempotency-Key` has not been answered yet. Wait a "
            "moment and send the same request again: its answer is kept for 24 hours.",
        ),
        "length-required": Kind(
            411,
            "The length of the body is not told",
            "Send the body with a `Content-Length`.",
        ),
        "too-large": Kind(413, "The body is too large", "A body here has 64 kilobytes at most."),
        "key-used-otherwise": Kind(
            422,
            "This key was used for another request",
            "The `Idempotency-Key` was used within 24 hours for a request with another address "
            "or body. Each new request wants a key of its own.",
        ),
        "too-often": Kind(
            429,
            "Words of mail were asked for too often",
            "Within an hour whoever asks has asked for words more often than the book's settings "
            "allow. Nothing else is held up; go on in a while.",
        ),
        "fault": Kind(
            500,
            "Goodwill met a fault that it does not know",
            "The book is as it was. What happened is in the log of the server.",
        ),
        "too-many": Kind(
            503, "Too many ask for this at once", "Try again when others have let go."
        ),
        "book-not-ready": Kind(
            503,
            "The book cannot be read or written now",
            "Another program holds it, or its disk fails. Try again a little later.",
        ),
    }
)
"""Every kind of problem, by the last part of its address."""


class ProblemError(GoodwillError):
    """A problem of a kind that the API alone knows."""

    def __init__(self, kind: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.kind = kind


def kind_of(fault: GoodwillError) -> str:
    """Which kind an error of ours is."""
    if isinstance(fault, ProblemError):
        return fault.kind
    found = (name for error, name in _BY_ERROR if isinstance(fault, error))
    return next(found, "fault")


_BY_ERROR: tuple[tuple[type[GoodwillError], str], ...] = (
    (AccountNotFoundError, "account-not-found"),
    (LineNotFoundError, "line-not-found"),
    (NotPermittedError, "not-allowed"),
    (TooOftenError, "too-often"),
    (CallError, "cannot-be-done"),
    (StoreError, "book-not-ready"),
)


def answer(
    kind: str,
    detail: str,
    *,
    hint: str = "",
    instance: str = "",
    errors: list[str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as it is answered; it is never kept by anybody."""
    of = PROBLEMS[kind]
    document = Problem(
        type=f"{BASE}/problems/{kind}", title=of.title, status=of.status, detail=detail
    )
    if hint:
        document["hint"] = hint
    if instance:
        document["instance"] = instance
    if errors:
        document["errors"] = errors
    told = {"cache-control": "no-store", **(headers or {})}
    return Response(json_bytes(document, indent=True), of.status, told, MEDIA)
