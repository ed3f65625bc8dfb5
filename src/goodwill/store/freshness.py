"""How what is stored stands to what is worked out by now; light, as `goodwill.store.stored` is."""

from __future__ import annotations

from goodwill.store.stored import Reader, edition_name, read_state

__all__ = ["count_missing", "is_stored", "worked_out_for"]


def worked_out_for(reader: Reader) -> str:
    """Another word as soon as it was worked out again who is who, or statements were let go of."""
    names = ("resolved", edition_name())
    return " ".join(read_state(reader, name) or "" for name in names)


def count_missing(reader: Reader, as_of: str, rules: str) -> int:
    """Accounts whose statement for a day is not stored, or holds no more."""
    rows = reader.rows(
        "select count(*) from account_state a where not exists (select 1 from statement s"
        " where s.account_id = a.account_id and s.as_of = ? and s.made_with = ?)",
        (as_of, rules),
    )
    return int(rows[0][0])


def is_stored(
    reader: Reader, as_of: str, rules: str, drawn: tuple[str, bytes, bytes, bytes]
) -> bool:
    """Whether a statement that was drawn up again is stored already, byte for byte.

    It is told as it would be stored: its account, document, glance and evidence.
    """
    account_id, *parts = drawn
    rows = reader.rows(
        "select s.document, g.document, e.document from statement s"
        " join glance g on g.account_id = s.account_id and g.as_of = s.as_of"
        " join evidence e on e.account_id = s.account_id and e.as_of = s.as_of"
        " where s.account_id = ? and s.as_of = ? and s.made_with = ?"
        " and g.made_with = s.made_with and e.made_with = s.made_with",
        (account_id, as_of, rules),
    )
    return [[bytes(part) for part in row] for row in rows] == [parts]
