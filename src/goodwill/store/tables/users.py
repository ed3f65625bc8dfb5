"""The tables of those who use a book: who they are, how they sign in, what was granted to them.

Passwords are argon2id hashes; of sessions, tokens and invitations only a digest is kept, so that
who reads the database cannot use them, of passkeys the public half. What no longer holds has an
end; only passkeys, and whom a provider vouches for, are taken out.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from goodwill.store.tables.metadata import METADATA, id_column, key_column, number, words

__all__ = ["PEOPLE_TABLES"]


def _digest() -> Column[str]:
    return Column("digest", Text, nullable=False, unique=True)


def _user() -> Column[int]:
    return Column("user_id", Integer, nullable=False)


PEOPLE_TABLES = (
    Table(
        "users",
        METADATA,
        id_column(),
        words("name"),
        words("role"),
        words("password", null=True),
        words("totp", null=True),
        number("totp_step", default=0),
        number("made_at"),
        words("made_by"),
        number("disabled_at", null=True),
    ),
    Table("user_address", METADATA, key_column("address", Text), _user()),
    Table(
        "user_session",
        METADATA,
        id_column(),
        _user(),
        _digest(),
        number("made_at"),
        number("seen_at"),
        words("device"),
        number("ended_at", null=True),
        Index("ix_user_session_user_id", "user_id"),
    ),
    Table(
        "user_token",
        METADATA,
        id_column(),
        _user(),
        _digest(),
        words("name"),
        words("scopes"),
        words("audience"),
        number("made_at"),
        number("ends_at", null=True),
        number("used_at", null=True),
    ),
    Table(
        "user_invitation",
        METADATA,
        id_column(),
        Column("user_id", Integer),
        _digest(),
        number("made_at"),
        number("ends_at"),
        number("used_at", null=True),
    ),
    Table(
        "user_grant",
        METADATA,
        id_column(),
        _user(),
        words("kind"),
        words("subject"),
        Column("words", Boolean, nullable=False),
        number("begins_at"),
        number("ends_at", null=True),
        number("made_at"),
        words("made_by"),
        words("reason"),
        Index("ix_user_grant_user_id", "user_id"),
    ),
    Table(
        "user_notice",
        METADATA,
        id_column(),
        _user(),
        number("made_at"),
        words("by"),
        words("reason"),
        number("ends_at", null=True),
        number("read_at", null=True),
        Index("ix_user_notice_user_id", "user_id"),
    ),
    Table(
        "user_passkey",
        METADATA,
        id_column(),
        _user(),
        Column("credential", Text, nullable=False, unique=True),
        words("public_key"),
        number("count"),
        words("site"),
        words("name"),
        number("made_at"),
        number("used_at", null=True),
        Index("ix_user_passkey_user_id", "user_id"),
    ),
    Table(
        "user_identity",
        METADATA,
        key_column("issuer", Text),
        key_column("subject", Text),
        _user(),
        number("made_at"),
        Index("ix_user_identity_user_id", "user_id"),
    ),
)
