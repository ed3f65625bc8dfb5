"""Dates that lie, and what is believed instead (contract, section 4, "Bad dates")."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from goodwill.facts.interactions import Message

Mail = Callable[..., bytes]
Read = Callable[..., Message]
IMPORTED_AT = datetime(2026, 6, 30, 12, tzinfo=UTC)
GOOD = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
HOP = "Received: from a by b; Tue, 3 Mar 2026 09:12:00 +0000\n"
OLD_HOP = "Received: from x by a; Mon, 2 Mar 2026 09:00:00 +0000\n"
BAD_HOP = "Received: from a by b; yesterday\n"
LINE = b"From bob@c.example Tue Mar  3 09:12:00 2026"

BAD = {
    "missing": ("", "date_missing"),
    "impossible": ("Tue, 45 Foo 2026 99:61:00 +9900", "date_impossible"),
    "words": ("yesterday", "date_impossible"),
    "a day that is none": ("Mon, 30 Feb 2026 10:00:00 +0000", "date_impossible"),
    "an impossible zone": ("Tue, 3 Mar 2026 10:12:00 +9900", "date_impossible"),
    "of 1656": ("Tue, 3 Mar 1656 10:12:00 +0000", "date_implausible"),
    "an unset clock": ("Thu, 1 Jan 1970 00:00:00 +0000", "date_implausible"),
    "an unset PC clock": ("Mon, 31 Dec 1979 21:00:00 -0000", "date_implausible"),
    "of 2099": ("Tue, 3 Mar 2099 10:12:00 +0000", "date_in_future"),
}

READ = {
    # what it is: (value, timezone, moment, minutes east of UTC)
    "with an offset": ("Tue, 3 Mar 2026 10:12:00 +0100", "UTC", GOOD, 60),
    "in GMT": ("Tue, 3 Mar 2026 09:12:00 GMT", "UTC", GOOD, 0),
    "with a zone's name": ("Tue, 3 Mar 2026 10:12:00 CET", "UTC", GOOD, 60),
    "with an American zone": ("Tue, 3 Mar 2026 04:12:00 EST", "UTC", GOOD, -300),
    "in UTC, sender's zone not said": ("Tue, 3 Mar 2026 09:12:00 -0000", "UTC", GOOD, None),
    "without a zone, in the company's": ("Tue, 3 Mar 2026 10:12:00", "Europe/Berlin", GOOD, None),
    "as ISO 8601": ("2026-03-03T10:12:00+01:00", "UTC", GOOD, 60),
    "with a comment": ("Tue, 3 Mar 2026 10:12:00 +0100 (MEZ)", "UTC", GOOD, 60),
    "with two digits for the year": ("3 Mar 26 09:12 GMT", "UTC", GOOD, 0),
}


@pytest.mark.parametrize("case", READ.values(), ids=READ)
def test_dates_are_read(
    mail: Mail, read: Read, case: tuple[str, str, datetime, int | None]
) -> None:
    value, timezone, moment, offset = case

    message = read(mail(date=value), timezone=timezone)

    assert (message.sent_at, message.date_from) == (moment, "date")
    assert message.utc_offset_minutes == offset
    assert message.flags == ()


@pytest.mark.parametrize(("value", "flag"), BAD.values(), ids=BAD)
def test_a_bad_date_gives_way_to_the_newest_hop(
    mail: Mail, read: Read, value: str, flag: str
) -> None:
    message = read(mail(date=value, headers=BAD_HOP + HOP + OLD_HOP), envelope=LINE)

    assert (message.sent_at, message.date_from) == (GOOD, "received")
    assert message.flags == (flag,)


@pytest.mark.parametrize(("value", "flag"), BAD.values(), ids=BAD)
def test_without_a_hop_the_mailbox_line_dates_the_mail(
    mail: Mail, read: Read, value: str, flag: str
) -> None:
    message = read(mail(date=value, headers=BAD_HOP), envelope=LINE)

    assert (message.sent_at, message.date_from) == (GOOD, "envelope")
    assert message.flags == (flag,)


@pytest.mark.parametrize(("value", "flag"), BAD.values(), ids=BAD)
def test_a_mail_that_nothing_dates_is_kept_and_flagged(
    mail: Mail, read: Read, value: str, flag: str
) -> None:
    message = read(mail(date=value), envelope=b"From x Thu Jan  1 00:00:00 1970")

    assert (message.sent_at, message.date_from) == (None, "none")
    assert message.flags == (flag, "no_date")
    assert message.text == "Hello there."


def test_clocks_may_be_a_day_apart_and_no_more(mail: Mail, read: Read) -> None:
    just = IMPORTED_AT + timedelta(days=1)
    beyond = just + timedelta(seconds=1)

    assert read(mail(date=just.strftime("%d %b %Y %H:%M:%S +0000"))).date_from == "date"
    assert read(mail(date=beyond.strftime("%d %b %Y %H:%M:%S +0000"))).date_from == "none"


def test_1971_is_the_first_year_believed(mail: Mail, read: Read) -> None:
    assert read(mail(date="1 Jan 1971 00:00:00 +0000")).date_from == "date"
    assert read(mail(date="31 Dec 1970 23:59:59 +0000")).date_from == "none"
