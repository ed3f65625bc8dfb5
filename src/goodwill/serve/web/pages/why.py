"""`/accounts/{id}/why/{line}`: why do you say so? Beside the statement, or a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from goodwill.facts.statement import Evidence, PlayLine, Statement
from goodwill.reports import LineEvidence
from goodwill.serve import evidence, summary
from goodwill.serve.html.weights_chart import weights
from goodwill.serve.titles import load_titles
from goodwill.serve.web.dispute_bar import REASONS, DisputeBar, dispute_bar
from goodwill.serve.web.muted_titles import titles_on
from goodwill.serve.web.rendering import is_part, page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.sources import Rows, history_source, rows_around, told_thread
from goodwill.serve.web.view import View, view_of
from goodwill.serve.who import who

__all__ = ["router"]

router = APIRouter()

LISTED = 60
"""Items of evidence that are listed unless all are asked for; an account has hundreds."""

SORTS = {"patterns": "pattern", "risks": "risk", "practices": "practice", "gates": "gate"}
"""What a line of a list is called."""


@router.get("/accounts/{account:path}/why/{line}")
def why(
    request: Request,
    account: str,
    line: str,
    item: str = "",
    moved: int | None = None,
    *,
    whole: bool = False,
) -> Response:
    """All that one line stands on; asked for by the script, only what goes into the drawer.

    `moved` is how many lines what somebody has just said of it has moved. Of much evidence the
    lightest is left to who asks for the `whole`.
    """
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    statement = shelf.statement(account, view.day)
    account_id = statement["account"]["id"]
    answer = shelf.why(account_id, line, view.day)
    is_figure = evidence.is_figure(answer.line)
    drawn = None if is_figure else weights(answer.line, answer.evidence)
    ranked = _ranked(answer)
    selected = _selected(ranked, item)
    here = f"/accounts/{quote(account_id, safe='')}/why/{quote(answer.name, safe='[]')}"
    return page(
        request,
        view,
        "why_part.html" if is_part(request) else "why.html",
        s=statement,
        here=here,
        back=f"/accounts/{quote(account_id, safe='')}",
        sort=SORTS.get(answer.name.partition("[")[0], ""),
        group=answer.name.partition("[")[0],
        line_title=evidence.line_title(answer.name, titles_on(shelf, view.day)),
        line_state=evidence.line_state(answer.line),
        answer=answer,
        is_figure=is_figure,
        figure=evidence.figure_words(answer.line) if is_figure else [],
        drawn=drawn,
        ranked=ranked,
        listed=ranked if whole else ranked[:LISTED],
        is_whole=whole,
        needs=_needs(answer.line),
        gaps=summary.gaps_words(statement["coverage"]["gaps"]),
        without=_without(answer, ranked),
        plays=_plays(statement, answer),
        bar=None if view.is_incognito else _bar(shelf, statement, answer),
        reasons=REASONS,
        moved=moved,
        **_where(shelf, view, account_id, ranked, selected),
    )


def _ranked(answer: LineEvidence) -> list[Evidence]:
    """Every item once: for it, then against it, the heaviest first; what weighs nothing last."""
    told = list({item["id"]: item for item in answer.evidence}.values())
    if evidence.is_figure(answer.line):
        return told
    speaking, against, _ = evidence.sides(told)
    return [*speaking, *against, *(one for one in told if not one["weight"])]


def _selected(ranked: Sequence[Evidence], wanted: str) -> int:
    """Which item is shown where it stands: the one asked for, else the first with words."""
    asked = (at for at, one in enumerate(ranked) if one["id"] == wanted)
    quoted = (at for at, one in enumerate(ranked) if one["quote"] and one["weight"])
    return next(asked, next(quoted, 0))


def _where(
    shelf: Shelf, view: View, account_id: str, ranked: Sequence[Evidence], at: int
) -> dict[str, object]:
    """The selected item, its thread or its list, and its neighbours."""
    if not ranked:
        return {"selected": None, "place": 0, "thread": (), "rows": None, "near": (None, None)}
    item = ranked[at]
    is_mail = item["source"] == "message"
    thread = shelf.thread(item["ref"], view.day) if is_mail else ()
    return {
        "selected": item,
        "place": at + 1,
        "thread": told_thread(thread, item),
        "rows": None if is_mail else _rows(shelf, view, account_id, item),
        "near": (
            ranked[at - 1]["id"] if at else None,
            ranked[at + 1]["id"] if at + 1 < len(ranked) else None,
        ),
    }


def _rows(shelf: Shelf, view: View, account_id: str, item: Evidence) -> Rows | None:
    """The row that an item cites, among those of its sort."""
    source = history_source(item)
    found = shelf.history(account_id, view.day, source) if source else ()
    return rows_around(found, item)


def _bar(shelf: Shelf, statement: Statement, answer: LineEvidence) -> DisputeBar | None:
    """What can be said of the line, and what was."""
    said = shelf.book.disputes(statement["account"]["id"])
    return dispute_bar(answer.name, said, load_titles(), now=_says(answer.line), by=who())


def _says(line: Mapping[str, object]) -> str | None:
    """The word of a line, as a person's answer may have it; None where nobody can tell."""
    word = str(line.get("now", line.get("status", "")))
    return None if word in {"None", "not_assessable"} else word


def _needs(line: Mapping[str, object]) -> list[str]:
    """Which data would make it assessable, or surer."""
    return [str(need) for need in cast("Sequence[object]", line.get("needs") or ())]


def _plays(statement: Statement, answer: LineEvidence) -> list[PlayLine]:
    """What the plan does about a line; of a stage, about the gates that are still to earn."""
    group = {"stage": "gates["}.get(answer.name)
    return [
        play
        for play in statement["plan"]["plays"]
        if answer.name in play["because"]
        or (group and any(name.startswith(group) for name in play["because"]))
    ]


def _without(answer: LineEvidence, ranked: Sequence[Evidence]) -> list[tuple[Evidence, float]]:
    """What the chance would be without each of the heaviest items."""
    items = {item["id"]: item for item in ranked}
    return [(items[one.id], one.probability) for one in answer.without if one.id in items]
