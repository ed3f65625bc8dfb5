"""A book measured on an engine and on DuckDB: every account on which the two do not agree.

Engines run the same queries, so they have to say the same; whoever writes one finds out here, on
rows of a real book. What the queries mean is in `goodwill.signals`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from goodwill.assess import Assessor
from goodwill.config import Settings
from goodwill.facts.values import Measured

__all__ = ["Difference", "differences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Signals that are measured otherwise, or parts of the statement that are."""

    account_id: str
    names: tuple[str, ...]


def differences(
    assessor: Assessor, engine: str, account_ids: Collection[str], as_of: date
) -> Iterator[Difference]:
    """Accounts that `engine` measures otherwise than DuckDB does as of a day, by id.

    Raises what the engine raises, and a `ConfigError` where there is none of that name.
    """
    there = replace(assessor, settings=replace(assessor.settings, engine=engine))
    here = replace(assessor, settings=replace(assessor.settings, engine=Settings().engine))
    signals = zip(
        here.measured_of(account_ids, as_of), there.measured_of(account_ids, as_of), strict=True
    )
    statements = zip(
        here.draw_up(account_ids, as_of), there.draw_up(account_ids, as_of), strict=True
    )
    for (wanted, found), (judged, judged_there) in zip(signals, statements, strict=True):
        names = tuple(_signals(wanted, found)) or tuple(
            part
            for part, said in judged.statement.items()
            if judged_there.statement.get(part) != said
        )
        if names:
            yield Difference(account_id=wanted.account_id, names=names)


def _signals(wanted: Measured, found: Measured) -> Iterator[str]:
    """Signals of which any row differs, floats to the last bit; sums are made of rows alike."""
    for name in sorted({*wanted.rows, *found.rows}):
        if tuple(wanted.rows.get(name, ())) != tuple(found.rows.get(name, ())):
            yield name
