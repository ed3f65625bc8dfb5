"""What `goodwill plan` does and prints once the book is open."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, cast

import typer

from goodwill.facts.people import Kind
from goodwill.serve.cli.outcomes import show_outcomes_asked
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.plan_asked import ANSWERS, TAKE_BACK, WANT, Asked
from goodwill.serve.text.plan import (
    gap_of,
    show_account_plan,
    show_decision,
    show_whole_plan,
)
from goodwill.serve.titles import load_titles
from goodwill.serve.who import who

if TYPE_CHECKING:
    from goodwill.facts.attention import WholePlan
    from goodwill.facts.plans import AccountPlans, Decision
    from goodwill.facts.statement import Statement
    from goodwill.serve.ports import PagesPort
    from goodwill.serve.tasks.todos import Todo

__all__ = ["answer"]

DEFAULT = "default"


def answer(book: PagesPort, asked: Asked) -> None:
    """Do what was asked, and print what came of it."""
    if asked.outcomes:
        show_outcomes_asked(book, asked)
    elif asked.account is None:
        _whole(book, asked)
    elif asked.what in ANSWERS:
        _decided(book, asked)
    elif asked.what is not None:
        _wanted(book, asked)
    else:
        _one(book, asked)


def _whole(book: PagesPort, asked: Asked) -> None:
    found = book.plan(asked.as_of, hours_a_week=asked.hours, weeks=asked.weeks)
    if asked.owner is not None:
        found = _part_of(found, asked.owner, book)
    if asked.form == "json":
        echo_json(asdict(found), indent=True)
    elif asked.form == "text":
        show_whole_plan(console(), found, load_titles())
    else:
        from goodwill.serve.tasks.todos import todos_of_plan

        _tasks(todos_of_plan(found, load_titles()), asked, found.as_of)


def _part_of(found: WholePlan, owner: str, book: PagesPort) -> WholePlan:
    """What is an owner's of the whole plan; named by the whole name or address, or its start."""
    from goodwill.hindsight.digesting import is_owner, unknown_owner

    named = {one["account"]["owner"] or "" for one in book.overviews(found.as_of)}
    known = {*found.hours_a_week, *named} - {""}
    owners = sorted(one for one in known if is_owner(one, owner))
    if not owners:
        raise unknown_owner(owner, known)
    hours = found.hours_a_week
    return replace(
        found,
        hours_a_week={one: hours[one] for one in owners if one in hours},
        tasks=tuple(one for one in found.tasks if one.owner in owners),
        left_out=tuple(one for one in found.left_out if one.owner in owners),
    )


def _tasks(todos: list[Todo], asked: Asked, as_of: date) -> None:
    if asked.form == "ics":
        from goodwill.serve.tasks.ics import as_ics

        typer.echo(as_ics(todos, as_of), nl=False)
    else:
        from goodwill.serve.tasks.sheet import as_csv

        typer.echo(as_csv(todos).encode("utf-8", "replace"), nl=False)


def _one(book: PagesPort, asked: Asked) -> None:
    account = str(asked.account)
    statement = book.statement(account, as_of=asked.as_of)
    plans = book.plans(account)
    if asked.hand_over:
        from goodwill.serve.tasks.hand_over import hand_over

        page = hand_over(statement, plans, load_titles())
        typer.echo(page.encode("utf-8", "replace"), nl=False)
    elif asked.form == "json":
        echo_json({**_document(statement, plans), **_shift(book, statement)}, indent=True)
    elif asked.form == "text":
        shift = _shift(book, statement)["shift"]
        worth = None if shift is None else str(shift["says"])
        show_account_plan(console(), statement, plans, load_titles(), worth)
    else:
        from goodwill.serve.tasks.todos import todos_of_account

        todos = todos_of_account(statement, plans, load_titles())
        _tasks(todos, asked, date.fromisoformat(statement["as_of"]))


def _shift(book: PagesPort, statement: Statement) -> dict[str, dict[str, object] | None]:
    """What moving to the kind that is wanted is worth; None where no move is wanted."""
    from goodwill.hindsight.shifts import shift_wanted
    from goodwill.serve.shift_worth import NOT_YET

    pair = shift_wanted(statement["kind"]["now"], statement["kind"]["desired"])
    if pair is None:
        return {"shift": None}
    kept = book.shifts()
    found = None if kept is None else kept.between(*pair)
    if kept is None or found is None:
        return {"shift": {"from": pair[0], "to": pair[1], "value": None, "says": NOT_YET}}
    from goodwill.hindsight.returns import shift_document

    return {"shift": {**shift_document(found, kept.currency), "made_on": kept.made_on}}


def _document(statement: Statement, plans: AccountPlans) -> dict[str, object]:
    """The statement's plan, how far the wanted kind is away, and what was decided."""
    return {
        **statement["plan"],
        "account": statement["account"]["id"],
        "as_of": statement["as_of"],
        "gap": gap_of(statement),
        "wanted": None if plans.wanted is None else asdict(plans.wanted),
        "decisions": [_decision(one) for one in plans.made],
    }


def _decision(one: Decision) -> dict[str, object]:
    """A decision as JSON; what it expects is JSON already."""
    import orjson

    expects = orjson.loads(one.expects) if one.expects else None
    return {**asdict(one), "expects": expects}


def _decided(book: PagesPort, asked: Asked) -> None:
    decision = book.decide(
        str(asked.account),
        str(asked.name),
        ANSWERS[str(asked.what)],
        owner=asked.owner,
        due_on=asked.due,
        reason=asked.reason,
        by=who(),
        steps=asked.steps,
        as_of=asked.as_of,
    )
    if asked.form == "json":
        echo_json(_decision(decision), indent=True)
    else:
        show_decision(console(), decision, load_titles())


def _wanted(book: PagesPort, asked: Asked) -> None:
    """Say, or take back, which kind is wanted; take back the last word on a play."""
    account, name = str(asked.account), str(asked.name)
    if asked.what == WANT:
        kind = None if name == DEFAULT else cast("Kind", name)
        book.desire(account, kind, since=asked.since, reason=asked.reason, by=who())
    elif asked.what == TAKE_BACK and name == WANT:
        book.take_back_desire(account)
    else:
        book.take_back(account, name)
    _one(book, Asked(account=account, as_of=asked.as_of, form=asked.form))
