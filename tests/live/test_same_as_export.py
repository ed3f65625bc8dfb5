"""What comes by a vendor's interface is what an export of it says, column by column."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.live.made import NOW, make_book
from tests.live.scripts import SCRIPTS
from tests.live.selling import columns_of, rows
from tests.live.test_vendors import connected

from goodwill.pipeline import import_paths

EXPORTS = Path(__file__).parent.parent / "cases" / "live" / "exports"
TABLES = {
    "pipedrive": "opportunity",
    "salesforce": "opportunity",
    "stripe": "invoice",
    "xero": "invoice_line",
    "quickbooks": "invoice_line",
}
"""What is compared: deals, invoices, or their items."""


@pytest.mark.parametrize("kind", TABLES)
def test_what_an_interface_gives_is_what_an_export_says(tmp_path: Path, kind: str) -> None:
    table = TABLES[kind]
    script = next(one for one in SCRIPTS if one.kind == kind)
    (tmp_path / "other").mkdir()
    exported = make_book(tmp_path / "other", "")
    report = import_paths(exported, [EXPORTS / f"{kind}.csv"], imported_at=NOW, workers=0)
    columns = columns_of(table)

    with connected(tmp_path, script, script.make()) as book:
        book.sync()

        assert report.rejects == ()
        assert rows(book.store, table, *columns) == rows(exported, table, *columns)
        assert rows(exported, table, *columns)
    exported.close()
