"""Letting somebody see more: accounts, and one's own mail; and looking behind a door for a reason.

Accounts are granted by who looks after users. Words are lent by the person whose mail they are and
by nobody else. Breaking the glass is the one way past that: compliance, for a reason and some
hours, of one person's mail, who is told at their next sign-in and can read it in the audit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.access.members import OPERATOR, noted, user_named
from goodwill.access.rights import GRANTS, GrantKind
from goodwill.errors import CallError, NotPermittedError, nearest
from goodwill.store.users.users import (
    GrantRow,
    UserRow,
    add_grant,
    add_notice,
    end_grant,
    grants_to,
    user_by_address,
    users,
)

if TYPE_CHECKING:
    from goodwill.store.database import Store, Transaction

__all__ = ["MOST_HOURS", "break_glass", "grant", "lend", "revoke"]

MOST_HOURS = 72
"""Hours for which a broken glass stays open, at most."""

SHORTEST_REASON = 10
_HOUR = 3600


def grant(
    store: Store,
    to: str,
    kind: str,
    subject: str = "",
    *,
    reason: str,
    by: str = OPERATOR,
    ends_at: int | None = None,
    at: int,
) -> int:
    """Let a user see an account, a colleague's accounts, or all: figures, and no words."""
    if kind not in GRANTS or kind == "mailbox":
        raise CallError(
            f'"{kind}" cannot be granted.{nearest(kind, GRANTS)}',
            hint="Grant account ID, person ADDRESS or everything; mail is lent by its owner.",
        )
    if (kind == "everything") == bool(subject.strip()):
        raise CallError(f"Whose, or which: {kind}?", hint="Name an account's id, or an address.")
    with store.write() as tx:
        user = user_named(tx, to)
        if user.role in {"administrator", "compliance"} and kind != "account":
            raise NotPermittedError(
                f"{user.name} is {user.role}, and sees no accounts by the way.",
                hint="Grant single accounts, or invite them under a role that has accounts.",
            )
        row = _row(user, kind, subject, words=False, by=by, reason=reason, ends_at=ends_at, at=at)
        number = add_grant(tx, row)
        noted(tx, "granted", by=by, at=at, whose=user.addresses, said=reason)
    return number


def lend(
    store: Store,
    owner: UserRow,
    to: str,
    account: str | None = None,
    *,
    reason: str = "",
    ends_at: int | None = None,
    at: int,
) -> tuple[int, ...]:
    """Let a colleague read one's own mail: all of it, or that with one account."""
    kind: GrantKind = "mailbox" if account is None else "account"
    with store.write() as tx:
        user = user_named(tx, to)
        if user.id == owner.id:
            raise CallError("That is your own mail.", hint="Name a colleague.")
        if user.role not in {"owner", "manager"}:
            raise NotPermittedError(
                f"{user.name} is {user.role}, and reads no mail.", hint="Lend it to somebody else."
            )
        numbers = tuple(
            add_grant(
                tx,
                _row(
                    user,
                    kind,
                    subject,
                    words=True,
                    by=str(owner.id),
                    reason=reason or "lent",
                    ends_at=ends_at,
                    at=at,
                ),
            )
            for subject in (owner.addresses if account is None else (account,))
        )
        noted(tx, "granted", by=str(owner.id), at=at, whose=owner.addresses, said=reason)
    return numbers


def break_glass(
    store: Store, who: UserRow, whose: str, *, reason: str, hours: int, at: int
) -> tuple[int, ...]:
    """Let compliance read one person's mail for some hours; that person is told."""
    if who.role != "compliance":
        raise NotPermittedError(
            f"{who.name} is {who.role}: only compliance may look past the people on a mail.",
            hint="Ask compliance, with a reason.",
        )
    if len(" ".join(reason.split())) < SHORTEST_REASON:
        raise CallError(
            "The reason is too short to be one.", hint="Say what is looked for, and why."
        )
    if not 1 <= hours <= MOST_HOURS:
        raise CallError(f"A glass stays open 1 to {MOST_HOURS} hours, and not {hours}.")
    ends_at = at + hours * _HOUR
    with store.write() as tx:
        told = user_by_address(tx, whose)
        boxes = told.addresses if told else (whose.strip().casefold(),)
        numbers = tuple(
            add_grant(
                tx,
                _row(
                    who,
                    "mailbox",
                    box,
                    words=True,
                    by=str(who.id),
                    reason=reason,
                    ends_at=ends_at,
                    at=at,
                ),
            )
            for box in boxes
        )
        if told is not None:
            add_notice(tx, told.id, by=str(who.id), reason=reason, ends_at=ends_at, at=at)
        noted(tx, "broke_glass", by=str(who.id), at=at, whose=boxes, said=reason)
    return numbers


def revoke(store: Store, grant_id: int, *, by: UserRow | None, at: int) -> None:
    """End a grant: whoever made it, whose mail it opens, an administrator, or the operator."""
    with store.write() as tx:
        row = next((one for one in grants_to(tx) if one.id == grant_id), None)
        if row is None or not _may_end(row, by):
            raise CallError(
                f"There is no grant {grant_id} that you could end.",
                hint="List them with:  goodwill users grants",
            )
        end_grant(tx, grant_id, at=at)
        _note_end(tx, row, by=by, at=at)


def _may_end(row: GrantRow, by: UserRow | None) -> bool:
    if by is None or by.role == "administrator":
        return True
    return row.made_by == str(by.id) or row.subject in by.addresses


def _note_end(tx: Transaction, row: GrantRow, *, by: UserRow | None, at: int) -> None:
    to = next((one for one in users(tx) if one.id == row.user_id), None)
    whose = to.addresses if to else ()
    noted(tx, "revoked", by=OPERATOR if by is None else str(by.id), at=at, whose=whose)


def _row(
    user: UserRow,
    kind: str,
    subject: str,
    *,
    words: bool,
    by: str,
    reason: str,
    ends_at: int | None,
    at: int,
) -> GrantRow:
    said = " ".join(reason.split())
    if not said:
        raise CallError("A grant needs a reason.", hint='Give --reason "...".')
    return GrantRow(
        id=0,
        user_id=user.id,
        kind=kind,
        subject=subject.strip().casefold() if kind in {"mailbox", "person"} else subject.strip(),
        words=words,
        begins_at=at,
        ends_at=ends_at,
        made_at=at,
        made_by=by,
        reason=said,
    )
