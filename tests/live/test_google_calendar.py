"""Google's calendars, against a server that speaks their documented pages, tokens and errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.live.made import NOW, make_book
from tests.live.providers import Provider
from tests.live.vendors.gmail import error
from tests.live.vendors.google_calendar import GoogleCalendar
from tests.live.weather import GENERAL, Connected, Weather, connected

from goodwill.live.wire.paces import Limit
from goodwill.pipeline import import_paths
from goodwill.store.database import Store

QUOTA = [Limit(600, 60.0)]
KIM = {"email": "kim@acre.example", "responseStatus": "accepted", "displayName": "Kim"}
ADA = {"email": "ada@ours.example", "responseStatus": "accepted", "organizer": True}


def made(vendor: GoogleCalendar, share: float = 0.0) -> Weather:
    ways = {**GENERAL, "403": lambda _: error(403, "rateLimitExceeded")}
    return Weather(vendor, Provider(), lambda _: 1, QUOTA, ways=list(ways.items()), share=share)


def at(day: str, hour: int, zone: str = "Europe/Berlin") -> dict[str, str]:
    return {"dateTime": f"{day}T{hour:02d}:00:00+02:00", "timeZone": zone}


def review(number: int, **more: Any) -> dict[str, Any]:
    day = f"2026-06-{1 + number % 28:02d}"
    usual = {
        "summary": f"Review {number}",
        "start": at(day, 10),
        "end": at(day, 11),
        "organizer": {"email": "ada@ours.example"},
        "attendees": [ADA, KIM],
    }
    return {**usual, **more}


def weekly(vendor: GoogleCalendar) -> None:
    """Six Tuesdays over the end of summer time: one is called off, another moved by an hour."""
    vendor.put(
        "series",
        **review(0, summary="Weekly", start=at("2026-10-06", 10), end=at("2026-10-06", 11)),
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"],
    )
    vendor.put(
        "series_20261013T080000Z",
        status="cancelled",
        recurringEventId="series",
        originalStartTime=at("2026-10-13", 10),
    )
    vendor.put(
        "series_20261020T080000Z",
        **review(0, summary="Weekly", start=at("2026-10-20", 11), end=at("2026-10-20", 12)),
        recurringEventId="series",
        originalStartTime=at("2026-10-20", 10),
    )


SAME = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:series@google.com
DTSTAMP:20260501T090000Z
SUMMARY:Weekly
DTSTART;TZID=Europe/Berlin:20261006T100000
DTEND;TZID=Europe/Berlin:20261006T110000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Berlin:20261013T100000
ORGANIZER:mailto:ada@ours.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@ours.example
ATTENDEE;PARTSTAT=ACCEPTED;CN=Kim:mailto:kim@acre.example
END:VEVENT
BEGIN:VEVENT
UID:series@google.com
DTSTAMP:20260501T090000Z
SUMMARY:Weekly
RECURRENCE-ID;TZID=Europe/Berlin:20261020T100000
DTSTART;TZID=Europe/Berlin:20261020T110000
DTEND;TZID=Europe/Berlin:20261020T120000
ORGANIZER:mailto:ada@ours.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@ours.example
ATTENDEE;PARTSTAT=ACCEPTED;CN=Kim:mailto:kim@acre.example
END:VEVENT
END:VCALENDAR
"""


def meetings(store: Store) -> list[tuple[Any, ...]]:
    return store.rows(
        "select m.fact_id, m.title, m.starts_at, count(a.meeting_id) from meeting m"
        " left join attendee a on a.meeting_id = m.id where not m.is_cancelled"
        " group by 1, 2, 3 order by 3, 1"
    )


def titles(book: Connected) -> list[str]:
    return sorted(title for _, title, *_ in meetings(book.store))


def test_events_come_in_once_and_changes_follow(tmp_path: Path) -> None:
    vendor = GoogleCalendar(page=3)
    for number in range(8):
        vendor.put(f"e{number}", **review(number))
    with connected(tmp_path, "google-calendar", made(vendor)) as book:
        first, again = book.sync(), book.sync()
        quiet = book.calls()
        vendor.put("e20", **review(20))
        vendor.cancel("e1")
        third = book.sync()

        assert (first.total.imported, again.total.seen, third.total.imported) == (8, 0, 1)
        assert quiet == 2
        assert len(titles(book)) == 9


