"""How far a long work has come, told to whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["OnProgress", "Progress", "say_nothing", "teller"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a long work has come; `total` None: not known."""

    what: str
    done: int
    total: int | None = None


OnProgress = Callable[[Progress], None]


def say_nothing(_: Progress) -> None:
    """Nobody listens."""


def teller(told: OnProgress) -> Callable[[str], None]:
    """Tells a sentence as progress."""
    return lambda sentence: told(Progress(what=sentence, done=0))
