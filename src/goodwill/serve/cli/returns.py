"""`goodwill accounts --by-kind`: what each kind of relationship returned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodwill.errors import CallError
from goodwill.serve.cli.options import Format
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from goodwill.serve.learning_port import LearningPort

__all__ = ["show_by_kind"]


def show_by_kind(book: LearningPort, as_of: date | None, format: Format) -> None:  # noqa: A002 - as elsewhere
    """The table of kinds and one sentence a claim; as JSON with every figure."""
    from goodwill.hindsight.returns import returns_document

    if format is Format.HTML:
        raise CallError(
            "There is no page of --by-kind in one file.",
            hint="Leave --format out, or ask for json.",
        )
    with progress_bar() as told:
        found = book.returns(as_of, told)
    if format is Format.JSON:
        echo_json(returns_document(found), indent=True)
        return
    from goodwill.serve.text.returns import show_returns
    from goodwill.serve.titles import load_titles

    show_returns(console(), found, load_titles())
