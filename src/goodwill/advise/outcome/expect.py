"""What a play should move, registered before anybody can know what came of it.

The first move of a play is the one it is judged by; the others are looked at beside it. What came
of it is asked in `compare`, from the same months of the same signals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Literal

from goodwill.catalogue.schema import Move, Play
from goodwill.facts.series import Series, months_ended

__all__ = ["Draw", "Expected", "ExpectedMove", "as_document", "expected", "expected_from"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedMove:
    """One signal as it stood, and what is expected of it.

    `level` is the mean of the `months` complete months before, None where the signal had no
    exposure in them. `change` is what the play should bring, in the signal's `unit`, and
    `counts_from` the change from which on it counts as moved, both signed; they are None without a
    level, and 0 where it is reached already. By the day `by` it should show.
    """

    signal: str
    unit: str
    goes: Literal["up", "down"]
    level: float | None
    months: int
    change: float | None
    counts_from: float | None
    by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A lot among plays that were worth about the same: which of them it put first."""

    first: str
    among: tuple[str, ...]

    @property
    def chance(self) -> float:
        """The chance that each of them had of being put first."""
        return 1 / len(self.among)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What was registered on the day a play was accepted; without `moves` nothing measures it.

    `draw` is the lot by which the plan of that day began, where the play was in it.
    """

    play: str
    on: date
    moves: tuple[ExpectedMove, ...]
    draw: Draw | None = None


def expected(
    play: Play,
    series: Mapping[str, Series],
    as_of: date,
    *,
    level_months: int,
    counts: float,
    draw: Draw | None = None,
) -> Expected:
    """What a play accepted on `as_of` should move in an account with these series.

    The level is that of `level_months` months; `counts` is the share of the expected change from
    which on it counts as moved (both stand in the catalogue, `learning/did_it_move`).
    """
    moves = play.moves_in_force(as_of)
    made = (_move(one, series.get(one.signal), as_of, level_months, counts) for one in moves)
    return Expected(play=play.id, on=as_of, moves=tuple(made), draw=draw)


def _move(
    move: Move, series: Series | None, as_of: date, level_months: int, counts: float
) -> ExpectedMove:
    last = months_ended(as_of)
    held = series.within(last - level_months + 1, last) if series else ()
    level = series.level(last - level_months + 1, last) if series else None
    change = None if level is None else move.expected(level) - level
    return ExpectedMove(
        signal=move.signal,
        unit=series.unit if series else "",
        goes=move.goes,
        level=level,
        months=len(held),
        change=change,
        counts_from=None if change is None else change * counts,
        by=as_of + timedelta(days=move.within_days),
    )


def as_document(found: Expected) -> dict[str, Any]:
    """What is stored with the acceptance: plain JSON."""
    moves = [{**asdict(move), "by": move.by.isoformat()} for move in found.moves]
    drawn = {"draw": asdict(found.draw)} if found.draw else {}
    return {"play": found.play, "on": found.on.isoformat(), "moves": moves, **drawn}


def expected_from(document: Mapping[str, Any]) -> Expected:
    """What was stored; raises KeyError, TypeError or ValueError where it is something else."""
    moves = (
        ExpectedMove(**{**move, "by": date.fromisoformat(move["by"])}) for move in document["moves"]
    )
    on, drawn = date.fromisoformat(document["on"]), document.get("draw")
    draw = Draw(first=drawn["first"], among=tuple(drawn["among"])) if drawn else None
    return Expected(play=document["play"], on=on, moves=tuple(moves), draw=draw)
