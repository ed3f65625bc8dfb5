"""What a way of dealing is: what it changes when it begins, and what each month brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goodwill.lab.simulate.life import Life

__all__ = ["Way", "nothing"]


def nothing(life: Life) -> None:
    """Nothing happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A pattern's id, who does it to whom, and what is done."""

    pattern: str
    direction: str | None = None
    begin: Callable[[Life], None] = nothing
    month: Callable[[Life], None] = nothing
    end: Callable[[Life], None] = nothing
