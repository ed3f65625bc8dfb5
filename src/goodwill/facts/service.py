"""What was asked of us, what we must sell, and what clients answered when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from goodwill.facts.base import Attributes, SourceRef

__all__ = ["Feedback", "Quota", "Ticket"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A call for service (`tickets.csv`); times without a zone are the company's."""

    ticket_id: str
    account_id: str
    opened_at: datetime
    closed_at: datetime | None = None
    due_at: datetime | None = None
    severity: str | None = None
    in_scope: bool | None = None
    subject: str | None = None
    requester: str | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """What one of ours is expected to sell in a period (`quotas.csv`); both days included."""

    person: str
    period_start: date
    period_end: date
    target_amount: Decimal
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """An answer to "how are we doing", 0 to 10 (`feedback.csv`)."""

    account_id: str
    contact_email: str | None = None
    asked_on: date
    score: int | None = None
    comment: str | None = None
    attributes: Attributes = ()
    source: SourceRef
