"""Every secret of a book that is sealed, wherever it stands, to be sealed anew in one go.

Of live sources, of webhooks, and of codes that change; what seals them is `goodwill.live.secrets`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodwill.store.database import Transaction

__all__ = ["Resealed", "reseal_all"]

_PLACES = (("live_source", "sealed"), ("webhook", "sealed"), ("users", "totp"))
"""Tables and the column in which each keeps what is sealed."""


class Resealed(NamedTuple):
    """How many secrets were sealed anew, and how many no key of this machine opens."""

    done: int
    closed: int


def reseal_all(tx: Transaction, anew: Callable[[bytes], bytes | None]) -> Resealed:
    """Replace each secret by what `anew` makes of it; what it makes nothing of stays."""
    done = closed = 0
    for table, column in _PLACES:
        for key, kept in tx.rows(f"select id, {column} from {table} where {column} is not null"):
            is_text = isinstance(kept, str)
            sealed = anew(kept.encode("ascii") if is_text else bytes(kept))
            if sealed is None:
                closed += 1
                continue
            value = sealed.decode("ascii") if is_text else sealed
            tx.run(f"update {table} set {column} = ? where id = ?", (value, key))
            done += 1
    return Resealed(done, closed)
