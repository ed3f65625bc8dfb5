"""`goodwill dispute`: say that a line is right or wrong, or take back what was said."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.options import (
    AsOfOption,
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.who import who

if TYPE_CHECKING:
    from goodwill.reports import DisputeReport
    from goodwill.serve.ports import PagesPort

__all__ = ["add_to"]


class Answer(StrEnum):
    """What can be said of a line."""

    RIGHT = "right"
    WRONG = "wrong"
    CANNOT_TELL = "cannot-tell"


WORDS: dict[Answer, Literal["right", "wrong", "cannot_tell"]] = {
    Answer.RIGHT: "right",
    Answer.WRONG: "wrong",
    Answer.CANNOT_TELL: "cannot_tell",
}

AccountArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="ACCOUNT",
        help="Its id; or a name or a domain that only one has.",
        show_default=False,
    ),
]
LineArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="LINE",
        help="The line's id, as kind, terms_dictated or patterns[abusive]; committee, commitments, "
        "acts[threat] or link for one person, promise, mail or address. Without an answer: what "
        "can be said of it.",
        show_default=False,
    ),
]
AnswerArgument = Annotated[
    Answer | None,
    typer.Argument(metavar="ANSWER", help="right, wrong or cannot-tell.", show_default=False),
]
ValueOption = Annotated[
    str | None,
    typer.Option("--value", metavar="WORD", help="What is so instead, where the line is wrong."),
]
AboutOption = Annotated[
    str | None,
    typer.Option(
        "--about",
        metavar="REF",
        help="The one thing that is meant: the id of an item of evidence, a mail, an address.",
    ),
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; it is shown with the line.")
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who says so; else the name you are logged in by."),
]
WithdrawOption = Annotated[
    str | None,
    typer.Option("--withdraw", metavar="ID", help="Take back the dispute of that number."),
]


def dispute(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    context: typer.Context,
    account: AccountArgument = None,
    line: LineArgument = None,
    answer: AnswerArgument = None,
    value: ValueOption = None,
    about: AboutOption = None,
    reason: ReasonOption = "",
    by: ByOption = None,
    withdraw: WithdrawOption = None,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Say that a line of a statement is right or wrong, or that nobody can tell.

    The statement follows at once and says who said so. It holds at every date and over every
    import, until it is taken back.

    \b
    Examples:
      goodwill dispute acme                                   what was said so far
      goodwill dispute acme terms_dictated                    what can be said of a line
      goodwill dispute acme terms_dictated wrong --reason "We agreed on 60 days by phone"
      goodwill dispute acme kind wrong --value partner
      goodwill dispute acme big_brother wrong --about 5e34abb3  one sentence was misread
      goodwill dispute acme commitments wrong --about 086e3f98 --value no_promise
      goodwill dispute acme committee wrong --about ann@acme.example --value coach
      goodwill dispute acme link wrong --about bo@orlo.example --value orlo
      goodwill dispute --withdraw 7
    """
    day = parse_day(as_of)
    with up_to_date(book_place(context, book)) as found:
        if withdraw is not None:
            _refuse_more(account, line)
            report = found.withdraw_dispute(_number(withdraw), as_of=day)
            _show_report(report, format, is_taken_back=True)
        elif answer is not None and account is not None and line is not None:
            report = found.dispute(
                account,
                line,
                WORDS[answer],
                value=value,
                ref=about,
                reason=reason,
                by=who() if by is None else by,
                as_of=day,
            )
            _show_report(report, format)
        elif account is not None and line is not None:
            _show_line(found, account, line, day, format)
        else:
            _show_all(found, account, format)


def _refuse_more(account: str | None, line: str | None) -> None:
    if account is not None or line is not None:
        raise CallError(
            "--withdraw needs the number alone.", hint="For example:  goodwill dispute --withdraw 7"
        )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise CallError(
            f'"{text}" is no number of a dispute.', hint="List all with:  goodwill dispute ACCOUNT"
        )
    return int(text[:18])


def _show_report(
    report: DisputeReport,
    format: TextFormat,  # noqa: A002 - as the option
    *,
    is_taken_back: bool = False,
) -> None:
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
        return
    from goodwill.serve.text.disputes import show_report
    from goodwill.serve.titles import load_titles

    show_report(console(), report, load_titles(), is_taken_back=is_taken_back)


def _show_all(book: PagesPort, account: str | None, format: TextFormat) -> None:  # noqa: A002
    found = book.disputes(account)
    if format is TextFormat.JSON:
        echo_json(found, indent=True)
        return
    from goodwill.serve.text.disputes import show_disputes
    from goodwill.serve.titles import load_titles

    show_disputes(console(), found, load_titles())


def _show_line(
    book: PagesPort,
    account: str,
    line: str,
    day: date | None,
    format: TextFormat,  # noqa: A002
) -> None:
    """What the line says, what can be said of it, and the items of evidence by their ids."""
    from goodwill.facts.disputes import NEEDS_ABOUT, VALUES, group_of

    if group_of(line) in NEEDS_ABOUT:
        raise CallError(
            f"Of {line} one thing is meant: {NEEDS_ABOUT[group_of(line)]}.",
            hint=f"goodwill dispute ACCOUNT {line} wrong --about REF"
            + (f" --value {' | '.join(known)}" if (known := VALUES.get(line)) else ""),
        )
    found = book.why(account, line, as_of=day)
    values = VALUES.get(group_of(found.name), ())
    if format is TextFormat.JSON:
        echo_json({"line": found.name, "values": values, "evidence": found.evidence}, indent=True)
        return
    from goodwill.serve.text.disputes import show_line
    from goodwill.serve.titles import load_titles

    show_line(console(), found, values, load_titles())


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("dispute")(dispute)
