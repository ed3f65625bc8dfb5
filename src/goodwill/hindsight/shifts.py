"""What moving from one kind to another is worth in a book, as last worked out and kept.

It is an estimate over many accounts, so it stands in the book's dated priors and is refreshed only
when somebody asks: `goodwill calibrate --shifts`. It is shown beside plans that aim at another
kind, and moves no statement: what goes along with a kind need not come from it. What is compared is
pure (`goodwill.lab.returns.shifts`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import orjson

from goodwill.facts.base import content_id
from goodwill.store.statements.priors import Prior, keep_prior, read_prior

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.lab.returns.shifts import Shift
    from goodwill.reports import OnProgress
    from goodwill.store.reader import Reader

__all__ = ["SHIFTS", "KeptShifts", "kept_shifts", "learn_shifts", "shift_wanted"]

SHIFTS = "shifts"
"""Under this name a book keeps them among its priors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptShifts:
    """Every move between two kinds, worked out on `made_on` over the year that ended on `last`."""

    made_on: date
    last: date
    currency: str
    shifts: tuple[Shift, ...]

    def between(self, before: str, after: str) -> Shift | None:
        """The move from one kind to another."""
        pair = (before, after)
        return next((one for one in self.shifts if (one.before, one.after) == pair), None)


def learn_shifts(
    book: Book, as_of: date, made_at: datetime, progress: OnProgress | None = None
) -> KeptShifts:
    """Work out what moving between kinds is worth here, and keep it."""
    found = book.returns(as_of, progress)
    kept = KeptShifts(made_on=as_of, last=found.last, currency=found.currency, shifts=found.shifts)
    document = {**asdict(kept), "shifts": [asdict(one) for one in kept.shifts]}
    text = orjson.dumps(document).decode()
    with book.store.write() as tx:
        prior = Prior(f"own:{content_id(text, digits=16)}", text)
        keep_prior(tx, SHIFTS, prior, made_at=int(made_at.timestamp()))
    return kept


def kept_shifts(reader: Reader) -> KeptShifts | None:
    """What was kept last; None where nobody has asked yet."""
    prior = read_prior(reader, SHIFTS)
    if prior is None:
        return None
    from goodwill.lab.returns.shifts import Shift  # noqa: PLC0415  numpy: a tenth of a second

    found: dict[str, Any] = orjson.loads(prior.document)
    return KeptShifts(
        made_on=date.fromisoformat(found["made_on"]),
        last=date.fromisoformat(found["last"]),
        currency=found["currency"],
        shifts=tuple(
            Shift(**{**one, "accounts": tuple(one["accounts"])}) for one in found["shifts"]
        ),
    )


def shift_wanted(now: str | None, desired: str | None) -> tuple[str, str] | None:
    """The kinds that an account should move between; None where it should not, or nobody knows."""
    return (now, desired) if now and desired and now != desired else None
