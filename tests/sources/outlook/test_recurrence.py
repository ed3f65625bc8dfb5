"""When a meeting comes again: what Outlook writes down, as rules that every calendar knows."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

import pytest
from tests.sources.outlook.msg_writer import msg_of
from tests.sources.outlook.store_writer import Made, filetime, number, text

from goodwill.outlook.read_item import read_item
from goodwill.outlook.recurrence import recurrence_of

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
APPOINTMENT = bytes.fromhex("0220060000000000c000000000000046")
DAY, WEEK, MONTH, YEAR = 0x200A, 0x200B, 0x200C, 0x200D
UNTIL, COUNT, NEVER = 0x2021, 0x2022, 0x2023


def minutes(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds()) // 60


def day(year: int, month: int, day_: int, hour: int = 0) -> datetime:
    return datetime(year, month, day_, hour, tzinfo=UTC)


def pattern(
    frequency: int,
    kind: int,
    period: int,
    specific: tuple[int, ...] = (),
    *,
    end: tuple[int, int] = (NEVER, 10),
    cancelled: tuple[datetime, ...] = (),
    moved: tuple[tuple[datetime, datetime, datetime], ...] = (),
) -> bytes:
    """The property, for a meeting at ten from 2026-03-02 on."""
    first, last = minutes(day(2026, 3, 2)), minutes(day(2026, 12, 31))
    gone = sorted([*cancelled, *(was.replace(hour=0) for _, _, was in moved)])
    data = struct.pack("<HHHHHIII", 0x3004, 0x3004, frequency, kind, 0, 0, period, 0)
    data += struct.pack(f"<{len(specific)}I", *specific)
    data += struct.pack("<III", end[0], end[1], 0)
    data += struct.pack(f"<I{len(gone)}I", len(gone), *map(minutes, gone))
    starts = [minutes(begins.replace(hour=0)) for begins, _, _ in moved]
    data += struct.pack(f"<I{len(starts)}I", len(starts), *starts)
    data += struct.pack("<IIIIII", first, last, 0x3006, 0x3008, 600, 660)
    data += struct.pack("<H", len(moved))
    for begins, ends, was in moved:
        data += struct.pack("<IIIH", minutes(begins), minutes(ends), minutes(was), 0x11)
        data += struct.pack("<HH", 5, 4) + b"new!" + struct.pack("<HH", 5, 4) + b"room"
    return data


RULES = {
    "every second day": (pattern(DAY, 0, 2880), {"FREQ": "DAILY", "INTERVAL": 2}),
    "every Monday and Friday, ten times": (
        pattern(WEEK, 1, 1, (0b100010,), end=(COUNT, 10)),
        {"FREQ": "WEEKLY", "INTERVAL": 1, "BYDAY": ["MO", "FR"], "COUNT": 10},
    ),
    "every working day": (
        pattern(DAY, 1, 1, (0b0111110,)),
        {"FREQ": "WEEKLY", "INTERVAL": 1, "BYDAY": ["MO", "TU", "WE", "TH", "FR"]},
    ),
    "the 15th of every third month": (
        pattern(MONTH, 2, 3, (15,)),
        {"FREQ": "MONTHLY", "INTERVAL": 3, "BYMONTHDAY": 15},
    ),
    "the 30th, or the last of February": (
        pattern(MONTH, 2, 1, (30,)),
        {
            "FREQ": "MONTHLY",
            "INTERVAL": 1,
            "BYMONTHDAY": ["28", "29", "30"],
            "BYSETPOS": -1,
        },
    ),
    "the last day of every month": (
        pattern(MONTH, 2, 1, (31,)),
        {"FREQ": "MONTHLY", "INTERVAL": 1, "BYMONTHDAY": -1},
    ),
    "the last Thursday of every month": (
        pattern(MONTH, 3, 1, (0b0010000, 5)),
        {"FREQ": "MONTHLY", "INTERVAL": 1, "BYDAY": ["TH"], "BYSETPOS": -1},
    ),
    "every year on a day": (
        pattern(YEAR, 2, 12, (2,)),
        {"FREQ": "YEARLY", "INTERVAL": 1, "BYMONTHDAY": 2, "BYMONTH": 3},
    ),
}


@pytest.mark.parametrize("what", RULES)
def test_a_pattern_is_a_rule(what: str) -> None:
    data, rule = RULES[what]
    found = recurrence_of(data)

    assert found is not None
    assert found.rule == rule


def test_its_last_day_and_its_exceptions_are_read() -> None:
    moved = (day(2026, 3, 10, 15), day(2026, 3, 10, 16), day(2026, 3, 9, 10))
    data = pattern(
        WEEK, 1, 1, (0b10,), end=(UNTIL, 44), cancelled=(day(2026, 3, 16),), moved=(moved,)
    )
    found = recurrence_of(data)

    assert found is not None
    assert found.until == datetime(2026, 12, 31)  # noqa: DTZ001  in the meeting's own zone
    assert found.cancelled == (datetime(2026, 3, 16, 10),)  # noqa: DTZ001
    assert [(one.was.day, one.starts_at.hour, one.ends_at.hour) for one in found.moved] == [
        (9, 15, 16)
    ]


NO_RULES = {
    "nothing": b"",
    "noise": b"\x04\x30" + bytes(range(200)),
    "cut off": pattern(WEEK, 1, 1, (2,))[:30],
    "by the moon": pattern(MONTH, 0xA, 1, (2,)),
    "more exceptions than are believed": pattern(DAY, 0, 1440)[:34] + b"\xff" * 40,
}


@pytest.mark.parametrize("what", NO_RULES)
def test_what_is_no_pattern_is_none(what: str) -> None:
    assert recurrence_of(NO_RULES[what]) is None


def test_a_meeting_keeps_its_hour_when_clocks_change() -> None:
    """Ten o'clock in Berlin: nine by UTC in winter, eight in summer."""
    berlin = struct.pack(
        "<iiiH8HH8H", -60, 0, -60, 0, 0, 10, 0, 5, 3, 0, 0, 0, 0, 0, 3, 0, 5, 2, 0, 0, 0
    )
    named = [(APPOINTMENT, lid) for lid in (0x820D, 0x820E, 0x8216, 0x8233)]
    moved = (day(2026, 3, 10, 15), day(2026, 3, 10, 16), day(2026, 3, 9, 10))
    rule = pattern(
        WEEK, 1, 1, (0b10,), end=(UNTIL, 44), cancelled=(day(2026, 3, 16),), moved=(moved,)
    )
    made = Made(
        properties={
            0x001A: text("IPM.Appointment"),
            0x0036: number(2),
            0x0037: text("weekly"),
            0x8000: filetime(day(2026, 3, 2, 9)),
            0x8001: filetime(day(2026, 3, 2, 9) + timedelta(hours=1)),
            0x8002: (0x102, rule),
            0x8003: (0x102, berlin),
        }
    )

    _, data = read_item(msg_of(made, named=named))

    lines = data.decode().split("\r\n")
    assert "DTSTART;TZID=Outlook:20260302T100000" in lines
    assert "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;UNTIL=20261231T225959Z" in lines
    assert "EXDATE;TZID=Outlook:20260316T100000" in lines
    assert "RECURRENCE-ID;TZID=Outlook:20260309T100000" in lines
    assert "DTSTART;TZID=Outlook:20260310T150000" in lines
    assert "CLASS:PRIVATE" in lines
    assert lines[lines.index("BEGIN:DAYLIGHT") + 1 :][:4] == [
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    ]
