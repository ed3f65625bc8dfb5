"""The day, as a mark: for what is read whole once on each, and by changes alone within it."""

from __future__ import annotations

from goodwill.clock import now

__all__ = ["today"]


def today() -> str:
    """The day (UTC) in ISO 8601."""
    return now().date().isoformat()
