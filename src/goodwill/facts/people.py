"""Accounts and the people at them, as a book's own tables name them.

What mail tells about people is worked out in `goodwill.resolve`; here stand only the
rows somebody wrote down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodwill.facts.base import Attributes, SourceRef

__all__ = [
    "COMMITTEE_ROLES",
    "KINDS",
    "Account",
    "CommitteeRole",
    "Contact",
    "Kind",
    "Side",
]

Kind = Literal["social", "technical", "ad_hoc", "partner"]
KINDS: tuple[Kind, ...] = ("social", "technical", "ad_hoc", "partner")

Side = Literal["ours", "theirs"]

CommitteeRole = Literal[
    "economic_buyer",
    "user_buyer",
    "technical_buyer",
    "coach",
    "influencer",
    "procurement",
    "gatekeeper",
    "blocker",
]
COMMITTEE_ROLES: tuple[CommitteeRole, ...] = (
    "economic_buyer",
    "user_buyer",
    "technical_buyer",
    "coach",
    "influencer",
    "procurement",
    "gatekeeper",
    "blocker",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A client organisation we sell to (`accounts.csv`)."""

    account_id: str
    name: str
    domains: tuple[str, ...] = ()
    owner: str | None = None
    segment: str | None = None
    parent_account_id: str | None = None
    desired_kind: Kind | None = None
    customer_since: date | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at an account (`contacts.csv`); `email` is lower case."""

    email: str
    name: str | None = None
    title: str | None = None
    account_id: str | None = None
    committee_role: CommitteeRole | None = None
    manager_email: str | None = None
    left_on: date | None = None
    attributes: Attributes = ()
    source: SourceRef
