"""The page of a backtest: what foresaw what came, with its tables and pictures, in one file."""

from __future__ import annotations

from goodwill.lab.backtest.results import Backtest
from goodwill.serve import foresight
from goodwill.serve.html import decision_chart
from goodwill.serve.html.pages import render
from goodwill.serve.titles import Titles

__all__ = ["backtest_page"]


def backtest_page(found: Backtest, titles: Titles) -> str:
    """Everything that was found; nothing is fetched."""
    return render(
        "backtest_page.html",
        titles,
        "Did statements see it coming?",
        found=found,
        foresight=foresight,
        decision_chart=decision_chart,
    )
