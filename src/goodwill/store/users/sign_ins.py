"""Sessions, tokens and invitations, as rows: each is known by the digest of a secret.

Nobody who reads these rows can use them. What they are worth is told in `goodwill.access`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from goodwill.store.database import Transaction
    from goodwill.store.reader import Reader

__all__ = [
    "InvitationRow",
    "SessionRow",
    "TokenRow",
    "add_invitation",
    "add_session",
    "add_token",
    "end_invitations",
    "end_session",
    "end_sessions",
    "end_token",
    "end_tokens",
    "invitation_by",
    "session_by",
    "sessions_of",
    "token_by",
    "tokens_of",
    "touch",
    "use_invitation",
]


class SessionRow(NamedTuple):
    """A browser in which somebody is, or was, signed in."""

    id: int
    user_id: int
    made_at: int
    seen_at: int
    device: str
    ended_at: int | None


class TokenRow(NamedTuple):
    """A secret that a program was given."""

    id: int
    user_id: int
    name: str
    scopes: str
    audience: str
    made_at: int
    ends_at: int | None
    used_at: int | None


class InvitationRow(NamedTuple):
    """A link that may be used once; `user_id` None: whoever has it becomes the first user."""

    id: int
    user_id: int | None
    made_at: int
    ends_at: int
    used_at: int | None


_SESSIONS = "select id, user_id, made_at, seen_at, device, ended_at from user_session"
_TOKENS = "select id, user_id, name, scopes, audience, made_at, ends_at, used_at from user_token"
_INVITATIONS = "select id, user_id, made_at, ends_at, used_at from user_invitation"


def add_session(tx: Transaction, user_id: int, digest: str, *, device: str, at: int) -> int:
    """Somebody has signed in."""
    number = tx.next_id("user_session")
    tx.run(
        "insert into user_session (id, user_id, digest, made_at, seen_at, device)"
        " values (?, ?, ?, ?, ?, ?)",
        (number, user_id, digest, at, at, device),
    )
    return number


def session_by(reader: Reader, digest: str) -> SessionRow | None:
    """The session of a secret."""
    rows = reader.rows(f"{_SESSIONS} where digest = ?", (digest,))
    return SessionRow(*rows[0]) if rows else None


def sessions_of(reader: Reader, user_id: int | None = None) -> list[SessionRow]:
    """Sessions of a user (None: of all), the newest first."""
    own, values = ("", ()) if user_id is None else (" where user_id = ?", (user_id,))
    rows = reader.rows(f"{_SESSIONS}{own} order by id desc", values)
    return [SessionRow(*row) for row in rows]


def touch(tx: Transaction, table: str, number: int, *, at: int) -> None:
    """Note when a session, or a token, was last used."""
    column = {"user_session": "seen_at", "user_token": "used_at"}[table]
    tx.run(f"update {table} set {column} = ? where id = ?", (at, number))


def end_session(tx: Transaction, number: int, user_id: int, *, at: int) -> bool:
    """End one session of a user; whether it was one of theirs that went on."""
    done = tx.run(
        "update user_session set ended_at = ? where id = ? and user_id = ? and ended_at is null",
        (at, number, user_id),
    )
    return done > 0


def end_sessions(tx: Transaction, user_id: int, *, at: int) -> int:
    """End all sessions of a user."""
    return tx.run(
        "update user_session set ended_at = ? where user_id = ? and ended_at is null", (at, user_id)
    )


def add_token(tx: Transaction, token: TokenRow, digest: str) -> int:
    """Write down a token; its number, whatever the row says."""
    number = tx.next_id("user_token")
    tx.run(
        "insert into user_token (id, user_id, digest, name, scopes, audience, made_at, ends_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            token.user_id,
            digest,
            token.name,
            token.scopes,
            token.audience,
            token.made_at,
            token.ends_at,
        ),
    )
    return number


def token_by(reader: Reader, digest: str) -> TokenRow | None:
    """The token of a secret."""
    rows = reader.rows(f"{_TOKENS} where digest = ?", (digest,))
    return TokenRow(*rows[0]) if rows else None


def tokens_of(reader: Reader, user_id: int | None = None) -> list[TokenRow]:
    """Tokens of a user (None: of all), the newest first."""
    own, values = ("", ()) if user_id is None else (" where user_id = ?", (user_id,))
    rows = reader.rows(f"{_TOKENS}{own} order by id desc", values)
    return [TokenRow(*row) for row in rows]


def end_token(tx: Transaction, number: int, user_id: int, *, at: int) -> bool:
    """End one token of a user; whether it was one of theirs that held."""
    done = tx.run(
        "update user_token set ends_at = ? where id = ? and user_id = ?"
        " and (ends_at is null or ends_at > ?)",
        (at, number, user_id, at),
    )
    return done > 0


def end_tokens(tx: Transaction, user_id: int, *, at: int) -> int:
    """End all tokens of a user."""
    return tx.run(
        "update user_token set ends_at = ? where user_id = ? and (ends_at is null or ends_at > ?)",
        (at, user_id, at),
    )


def add_invitation(
    tx: Transaction, user_id: int | None, digest: str, *, at: int, ends_at: int
) -> None:
    """A link for one use; an earlier one of the same person holds no more."""
    if user_id is None:
        tx.run("update user_invitation set used_at = ? where user_id is null", (at,))
    else:
        end_invitations(tx, user_id, at=at)
    tx.run(
        "insert into user_invitation (id, user_id, digest, made_at, ends_at)"
        " values (?, ?, ?, ?, ?)",
        (tx.next_id("user_invitation"), user_id, digest, at, ends_at),
    )


def end_invitations(tx: Transaction, user_id: int, *, at: int) -> None:
    """Let no link of a user's hold any longer."""
    sql = "update user_invitation set used_at = ? where user_id = ? and used_at is null"
    tx.run(sql, (at, user_id))


def invitation_by(reader: Reader, digest: str) -> InvitationRow | None:
    """The invitation of a secret."""
    rows = reader.rows(f"{_INVITATIONS} where digest = ?", (digest,))
    return InvitationRow(*rows[0]) if rows else None


def use_invitation(tx: Transaction, number: int, *, at: int) -> bool:
    """Use an invitation up; whether it could still be used."""
    done = tx.run(
        "update user_invitation set used_at = ? where id = ? and used_at is null and ends_at > ?",
        (at, number, at),
    )
    return done > 0
