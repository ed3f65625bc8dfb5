"""Rows of tables that wait because no account stands in them, in the words of the contract.

They were rejected when they were read, and are kept as their files wrote them. A vendor's row is
put into the contract's words by the mapping that it was read with; what the mapping looks up in
other files is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from goodwill.facts.csv_tables import CSV_TABLES, required_columns
from goodwill.sources.base import RawRecord, SourceFile
from goodwill.sources.mapped.reading import read_mapped
from goodwill.sources.mapped.rewriting import map_row
from goodwill.sources.mapped.rules import Mapping
from goodwill.sources.mapped.shelf import shelf_of, shipped_mappings
from goodwill.sources.sheets import SheetRow
from goodwill.store.database import Store
from goodwill.store.who_is_who.reconcile import RejectedRow, rejected_rows

__all__ = ["RowWithoutAccount", "rows_without_account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWithoutAccount:
    """One row: of which table, where it stands, what it says under the contract's columns."""

    table: str
    path: str
    locator: str
    cells: dict[str, str]


def rows_without_account(store: Store) -> list[RowWithoutAccount]:
    """Every row that stands rejected in its file as it is now, and names no account."""
    with store.read() as tx:
        rejected = rejected_rows(tx)
    own = {mapping.name: mapping for mapping in shelf_of(store.folder).own}
    mappings = {mapping.name: mapping for mapping in shipped_mappings()} | own
    by_file: defaultdict[tuple[str, str], list[RejectedRow]] = defaultdict(list)
    for row in rejected:
        by_file[row.path, row.kind].append(row)
    return [
        found
        for (_, kind), rows in by_file.items()
        for found in _of_file(kind, rows, mappings.get(kind))
        if _lacks_account(found)
    ]


def _lacks_account(row: RowWithoutAccount) -> bool:
    return "account_id" in required_columns(row.table) and not row.cells.get("account_id")


def _of_file(
    kind: str, rows: Sequence[RejectedRow], mapping: Mapping | None
) -> Iterator[RowWithoutAccount]:
    """The rows of one file under the contract's columns."""
    if kind in CSV_TABLES:
        for row in rows:
            yield RowWithoutAccount(table=kind, path=row.path, locator=row.locator, cells=row.cells)
    elif mapping is not None:
        yield from _mapped(rows, _without_lookups(mapping))


def _without_lookups(mapping: Mapping) -> Mapping:
    rules = (
        replace(rule, columns=tuple((c, v) for c, v in rule.columns if v.lookup is None))
        for rule in mapping.rules
    )
    return replace(mapping, rules=tuple(rules), lookups=())


def _mapped(rows: Sequence[RejectedRow], mapping: Mapping) -> Iterator[RowWithoutAccount]:
    """Rows of a vendor's file as their mapping reads them; none that it cannot read."""
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    sheet = [SheetRow(1, "header", names)] + [
        SheetRow(at, row.locator, [row.cells.get(name, "") for name in names])
        for at, row in enumerate(rows, 2)
    ]
    file = SourceFile(path=rows[0].path, connector="", size=0, modified_ns=0, open=BytesIO)
    for record in read_mapped(file, mapping, lambda: iter(sheet), 0):
        if not isinstance(record, RawRecord) or record.mapped is None or not record.mapped.rule:
            continue
        found = map_row(record, record.mapped, record.mapped.rule)
        if isinstance(found, RawRecord) and isinstance(found.payload, dict):
            yield RowWithoutAccount(
                table=found.table or "",
                path=found.path,
                locator=found.locator,
                cells=found.payload,
            )
