"""Who is on our own side, as the mail of a book tells it."""

from __future__ import annotations

from goodwill.store.reader import Reader

__all__ = ["our_addresses"]


def our_addresses(reader: Reader) -> frozenset[str]:
    """Every address of ours that mail or a calendar has named."""
    rows = reader.rows(
        "select distinct c.address from contact_point c"
        " join point_link l on l.point_id = c.id where l.side = 'ours'"
    )
    return frozenset(str(address) for (address,) in rows if address)
