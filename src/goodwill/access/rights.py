"""What follows from a role and what was granted: which rows somebody sees.

Nobody can give what is not theirs. Words are shared by the people whose mail they are, each their
own; whoever looks after users may grant accounts and their figures, and never a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from goodwill.access.viewer import Viewer
from goodwill.store.users.row_policy import Sight

__all__ = ["GRANTS", "Grant", "GrantKind", "Rights", "rights_of"]

GrantKind = Literal["account", "mailbox", "person", "everything"]
"""An account; the mail of whoever granted it; the accounts of one colleague; all accounts."""

GRANTS: tuple[GrantKind, ...] = ("account", "mailbox", "person", "everything")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One thing that somebody may see until `ends_at` (seconds in UTC; None: until it is ended).

    `subject` is the account's id, the address of the mailbox or of the colleague. `words` opens
    mail: of that mailbox, or with that account as far as `lenders` (addresses) are on it.
    """

    id: int
    kind: GrantKind
    subject: str
    words: bool
    begins_at: int
    ends_at: int | None
    made_by: str
    reason: str
    lenders: tuple[str, ...] = ()

    def holds(self, at: int) -> bool:
        """Whether it is in force at a second."""
        return self.begins_at <= at and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who looks, and what they see; the same `sight` sees the same bytes."""

    viewer: Viewer
    sight: Sight


def rights_of(viewer: Viewer, grants: Iterable[Grant], at: int) -> Rights:
    """What a viewer sees at a second (UTC)."""
    held = [grant for grant in grants if grant.holds(at)]
    own = frozenset(_small(one) for one in viewer.addresses)
    has_accounts = viewer.role in {"owner", "manager"}
    reads = viewer.may("read:words")
    boxes = frozenset(_small(one.subject) for one in held if one.kind == "mailbox" and one.words)
    team = frozenset(_small(one.subject) for one in held if one.kind == "person")
    behind = boxes if viewer.role == "compliance" else frozenset[str]()
    name = frozenset({viewer.name.casefold()} - {""}) if has_accounts else frozenset[str]()
    mine = own if has_accounts else frozenset[str]()
    sees = viewer.may("read:statements")
    if not sees:
        return Rights(viewer=viewer, sight=Sight())
    sight = Sight(
        all_accounts=viewer.role == "analyst" or any(one.kind == "everything" for one in held),
        accounts=frozenset(one.subject for one in held if one.kind == "account"),
        owners=mine | name | team | behind,
        partners=mine | team | behind,
        readers=(mine | boxes) if reads else frozenset(),
        shared=_shared(held) if reads else frozenset(),
        sources=viewer.may("admin:sources"),
    )
    return Rights(viewer=viewer, sight=sight)


def _shared(held: Iterable[Grant]) -> frozenset[tuple[str, str]]:
    """Accounts whose mail somebody lends, each with the lender's address."""
    return frozenset(
        (one.subject, _small(lender))
        for one in held
        if one.kind == "account" and one.words
        for lender in one.lenders
    )


def _small(address: str) -> str:
    return address.strip().casefold()
