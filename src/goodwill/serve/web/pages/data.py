"""`/data`: what is in the book, and what is not? Files, what they gave, and whose it is.

Rulings on accounts are written down by a plain form. Which records a page lists is the book's to
say (`intake`, `not_in`, `unmatched`, `accounts_to_review`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response

from goodwill.reports import AccountPair, FileIntake, Ruling, RulingReport, WaitingRow
from goodwill.serve.web.intake_table import COUNTS, intake_table
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import view_of
from goodwill.serve.who import who

__all__ = ["router"]

router = APIRouter()

LISTED = 50
"""Records of one list on a page."""

ALL = 1_000_000_000
LATEST = {"cache-control": "no-store"}


@router.get("/data")
def data(request: Request) -> Response:
    """The ledger, what is not in the book, and what has no account."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    waiting = _unmatched(shelf)
    answer = page(
        request,
        view,
        "data.html",
        table=intake_table(_intake(shelf)),
        counts=COUNTS,
        not_in=shelf.book.not_in(count=LISTED),
        waiting=waiting[:LISTED],
        unmatched=len(waiting),
    )
    answer.headers.update(LATEST)
    return answer


@router.get("/data/not-in")
def not_in(request: Request, file: int = 0, first: int = 0) -> Response:
    """Everything that one file, or all, has and the book has not; some at a time."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    file, first = min(max(file, 0), ALL), min(max(first, 0), ALL)
    found = shelf.book.not_in(file=file, first=first, count=LISTED + 1)
    files = [one for one in _intake(shelf) if file in (0, one.id)]
    answer = page(
        request,
        view,
        "not_in.html",
        not_in=found[:LISTED],
        file=files[0] if file and files else None,
        before=max(0, first - LISTED) if first else None,
        after=first + LISTED if len(found) > LISTED else None,
        link={"file": str(file)} if file else {},
    )
    answer.headers.update(LATEST)
    return answer


@router.get("/data/not-in.csv")
def not_in_file(request: Request) -> Response:
    """All of it as a table, to mend the sources by."""
    shelf: Shelf = request.app.state.shelf
    heads = ("state", "file", "where", "column", "value", "reason", "next")
    rows = (
        (
            "waiting" if one.is_waiting else "unreadable",
            one.path,
            one.where,
            one.column,
            one.value,
            one.reason,
            one.next,
        )
        for one in shelf.book.not_in(count=ALL)
    )
    return csv_file("not-in-the-book", heads, rows)


@router.get("/data/files.csv")
def files_file(request: Request) -> Response:
    """The ledger of all files as a table."""
    shelf: Shelf = request.app.state.shelf
    heads = ("file", "read as", *COUNTS)
    rows = ((f.path, f.sort, *(getattr(f, name) for name in COUNTS)) for f in _intake(shelf))
    return csv_file("files", heads, rows)


@router.get("/data/accounts")
def accounts(request: Request) -> Response:
    """Ids that are taken for one account, or may be one, each with its reasons."""
    return _accounts_page(request, None)


@router.post("/data/rulings")
def rule(
    request: Request,
    answer: Annotated[Literal["same", "apart"], Form()],
    first: Annotated[str, Form(max_length=400)],
    second: Annotated[str, Form(max_length=400)],
    note: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Write down what somebody says of two names, and show how things stand since."""
    shelf: Shelf = request.app.state.shelf
    ruling = Ruling(answer=answer, first=first, second=second, note=note.strip(), by=who())
    return _accounts_page(request, shelf.changed(lambda: shelf.book.rule_accounts(ruling)))


def _accounts_page(request: Request, ruled: RulingReport | None) -> Response:
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    name = ("pairs", shelf.book.stamp())
    pairs: list[AccountPair] = shelf.kept(name, shelf.book.accounts_to_review)
    answer = page(
        request,
        view,
        "data_accounts.html",
        joined=[pair for pair in pairs if pair.status == "joined"][:LISTED],
        proposed=[pair for pair in pairs if pair.status == "proposed"][:LISTED],
        of=len(pairs),
        ruled=ruled,
    )
    answer.headers.update(LATEST)
    return answer


def _intake(shelf: Shelf) -> tuple[FileIntake, ...]:
    return shelf.kept(("intake", shelf.book.stamp()), lambda: tuple(shelf.book.intake()))


def _unmatched(shelf: Shelf) -> list[WaitingRow]:
    return shelf.kept(("unmatched", shelf.book.stamp()), shelf.book.unmatched)
