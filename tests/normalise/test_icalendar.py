"""Calendar events: what a meeting is made of, and on which days a series falls."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.interactions import Attendee, Meeting
from goodwill.normalise.icalendar import normalise_calendar
from goodwill.sources.base import RawRecord, ReadError

TESTS = Path(__file__).parents[1]
RULES = tomllib.loads((TESTS / "cases/calendars/rules.toml").read_text("utf-8"))
DAY = date(2026, 6, 30)
BASE = "DTSTART:20260101T100000Z\nDTEND:20260101T110000Z\nSUMMARY:Review\n"


def meetings(
    *events: str, above: str = "", timezone: str = "UTC", path: str = "a.ics"
) -> list[Meeting | ReadError]:
    """The meetings of a calendar with these VEVENTs, all of one UID."""
    body = "".join(f"BEGIN:VEVENT\nUID:a\n{one.strip()}\nEND:VEVENT\n" for one in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{above}{body}END:VCALENDAR\n"
    return read(text.replace("\n", "\r\n").encode(), timezone=timezone, path=path)


def read(
    payload: bytes, *, timezone: str = "UTC", path: str = "a.ics"
) -> list[Meeting | ReadError]:
    record = RawRecord(
        connector="ics",
        payload_type="icalendar",
        path=path,
        locator="a",
        position=1,
        payload=payload,
    )
    return list(normalise_calendar(record, until=DAY, timezone=timezone))


def meeting(*events: str, above: str = "", timezone: str = "UTC") -> Meeting:
    (found,) = meetings(*events, above=above, timezone=timezone)
    assert isinstance(found, Meeting)
    return found


@pytest.mark.parametrize("case", RULES["case"], ids=lambda case: case["name"])
def test_a_series_falls_on_these_dates(case: dict[str, Any]) -> None:
    found = meetings(case["event"], timezone=case["zone"])

    starts = [
        f"{one.starts_at.astimezone(ZoneInfo(case['zone'])):%Y-%m-%d %H:%M}"
        for one in found
        if isinstance(one, Meeting)
    ]
    assert len(starts) == len(found) == case["count"]
    first, last = case.get("first", []), case.get("last", [])
    assert starts[: len(first)] == first
    assert starts[len(starts) - len(last) :] == last
    assert set(case.get("has", [])) <= set(starts)
    flags = {flag for one in found if isinstance(one, Meeting) for flag in one.flags}
    assert flags == set(case.get("flags", []))


def test_one_meeting_with_all_that_it_says() -> None:
    found = meeting(
        BASE + "LOCATION:Room  4\nDESCRIPTION:1. Terms\\n2. Lifts\n"
        'ORGANIZER;CN="Ann Lee":MAILTO:Ann@Ours.example\n'
        "ATTENDEE;CN=Bob;PARTSTAT=DECLINED:mailto:bob@acme.example\n"
    )

    assert found.ref == "a"
    assert found.starts_at == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 1, 1, 11, tzinfo=UTC)
    assert (found.title, found.place) == ("Review", "Room 4")
    assert found.description == "1. Terms\n2. Lifts"
    assert not found.all_day
    assert not found.is_cancelled
    assert found.flags == ()
    assert found.attendees == (
        Attendee(
            address="ann@ours.example", name="Ann Lee", response="accepted", is_organizer=True
        ),
        Attendee(address="bob@acme.example", name="Bob", response="declined", is_organizer=False),
    )


PEOPLE = {
    # what stands there: (lines, [(address, name, response)])
    "the organizer is an attendee too": (
        "ORGANIZER:mailto:ann@a.example\nATTENDEE;CN=Ann;PARTSTAT=TENTATIVE:mailto:ANN@a.example\n",
        [("ann@a.example", "Ann", "tentative")],
    ),
    "no answer yet": (
        "ATTENDEE:mailto:bob@a.example\n", [("bob@a.example", "", "needs-action")],
    ),
    "a room is nobody": (
        "ATTENDEE;CUTYPE=ROOM:mailto:room4@a.example\nATTENDEE:mailto:bob@a.example\n",
        [("bob@a.example", "", "needs-action")],
    ),
    "a name without an address": (
        "ATTENDEE;CN=Bob Day:invalid:nomail\n", [("", "Bob Day", "needs-action")],
    ),
    "an address only as a parameter": (
        "ATTENDEE;CN=Bob;EMAIL=Bob@a.example:urn:uuid:1\n",
        [("bob@a.example", "Bob", "needs-action")],
    ),
    "an address only as a name": (
        "ATTENDEE;CN=bob@a.example:/o=Ours/cn=BOB\n",
        [("bob@a.example", "bob@a.example", "needs-action")],
    ),
    "nobody at all": ("ATTENDEE:mailto:\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_the_people_of_a_meeting(lines: str, expected: list[tuple[str, str, str]]) -> None:
    found = meeting(BASE + lines).attendees

    assert [(one.address, one.name, one.response) for one in found] == expected


TIMES = {
    # what it is: (lines, zone, starts and ends, whole day, flags)
    "a whole day begins at the company's midnight": (
        "DTSTART;VALUE=DATE:20260701\n", "Europe/Amsterdam",
        "2026-06-30T22:00 2026-07-01T22:00", True, (),
    ),
    "two whole days": (
        "DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260703\n", "UTC",
        "2026-07-01T00:00 2026-07-03T00:00", True, (),
    ),
    "a length instead of an end": (
        "DTSTART:20260701T100000Z\nDURATION:PT90M\n", "UTC",
        "2026-07-01T10:00 2026-07-01T11:30", False, (),
    ),
    "no end": (
        "DTSTART:20260701T100000Z\n", "UTC", "2026-07-01T10:00 2026-07-01T10:00", False, (),
    ),
    "an end before the start": (
        "DTSTART:20260701T100000Z\nDTEND:20260701T090000Z\n", "UTC",
        "2026-07-01T10:00 2026-07-01T10:00", False, ("ends_before_start",),
    ),
    "an end that is none": (
        "DTSTART:20260701T100000Z\nDTEND:whenever\n", "UTC",
        "2026-07-01T10:00 2026-07-01T10:00", False, ("end_unread",),
    ),
    "no zone: the company's clock": (
        "DTSTART:20260701T100000\n", "Europe/Amsterdam",
        "2026-07-01T08:00 2026-07-01T08:00", False, ("zone_missing",),
    ),
    "a zone that nobody knows: the company's clock": (
        "DTSTART;TZID=Nowhere:20260701T100000\n", "Europe/Amsterdam",
        "2026-07-01T08:00 2026-07-01T08:00", False, ("zone_unknown",),
    ),
    "a zone with a vendor's prefix": (
        "DTSTART;TZID=/vendor.org/1/Europe/Berlin:20260701T100000\n", "UTC",
        "2026-07-01T08:00 2026-07-01T08:00", False, (),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "zone", "span", "all_day", "flags"), TIMES.values(), ids=TIMES)
def test_when_a_meeting_is(
    lines: str, zone: str, span: str, all_day: bool, flags: tuple[str, ...]
) -> None:
    found = meeting(lines, timezone=zone)

    assert f"{found.starts_at:%Y-%m-%dT%H:%M} {found.ends_at:%Y-%m-%dT%H:%M}" == span
    assert (found.all_day, found.flags) == (all_day, flags)


def zone(rule: str, name: str = "Ours") -> str:
    return (
        f"BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        f"TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\n{rule}END:STANDARD\nEND:VTIMEZONE\n"
    )


def test_a_zone_that_only_the_calendar_defines_is_used_and_forgotten() -> None:
    event = "DTSTART;TZID=Ours:20260701T100000\n"

    assert meeting(event, above=zone("")).starts_at.hour == 7
    assert meeting(event).starts_at.hour == 10


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY\n",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n",
        "RRULE:FREQ=YEARLY;INTERVAL=0\n",
        "RRULE:FREQ=YEARLY;BYMONTH=3\n" * 41,
    ],
    ids=["each second", "never", "no step", "too many"],
)
def test_a_zone_that_could_do_harm_is_not_believed(rule: str) -> None:
    found = meeting("DTSTART;TZID=Ours:20260701T100000\n", above=zone(rule))

    assert (found.starts_at.hour, found.flags) == (10, ("zone_unknown",))


def test_a_known_zone_is_not_redefined() -> None:
    event = "DTSTART;TZID=Europe/Berlin:20260701T100000\n"

    assert meeting(event, above=zone("", name="Europe/Berlin")).starts_at.hour == 8


def test_a_changed_and_a_cancelled_date_of_a_series_stand_in_for_the_planned_ones() -> None:
    series = BASE + "RRULE:FREQ=WEEKLY;COUNT=3\n"
    moved = "RECURRENCE-ID:20260108T100000Z\nDTSTART:20260109T140000Z\nSUMMARY:Moved\n"
    off = "RECURRENCE-ID:20260115T100000Z\nDTSTART:20260115T100000Z\nSTATUS:CANCELLED\n"

    found = [one for one in meetings(series, moved, off) if isinstance(one, Meeting)]

    assert [(one.ref, one.starts_at.day, one.title, one.is_cancelled) for one in found] == [
        ("a/20260101T100000Z", 1, "Review", False),
        ("a/20260108T100000Z", 9, "Moved", False),
        ("a/20260115T100000Z", 15, "", True),
    ]


def test_one_date_of_a_series_that_is_all_we_were_invited_to() -> None:
    alone = "RECURRENCE-ID:20260108T100000Z\nDTSTART:20260108T100000Z\n"

    assert meeting(alone).ref == "a/20260108T100000Z"


def test_of_several_versions_of_a_meeting_the_newest_holds() -> None:
    older, newer = BASE + "SEQUENCE:1\n", "DTSTART:20260102T100000Z\nSEQUENCE:2\n"

    assert meeting(newer, older).starts_at.day == 2
    assert meeting(older, newer).starts_at.day == 2
    assert meeting(BASE, older).fact_id == meeting(older).fact_id


@pytest.mark.parametrize(
    ("event", "above"),
    [("STATUS:CANCELLED\n", ""), ("", "METHOD:CANCEL\n")],
    ids=["the event", "the whole calendar"],
)
def test_a_cancelled_meeting_is_told_from_the_planned_one(event: str, above: str) -> None:
    cancelled = meeting(BASE + event, above=above)

    assert cancelled.is_cancelled
    assert cancelled.fact_id != meeting(BASE).fact_id
    assert cancelled.ref == meeting(BASE).ref


def test_the_same_meeting_in_two_calendars_is_one_fact() -> None:
    first, second = (meetings(BASE, path=path)[0] for path in ("ann.ics", "bob.ics"))

    assert isinstance(first, Meeting)
    assert isinstance(second, Meeting)
    assert first.fact_id == second.fact_id
    assert first.source.path != second.source.path


def test_a_meeting_without_a_uid_is_named_by_what_it_says() -> None:
    payload = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{BASE}END:VEVENT\nEND:VCALENDAR\n".encode()

    (first,), (again,) = read(payload), read(payload)

    assert isinstance(first, Meeting)
    assert first.ref.startswith("sha256:")
    assert first == again


BROKEN = {
    "no day": ("SUMMARY:x\n", "no day"),
    "a day that is none": ("DTSTART:tomorrow\n", "no day"),
    "a day before all zones": ("DTSTART;TZID=Asia/Tokyo:00010101T000000\n", "could not be read"),
    "too many dates": (BASE + "RDATE:20260101T100000Z\n" * 20_000, "single dates"),
    "too many lines": (BASE + "X-A:1\n" * 40_000, "lines"),
    "too large": (BASE + "DESCRIPTION:" + "x" * (9 << 20) + "\n", "more than"),
}


@pytest.mark.parametrize(("event", "reason"), BROKEN.values(), ids=BROKEN)
def test_an_event_that_is_none_is_told(event: str, reason: str) -> None:
    (error,) = meetings(event)

    assert isinstance(error, ReadError)
    assert reason in error.reason
    assert error.hint
    assert (error.path, error.locator) == ("a.ics", "a")


@pytest.mark.parametrize(("rules", "dates"), [(5, 3), (6, 1)])
def test_more_rules_than_a_series_has_are_refused_together(rules: int, dates: int) -> None:
    event = BASE + "".join(f"RRULE:FREQ=DAILY;COUNT=3;INTERVAL={n}\n" for n in [1] * rules)

    assert len(meetings(event)) == dates


@pytest.mark.parametrize(
    ("end", "flags"),
    [
        ("DTEND:20260701T110000Z", ()),
        ("DTEND:20270702T100000Z", ()),  # 366 days, and no more
        ("DTEND:20270702T100001Z", ("end_unread",)),
        ("DTEND:99991231T100000Z", ("end_unread",)),
        ("DURATION:P9999999D", ("end_unread",)),
        ("DTEND:20260701T095959Z", ("ends_before_start",)),
        ("DTEND:10040515T094000Z", ("ends_before_start",)),
    ],
)
def test_a_series_that_ends_in_another_century_asks_for_no_centuries_of_dates(
    end: str, flags: tuple[str, ...]
) -> None:
    event = f"DTSTART:20260701T100000Z\n{end}\nRRULE:FREQ=WEEKLY;COUNT=4\n"

    found = [one for one in meetings(event) if isinstance(one, Meeting)]

    days = [f"2026-07-{day:02}" for day in (1, 8, 15, 22)]
    assert [f"{one.starts_at:%Y-%m-%d}" for one in found] == days
    assert {one.flags for one in found} == {flags}


def test_more_versions_of_one_event_than_anybody_makes_are_refused() -> None:
    (error,) = meetings(*[BASE] * 2_001)

    assert isinstance(error, ReadError)
    assert "2001 events" in error.reason


def test_an_event_that_is_broken_costs_the_others_nothing() -> None:
    error, found = meetings("DTSTART:tomorrow\n", BASE)

    assert isinstance(error, ReadError)
    assert error.value == "tomorrow"
    assert isinstance(found, Meeting)


@pytest.mark.parametrize(
    "path", sorted((TESTS / "oddities/ics").glob("*.ics")), ids=lambda p: p.stem
)
def test_calendars_as_programs_write_them_give_meetings_or_say_why_not(path: Path) -> None:
    # Several calendars may stand in one file: the reader parts them, so only the first is here.
    first = path.read_bytes().partition(b"END:VCALENDAR")[0] + b"END:VCALENDAR\r\n"

    found = read(first)

    assert found
    assert all(isinstance(one, Meeting) or one.reason for one in found)


@given(st.binary(max_size=120), st.integers(min_value=0, max_value=200))
def test_no_bytes_in_an_event_are_too_much(data: bytes, at: int) -> None:
    whole = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{BASE}END:VEVENT\nEND:VCALENDAR\n".encode()

    for one in read(whole[:at] + data + whole[at:]):
        assert isinstance(one, Meeting | ReadError)
