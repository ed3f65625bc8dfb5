"""The CSV tables: recognised by their header, read row by row, nothing lost by one bad row."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.csv_tables import CSV_TABLES, columns
from goodwill.sources.base import Item, RawRecord, ReadError, SourceFile
from goodwill.sources.csv_tables import CONNECTOR
from goodwill.sources.rows import text_lines, text_rows
from goodwill.sources.sheets import cells_of

ODDITIES = Path(__file__).parents[1] / "oddities" / "csv"
HEADER = "payment_id,invoice_id,paid_on,amount\n"


def items(data: bytes | str, *, name: str = "payments.csv", position: int = 0) -> list[Item]:
    content = data.encode() if isinstance(data, str) else data
    file = SourceFile(
        path=name,
        connector="csv_tables",
        size=len(content),
        modified_ns=0,
        open=lambda: io.BufferedReader(io.BytesIO(content)),
    )
    return list(CONNECTOR.read(file, position))


def rows(data: bytes | str) -> list[dict[str, str] | bytes]:
    return [one.payload for one in items(data) if isinstance(one, RawRecord)]


@pytest.mark.parametrize("path", sorted((ODDITIES / "csvs").iterdir()), ids=lambda one: one.stem)
def test_the_spectrum_of_csv_files_is_read_as_it_should_be(path: Path) -> None:
    expected = json.loads((ODDITIES / "json" / f"{path.stem}.json").read_text("utf-8"))

    with path.open("rb") as stream:
        header, *found = [cells_of(row.text, ",") for row in text_rows(text_lines(stream), ",")]

    assert [dict(zip(header or (), row or (), strict=True)) for row in found] == expected


@pytest.mark.parametrize("table", CSV_TABLES)
def test_every_table_is_recognised_by_its_columns_whatever_the_file_is_called(table: str) -> None:
    header = ",".join(columns(table)).encode()

    (record,) = items(header + b"\n" + b",".join([b"x"] * len(columns(table))), name="export")

    assert CONNECTOR.recognises("export", header)
    assert isinstance(record, RawRecord)
    assert record.table == table


RECOGNISED = {
    "an address among an invoice's columns": (b"Invoice No,Customer,Email,Date,Total\r\n", False),
    "less than half are a contact's": (b"email,name,phone,mobile,city\r\n", False),
    "half are a contact's": (b"email,name,phone,mobile\r\n", True),
    "a contact of an account, and much else": (b"email,account_id,a,b,c,d,e,f\r\n", True),
    "nothing but addresses": (b"email\r\n", True),
    "semicolons": (b"payment_id;invoice_id;paid_on;amount\r\n", True),
    "tabs": (b"payment_id\tinvoice_id\tpaid_on\tamount", True),
    "a mark, capitals and blanks": (b"\xef\xbb\xbfPayment_ID, Invoice_ID ,PAID_ON,amount\n", True),
    "quoted names": (b'"payment_id","invoice_id","paid_on","amount"\n', True),
    "columns of its own": (b"payment_id,bank,invoice_id,paid_on,amount,,\n", True),
    "UTF-16": ("payment_id,invoice_id,paid_on,amount\n".encode("utf-16"), True),
    "a required column missing": (b"payment_id,invoice_id,paid_on\n", False),
    "prose": (b"Dear payment_id, invoice_id", False),
}


@pytest.mark.parametrize(("head", "expected"), RECOGNISED.values(), ids=RECOGNISED)
def test_a_header_is_recognised(head: bytes, expected: bool) -> None:
    assert CONNECTOR.recognises("export.txt", head) is expected


def test_columns_of_other_names_are_kept_and_unnamed_ones_numbered() -> None:
    (row,) = rows("payment_id,bank,,invoice_id,paid_on,amount,\np1,NatBank,x,i1,2026-01-01,5,\n")

    assert row == {
        "payment_id": "p1",
        "bank": "NatBank",
        "column_3": "x",
        "invoice_id": "i1",
        "paid_on": "2026-01-01",
        "amount": "5",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_are_read_whatever_the_encoding(encoding: str) -> None:
    text = "account_id,name\nb,Brandt & Söhne\n"

    (record,) = items(text.encode(encoding))

    assert isinstance(record, RawRecord)
    assert record.payload == {"account_id": "b", "name": "Brandt & Söhne"}
    assert record.flags == (("cp1252",) if encoding == "cp1252" else ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_lines_end_as_they_like(end: str) -> None:
    assert len(rows((HEADER + "p1,i1,2026-01-01,5\np2,i1,2026-01-02,6").replace("\n", end))) == 2


BAD_ROWS = {
    # what it is: (the row, what the error says)
    "too few fields": ("p1,i1,2026-01-01", "3 fields, the header 4"),
    "too many fields": ("p1,i1,2026-01-01,1,234.50", "5 fields, the header 4"),
    "a quotation mark never closed": ('"p1,i1,2026-01-01,5', "never closed"),
    "a cell beyond reading": ('"' + "x" * 200_000 + '",i1,2026-01-01,5', "too long"),
    "a row beyond reading": ("x" * 1_100_000 + ",i1,2026-01-01,5", "longer than"),
}


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_told_with_its_place_and_the_rest_load(row: str, reason: str) -> None:
    good = "p0,i1,2026-01-01,5\n"

    first, error, *rest = items(HEADER + good + row + "\n" + good * 3)

    assert isinstance(first, RawRecord)
    assert isinstance(error, ReadError)
    assert reason in error.reason
    assert error.locator == "row 3"
    assert error.hint
    assert len(error.value) <= 300
    assert [isinstance(one, RawRecord) for one in rest] == [True] * 3


def test_a_bad_row_keeps_its_cells_so_that_it_can_be_mended() -> None:
    (error,) = items(HEADER + "p1,i1,2026-01-01,1,234.50\n")

    assert isinstance(error, ReadError)
    assert [value for _, value in error.row] == ["p1", "i1", "2026-01-01", "1", "234.50"]


def test_empty_rows_and_surplus_empty_cells_are_nothing() -> None:
    assert len(rows(HEADER + "\n,,,\np1,i1,2026-01-01,5,,\n\n")) == 1


def test_a_row_is_counted_as_spreadsheets_do_and_its_line_told_where_that_differs() -> None:
    places = [one.locator for one in items(HEADER + '"p\n1",i1,2026-01-01,5\n\np2,i1,x,5\n')]

    assert places == ["row 2", "row 4 (line 5)"]


def test_reading_goes_on_behind_a_row() -> None:
    data = HEADER + "p1,i1,2026-01-01,5\np2,i1,2026-01-02,6\n"

    (record,) = items(data, position=items(data)[0].position)

    assert record.locator == "row 3"


MISSING = {
    "a required column": ("invoice_id,paid_on,amount\n", "lacks payment_id"),
    "everything": ("", "empty"),
    "the delimiter": ("payment_id invoice_id\n", "lacks"),
    "one of two": (HEADER.strip() + ",amount\n", "names amount more than once"),
}


@pytest.mark.parametrize(("header", "reason"), MISSING.values(), ids=MISSING)
def test_a_file_named_as_a_table_says_what_its_header_lacks(header: str, reason: str) -> None:
    assert CONNECTOR.recognises("folder/Payments.csv", header.encode())

    (error,) = items(header)

    assert isinstance(error, ReadError)
    assert reason in error.reason


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=5), st.sampled_from(",;\t"))
def test_any_cells_written_as_the_standard_says_are_read_back(
    table: list[tuple[str, str, str, str]], delimiter: str
) -> None:
    header = HEADER.replace(",", delimiter)
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in table]
    text = header + "".join(delimiter.join(row) + "\r\n" for row in quoted)

    found = [list(row.values()) for row in rows(text) if isinstance(row, dict)]

    assert found == [list(row) for row in table if any(row)]


@given(st.binary(max_size=300))
def test_no_bytes_behind_a_header_are_too_much(data: bytes) -> None:
    for item in items(HEADER.encode() + data):
        assert item.locator.startswith("row ")


def test_a_file_that_is_named_for_a_table_needs_its_required_columns_alone() -> None:
    text = "email,phone,mobile,city\nkim@acre.example,1,2,York\n"
    (record,) = items(text, name="in/contacts.csv")

    assert isinstance(record, RawRecord)
    assert record.table == "contacts"


def test_a_file_that_is_named_for_a_table_and_speaks_other_words_is_to_be_explained() -> None:
    (said,) = items("Invoice No,Email,Total\n1,kim@acre.example,5\n", name="invoices.csv")

    assert isinstance(said, ReadError)
    assert "lacks account_id, amount, invoice_id, issued_on" in said.reason
    assert "goodwill map FILE" in said.hint
