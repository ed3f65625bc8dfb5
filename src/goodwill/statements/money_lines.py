"""Figures of money as lines that can be asked why: formula, inputs, and every row behind them.

The other lines of a statement are in `lines`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from goodwill.judge.account_money import as_figure
from goodwill.judge.evidence import evidence
from goodwill.reports import LineEvidence

if TYPE_CHECKING:
    from goodwill.facts.money import Money, MoneyFigure, MoneyRow
    from goodwill.facts.statement import Evidence, Statement
    from goodwill.judge.figure import Figure
    from goodwill.judge.statement import Judgement

__all__ = ["MONEY", "bracketed", "figure_as_stored", "figure_line", "figures_of"]

MONEY = "economics"


def figures_of(found: Judgement) -> Mapping[str, tuple[Figure, ...]]:
    """The figures by the name of their line; `economics` is all of them."""
    single = {f"{MONEY}[{figure.id}]": (figure,) for figure in found.money.figures}
    return {MONEY: found.money.figures, **single}


def bracketed(asked: str) -> str:
    """`economics.revenue`, as the contract writes it, is `economics[revenue]`."""
    group, dot, name = asked.partition(".")
    return f"{group}[{name}]" if dot and group == MONEY else asked


def figure_line(found: Judgement, name: str, figures: tuple[Figure, ...]) -> LineEvidence:
    """One figure with all its rows as evidence, or the economics with each figure's inputs."""
    told = [as_figure(figure, at_most=None) for figure in figures]
    return _line(found.statement, found.money.ledger.currency, name, told)


def figure_as_stored(statement: Statement, money: Money, asked: str) -> LineEvidence | None:
    """The same of a stored statement; None where not every row of the figure is stored."""
    name = bracketed(asked)
    told = money["figures"]
    if name != MONEY:
        told = [one for one in told if f"{MONEY}[{one['id']}]" == name and not one["rest_rows"]]
    return _line(statement, money["currency"], name, told) if told else None


def _line(
    statement: Statement, currency: str, name: str, told: Sequence[MoneyFigure]
) -> LineEvidence:
    is_one = name != MONEY
    line = _told(told[0], currency) if is_one else {**statement["economics"]}
    if not is_one:
        line["figures"] = [_told(figure, currency) for figure in told]
    return LineEvidence(
        account=statement["account"]["id"],
        as_of=statement["as_of"],
        name=name,
        line=line,
        evidence=_rows(told[0], currency) if is_one else (),
    )


def _told(figure: MoneyFigure, currency: str) -> dict[str, object]:
    """A figure without its rows: those are its evidence."""
    names = ("id", "amount", "unit", "formula", "inputs", "needs")
    return {"currency": currency} | {name: dict(figure)[name] for name in names}


def _rows(figure: MoneyFigure, currency: str) -> tuple[Evidence, ...]:
    """Dearest first; rows make a figure up and speak neither for nor against it: weight 0."""
    return tuple(_row(figure, row, currency) for row in figure["rows"])


def _row(figure: MoneyFigure, row: MoneyRow, currency: str) -> Evidence:
    is_money = figure["unit"].startswith("money")
    amount = f"{row['amount']:,.2f} {currency}" if is_money else f"{row['amount']:g}"
    return evidence(
        figure["id"],
        source=row["source"],
        ref=row["ref"],
        on=date.fromisoformat(row["on"]),
        says=f"{amount}. {row['says']}",
        weight=0.0,
    )
