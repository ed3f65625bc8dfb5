"""The tables of live sources: which are connected and how they stand, and what came from them.

`live_source` holds no secret in clear: `sealed` is a password or tokens, encrypted with a key that
is not in the book. `live_item` is how a record is known again by its source, `raw_mail` the mail as
it came, by the hash of its content, compressed.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from goodwill.store.tables.metadata import METADATA, id_column, key_column, number, words

__all__: list[str] = []

Table(
    "live_source",
    METADATA,
    id_column(),
    words("name"),
    words("kind"),
    words("config"),
    number("made_at"),
    Column("is_paused", Boolean, nullable=False),
    words("state"),
    words("says"),
    words("next_step"),
    number("failures"),
    number("brought"),
    number("last_run_at", null=True),
    number("next_run_at", null=True),
    words("lease_by", null=True),
    number("lease_until", null=True),
    Column("sealed", LargeBinary, nullable=True),
    UniqueConstraint("name", name="uq_live_source_name"),
)
Table(
    "live_item",
    METADATA,
    key_column("source_file_id"),
    key_column("locator", Text),
    words("mark"),
    words("sha256", null=True),
    Index("ix_live_item_sha256", "sha256"),
    sqlite_with_rowid=False,
)
Table(
    "raw_mail",
    METADATA,
    key_column("sha256", Text),
    Column("size", BigInteger, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
