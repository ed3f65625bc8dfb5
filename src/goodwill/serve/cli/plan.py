"""`goodwill plan`: what to do next, at one account or over all, and what was decided of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from goodwill.serve.cli.options import AsOfOption, BookOption, book_place, parse_day, up_to_date
from goodwill.serve.cli.plan_asked import Asked

__all__ = ["add_to"]


class PlanFormat(StrEnum):
    """Forms of a plan."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"
    CSV = "csv"


AccountOption = Annotated[
    str | None,
    typer.Argument(metavar="[ACCOUNT]", help="One account; without it, the plan over all."),
]
WhatArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[WHAT]",
        help="accept, change, postpone, reject or done, then a play; want, then a kind or "
        '"default"; take-back, then a play or "want".',
    ),
]
NameArgument = Annotated[
    str | None, typer.Argument(metavar="[PLAY or KIND]", help="What is meant, by its id.")
]
OwnerOption = Annotated[
    str | None,
    typer.Option("--owner", metavar="WHO", help="Who does it; of the whole plan, whose part."),
]
DueOption = Annotated[
    str | None,
    typer.Option("--due", metavar="YYYY-MM-DD", help="By when; postponed: until when."),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Since when a kind is wanted.")
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
StepOption = Annotated[
    list[str] | None,
    typer.Option("--step", metavar="TEXT", help="A step of a changed play; once for each."),
]
HandOverOption = Annotated[
    bool,
    typer.Option("--hand-over", help="A page for whoever takes the account over, in Markdown."),
]
OutcomesOption = Annotated[
    bool,
    typer.Option(
        "--outcomes",
        help="Instead, what came of the plays that were accepted; without ACCOUNT, what works.",
    ),
]
HoursOption = Annotated[
    float | None,
    typer.Option("--hours", metavar="N", help="Hours of each owner's week for plays."),
]
WeeksOption = Annotated[
    int | None, typer.Option("--weeks", metavar="N", help="How many weeks the plan covers.")
]


def plan(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    context: typer.Context,
    account: AccountOption = None,
    what: WhatArgument = None,
    name: NameArgument = None,
    owner: OwnerOption = None,
    due: DueOption = None,
    since: SinceOption = None,
    reason: ReasonOption = "",
    step: StepOption = None,
    hand_over: HandOverOption = False,
    outcomes: OutcomesOption = False,
    hours: HoursOption = None,
    weeks: WeeksOption = None,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        PlanFormat,
        typer.Option("--format", help="text, json, ics (tasks for a calendar) or csv."),
    ] = PlanFormat.TEXT,
) -> None:
    """Show what to do next, and write down what you decide of it.

    Over all accounts, plays are given the hours that each owner has for them, so that they are
    worth most together; whatever found no place says why. At one account, say what becomes of a
    play: what is taken up stands first, what is put off waits, what you reject is left alone.
    Nothing is sent to anybody, and no one is measured by it.

    \b
    Examples:
      goodwill plan
      goodwill plan --hours 6 --weeks 2 --format ics > tasks.ics
      goodwill plan acme
      goodwill plan acme accept agree_payment_date --owner ann@us.example --due 2026-12-11
      goodwill plan acme reject widen_the_committee --reason "One owner decides alone."
      goodwill plan acme want technical --reason "Plain orders that pay for themselves."
      goodwill plan acme take-back agree_payment_date
      goodwill plan acme --hand-over > acme.md
    """
    asked = Asked(
        account=account,
        what=what,
        name=name,
        owner=owner,
        due=parse_day(due),
        since=parse_day(since),
        reason=reason,
        steps=tuple(step or ()),
        hand_over=hand_over,
        outcomes=outcomes,
        hours=hours,
        weeks=weeks,
        as_of=parse_day(as_of),
        form=format.value,
    )
    asked.check()
    with up_to_date(book_place(context, book)) as found:
        from goodwill.serve.cli.plan_answered import answer

        answer(found, asked)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("plan")(plan)
