"""`/how-sure`: may I trust this? What people answered, what could be looked at, what is unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request, Response

from goodwill.catalogue.loader import Catalogue
from goodwill.catalogue.schema import Need
from goodwill.reports import Coverage
from goodwill.serve.web.coverage_words import Lack, SourceRow, lacks, source_rows, unsaid
from goodwill.serve.web.muted_titles import muted_on
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import view_of
from goodwill.upkeep.doctor import WANTED

__all__ = ["lacking", "looked_at", "router"]

router = APIRouter()

SHOWN = 4
"""Sources that would raise it most."""


@router.get("/how-sure")
def how_sure_are_we(request: Request) -> Response:
    """Calibration, coverage, and what saying nothing buys."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    glances = shelf.portfolio(view.day).glances
    return page(
        request,
        view,
        "how_sure.html",
        found=shelf.kept("reliability", lambda: (shelf.book.reliability(),))[0],
        rows=looked_at(shelf, view.day),
        lacks=lacking(shelf, view.day)[:SHOWN],
        unsaid=unsaid(glances),
        accounts=len(glances),
        muted=muted_on(shelf, view.day),
    )


def looked_at(shelf: Shelf, day: date) -> list[SourceRow]:
    """Each sort of source, month by month."""
    return source_rows(_covered(shelf, day), shelf.portfolio(day).glances, _ADDS)


def lacking(shelf: Shelf, day: date) -> list[Lack]:
    """Sources that some accounts have none of, by the money that rests on these."""
    lines = _lines_by_need(shelf.book.catalogue)
    return lacks(_covered(shelf, day), shelf.portfolio(day).glances, _ADDS, lines)


def _covered(shelf: Shelf, day: date) -> Sequence[Coverage]:
    return shelf.kept(("coverage", day), lambda: shelf.book.coverage(day))


_ADDS = {relation: what for relation, (_, what) in WANTED.items()}

NEED_OF = {"opportunity": "deal", "time_entry": "effort"}
"""What the catalogue calls a source, where that is not the name of its facts."""


def _lines_by_need(catalogue: Catalogue) -> dict[str, list[str]]:
    """Titles of the lines that need a source to be assessable, in the order of the contract."""
    found: defaultdict[str, list[str]] = defaultdict(list)

    def note(title: str, needs: Sequence[Need]) -> None:
        for source in dict.fromkeys(need.source for need in needs):
            found[source].append(title)

    for pattern in catalogue.patterns.values():
        note(pattern.title, pattern.needs)
    for practice in catalogue.practices.values():
        note(practice.title, practice.needs)
    for risk in catalogue.risks.values():
        note(risk.title, risk.needs)
    return found | {relation: found[need] for relation, need in NEED_OF.items()}
