"""Workbooks: every sheet a table of its own, and a hostile one costs nothing but itself."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from goodwill.facts.commerce import Invoice, Payment
from goodwill.importing.table_rows import fact_of_row
from goodwill.sources import workbooks
from goodwill.sources.base import TOTALS_ROW, RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.walk import walk
from goodwill.sources.workbook import process
from goodwill.store.rows import Excluded

INVOICES = ("invoice_id", "account_id", "issued_on", "amount", "currency", "Project")
ROW = ("i1", "acme", date(2025, 3, 4), 1234.5, "EUR", "Lift")


def saved(path: Path, sheets: dict[str, Iterable[Iterable[Any]]]) -> Path:
    """A workbook with these sheets, as a spreadsheet program leaves it: nothing to work out."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([*row])
    book.calculation.fullCalcOnLoad = False
    book.save(path)
    return path


def read(path: Path) -> tuple[list[RawRecord], list[ReadError], list[Skipped]]:
    """Everything in a file: records, what could not be read, what was passed over."""
    records: list[RawRecord] = []
    errors: list[ReadError] = []
    skipped: list[Skipped] = []
    for item in walk([path]):
        if isinstance(item, SourceFile):
            for one in connector_named(item.connector).read(item, 0):
                (records if isinstance(one, RawRecord) else errors).append(one)  # type: ignore[arg-type]
        elif isinstance(item, ReadError):
            errors.append(item)
        else:
            skipped.append(item)
    return records, errors, skipped


def facts(path: Path) -> list[Any]:
    return [fact_of_row(record, timezone="UTC") for record in read(path)[0]]


def test_a_sheet_with_the_contracts_columns_is_that_table(tmp_path: Path) -> None:
    path = saved(tmp_path / "books.xlsx", {"Our invoices": [["Invoices 2025"], [], INVOICES, ROW]})

    (fact,) = facts(path)

    assert isinstance(fact, Invoice)
    assert (fact.invoice_id, fact.issued_on, str(fact.amount)) == ("i1", date(2025, 3, 4), "1234.5")
    assert fact.attributes == (("Project", "Lift"),)
    assert (fact.source.path, fact.source.locator) == (f"{path}!Our invoices", "row 4")


def test_each_sheet_is_a_table_and_what_is_none_is_passed_over_with_a_reason(
    tmp_path: Path,
) -> None:
    payments = [("payment_id", "invoice_id", "paid_on", "amount"), ("p1", "i1", "2025-04-01", 7)]
    path = saved(
        tmp_path / "books.xlsx",
        {"A": [INVOICES, ROW], "B": payments, "Sums": [["Region", "Sum"], ["North", 7]], "C": []},
    )

    records, errors, skipped = read(path)

    assert [type(fact_of_row(one, timezone="UTC")) for one in records] == [Invoice, Payment]
    assert not errors
    whys = {one.path.partition("!")[2]: one.why for one in skipped}
    assert whys["C"] == "an empty sheet"
    assert "goodwill map" in whys["Sums"]


def test_a_hidden_sheet_is_left_alone(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (INVOICES, ROW):
        sheet.append(row)
    book.create_sheet("seen")
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "books.xlsx")

    records, _, skipped = read(tmp_path / "books.xlsx")

    assert not records
    assert any("hidden" in one.why for one in skipped)


BAD_CELLS = {
    "a formula that was never worked out": ("=SUM(B1:B9)", "formula"),
    "an error": ("#REF!", "error"),
    "a word": ("ask Ann", "no number"),
}


@pytest.mark.parametrize(("cell", "reason"), BAD_CELLS.values(), ids=BAD_CELLS)
def test_a_cell_that_comes_to_nothing_is_rejected_by_name(
    tmp_path: Path, cell: str, reason: str
) -> None:
    path = saved(tmp_path / "b.xlsx", {"S": [INVOICES, ("i0", "a", "2025-03-04", cell), ROW]})

    error, fact = facts(path)

    assert isinstance(fact, Invoice)
    assert isinstance(error, ReadError)
    assert (error.path, error.locator, error.column) == (f"{path}!S", "row 2", "amount")
    assert error.value == cell
    assert reason in error.reason


