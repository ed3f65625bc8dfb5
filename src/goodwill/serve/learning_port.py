"""What the doors ask of a book about what came of things: plays, and kinds of relationship.

The other shapes are in `ports`, next door.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from goodwill.reports import OnProgress

if TYPE_CHECKING:
    from goodwill.advise.outcome.drawn import DrawnFirst
    from goodwill.advise.outcome.works import Works
    from goodwill.hindsight.shifts import KeptShifts
    from goodwill.lab.returns.study import Returns
    from goodwill.plans.outcomes import PlayOutcome

__all__ = ["LearningPort"]


class LearningPort(Protocol):
    """A day goes in, what came by then comes out."""

    def outcomes(
        self, account: str | None = None, as_of: date | None = None
    ) -> tuple[PlayOutcome, ...]:
        """What came of the plays that were accepted, of one account or of all."""
        ...

    def what_works(self, as_of: date | None = None) -> tuple[Works, ...]:
        """How often each play showed what it should."""
        ...

    def drawn_first(
        self, found: Sequence[PlayOutcome], as_of: date | None = None
    ) -> tuple[DrawnFirst, ...]:
        """What putting a play first did where a lot decided it."""
        ...

    def learn_plays(self, as_of: date | None = None) -> tuple[Works, ...]:
        """Let plans reckon with what works here from now on."""
        ...

    def returns(self, as_of: date | None = None, progress: OnProgress | None = None) -> Returns:
        """What each kind returned."""
        ...

    def learn_shifts(
        self, as_of: date | None = None, progress: OnProgress | None = None
    ) -> KeptShifts:
        """Work out what moving between kinds is worth, and keep it."""
        ...

    def shifts(self) -> KeptShifts | None:
        """What moving between kinds is worth, as last worked out."""
        ...