def test_a_series_is_the_same_as_from_a_file(tmp_path: Path) -> None:
    vendor = GoogleCalendar()
    weekly(vendor)
    (tmp_path / "file").mkdir()
    (tmp_path / "calendar.ics").write_text(SAME.replace("\n", "\r\n"))
    file = make_book(tmp_path / "file")
    import_paths(file, [tmp_path / "calendar.ics"], imported_at=NOW)
    with connected(tmp_path, "google-calendar", made(vendor)) as book:
        book.sync()

        assert meetings(book.store) == meetings(file)
        assert len(titles(book)) == 3


def test_a_changed_date_comes_with_its_series(tmp_path: Path) -> None:
    vendor = GoogleCalendar()
    weekly(vendor)
    with connected(tmp_path, "google-calendar", made(vendor)) as book:
        book.sync()
        vendor.put(
            "series_20261027T090000Z",
            **review(0, summary="Last", start=at("2026-10-27", 14), end=at("2026-10-27", 15)),
            recurringEventId="series",
            originalStartTime=at("2026-10-27", 10),
        )
        book.sync()

        assert "Last" in titles(book)


def test_a_token_that_holds_no_more_is_a_reading_of_all(tmp_path: Path) -> None:
    vendor = GoogleCalendar()
    vendor.put("e1", **review(1))
    with connected(tmp_path, "google-calendar", made(vendor)) as book:
        book.sync()
        vendor.forget()
        vendor.put("e2", **review(2))
        book.sync()

        assert titles(book) == ["Review 1", "Review 2"]
        assert book.calls() == 2


def test_only_chosen_calendars_are_read_and_their_own_where_none_is(tmp_path: Path) -> None:
    vendor = GoogleCalendar()
    vendor.names["team@ours.example"] = "Team"
    vendor.events["team@ours.example"] = {}
    vendor.put("e1", **review(1))
    vendor.put("t1", calendar="team@ours.example", **review(2))
    found = {}
    for folders in ((), ("Team",)):
        place = tmp_path / str(len(folders))
        place.mkdir()
        with connected(place, "google-calendar", made(vendor), folders=folders) as book:
            book.sync()
            found[folders] = titles(book)

    assert found == {(): ["Review 1"], ("Team",): ["Review 2"]}


ODD: dict[str, dict[str, Any]] = {
    "no time at all": {"start": {}},
    "a time that is none": {"start": {"dateTime": "tomorrow"}},
    "a day that is none": {"start": {"date": "2026-02-30"}, "end": {"date": "2026-03-01"}},
    "guests that are none": {"attendees": ["kim"]},
}


@pytest.mark.parametrize("event", ODD.values(), ids=ODD)
def test_an_event_that_cannot_be_read_costs_the_others_nothing(
    tmp_path: Path, event: dict[str, Any]
) -> None:
    vendor = GoogleCalendar()
    vendor.put("e1", **review(1))
    vendor.put("e2", **{**review(2), **event})
    with connected(tmp_path, "google-calendar", made(vendor)) as book:
        came = book.sync()

        assert came.total.unreadable == 1
        assert titles(book) == ["Review 1"]


def test_words_that_would_be_lines_of_their_own_stay_words(tmp_path: Path) -> None:
    vendor = GoogleCalendar()
    vendor.put(
        "e1",
        **review(1, summary="Review\r\nSTATUS:CANCELLED"),
        recurrence=["RRULE:FREQ=DAILY;COUNT=1\r\nSTATUS:CANCELLED"],
    )
    with connected(tmp_path, "google-calendar", made(vendor)) as book:
        book.sync()

        assert len(titles(book)) == 1


def test_three_calls_in_ten_fail_and_nothing_is_lost_doubled_or_wasted(tmp_path: Path) -> None:
    found, calls = [], []
    for share in (0.0, 0.3):
        vendor = GoogleCalendar(page=2)
        for number in range(150):
            vendor.put(f"e{number}", **review(number))
        place = tmp_path / str(share)
        place.mkdir()
        weather = made(vendor, share)
        with connected(place, "google-calendar", weather) as book:
            book.sync()
            weekly(vendor)
            book.sync()
            found.append(meetings(book.store))
            calls.append(len(weather.asked))
            assert weather.broken == []

    assert found[0] == found[1]
    assert calls[1] <= 1.3 * calls[0]
