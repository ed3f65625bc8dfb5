"""`goodwill plan --outcomes`: what came of the plays that were accepted, and what works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.plan_asked import Asked

if TYPE_CHECKING:
    from goodwill.serve.learning_port import LearningPort

__all__ = ["show_outcomes_asked"]


def show_outcomes_asked(book: LearningPort, asked: Asked) -> None:
    """Of one account what came of its plays; of all of them what works besides."""
    from goodwill.plans.outcomes import drawn_document, outcome_document, works_document
    from goodwill.serve.text.outcomes import show_drawn, show_outcomes, show_works

    found = book.outcomes(asked.account, asked.as_of)
    works = book.what_works(asked.as_of) if asked.account is None else ()
    drawn = book.drawn_first(found, asked.as_of) if asked.account is None else ()
    if asked.form == "json":
        shown = {
            "outcomes": [outcome_document(one) for one in found],
            "works": [works_document(one) for one in works],
            "drawn": [drawn_document(one) for one in drawn],
        }
        echo_json(shown, indent=True)
        return
    show_outcomes(console(), found)
    if works:
        show_works(console(), works)
    if drawn:
        show_drawn(console(), drawn)
