"""Calendar files: one record for each UID, with the zones it needs."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.sources.base import Item, RawRecord, ReadError, SourceFile
from goodwill.sources.ics import CONNECTOR

ODDITIES = Path(__file__).parents[1] / "oddities" / "ics"


def event(uid: str, more: str = "") -> str:
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20260101T100000Z\r\n{more}END:VEVENT\r\n"


def calendar(*parts: str) -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(parts)}END:VCALENDAR\r\n"


def items(text: str | bytes, position: int = 0) -> list[Item]:
    data = text.encode() if isinstance(text, str) else text
    file = SourceFile(
        path="a.ics",
        connector="ics",
        size=len(data),
        modified_ns=0,
        open=lambda: io.BufferedReader(io.BytesIO(data)),
    )
    return list(CONNECTOR.read(file, position))


def texts(found: list[Item]) -> list[str]:
    payloads = [one.payload for one in found if isinstance(one, RawRecord)]
    return [one.decode() for one in payloads if isinstance(one, bytes)]


ZONE = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"


def test_the_events_of_one_uid_stand_together_with_the_zones_of_their_calendar() -> None:
    changed = event("a", "RECURRENCE-ID:20260108T100000Z\r\n")

    first, second = texts(items(calendar(ZONE, event("a"), event("b"), changed)))

    assert first.count("BEGIN:VEVENT") == 2
    assert second.count("BEGIN:VEVENT") == 1
    assert all("TZID:Ours" in one and "VERSION:2.0" in one for one in (first, second))


def test_two_calendars_in_one_file_do_not_mix() -> None:
    found = texts(items(calendar(ZONE, event("a")) + calendar(event("a"))))

    assert ["TZID:Ours" in one for one in found] == [True, False]


def test_events_without_a_uid_stand_alone() -> None:
    nameless = event("a").replace("UID:a\r\n", "")

    assert len(items(calendar(nameless, nameless))) == 2


def test_a_folded_uid_is_one_name() -> None:
    (record,) = items(calendar(event("a-long\r\n -name"), event("a-long-name")))

    assert record.locator == "a-long-name"


def test_a_uid_inside_an_alarm_is_not_the_events() -> None:
    alarm = "BEGIN:VALARM\r\nUID:x\r\nEND:VALARM\r\n"

    assert [one.locator for one in items(calendar(event("a", alarm)))] == ["a"]


def test_an_event_that_is_cut_off_is_told_and_the_others_arrive() -> None:
    whole = calendar(event("a"), event("b"))

    record, error = items(whole[: whole.rindex("END:VEVENT")])

    assert isinstance(record, RawRecord)
    assert record.locator == "a"
    assert isinstance(error, ReadError)
    assert "cut off" in error.reason
    assert error.value == "b"


def test_an_event_that_was_never_ended_does_not_swallow_the_next() -> None:
    broken = event("a").replace("END:VEVENT\r\n", "")

    error, record = items(calendar(broken, event("b")))

    assert isinstance(error, ReadError)
    assert record.locator == "b"


def test_reading_goes_on_behind_a_record_and_misses_no_later_change() -> None:
    data = calendar(event("a"), event("b"), event("a", "RECURRENCE-ID:20260108T100000Z\r\n"))
    first, second = items(data)

    assert [one.locator for one in items(data, second.position)] == ["a"]
    assert [one.locator for one in items(data, first.position)] == ["a", "b"]


def test_a_file_named_as_a_calendar_that_is_none_is_told() -> None:
    (error,) = items("Not found\n")

    assert isinstance(error, ReadError)
    assert "no BEGIN:VCALENDAR" in error.reason


def test_a_calendar_without_events_gives_nothing() -> None:
    assert items(calendar("BEGIN:VTODO\r\nUID:a\r\nEND:VTODO\r\n")) == []


RECOGNISED = {
    "by its first line": ("x", b"BEGIN:VCALENDAR\r\n", True),
    "in small letters, a mark before": ("x", b"\xef\xbb\xbf\nbegin:vcalendar\n", True),
    "by its name": ("a.ICS", b"", True),
    "a card": ("x", b"BEGIN:VCARD\r\n", False),
}


@pytest.mark.parametrize(("name", "head", "expected"), RECOGNISED.values(), ids=RECOGNISED)
def test_a_calendar_is_recognised(name: str, head: bytes, expected: bool) -> None:
    assert CONNECTOR.recognises(name, head) is expected


@pytest.mark.parametrize("path", sorted(ODDITIES.glob("*.ics")), ids=lambda one: one.stem)
def test_calendars_as_programs_write_them_lose_no_event(path: Path) -> None:
    data = path.read_bytes()

    found = texts(items(data))

    assert sum(one.count("BEGIN:VEVENT") for one in found) == data.count(b"BEGIN:VEVENT")


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=120))
def test_no_bytes_in_a_calendar_are_too_much(data: bytes, at: int) -> None:
    whole = calendar(event("a"), event("b")).encode()

    for item in items(whole[:at] + data + whole[at:]):
        assert item.position >= 0
