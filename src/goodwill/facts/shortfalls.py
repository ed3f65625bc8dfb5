"""Whose habit a practice line tells of where it falls short, and whether something is owed for it.

A line has one status for both sides (contract, "Practice"); what to do about it hangs on whose
failure it is, so `judge` hands this on to `advise` beside the statement.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodwill.facts.people import Side

__all__ = ["Shortfall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Of one practice that is `slipping` or `missing`.

    `side` is whose habit it is, None where both fall short; `is_owed` where the other side still
    waits for what should have come: nobody of ours was sorry for a failure of ours.
    """

    side: Side | None
    is_owed: bool = False
