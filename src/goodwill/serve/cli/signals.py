"""`goodwill signals`: what is measured, in which unit, and which concepts ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.options import BookOption, TextFormat, TextFormatOption
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.shown_catalogue import shown_catalogue

if TYPE_CHECKING:
    from goodwill.signals.header import SignalSpec

__all__ = ["add_to"]


def signals(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="One signal, with its query; without it, all are listed.",
            show_default=False,
        ),
    ] = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show what is measured in SQL: definition, unit, exposure, limits, who asks for it.

    \b
    Examples:
      goodwill signals
      goodwill signals days_beyond_terms
      goodwill signals --format json
    """
    from goodwill.catalogue.references import who_asks
    from goodwill.serve.text.measured import show_signal, show_signals
    from goodwill.signals.header import signals as known

    specs = known() if name is None else (_found(known(), name),)
    catalogue = shown_catalogue(context, book)
    asks = {spec.name: who_asks(catalogue, spec.name) for spec in specs}
    if format is TextFormat.JSON:
        found = [_document(spec, asks[spec.name]) for spec in specs]
        echo_json(found if name is None else found[0], indent=True)
    elif name is None:
        show_signals(console(), specs)
    else:
        show_signal(console(), specs[0], asks[specs[0].name])


def _found(known: tuple[SignalSpec, ...], name: str) -> SignalSpec:
    """The signal of that name, or of that code where only one has it."""
    from goodwill.errors import CallError, nearest

    found = [spec for spec in known if name == spec.name] or [
        spec for spec in known if name == spec.code
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(spec.name for spec in found)
        raise CallError(f'"{name}" is the code of more than one.', hint=f"Say which:  {names}")
    raise CallError(
        f'There is no signal "{name}".{nearest(name, [spec.name for spec in known])}',
        hint="List all signals with:  goodwill signals",
    )


def _document(spec: SignalSpec, asks: tuple[str, ...]) -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(spec), "asked_by": asks}


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("signals")(signals)
