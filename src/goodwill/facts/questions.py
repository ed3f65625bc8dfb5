"""A question to the people of a book: what is asked of whom, and what its answers would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Answering", "Question", "Sort"]

Sort = Literal["deal", "part", "pattern", "risk", "kind", "second_view"]
"""The first two are facts; the others ask for a judgement."""

FACTS: frozenset[Sort] = frozenset({"deal", "part"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """One answer, by the value that the line would have, and what would be so then.

    `kind` and `play` are those of the statement with that answer; `chance` is how likely it is.
    """

    value: str
    chance: float
    kind: str | None
    play: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something about one account that somebody may know.

    `line` and `about` are what an answer is given to (`goodwill dispute`), `standing` how the
    statement has it now, "" where it does not say; `name` and `on` tell
    people what is meant: a deal and its day, a person and their title. `not_by` is who is not
    asked, having said so already. `stake` is what the account brings in 12 months, in `currency`;
    `worth` is the chance that the answer changes a decision, times that.
    """

    account: str
    account_name: str
    owner: str | None
    sort: Sort
    line: str
    about: str | None
    standing: str
    name: str
    on: str | None
    answers: tuple[Answering, ...]
    kind: str | None
    play: str | None
    stake: float | None
    currency: str
    worth: float
    not_by: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether it asks what happened, and not what somebody thinks of it."""
        return self.sort in FACTS
