"""`goodwill digest`: what changed since an earlier day, here, as a page, or by our own mail."""

from __future__ import annotations

import os
import re
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.options import (
    AsOfOption,
    BookOption,
    LanguageOption,
    TextFormat,
    TextFormatOption,
    book_place,
    in_language,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_json

if TYPE_CHECKING:
    from goodwill.facts.digest import Digest
    from goodwill.serve.ports import PagesPort
    from goodwill.serve.titles import Titles

__all__ = ["add_to"]

PASSWORD = "GOODWILL_SMTP_PASSWORD"  # noqa: S105  the name of a variable
MOST_DAYS = 3_660
WIDTH = 78
"""Of a mail's text: longer lines are folded by some readers in the middle of a word."""

SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAYS",
        help="How far to look back: 7, 7 days, 2 weeks, or a day as YYYY-MM-DD.",
        show_default=False,
    ),
]
OwnerOption = Annotated[
    str | None,
    typer.Option("--owner", metavar="NAME", help="Only the accounts of this owner."),
]
PageOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write one page that needs no network."),
]
MailOption = Annotated[
    str | None,
    typer.Option(
        "--mail-to", metavar="ADDRESS", help="Send it to one of our own, by [digest] smtp_host."
    ),
]
QuestionsOption = Annotated[
    bool,
    typer.Option("--questions", help="Only what we would like to know: three questions at most."),
]
AllOption = Annotated[bool, typer.Option("--all", help="Show the alarms that wait, too.")]


def digest(
    context: typer.Context,
    *,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    owner: OwnerOption = None,
    html: PageOption = None,
    mail_to: MailOption = None,
    whole: AllOption = False,
    questions: QuestionsOption = False,
    book: BookOption = None,
    language: LanguageOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show what changed since a week ago: by owner, one entry a cause, with its words or row.

    At most three new alarms a week for each owner; the rest waits by expected money. A detector
    whose alarms people mostly called wrong is muted (goodwill doctor lists it). Days on which
    nothing changed that needs anybody are one line.

    \b
    Examples:
      goodwill digest
      goodwill digest --since "2 weeks" --owner anna@ours.example
      goodwill digest --as-of 2026-06-30 --html week.html
      goodwill digest --mail-to anna@ours.example
      goodwill digest --questions
      goodwill digest --language de
    """
    day, back = parse_day(as_of), _days_back(since)
    with in_language(language), up_to_date(book_place(context, book)) as found:
        if questions:
            _ask(found, day, format)
            return
        until = day or found.today()
        start = back if isinstance(back, date) or back is None else until - back
        told = found.digest(as_of=until, since=start, owner=owner)
        if html is not None:
            _write(html, told)
        if mail_to is not None:
            _mail(found, told, mail_to)
        if format is TextFormat.JSON:
            echo_json(told, indent=True)
        elif html is None and mail_to is None:
            from goodwill.serve.digest.text import show_digest

            show_digest(console(), told, _titles(), whole=whole)


def _ask(book: PagesPort, day: date | None, form: TextFormat) -> None:
    """What would change a decision if somebody knew it."""
    from goodwill.serve.digest.questions import how_to_answer, question_words, show_questions

    found, titles = book.questions(day), _titles()
    if form is TextFormat.TEXT:
        show_questions(console(), found, titles)
        return
    echo_json(
        [
            {
                "question": question_words(one, titles),
                "is_fact": one.is_fact,
                **asdict(one),
                "answer_with": how_to_answer(one),
            }
            for one in found
        ],
        indent=True,
    )


_BACK = re.compile(r"(\d{1,4})\s*(d|day|days|w|week|weeks)?", re.IGNORECASE)


def _days_back(text: str | None) -> timedelta | date | None:
    """Days or weeks to look back, or the earlier day itself."""
    if text is None:
        return None
    found = _BACK.fullmatch(text.strip())
    if found is None:
        return _earlier(text.strip())
    number = int(found[1]) * (7 if (found[2] or "d")[0] in "wW" else 1)
    if not 0 < number <= MOST_DAYS:
        raise CallError(f'"{text}" is no time to look back.', hint="Write 1 to 3660 days.")
    return timedelta(days=number)


def _earlier(text: str) -> date | None:
    try:
        return parse_day(text)
    except CallError:
        raise CallError(
            f'--since "{text}" is neither a number of days nor a day.',
            hint='Write 7, "2 weeks", or a day such as 2026-06-30.',
        ) from None


def _titles() -> Titles:
    from goodwill.serve.titles import load_titles

    return load_titles()


def _write(place: Path, told: Digest) -> None:
    from goodwill.serve.digest.page import digest_page

    page = digest_page(told, _titles())
    try:
        place.write_text(page, "utf-8", errors="replace")
    except OSError as error:
        raise CallError(
            f'"{place}" could not be written: {error.strerror}.', hint="Name another file."
        ) from None
    typer.echo(f"Written to {place}.", err=True)


def _mail(book: PagesPort, told: Digest, to: str) -> None:
    """Send it, built first: what may not be sent is said before a server is asked."""
    from goodwill.clock import now
    from goodwill.serve.digest.letter import OurSide, letter, sender_of
    from goodwill.serve.digest.page import digest_page
    from goodwill.serve.digest.post import send
    from goodwill.serve.digest.words import title

    server = book.settings.digest
    if server is None:
        raise CallError(
            "No mail server is set, so nothing was sent.",
            hint='Write  [digest] smtp_host = "mail.ours.example"  in goodwill.toml and import it.',
        )
    mail = letter(
        to=to,
        sender=sender_of(server, to),
        subject=title(told),
        text=_as_text(told),
        page=digest_page(told, _titles()),
        sent_at=now(),
        ours=OurSide(domains=book.settings.company.domains, addresses=book.our_addresses()),
    )
    send(mail, server, os.environ.get(PASSWORD))
    typer.echo(f"Sent to {to}.", err=True)


def _as_text(told: Digest) -> str:
    from io import StringIO

    from rich.console import Console

    from goodwill.serve.digest.text import show_digest

    paper = Console(
        file=StringIO(), width=WIDTH, highlight=False, markup=False, emoji=False, no_color=True
    )
    with paper.capture() as captured:
        show_digest(paper, told, _titles(), whole=True)
    return captured.get()


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("digest")(digest)
