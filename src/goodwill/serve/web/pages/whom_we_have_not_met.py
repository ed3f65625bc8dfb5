"""`/people`: who decides, and whom have we not met? Over all accounts, and the picture of one."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from goodwill.facts.overview import Overview
from goodwill.facts.statement import CommitteePerson
from goodwill.serve.html import people_picture
from goodwill.serve.html.people_picture import leading_kind
from goodwill.serve.summary import person_words
from goodwill.serve.titles import ROLES
from goodwill.serve.web import people_table
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.table_file import csv_file
from goodwill.serve.web.view import view_of

__all__ = ["router"]

router = APIRouter()


@router.get("/people")
def whom_we_have_not_met(request: Request) -> Response:
    """Parts that nobody plays, by the margin that rests on them."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    rows = people_table.people_rows(shelf.overviews(view.day))
    return page(
        request,
        view,
        "whom_we_have_not_met.html",
        people=people_table,
        in_all=len(rows),
        without={role: sum(role in row.missing for row in rows) for role in people_table.MISSING},
        single=sum(row.is_single for row in rows),
        table=people_table.people_table(rows, people_table.asked_in(request.query_params)),
    )


@router.get("/people.csv")
def people_file(request: Request) -> Response:
    """The table as it is seen, on all pages."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    rows = people_table.people_rows(shelf.overviews(view.day))
    asked = people_table.asked_in(request.query_params)
    shown = people_table.people_table(rows, asked, size=0)
    return csv_file(f"people-{view.day}", _HEADS, map(_cells, shown.rows))


@router.get("/accounts/{account:path}/people")
def people_of_account(request: Request, account: str) -> Response:
    """Ours left, theirs right in lanes, and the table behind them."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    one = shelf.overview(account, view.day)
    (row,) = people_table.people_rows((one,))
    return page(
        request,
        view,
        "people_of_account.html",
        one=one,
        picture=people_picture.people_picture(one),
        x_of=people_picture,
        says=people_table.says_unmet(row),
        row=row,
        rows=_people(one),
        named=people_table.named_only(one),
    )


@router.get("/accounts/{account:path}/people.csv")
def people_file_of_account(request: Request, account: str) -> Response:
    """Everybody of theirs, and whom of ours they talk to."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    one = shelf.overview(account, view.day)
    return csv_file(f"people-{one['account']['id']}-{view.day}", _PEOPLE_HEADS, _people(one))


_HEADS = (
    "account",
    "name",
    "margin or revenue, 12 months",
    "which",
    "currency",
    "nobody met who plays",
    "in touch in 180 days",
    "all through one person",
    "left",
    "parts inferred",
)


def _cells(row: people_table.PeopleRow) -> Sequence[str | float | None]:
    return (
        row.account_id,
        row.account,
        row.rests,
        None if row.rests is None else "revenue" if row.is_revenue else "gross margin",
        row.currency,
        " ".join(row.missing),
        row.active,
        "yes" if row.is_single else "no",
        "; ".join(row.left),
        "; ".join(f"{name}: {part}" for name, part in row.inferred),
    )


_PEOPLE_HEADS = (
    "person",
    "part",
    "part is",
    "seniority",
    "stance",
    "last seen on",
    "left",
    "one of ours",
    "kind",
    "messages",
)


def _people(one: Overview) -> list[tuple[str | int | None, ...]]:
    """One row for each pair of people; who talks to none of ours has a row of their own."""
    people = one["committee"]["people"]
    known = {person["email"]: person for person in people}
    rows = list[tuple[str | int | None, ...]]()
    for dyad in one["people"]:
        head = _head(known.get(dyad["theirs"]), person_words(dyad["theirs"], people))
        ours = person_words(dyad["ours"], [])
        rows.append((*head, ours, leading_kind(dyad), dyad["messages"]))
    talking = {dyad["theirs"] for dyad in one["people"]}
    for person in people:
        if person["email"] not in talking:
            rows.append((*_head(person, person_words(person["email"], people)), None, None, None))
    return sorted(rows, key=lambda row: (str(row[1] or "~"), str(row[0]), str(row[7] or "")))


def _head(person: CommitteePerson | None, name: str) -> tuple[str | None, ...]:
    """What is known of somebody; a shared mailbox has no part."""
    if person is None:
        return (name, "Shared mailbox", None, None, None, None, None)
    role = person["role"]
    return (
        name,
        ROLES.get(role, role) if role else None,
        person["role_is"] if role else None,
        person["seniority"],
        person["stance"],
        person["last_seen_on"],
        "yes" if person["left"] else "no",
    )
