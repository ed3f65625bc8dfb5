"""Statements as they would be if somebody had said something more, or had not said it.

Nothing is written down: what is supposed takes the place of what is said of an account, for as long
as one statement is drawn up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from goodwill.answers.said import NOTHING_SAID, Said
from goodwill.assess import Assessor
from goodwill.facts.disputes import Dispute

__all__ = ["Supposing", "Unsaid"]


@dataclass(frozen=True)
class Supposing(Assessor):
    """An assessor for whom `supposed` is all that people say of the lines of those accounts."""

    supposed: Mapping[str, tuple[Dispute, ...]] = field(default_factory=dict)

    def _said(self) -> dict[str, Said]:
        found = super()._said()
        for account_id, disputes in self.supposed.items():
            found[account_id] = replace(found.get(account_id, NOTHING_SAID), disputes=disputes)
        return found


class Unsaid(Assessor):
    """An assessor for whom nobody has said anything of any line: what the book itself would say."""

    def _said(self) -> dict[str, Said]:
        return {own: replace(said, disputes=()) for own, said in super()._said().items()}
