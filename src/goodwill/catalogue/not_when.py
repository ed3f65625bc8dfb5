"""When a play is not for an account, as far as its statement can tell.

A play says in words when it is not to be played (`when_not`); where a line of the statement or a
signal can tell, it says so in this form too. How a line stands is read in `goodwill.advise`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodwill.catalogue.dated import must

__all__ = ["PLACES", "NotWhen"]

PLACES = (
    "kind.now",
    "kind.desired",
    "stage.now",
    "committee.active",
    "economics.revenue",
    "economics.contribution",
    "economics.return_per_hour",
)
"""What may be named besides lines, whose they are (`patterns[ID].direction`) and signals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWhen:
    """A line that speaks against a play where it stands `among` some words, or beyond a number.

    `line` is a line's full name, `patterns[ID].direction`, `practices[ID].direction` (whose habit
    falls short), `signals[ID]` (its value over the 12 months), or one of `PLACES`. Exactly one of
    `among`, `over` and `under`; numbers are dated. A line that cannot be told speaks against
    nothing. With `to` it speaks against the play as an answer to that line alone.
    """

    line: str
    to: str = ""
    among: tuple[str, ...] = ()
    over: float | None = None
    under: float | None = None
    says: str
    since: date
    basis: str

    def __post_init__(self) -> None:
        given = (bool(self.among), self.over is not None, self.under is not None)
        must(sum(given) == 1, f'"{self.line}" needs one of "among", "over" and "under"')

    def holds(self, standing: str | float | None) -> bool:
        """Whether the line as it stands speaks against the play."""
        if standing is None:
            return False
        if isinstance(standing, str):
            return standing in self.among
        if self.over is not None:
            return standing > self.over
        return self.under is not None and standing < self.under
