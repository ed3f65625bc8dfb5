"""The clock, read by the shell alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

__all__ = ["now", "today"]


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """Today's calendar day in a timezone such as `Europe/London`."""
    return datetime.now(ZoneInfo(timezone)).date()
