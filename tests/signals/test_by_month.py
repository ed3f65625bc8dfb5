"""Months that share no rows: what a change is looked for in."""

from __future__ import annotations

from datetime import date

from goodwill.facts.beliefs import Beliefs
from goodwill.facts.series import month_number
from goodwill.facts.values import Measured, SignalRow
from goodwill.signals.by_month import series_by_month

NOTHING = Beliefs.of((), {})


def row(signal: str, on: date, value: float, weight: float = 1.0, whom: str = "a") -> SignalRow:
    return SignalRow(
        signal, "acme", "message", f"{on}{whom}{value}", on, value, weight, "us", whom, None
    )


def measured(as_of: date, *rows: SignalRow) -> Measured:
    by_signal: dict[str, list[SignalRow]] = {}
    for one in rows:
        by_signal.setdefault(one.signal, []).append(one)
    return Measured(
        account_id="acme",
        as_of=as_of,
        year={},
        quarter={},
        now={},
        months=(),
        dyads={},
        rows=by_signal,
        believed=NOTHING,
        trend=NOTHING,
        between=NOTHING,
    )


JANUARY = month_number(date(2026, 1, 1))


def test_each_month_is_reduced_by_itself() -> None:
    found = measured(
        date(2026, 3, 31),
        row("personal_share", date(2026, 1, 5), 1.0),
        row("personal_share", date(2026, 1, 9), 0.0),
        row("personal_share", date(2026, 3, 2), 1.0),
    )

    series = series_by_month(found, {"personal_share"})["personal_share"]

    assert series.points == ((JANUARY, 0.5, 2.0), (JANUARY + 2, 1.0, 1.0))
    assert series.unit == "share"


def test_a_month_that_has_not_ended_is_left_out() -> None:
    rows = [row("personal_share", date(2026, month, 5), 1.0) for month in (1, 2)]

    before, after = (
        series_by_month(measured(day, *rows), {"personal_share"})["personal_share"]
        for day in (date(2026, 2, 27), date(2026, 2, 28))
    )

    assert [point.month for point in before.points] == [JANUARY]
    assert [point.month for point in after.points] == [JANUARY, JANUARY + 1]


def test_people_are_counted_as_the_signal_counts_them() -> None:
    rows = [row("breadth", date(2026, 1, day), 1.0, whom=who) for day in (4, 8) for who in "ab"]

    series = series_by_month(measured(date(2026, 1, 31), *rows), {"breadth"})["breadth"]

    assert series.points[0].value == 2.0


def test_a_signal_that_nothing_speaks_of_has_no_series() -> None:
    assert series_by_month(measured(date(2026, 1, 31)), {"breadth"}) == {}
