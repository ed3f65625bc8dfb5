"""Ways in besides a password, as rows: passkeys, and whom another provider vouches for.

A passkey's row holds its public half, which opens nothing. What the rows are worth is told in
`goodwill.access.passkeys` and `goodwill.access.vouched`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from goodwill.store.database import Transaction
    from goodwill.store.reader import Reader

__all__ = [
    "IdentityRow",
    "PasskeyRow",
    "add_identity",
    "add_passkey",
    "end_passkey",
    "end_ways_in",
    "identities_of",
    "identity_by",
    "passkey_by",
    "passkeys_of",
    "use_passkey",
    "with_other_ways",
]


class PasskeyRow(NamedTuple):
    """A key on somebody's device; `credential` names it, `public_key` proves it (both base64url).

    `uses` is how often it was used, as far as it tells; `site` the name of the pages it is for.
    """

    id: int
    user_id: int
    credential: str
    public_key: str
    uses: int
    site: str
    name: str
    made_at: int
    used_at: int | None


class IdentityRow(NamedTuple):
    """Somebody as a provider knows them: `subject` is theirs alone, at this `issuer`."""

    issuer: str
    subject: str
    user_id: int
    made_at: int


_PASSKEYS = (
    "select id, user_id, credential, public_key, count, site, name, made_at, used_at"
    " from user_passkey"
)
_IDENTITIES = "select issuer, subject, user_id, made_at from user_identity"


def add_passkey(tx: Transaction, row: PasskeyRow) -> int:
    """Write down a passkey; its number, whatever the row says."""
    number = tx.next_id("user_passkey")
    tx.run(
        "insert into user_passkey (id, user_id, credential, public_key, count, site, name, made_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *row[1:8]),
    )
    return number


def passkey_by(reader: Reader, credential: str) -> PasskeyRow | None:
    """The passkey of this name, whosever it is."""
    rows = reader.rows(f"{_PASSKEYS} where credential = ?", (credential,))
    return PasskeyRow(*rows[0]) if rows else None


def passkeys_of(reader: Reader, user_id: int) -> list[PasskeyRow]:
    """The passkeys of a user, in the order in which they were added."""
    rows = reader.rows(f"{_PASSKEYS} where user_id = ? order by id", (user_id,))
    return [PasskeyRow(*row) for row in rows]


def use_passkey(tx: Transaction, number: int, *, count: int, at: int) -> None:
    """Note that a passkey was used."""
    tx.run("update user_passkey set count = ?, used_at = ? where id = ?", (count, at, number))


def end_passkey(tx: Transaction, number: int, user_id: int) -> bool:
    """Take a passkey of a user away; whether it was theirs."""
    done = tx.run("delete from user_passkey where id = ? and user_id = ?", (number, user_id))
    return done > 0


def add_identity(tx: Transaction, row: IdentityRow) -> None:
    """From now on this identity is this user."""
    tx.run("insert into user_identity (issuer, subject, user_id, made_at) values (?, ?, ?, ?)", row)


def identity_by(reader: Reader, issuer: str, subject: str) -> IdentityRow | None:
    """Whom a provider means."""
    rows = reader.rows(f"{_IDENTITIES} where issuer = ? and subject = ?", (issuer, subject))
    return IdentityRow(*rows[0]) if rows else None


def identities_of(reader: Reader, user_id: int) -> list[IdentityRow]:
    """By whom a user is vouched for."""
    rows = reader.rows(f"{_IDENTITIES} where user_id = ? order by issuer, subject", (user_id,))
    return [IdentityRow(*row) for row in rows]


def end_ways_in(tx: Transaction, user_id: int) -> None:
    """Take away all passkeys and identities of a user."""
    tx.run("delete from user_passkey where user_id = ?", (user_id,))
    tx.run("delete from user_identity where user_id = ?", (user_id,))


def with_other_ways(reader: Reader) -> dict[int, frozenset[str]]:
    """Of each user who has one, which ways in besides a password: `passkey`, `provider`."""
    found: dict[int, frozenset[str]] = {}
    for user_id, way in reader.rows(
        "select user_id, 'passkey' from user_passkey"
        " union select user_id, 'provider' from user_identity"
    ):
        found[user_id] = found.get(user_id, frozenset()) | {way}
    return found
