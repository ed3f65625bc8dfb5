"""`goodwill concept`: what a word of the catalogue means, by which numbers it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.options import (
    AsOfOption,
    BookOption,
    TextFormat,
    TextFormatOption,
    parse_day,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.shown_catalogue import shown_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodwill.catalogue.loader import Catalogue
    from goodwill.serve.concept_view import Concept

__all__ = ["add_to"]


def concept(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A kind, stage, gate, pattern, practice, expectation, risk or play; "
            "without one, all are listed. Where two share an id: patterns[ID].",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show what a concept means: its definition, its limits and their basis, what to do.

    It is the book's own catalogue, with your patterns and thresholds; where there is no book,
    the one that Goodwill comes with.

    \b
    Examples:
      goodwill concept
      goodwill concept terms_dictated
      goodwill concept only_me --format json
    """
    from goodwill.clock import now
    from goodwill.serve.concept_view import SORTS, concept_view, concepts_of, meanings
    from goodwill.serve.text.concepts import show_concept, show_concepts

    day = parse_day(as_of) or now().date()
    catalogue = shown_catalogue(context, book)
    if name is None:
        listed = {sort: concepts_of(catalogue, sort) for sort in SORTS}
        if format is TextFormat.JSON:
            echo_json({sort: _titles(concepts) for sort, concepts in listed.items()}, indent=True)
        else:
            show_concepts(console(), listed)
        return
    sort, found = _found(catalogue, name)
    view = concept_view(catalogue, sort, found, day, meanings())
    if format is TextFormat.JSON:
        echo_json(view, indent=True)
    else:
        show_concept(console(), view)


def _titles(concepts: Mapping[str, Concept]) -> dict[str, str]:
    return {name: concept.title for name, concept in concepts.items()}


def _found(catalogue: Catalogue, name: str) -> tuple[str, Concept]:
    """The one concept of that id; `sort[id]` where more have it."""
    from goodwill.errors import CallError, nearest
    from goodwill.serve.concept_view import SORTS, concepts_of

    wanted, _, rest = name.partition("[")
    named = rest.removesuffix("]") if rest else wanted
    sorts = [wanted] if rest else list(SORTS)
    found = [(sort, of[named]) for sort in sorts if named in (of := concepts_of(catalogue, sort))]
    if not found:
        known = [key for sort in SORTS for key in concepts_of(catalogue, sort)]
        raise CallError(
            f'The catalogue has no "{name}".{nearest(named, known)}',
            hint="List all concepts with:  goodwill concept",
        )
    if len(found) > 1:
        ways = " or ".join(f"{sort}[{named}]" for sort, _ in found)
        raise CallError(f'"{named}" is more than one thing.', hint=f"Say which:  {ways}")
    return found[0]


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("concept")(concept)
