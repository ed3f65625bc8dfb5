"""Mail that the receiving server called forged: it is in the book, and it says nothing.

Anybody can write under a client's name. Where the server that took the mail in says that the
sender is not who it claims to be, no line of a statement may rest on it. `coverage` still
counts it; the signals leave it out on their own.
"""

from __future__ import annotations

from dataclasses import replace

from goodwill.facts.tables import Tables

__all__ = ["without_forged"]


def without_forged(tables: Tables) -> Tables:
    """The same rows, forged mail as no person's and its acts left out."""
    if all(row.is_authentic for row in tables.message):
        return tables
    # A forger may take the id of a real message: what that one says still counts.
    real = {(row.message_id, row.sent_at, row.sender) for row in tables.message if row.is_authentic}
    forged = {
        (row.message_id, row.sent_at, row.sender) for row in tables.message if not row.is_authentic
    }
    unreal = forged - real
    return replace(
        tables,
        message=tuple(
            row if row.is_authentic else row._replace(is_human=False) for row in tables.message
        ),
        act=tuple(
            act for act in tables.act if (act.message_id, act.sent_at, act.sender) not in unreal
        ),
        remark=tuple(
            one for one in tables.remark if (one.message_id, one.sent_at, one.sender) not in unreal
        ),
    )
