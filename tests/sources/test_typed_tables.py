"""Explaining a table that is no text: a sheet of a workbook, a column file."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from goodwill.errors import CallError
from goodwill.facts.commerce import Invoice
from goodwill.importing.mapping_files import explain_file, keep_mapping
from goodwill.importing.table_rows import fact_of_row
from goodwill.sources.base import RawRecord, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.mapped.shelf import shelf_of
from goodwill.sources.walk import walk

HEADER = ("Invoice No", "Customer", "Invoice Date", "Net Amount", "Currency")
ROWS = [(f"R{n}", f"Firm {n % 3}", date(2025, 3, 1 + n), 100 + n / 8, "EUR") for n in range(20)]


def workbook(path: Path, *sheets: str) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in sheets:
        sheet = book.create_sheet(name)
        for row in (HEADER, *ROWS):
            sheet.append(row)
    book.save(path)
    return path


def column_file(path: Path) -> Path:
    columns = dict(zip(HEADER, map(list, zip(*ROWS, strict=True)), strict=True))
    parquet.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize("kind", ["workbook", "column file"])
def test_what_is_explained_is_then_imported(tmp_path: Path, kind: str) -> None:
    is_workbook = kind == "workbook"
    path = tmp_path / ("bills.xlsx" if is_workbook else "bills.parquet")
    path = workbook(path, "A") if is_workbook else column_file(path)

    explained = explain_file(path, tmp_path, {})
    keep_mapping(explained, tmp_path)

    (file,) = walk([path], shelf_of(tmp_path))
    assert isinstance(file, SourceFile)
    found = connector_named(file.connector).read(file, 0)
    facts = [fact_of_row(one, timezone="UTC") for one in found if isinstance(one, RawRecord)]
    assert [str(one.amount) for one in facts if isinstance(one, Invoice)] == [
        f"{amount:g}" for _, _, _, amount, _ in ROWS
    ]


def test_of_several_sheets_one_has_to_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bills.xlsx", "A", "B")

    with pytest.raises(CallError) as caught:
        explain_file(path, None, {})

    assert '--sheet "A"  or  --sheet "B"' in str(caught.value.hint)
    assert explain_file(path, None, {}, sheet_name="B").file == f"{path}!B"


def test_a_sheet_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bills.xlsx", "A")

    with pytest.raises(CallError, match='no sheet "Z"'):
        explain_file(path, None, {}, sheet_name="Z")


def test_a_sheet_in_the_contracts_columns_needs_no_mapping(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(("Payment_ID", "invoice_id", "paid_on", "amount"))
    book.worksheets[0].append(("p1", "i1", date(2025, 3, 4), 7))
    book.save(tmp_path / "x.xlsx")

    assert "payments.csv" in explain_file(tmp_path / "x.xlsx", None, {}).known


def test_a_broken_workbook_is_a_wrong_call(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bills.xlsx", "A")
    path.write_bytes(path.read_bytes()[:900])

    with pytest.raises(CallError, match="cannot be read"):
        explain_file(path, None, {})
