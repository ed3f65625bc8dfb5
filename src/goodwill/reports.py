"""What a book answers besides statements: progress, and reports of what was done or is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from goodwill.facts.statement import Evidence

__all__ = [
    "AssessReport",
    "DoctorReport",
    "LineEvidence",
    "OnProgress",
    "Problem",
    "Progress",
    "say_nothing",
    "teller",
]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessReport:
    """What drawing up the statements did: how many there are, how many were drawn anew."""

    accounts: int
    drawn: int
    as_of: date
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEvidence:
    """One line of a statement with everything that it stands on, for and against."""

    account: str
    as_of: str
    name: str
    line: Mapping[str, object]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong or missing in a book: what, where, and what to do next."""

    what: str
    where: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorReport:
    """The state of a book (contract, section 4, "doctor")."""

    facts: Mapping[str, int]
    sources: tuple[Mapping[str, object], ...]
    columns: Mapping[str, object]
    engine: Mapping[str, object]
    problems: tuple[Problem, ...]
