"""The strip above a page of the past: which month is known, which came later, where they lead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.web.conftest import DAY, Ask

from goodwill.serve.web.by_day import Entry
from goodwill.serve.web.day_strip import MONTHS, day_strip, learned, neighbours

DAYS = st.dates(date(2020, 1, 1), date(2026, 6, 30))


def test_months_up_to_the_day_are_known_and_the_others_come_later() -> None:
    strip = day_strip(["2026-03-02", "2026-03-09", "2026-05-01"], date(2026, 4, 15), DAY)

    assert strip is not None
    assert [(one.label, one.is_later, one.ends_on.day) for one in strip.months] == [
        ("Mar", False, 31),
        ("Apr", False, 30),
        ("May", True, 31),
        ("Jun", True, 30),
    ]
    assert strip.months[0].height > strip.months[2].height > strip.months[1].height == 0
    assert strip.at == pytest.approx((1 + 15 / 30) * 25)


@pytest.mark.parametrize("days", [[], ["2026-07-01"]], ids=["nothing", "only after the newest"])
def test_without_anything_there_is_no_strip(days: list[str]) -> None:
    assert day_strip(days, date(2026, 4, 15), DAY) is None


@given(st.lists(DAYS, min_size=1), DAYS)
def test_a_strip_ends_with_the_newest_month_and_stays_inside(days: list[date], day: date) -> None:
    strip = day_strip([one.isoformat() for one in days], day, DAY)

    assert strip is not None
    assert len(strip.months) <= MONTHS
    assert strip.months[-1].ends_on == DAY
    assert 0 <= strip.at <= 100.0001
    assert all(one.ends_on <= DAY and one.x + one.width <= 100 for one in strip.months)


def test_what_was_learned_later_is_told_with_how_long_after() -> None:
    entries = [
        Entry(day="2026-05-01", time="", source="verdict", title="First sign", line="kind"),
        Entry(day="2026-04-16", time="", source="verdict", title="Earned", line="stage"),
        Entry(day="2026-04-15", time="", source="verdict", title="Known", line="stage"),
        Entry(day="2026-05-02", time="", source="message", title="A mail"),
    ]
    found = learned(entries, date(2026, 4, 15))

    assert [(one.entry.title, one.after) for one in found] == [
        ("Earned", "1 day"),
        ("First sign", "16 days"),
    ]


@given(DAYS)
def test_the_days_around_are_days_that_can_be_asked_for(day: date) -> None:
    found = dict(neighbours(day, DAY))

    assert found["The day before"] == day - timedelta(days=1)
    assert found["The month before"].month != day.month
    assert all(one <= DAY for one in found.values())
    if "The month after" in found:
        after = found["The month after"]
        assert (after + timedelta(days=1)).day == 1
        assert (after.year - day.year) * 12 + after.month - day.month == 1


def test_a_page_of_the_past_has_its_strip_and_todays_has_none(ask: Ask) -> None:
    past = ask("/accounts/acre?as_of=2026-06-05").text

    assert 'class="pic daystrip"' in past
    assert 'href="/accounts/acre?as_of=2026-05-31"' in past
    assert 'href="/accounts/acre?as_of=2026-06-06"' in past
    assert "daystrip" not in ask("/accounts/acre").text