def test_an_error_in_a_column_that_nothing_reads_costs_no_row(tmp_path: Path) -> None:
    path = saved(tmp_path / "b.xlsx", {"S": [INVOICES, (*ROW[:-1], "#N/A")]})

    (fact,) = facts(path)

    assert isinstance(fact, Invoice)
    assert fact.attributes == (("Project", "#N/A"),)


def test_a_totals_row_is_no_reject_and_is_flagged_to_be_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "b.xlsx", {"S": [INVOICES, ROW, ("Total", None, None, 1234.5)]})

    records, errors, _ = read(path)

    assert errors == []
    assert [(one.locator, TOTALS_ROW in one.flags) for one in records] == [
        ("row 2", False),
        ("row 3", True),
    ]


MAPPING = """
vendor = "Own"
export = "Bills"
[recognise]
headers = ["Bill", "Customer", "Net"]
[[rows]]
table = "invoices"
columns = { invoice_id = "Bill", account_id = "Customer", issued_on = "Day", amount = "Net" }
"""
BILLS = ("Bill", "Customer", "Day", "Net")
AMOUNTS = {
    # what is in the sheet: (the cells of its column of amounts, the amounts or what is asked)
    "numbers alone, one with three decimals": ((1234, 1.234), ["1234", "1.234"]),
    "texts with commas leave numbers as they are": ((1234.5, "1.234,50"), ["1234.5", "1234.50"]),
    "texts with points": ((1.234, "1,234.50"), ["1.234", "1234.50"]),
    "a text in doubt is asked about, whatever the numbers": ((1234.5, "1.234"), "decimal"),
}


@pytest.mark.parametrize(("cells", "amounts"), AMOUNTS.values(), ids=AMOUNTS)
def test_what_texts_prove_holds_for_texts_and_numbers_are_in_no_doubt(
    tmp_path: Path, cells: tuple[object, ...], amounts: list[str] | str
) -> None:
    from goodwill.sources.mapped.shelf import shelf_of  # noqa: PLC0415  of a folder made here

    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "bills.toml").write_text(MAPPING)
    rows = [(f"b{n}", "acme", date(2025, 3, 4), cell) for n, cell in enumerate(cells)]
    path = saved(tmp_path / "bills.xlsx", {"S": [BILLS, *rows]})

    (sheet,) = walk([path], shelf_of(tmp_path))
    assert isinstance(sheet, SourceFile)
    found = list(connector_named(sheet.connector).read(sheet, 0))

    if isinstance(amounts, str):
        (asked,) = found
        assert isinstance(asked, ReadError)
        assert f"{amounts}=" in asked.hint
    else:
        made = [fact_of_row(one, timezone="UTC") for one in found if isinstance(one, RawRecord)]
        assert [str(one.amount) for one in made if isinstance(one, Invoice)] == amounts


