"""What must hold between the tables of a book, whatever was imported into it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pyarrow as pa

from goodwill.store.database import Transaction
from goodwill.store.tables.schema import COUNTS

__all__ = ["misfits"]

_BELONGS = (
    ("message_text", "message_id", "message", "id"),
    ("participant", "message_id", "message", "id"),
    ("participant", "point_id", "contact_point", "id"),
    ("act", "message_id", "message", "id"),
    ("placement", "message_id", "message", "id"),
    ("placement", "source_file_id", "source_file", "id"),
    ("passed_on", "message_id", "message", "id"),
    ("passed_on", "carrier_id", "message", "id"),
    ("person_note", "message_id", "message", "id"),
    ("attendee", "meeting_id", "meeting", "id"),
    ("attendee", "point_id", "contact_point", "id"),
    ("live_item", "source_file_id", "source_file", "id"),
    ("ledger", "import_id", "import_run", "id"),
    ("ledger", "source_file_id", "source_file", "id"),
)
"""Table and column, and the table and column where each of its values must stand."""


def misfits(tx: Transaction) -> Iterator[tuple[str, str]]:
    """What does not hold, and where."""
    for table, column, other, key in _BELONGS:
        ((number,),) = tx.rows(
            f"select count(*) from {table} t where not exists"
            f" (select 1 from {other} o where o.{key} = t.{column})"
        )
        if number:
            yield f"{number} of its rows name a {other} that is not there", f"table {table}"
    parts = " + ".join(COUNTS[1:])
    for table, name in (("source_file", "path"), ("ledger", "source_file_id")):
        for (where,) in tx.rows(f"select {name} from {table} where seen <> {parts} limit 5"):
            yield f"what became of its records does not add up ({where})", f"table {table}"
    yield from _raw_mails(tx)


def _raw_mails(tx: Transaction) -> Iterator[tuple[str, str]]:
    """Mails kept as they came, whose content is not what their hash says."""
    codec = pa.Codec("zstd")
    for told, size, packed in tx.each("select sha256, size, packed from raw_mail"):
        try:
            found = sha256(codec.decompress(bytes(packed), size)).hexdigest()
        except (pa.ArrowException, OSError):
            found = ""
        if found != told:
            yield f"a mail as it came is not what its hash says ({told[:16]})", "table raw_mail"
