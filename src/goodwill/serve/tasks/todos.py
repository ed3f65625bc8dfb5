"""What there is to do, one entry for each play, from the plan over all accounts or from one's own.

Shapes and where they come from; how they are written stands in `ics` and `sheet`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodwill.facts.attention import Task, WholePlan
from goodwill.facts.plans import AccountPlans
from goodwill.facts.statement import PlayLine, Statement
from goodwill.serve.titles import Titles

__all__ = ["Todo", "todos_of_account", "todos_of_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do; `begin` and `due` are None where nobody has said when."""

    account_id: str
    account: str
    owner: str
    play: str
    title: str
    reasons: tuple[str, ...]
    steps: tuple[str, ...]
    measure: str
    hours: float | None
    worth: float | None
    currency: str
    begin: date | None
    due: date | None
    is_begun: bool


def todos_of_plan(plan: WholePlan, titles: Titles, owner: str | None = None) -> list[Todo]:
    """Every task of the plan over all accounts, or those of one owner."""
    return [
        _of_task(task, plan.currency, titles)
        for task in plan.tasks
        if owner is None or task.owner.casefold() == owner.casefold()
    ]


def _of_task(task: Task, currency: str, titles: Titles) -> Todo:
    return Todo(
        account_id=task.account_id,
        account=task.account,
        owner=task.owner,
        play=task.play,
        title=task.title,
        reasons=_reasons(task.because, titles),
        steps=task.steps,
        measure="",
        hours=task.hours,
        worth=task.expected_value,
        currency=currency,
        begin=task.week,
        due=task.due_on,
        is_begun=task.state == "being done",
    )


def todos_of_account(statement: Statement, plans: AccountPlans, titles: Titles) -> list[Todo]:
    """The plays of one account's plan; what is being done has its day."""
    begun = {one.play: one.made_on for one in plans.decisions if one.is_active}
    return [
        _of_play(play, statement, begun.get(play["id"]), titles)
        for play in statement["plan"]["plays"]
    ]


def _of_play(play: PlayLine, statement: Statement, begun: date | None, titles: Titles) -> Todo:
    due_on = play.get("due_on")
    return Todo(
        account_id=statement["account"]["id"],
        account=statement["account"]["name"],
        owner=play["owner"] or "",
        play=play["id"],
        title=play["title"],
        reasons=_reasons(play["because"], titles),
        steps=tuple(play["steps"]),
        measure=play["measure"],
        hours=None,
        worth=play["expected_value"],
        currency=statement["economics"]["currency"],
        begin=begun,
        due=date.fromisoformat(due_on) if due_on else None,
        is_begun=begun is not None,
    )


def _reasons(names: Sequence[str], titles: Titles) -> tuple[str, ...]:
    return tuple(titles.reason(name) for name in names)
