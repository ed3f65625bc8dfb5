"""`/returns`: what each kind of relationship returned, and which claims that bears out.

Three statements of every account stand behind it, so it is worked out once somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from fastapi import APIRouter, Request, Response

from goodwill.errors import CallError
from goodwill.lab.returns.study import Returns
from goodwill.lab.returns.words import notes, said_of_claim, said_of_shift, said_of_warmth
from goodwill.serve.languages import say
from goodwill.serve.titles import Titles, load_titles
from goodwill.serve.web.asides import Aside
from goodwill.serve.web.pages.worked_out import NOT_KEPT, answer_of, begun, drawn
from goodwill.serve.web.returns_table import HEADS, STANDING, claimed, rows
from goodwill.serve.web.table_file import csv_file

__all__ = ["router"]

router = APIRouter()


@router.get("/returns")
def what_each_kind_returns(request: Request) -> Response:
    """The table of kinds, and one sentence on each claim of the texts."""
    return drawn(
        request,
        "returns",
        "what_each_kind_returns.html",
        heads=HEADS,
        standing_heads=[HEADS[name] for name in STANDING],
        **_told(answer_of(request, "returns"), load_titles()),
    )


@router.post("/returns/look")
def look(request: Request) -> Response:
    """Have it worked out."""
    return begun(request, "returns")


@router.get("/returns.csv")
def returns_file(request: Request) -> Response:
    """The table of kinds with its figures bare; shares are parts of one."""
    aside = answer_of(request, "returns")
    if aside is None or not aside.is_there:
        raise CallError(
            say("What each kind returned has not been worked out yet."),
            hint=say("Ask for it on its page, /returns, and save the table then."),
        )
    found = cast("Returns", aside.found)
    heads = [name for each in HEADS.values() for name in (each, f"{each} low", f"{each} high")]
    table = []
    for row in found.kinds:
        figures = [row.figures.get(name) for name in HEADS]
        bare = [
            value
            for one in figures
            for value in ((one.value, one.low, one.high) if one else (None, None, None))
        ]
        table.append((row.kind or "", row.accounts, *bare))
    answer = csv_file(f"returns-{found.last}", ("kind", "accounts", *heads), table)
    answer.headers.update(NOT_KEPT)
    return answer


def _told(aside: Aside | None, titles: Titles) -> Mapping[str, object]:
    """What the page says once it is worked out."""
    if aside is None or not aside.is_there:
        return {"found": None}
    found = cast("Returns", aside.found)
    has_any = any(row.figures for row in found.kinds if row.kind)
    return {
        "found": found,
        "kinds": rows(found.kinds, tuple(HEADS), found, titles),
        "standing": () if has_any else rows(found.standing, STANDING, found, titles),
        "claims": claimed(found),
        "too_few": "" if found.is_enough else said_of_claim(found.claims[0], found),
        "warmth": said_of_warmth(found),
        "moves": [said_of_shift(one, found.currency) for one in found.shifts if one.step],
        "notes": tuple(notes(found)),
    }
