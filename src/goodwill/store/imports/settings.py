"""A book's settings as they were imported, and what its rows tell where they name no currency."""

from __future__ import annotations

from goodwill.store.reader import Reader

__all__ = ["commonest_currency", "settings_text"]


def settings_text(reader: Reader) -> tuple[str, str] | None:
    """The book's `goodwill.toml` as last imported, and where it was read from."""
    rows = reader.rows("select text, path from setting order by id desc limit 1")
    return (rows[0][0], rows[0][1]) if rows else None


def commonest_currency(reader: Reader) -> str | None:
    """The currency of most invoices of the book; None where none names one."""
    rows = reader.rows(
        "select currency, count(*) from invoice where currency is not null"
        " and superseded_by is null group by currency order by 2 desc, 1 limit 1"
    )
    return rows[0][0] if rows else None