def packed_in_zip(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/books.xlsx", content)
    return out.getvalue()


def packed_in_tar(content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("books.xlsx")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize("pack", [packed_in_zip, packed_in_tar])
def test_a_workbook_in_an_archive_is_read_where_it_lies(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    plain = saved(
        tmp_path / "books.xlsx", {"A": [INVOICES, ROW], "B": [INVOICES, ("i2", *ROW[1:])]}
    )
    outer = tmp_path / "all.bin"
    outer.write_bytes(pack(plain.read_bytes()))

    ids = [fact.invoice_id for fact in facts(outer) if isinstance(fact, Invoice)]

    assert ids == ["i1", "i2"]


def test_a_workbook_is_known_without_its_name(tmp_path: Path) -> None:
    path = saved(tmp_path / "books.xlsx", {"A": [INVOICES, ROW]})

    assert len(facts(path.rename(tmp_path / "export"))) == 1


def other_workbook(name: str, content: bytes) -> bytes:
    """A zip archive that begins as programs other than Excel, or other versions, write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
        archive.writestr("content", b"")
    return out.getvalue()


OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
OTHERS = {
    "an OpenDocument sheet": ("a.ods", other_workbook("mimetype", OPEN_DOCUMENT), "OpenDocument"),
    "a binary workbook": ("a.xlsb", other_workbook("[Content_Types].xml", b""), "binary"),
    "a letter": ("a.docx", other_workbook("[Content_Types].xml", b""), "office document"),
    "an old workbook": ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "old or a locked"),
    "a workbook with a password": ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
}


@pytest.mark.parametrize(("name", "content", "why"), OTHERS.values(), ids=OTHERS)
def test_what_other_programs_write_is_passed_over_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(content)

    (skipped,) = walk([tmp_path / name])

    assert isinstance(skipped, Skipped)
    assert why in skipped.why


def reason_for(path: Path) -> str:
    records, errors, _ = read(path)
    assert not records
    return errors[0].reason


def test_what_only_calls_itself_a_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "books.xlsx"
    path.write_bytes(packed_in_zip(b"x"))

    assert "no workbook" in reason_for(path)


def test_a_workbook_that_is_cut_off_is_told(tmp_path: Path) -> None:
    whole = saved(tmp_path / "books.xlsx", {"A": [INVOICES, ROW]}).read_bytes()
    (tmp_path / "books.xlsx").write_bytes(whole[: len(whole) // 2])

    assert "no workbook" in reason_for(tmp_path / "books.xlsx")


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The workbook with one of its parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    path.write_bytes(out.getvalue())
    return path


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "books.xlsx", {"A": [INVOICES, ROW]})
    blown = b"<x>" + b" " * (process.FREE_BYTES + 1) + b"</x>"

    assert "100 times" in reason_for(with_part(path, "xl/worksheets/sheet1.xml", blown))


def test_sheets_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    path = saved(tmp_path / "b.xlsx", {"A": [INVOICES, ROW], "B": [INVOICES, ("i2", *ROW[1:])]})
    with zipfile.ZipFile(path) as book:
        listed = book.read("xl/workbook.xml").replace(b'name="B"', b'name="A"')
    with_part(path, "xl/workbook.xml", listed)

    assert [fact.invoice_id for fact in facts(path) if isinstance(fact, Invoice)] == ["i1", "i2"]


def with_more_rows(path: Path, rows: bytes) -> Path:
    """The workbook with further rows of XML at the end of its first sheet."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as book:
        sheet_xml = book.read(name)
    return with_part(path, name, sheet_xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def last_of(path: Path) -> object:
    """The last thing that reading the only sheet of a workbook comes to."""
    (sheet,) = walk([path])
    assert isinstance(sheet, SourceFile)
    return list(connector_named(sheet.connector).read(sheet, 0))[-1]


def test_rows_that_are_far_wider_than_what_they_hold_fill_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "SECONDS", 60)
    path = saved(tmp_path / "books.xlsx", {"A": [INVOICES, *[ROW] * 40]})
    with_more_rows(path, b'<row><c r="XFD1"><v>1</v></c></row>' * 3_000)

    error = last_of(path)

    assert isinstance(error, ReadError)
    assert "it is worth" in error.reason


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "SECONDS", 0)
    monkeypatch.setattr(workbooks, "SECONDS_OF_A_MEGABYTE", 0)
    path = saved(tmp_path / "books.xlsx", {"A": [INVOICES, ROW]})
    rows = (b"<row><c><v>%d</v></c></row>" % (n * 7_919) for n in range(400_000))

    last = last_of(with_more_rows(path, b"".join(rows)))

    assert isinstance(last, ReadError)
    assert "took more than 0 s" in last.reason


def test_a_row_that_no_rule_asks_for_is_counted(tmp_path: Path) -> None:
    """A sheet goes through the engine of mappings, with all that it keeps count of."""
    (tmp_path / "mappings").mkdir()
    text = MAPPING + 'when = { Customer = { not = ["internal"] } }\n'
    (tmp_path / "mappings" / "bills.toml").write_text(text)
    from goodwill.sources.mapped.shelf import shelf_of  # noqa: PLC0415  of a folder made here

    rows = [("b1", "internal", date(2025, 3, 4), 1), ("b2", "acme", date(2025, 3, 4), 2)]
    path = saved(tmp_path / "bills.xlsx", {"S": [BILLS, *rows]})
    (sheet,) = walk([path], shelf_of(tmp_path))
    assert isinstance(sheet, SourceFile)

    found = [*connector_named(sheet.connector).read(sheet, 0)]

    made = [fact_of_row(one, timezone="UTC") for one in found if isinstance(one, RawRecord)]
    assert [type(one) for one in made] == [Excluded, Invoice]
