"""`goodwill export person`, `notice`, `impact-assessment`: what people have a right to be told."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import BookOption, FolderArgument, book_place

__all__ = ["add_people"]


class Language(StrEnum):
    """Languages of the texts."""

    EN = "en"
    DE = "de"


PersonArgument = Annotated[
    str, typer.Argument(metavar="PERSON", help="An address, or a whole name that only one has.")
]
LanguageOption = Annotated[Language, typer.Option("--language", help="en or de.")]


def person(
    context: typer.Context, person: PersonArgument, folder: FolderArgument, book: BookOption = None
) -> None:
    """Write all that the book holds of a person, when they ask for it.

    Two files: all.json for programs, page.html to be read. Mails they wrote and got, sentences
    kept of theirs, meetings, rows of tables, what people ruled, and who looked at their words.
    That it was written stands in the audit.

    \b
    Examples:
      goodwill export person anna.kern@acme.example anna/
      goodwill export person "Anna Kern" anna/
    """
    from contextlib import closing

    from goodwill.book import open_book
    from goodwill.serve.exports.dossier import write_dossier

    with closing(open_book(book_place(context, book))) as found:
        held = found.dossier(person)
    for path in write_dossier(held, folder):
        typer.echo(f"{path}")
    say(f"{held.rows:,} rows are held of {', '.join(held.addresses)}.")
    if held.may_be:
        say(f"May be hers too, and not in it: {', '.join(held.may_be)}.")


def notice(
    context: typer.Context, language: LanguageOption = Language.EN, book: BookOption = None
) -> None:
    """Print a notice to everybody whose mail is read, as Markdown.

    What is read, what is left out, how long it is kept and who sees it is as the book is set up
    today. What only your company can say stands in [brackets].

    \b
    Examples:
      goodwill export notice > notice.md
      goodwill export notice --language de > hinweis.md
    """
    _print(context, book, "notice", language)


def impact_assessment(
    context: typer.Context, language: LanguageOption = Language.EN, book: BookOption = None
) -> None:
    """Print a draft of an impact assessment (GDPR, article 35), as Markdown.

    It is made of the settings in force; what people have to decide stands in [brackets].

    \b
    Examples:
      goodwill export impact-assessment > dpia.md
      goodwill export impact-assessment --language de > dsfa.md
    """
    _print(context, book, "impact_assessment", language)


def _print(context: typer.Context, book: str | None, which: str, language: Language) -> None:
    from contextlib import closing

    from goodwill.book import open_book
    from goodwill.privacy import notices

    with closing(open_book(book_place(context, book))) as found:
        set_up = found.set_up()
    make = notices.notice if which == "notice" else notices.impact_assessment
    typer.echo(make(set_up, language.value), nl=False)


def add_people(group: typer.Typer) -> None:
    """Put the commands into the group `export`."""
    group.command("person", short_help="All that is held of a person, for them to have.")(person)
    group.command(
        "notice", short_help="A notice to staff and clients, from the settings in force."
    )(notice)
    group.command("impact-assessment", short_help="A draft of an impact assessment.")(
        impact_assessment
    )
