"""A row of a table becomes its fact, whether the contract wrote its header or a vendor did.

Ties two steps that do not know each other: a vendor's row is put into the contract's words
(`goodwill.sources.mapped`), then read like any other (`goodwill.normalise.table_row`).
"""

from __future__ import annotations

from goodwill.facts.csv_tables import TableFact
from goodwill.normalise.table_row import normalise_row
from goodwill.sources.base import TOTALS_ROW, RawRecord, ReadError
from goodwill.sources.mapped.rewriting import blame, map_row
from goodwill.store.rows import Excluded

__all__ = ["TOTALS", "fact_of_row"]

TOTALS = "totals"
"""The rule by which a row that adds up others is left out."""


def fact_of_row(record: RawRecord, *, timezone: str) -> TableFact | ReadError | Excluded:
    """The fact in a row; what is wrong is told by the names of the file it stands in.

    A row that no rule of its mapping asks for is left out, and counted; so is one of totals.
    """
    reading = record.mapped
    if reading is None:
        return normalise_row(record, timezone=timezone)
    if reading.rule is None:
        is_total = TOTALS_ROW in record.flags
        return Excluded(TOTALS if is_total else f"mapping {reading.mapping}")
    row = map_row(record, reading, reading.rule)
    if isinstance(row, ReadError):
        return row
    fact = normalise_row(row, timezone=timezone)
    return blame(fact, record, reading.rule) if isinstance(fact, ReadError) else fact
