"""`/backtest`: which statements of past months foresaw what came, and which add nothing.

Statements of many past months stand behind it, so it is worked out once somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from fastapi import APIRouter, Request, Response

from goodwill.errors import CallError
from goodwill.lab.backtest.results import Backtest
from goodwill.lab.evaluate.results import Estimate
from goodwill.serve import foresight
from goodwill.serve.html import decision_chart
from goodwill.serve.languages import say
from goodwill.serve.web.pages.worked_out import NOT_KEPT, answer_of, begun, drawn
from goodwill.serve.web.table_file import csv_file

__all__ = ["router"]

router = APIRouter()

FIGURES = ("precision", "recall", "warned", "lead_days", "over_best")
"""Figures of a line that stand in the file, each with where it lies."""


@router.get("/backtest")
def did_it_foresee(request: Request) -> Response:
    """What each outcome was foreseen by: in words, tables and pictures."""
    aside = answer_of(request, "backtest")
    return drawn(
        request,
        "backtest",
        "did_it_foresee.html",
        found=aside.found if aside is not None and aside.is_there else None,
        foresight=foresight,
        decision_chart=decision_chart,
    )


@router.post("/backtest/look")
def look(request: Request) -> Response:
    """Have it worked out."""
    return begun(request, "backtest")


@router.get("/backtest.csv")
def backtest_file(request: Request) -> Response:
    """Every line of every outcome with its figures bare; shares are parts of one."""
    aside = answer_of(request, "backtest")
    if aside is None or not aside.is_there:
        raise CallError(
            say("The backtest has not been worked out yet."),
            hint=say("Ask for it on its page, /backtest, and save the table then."),
        )
    found = cast("Backtest", aside.found)
    heads = [name for each in FIGURES for name in (each, f"{each}_low", f"{each}_high")]
    first = ("outcome", "horizon_days", "events", "line", "months", "alarms", "verdict")
    answer = csv_file(f"backtest-{found.last}", (*first, *heads), list(_rows(found)))
    answer.headers.update(NOT_KEPT)
    return answer


def _rows(found: Backtest) -> Iterator[Sequence[str | float | None]]:
    for outcome in found.outcomes:
        for one in outcome.foreseers:
            estimates: list[Estimate] = [getattr(one, name) for name in FIGURES]
            bare = [value for each in estimates for value in (each.value, each.low, each.high)]
            counted = (one.line, one.months, one.alarms, one.verdict)
            yield (outcome.id, outcome.horizon_days, outcome.events, *counted, *bare)
