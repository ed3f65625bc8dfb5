"""The integer program: which plays are taken up in which week, so that they are worth most.

One variable for each play and week. An account gets one play; what is taken up from a week on has
to fit into the hours that are left from that week on; an owner takes up only so many a week; the
largest accounts get only so much of all hours; nobody high up at a client is asked too often.
HiGHS solves it, with one thread, so that the same plays give the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy

from goodwill.facts.attention import Candidate

__all__ = ["Chosen", "Room", "choose"]

GAP = 0.001
"""How far from the best plan the solver may stop, as a share of its worth."""
WEEKS_A_YEAR = 52
"""A worth is that of 12 months: a play that waits a week loses one week of it."""

Chosen = tuple[Candidate, int]
"""A play, and the number of the week in which it is taken up, from 0."""


@dataclass(slots=True, kw_only=True)
class Room:
    """What is left to give away: it shrinks as plays are chosen.

    `hours[owner][w]` is what all that is taken up from week `w` on may take, `begun[owner][w]` how
    many may be taken up in week `w`, `large` the hours left for the largest accounts (None: as
    many as there are), `asks` how often each executive may still be asked.
    """

    weeks: int
    hours: dict[str, list[float]]
    begun: dict[str, list[int]]
    large: float | None
    asks: dict[str, int]
    accounts: set[str] = field(default_factory=set)

    def take(self, one: Candidate, week: int) -> None:
        """Give a play its place."""
        self.accounts.add(one.account_id)
        self.begun[one.owner][week] -= 1
        for before in range(week + 1):
            self.hours[one.owner][before] -= one.hours
        if one.is_large and self.large is not None:
            self.large -= one.hours
        if one.executive:
            self.asks[one.executive] -= 1


def choose(candidates: Sequence[Candidate], gains: Sequence[float], room: Room) -> list[Chosen]:
    """The plays that fit into `room` and gain most together, each with its week.

    `gains` are what each play is worth if it is taken up at once. Accounts of `room` are left out.
    """
    columns = [
        (one, week, gain * (WEEKS_A_YEAR - week) / WEEKS_A_YEAR)
        for one, gain in _undominated(candidates, gains)
        for week in range(room.weeks)
        if one.account_id not in room.accounts and one.hours <= room.hours[one.owner][week]
    ]
    if not columns:
        return []
    values = _solved(columns, room)
    return [
        (one, week)
        for (one, week, _), value in zip(columns, values, strict=True)
        if value > 0.5  # noqa: PLR2004 - a whole number, as a solver writes it
    ]


def _undominated(
    candidates: Sequence[Candidate], gains: Sequence[float]
) -> list[tuple[Candidate, float]]:
    """Plays that gain something, and more than any that their account could have for less."""
    kept: dict[str, list[tuple[Candidate, float]]] = {}
    pairs = zip(candidates, gains, strict=True)
    for one, gain in sorted(pairs, key=lambda pair: (-pair[1], pair[0].hours, pair[0].play)):
        others = kept.setdefault(one.account_id, [])
        is_better = all(
            one.hours < other.hours or (bool(other.executive) and not one.executive)
            for other, _ in others
        )
        if gain > 0 and is_better:
            others.append((one, gain))
    return [pair for account_id in sorted(kept) for pair in kept[account_id]]


class _Rows:
    """Rows of the program, each known by a name, with the columns that count in it."""

    def __init__(self) -> None:
        self.limits: list[float] = []
        self.numbers: dict[tuple[object, ...], int] = {}

    def of(self, limit: float, *name: object) -> int:
        """The number of a row; made when first named."""
        if name not in self.numbers:
            self.numbers[name] = len(self.limits)
            self.limits.append(max(0.0, limit))
        return self.numbers[name]


def _entries(one: Candidate, week: int, room: Room, rows: _Rows) -> list[tuple[int, float]]:
    """In which rows a play that is taken up in a week counts, and how much."""
    owner = one.owner
    found = [
        (rows.of(1, "account", one.account_id), 1.0),
        (rows.of(room.begun[owner][week], "begun", owner, week), 1.0),
    ]
    found += [
        (rows.of(room.hours[owner][before], "hours", owner, before), one.hours)
        for before in range(week + 1)
    ]
    if one.is_large and room.large is not None:
        found.append((rows.of(room.large, "large"), one.hours))
    if one.executive:
        found.append((rows.of(room.asks[one.executive], "asked", one.executive), 1.0))
    return sorted(found)


def _solved(columns: Sequence[tuple[Candidate, int, float]], room: Room) -> Sequence[float]:
    """Each column's value in the best plan."""
    rows = _Rows()
    entries = [_entries(one, week, room, rows) for one, week, _ in columns]
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(columns), len(rows.limits)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = [gain for *_, gain in columns]
    program.col_lower_, program.col_upper_ = [0.0] * len(columns), [1.0] * len(columns)
    program.row_lower_, program.row_upper_ = [-highspy.kHighsInf] * len(rows.limits), rows.limits
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    starts = [0]
    for found in entries:
        starts.append(starts[-1] + len(found))
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.num_col_, matrix.num_row_ = program.num_col_, program.num_row_
    matrix.start_ = starts
    matrix.index_ = [row for found in entries for row, _ in found]
    matrix.value_ = [value for found in entries for _, value in found]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", GAP)):
        solver.setOptionValue(option, value)
    solver.passModel(program)
    solver.run()
    return list(solver.getSolution().col_value)
