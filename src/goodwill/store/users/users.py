"""Users of a book, as rows: who they are, and what was granted to them.

Sessions, tokens and invitations are next door in `sign_ins`. What a row means is told in
`goodwill.access`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from goodwill.store.reader import Reader

if TYPE_CHECKING:
    from goodwill.store.database import Transaction

__all__ = [
    "GrantRow",
    "NoticeRow",
    "UserRow",
    "add_grant",
    "add_notice",
    "add_user",
    "change_user",
    "end_grant",
    "grants_to",
    "has_users",
    "lenders_on",
    "mark_notices_read",
    "notices_of",
    "use_code",
    "user_by_address",
    "users",
]


class UserRow(NamedTuple):
    """A user; `password` is a hash, `totp` a shared secret, None where there is none yet."""

    id: int
    name: str
    role: str
    password: str | None
    totp: str | None
    totp_step: int
    made_at: int
    made_by: str
    disabled_at: int | None
    addresses: tuple[str, ...] = ()


class GrantRow(NamedTuple):
    """Something that was granted to a user."""

    id: int
    user_id: int
    kind: str
    subject: str
    words: bool
    begins_at: int
    ends_at: int | None
    made_at: int
    made_by: str
    reason: str


class NoticeRow(NamedTuple):
    """Something that a user has to be told."""

    id: int
    user_id: int
    made_at: int
    by: str
    reason: str
    ends_at: int | None
    read_at: int | None


_USERS = (
    "select id, name, role, password, totp, totp_step, made_at, made_by, disabled_at from users"
)
_GRANTS = (
    "select id, user_id, kind, subject, words, begins_at, ends_at, made_at, made_by, reason"
    " from user_grant"
)
_NOTICES = 'select id, user_id, made_at, "by", reason, ends_at, read_at from user_notice'
AT_ONCE = 500
"""Messages that one query names at most."""

CHANGED = frozenset({"name", "role", "password", "totp", "totp_step", "disabled_at"})
"""Columns of a user that change."""


def has_users(reader: Reader) -> bool:
    """Whether anybody has to sign in: then there is a user, or somebody is about to be one."""
    return bool(reader.rows("select 1 from users union all select 1 from user_invitation limit 1"))


def users(reader: Reader) -> list[UserRow]:
    """Every user, disabled ones too, by number."""
    by: dict[int, list[str]] = {}
    for address, user_id in reader.rows(
        "select address, user_id from user_address order by user_id, address"
    ):
        by.setdefault(user_id, []).append(address)
    return [
        UserRow(*row)._replace(addresses=tuple(by.get(row[0], ())))
        for row in reader.rows(f"{_USERS} order by id")
    ]


def user_by_address(reader: Reader, address: str) -> UserRow | None:
    """Whose address it is."""
    rows = reader.rows(
        "select user_id from user_address where address = ?", (address.strip().casefold(),)
    )
    return next((one for one in users(reader) if rows and one.id == rows[0][0]), None)


def add_user(
    tx: Transaction, name: str, role: str, addresses: Sequence[str], *, at: int, by: str
) -> int:
    """A new user, who has no password yet; the number."""
    number = tx.next_id("users")
    tx.run(
        "insert into users (id, name, role, totp_step, made_at, made_by) values (?, ?, ?, 0, ?, ?)",
        (number, name, role, at, by),
    )
    for address in addresses:
        tx.run(
            "insert into user_address (address, user_id) values (?, ?)",
            (address.strip().casefold(), number),
        )
    return number


def change_user(tx: Transaction, user_id: int, **columns: str | int | None) -> None:
    """Write some columns of a user anew."""
    for name, value in columns.items():
        if name not in CHANGED:
            raise ValueError(name)
        tx.run(f"update users set {name} = ? where id = ?", (value, user_id))


def use_code(tx: Transaction, user: UserRow, sealed: str, step: int) -> bool:
    """Note that the code of a step was used; False where it, or a later one, has been by now."""
    done = tx.run(
        "update users set totp_step = ?, totp = ?"
        " where id = ? and totp = ? and totp_step < ? and disabled_at is null",
        (step, sealed, user.id, user.totp, step),
    )
    return done > 0


def grants_to(reader: Reader, user_id: int | None = None) -> list[GrantRow]:
    """What was granted to a user (None: to anybody), ended or not, in that order."""
    if user_id is None:
        rows = reader.rows(f"{_GRANTS} order by id")
    else:
        rows = reader.rows(f"{_GRANTS} where user_id = ? order by id", (user_id,))
    return [GrantRow(*row)._replace(words=bool(row[4])) for row in rows]


def add_grant(tx: Transaction, grant: GrantRow) -> int:
    """Write down a grant; its number, whatever the row says."""
    number = tx.next_id("user_grant")
    tx.run(
        "insert into user_grant (id, user_id, kind, subject, words, begins_at, ends_at, made_at,"
        " made_by, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *grant[1:]),
    )
    return number


def lenders_on(
    reader: Reader, refs: Sequence[str], lent: frozenset[str], own: frozenset[str]
) -> frozenset[str]:
    """Who of those that lend their mail is on these messages, where no address of one's own is."""
    found: dict[int, set[str]] = {}
    for start in range(0, len(refs), AT_ONCE):
        bite = refs[start : start + AT_ONCE]
        rows = reader.rows(
            "select m.id, c.address from message m join participant p on p.message_id = m.id"
            " join contact_point c on c.id = p.point_id"
            f" where m.ref in ({','.join('?' * len(bite))})",
            bite,
        )
        for key, address in rows:
            found.setdefault(key, set()).add(address)
    return frozenset().union(*(on & lent for on in found.values() if not on & own))


def end_grant(tx: Transaction, grant_id: int, *, at: int) -> bool:
    """End a grant that holds; whether there was one."""
    done = tx.run(
        "update user_grant set ends_at = ? where id = ? and (ends_at is null or ends_at > ?)",
        (at, grant_id, at),
    )
    return done > 0


def add_notice(
    tx: Transaction, user_id: int, *, by: str, reason: str, ends_at: int | None, at: int
) -> None:
    """Leave word for a user."""
    tx.run(
        'insert into user_notice (id, user_id, made_at, "by", reason, ends_at)'
        " values (?, ?, ?, ?, ?, ?)",
        (tx.next_id("user_notice"), user_id, at, by, reason, ends_at),
    )


def notices_of(reader: Reader, user_id: int, *, unread: bool = True) -> list[NoticeRow]:
    """What a user has to be told, the newest first."""
    only = " and read_at is null" if unread else ""
    rows = reader.rows(f"{_NOTICES} where user_id = ?{only} order by id desc", (user_id,))
    return [NoticeRow(*row) for row in rows]


def mark_notices_read(tx: Transaction, user_id: int, *, at: int) -> None:
    """Whoever was told has read it."""
    tx.run(
        "update user_notice set read_at = ? where user_id = ? and read_at is null", (at, user_id)
    )
