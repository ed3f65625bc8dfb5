"""A book's facts as text that any two books with the same facts share, byte for byte.

No row number, no clock, no order of arrival is in it. Two imports of the same sources, one of them
killed and resumed, must give the same dump; `facts_hash` is what they are compared by.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import orjson

from goodwill.store.database import Store, Transaction
from goodwill.store.tables.schema import FACT_TABLES, METADATA

__all__ = ["dump_facts", "facts_hash"]

_NOT_FACTS = frozenset(
    {"id", "import_id", "recorded_at", "source_file_id", "generation", "locator", "superseded_by"}
)


def facts_hash(store: Store) -> str:
    """One hash of everything that `dump_facts` says."""
    found = sha256()
    for line in dump_facts(store):
        found.update(line.encode() + b"\n")
    return found.hexdigest()


def dump_facts(store: Store) -> Iterator[str]:
    """One line of JSON for each fact, part of a fact and placement, in a fixed order."""
    with store.read() as reader:
        yield from _lines("message", reader, _all("message", "message"))
        for name, sql in _PARTS.items():
            yield from _lines(name, reader, sql)
        yield from _lines("meeting", reader, _all("meeting", "meeting"))
        for table in FACT_TABLES:
            yield from _lines(table, reader, _all(table, table))


def _all(table: str, alias: str) -> str:
    """A fact table's own columns, and whether something newer took the row's place."""
    names = [c.name for c in METADATA.tables[table].c if c.name not in _NOT_FACTS]
    shown = ", ".join(f"{alias}.{name}" for name in names)
    is_old = ", superseded_by IS NOT NULL" if "superseded_by" in METADATA.tables[table].c else ""
    return f"SELECT {shown}{is_old} FROM {table} {alias}"


_PARTS = {
    "text": "SELECT m.fact_id, t.text, t.zones FROM message_text t JOIN message m "
    "ON m.id = t.message_id",
    "participant": "SELECT m.fact_id, p.position, p.role, c.address, c.name FROM participant p "
    "JOIN message m ON m.id = p.message_id JOIN contact_point c ON c.id = p.point_id",
    "act": "SELECT m.fact_id, a.position, a.act, a.span_start, a.span_end, a.probability, "
    "a.quote, a.due_on FROM act a JOIN message m ON m.id = a.message_id",
    "person_note": "SELECT m.fact_id, n.position, n.what, n.address, n.words FROM person_note n "
    "JOIN message m ON m.id = n.message_id",
    "passed_on": "SELECT m.fact_id, c.fact_id, x.position, x.people FROM passed_on x "
    "JOIN message m ON m.id = x.message_id JOIN message c ON c.id = x.carrier_id",
    "placement": "SELECT m.fact_id, f.path, p.locator FROM placement p "
    "JOIN message m ON m.id = p.message_id JOIN source_file f ON f.id = p.source_file_id",
    "attendee": "SELECT m.fact_id, a.position, c.address, c.name, a.response, a.is_organizer "
    "FROM attendee a JOIN meeting m ON m.id = a.meeting_id "
    "JOIN contact_point c ON c.id = a.point_id",
    "point": "SELECT address, name FROM contact_point",
}


def _lines(name: str, reader: Transaction, sql: str) -> Iterator[str]:
    found = [orjson.dumps([name, *map(_plain, row)]).decode() for row in reader.rows(sql)]
    yield from sorted(found)


def _plain(value: object) -> object:
    """SQLite keeps truth as 0 and 1."""
    return int(value) if isinstance(value, bool) else value
