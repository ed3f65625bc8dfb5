"""Days that lack their year, or stand in eight figures: what holds for every day and order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.sources.mapped.days import DayError, day_within, plain_moment

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@given(first=DAYS, after=st.integers(min_value=0, max_value=364))
def test_a_day_without_a_year_finds_it_in_any_period_below_a_year(first: date, after: int) -> None:
    day = first + timedelta(days=after)
    bounds = (first.isoformat(), (first + timedelta(days=364)).isoformat())

    assert day_within(f"{day:%d%m}", "dmy", *bounds) == day.isoformat()
    assert day_within(f"{day:%d%m}".lstrip("0"), "dmy", *bounds) == day.isoformat()
    assert day_within(f"{day:%d.%m.}", "dmy", *bounds) == day.isoformat()
    assert day_within(f"{day:%m%d}", "mdy", *bounds) == day.isoformat()


@given(day=DAYS)
def test_eight_figures_are_one_day_in_each_order(day: date) -> None:
    assert plain_moment(f"{day:%Y%m%d}", None) == day.isoformat()
    assert plain_moment(f"{day:%Y%m%d}", "dmy") == day.isoformat()
    assert plain_moment(f"{day:%d%m%Y}", "dmy") == day.isoformat()
    assert plain_moment(f"{day:%m%d%Y}", "mdy") == day.isoformat()


@pytest.mark.parametrize(
    ("text", "order", "first", "last"),
    [
        ("1501", "dmy", "2024-01-01", "2025-12-31"),  # two years have one
        ("1501", "dmy", "2024-02-01", "2024-12-31"),  # none has
        ("1501", None, "2024-01-01", "2024-12-31"),  # the order is not known
        ("1501", "dmy", "", ""),
        ("3213", "dmy", "2024-01-01", "2024-12-31"),
    ],
)
def test_not_enough_to_tell_the_year(text: str, order: str | None, first: str, last: str) -> None:
    with pytest.raises(DayError):
        day_within(text, "dmy" if order else None, first, last)
