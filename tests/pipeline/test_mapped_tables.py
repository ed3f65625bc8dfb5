"""Vendors' tables through a mapping, from file to book: counted, mended, in any order."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goodwill.errors import ConfigError
from goodwill.pipeline import ImportReport
from goodwill.sources.base import Item, RawRecord, SourceFile
from goodwill.sources.mapped.shelf import OWN_FOLDER, shelf_of
from goodwill.sources.mapped_tables import CONNECTOR
from goodwill.sources.walk import walk
from goodwill.store.database import Store

Import = Callable[..., ImportReport]

INVOICES = """
vendor = "Made up"
export = "Invoice lines"
[recognise]
headers = ["Invoice No", "Customer ID", "Customer", "Net"]
[[rows]]
table = "accounts"
once = "first"
columns = { account_id = "Customer ID", name = "Customer" }
[[rows]]
table = "invoices"
once = true
when = { Status = { not = ["Draft"] } }
[rows.columns]
invoice_id = "Invoice No"
account_id = "Customer ID"
issued_on = "Date"
amount = { from = "Net", sum = true }
[[rows]]
table = "invoice_lines"
when = { Status = { not = ["Draft"] } }
columns = { invoice_id = "Invoice No", line = { count = true }, amount = "Net" }
"""
LINES = """Invoice No,Customer ID,Customer,Date,Status,Net
7,A1,Acme GmbH,13/04/2025,Sent,100.10
7,A1,Acme GmbH,13/04/2025,Sent,200.20
8,B2,Bolt,14/04/2025,Sent,-50.00
9,B2,Bolt,15/04/2025,Draft,999.00
10,B2,Bolt,16/04/2025,Sent,1O.00
Total,,,,,1250.30
"""
ACCOUNTS = "account_id,name,owner\nA1,Acme Holding,Tom\n"


@pytest.fixture
def explained(store: Store) -> Store:
    """A book that explains the invoices."""
    assert store.folder is not None
    folder = store.folder / OWN_FOLDER
    folder.mkdir()
    (folder / "lines.toml").write_text(INVOICES, "utf-8")
    return store


def put(folder: Path, name: str, content: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def current(store: Store, query: str) -> list[tuple[Any, ...]]:
    return store.rows(f"{query} WHERE superseded_by IS NULL ORDER BY 1")


def test_rows_become_facts_and_each_is_counted_once(
    explained: Store, run: Import, tmp_path: Path
) -> None:
    report = run(put(tmp_path, "export.csv", LINES))

    assert current(explained, "SELECT invoice_id, amount FROM invoice") == [
        ("7", 300_300_000),
        ("8", -50_000_000),
    ]
    assert current(explained, "SELECT invoice_id, line FROM invoice_line")[:2] == [
        ("7", "1"),
        ("7", "2"),
    ]
    assert (report.total.imported, report.total.excluded) == (7, 1)
    assert {(one.locator, one.column) for one in report.rejects} == {("row 6", "Net")}


@pytest.mark.usefixtures("explained")
def test_a_totals_row_is_no_reject_and_is_named_among_what_was_skipped(
    run: Import, tmp_path: Path
) -> None:
    path = put(tmp_path, "export.csv", LINES.replace("1O.00", "10.00"))

    report = run(path)

    assert report.rejects == ()
    ((where, why),) = report.skipped
    assert where == f"{path}, row 7"
    assert why == 'a totals row, which adds up others: "Total 1250.30"'


def test_the_same_file_again_is_nothing_new(explained: Store, run: Import, tmp_path: Path) -> None:
    first, second = (put(tmp_path, f"{name}.csv", LINES) for name in ("one", "two"))
    run(first)

    report = run(second)

    assert explained.rows("SELECT count(*) FROM invoice") == [(2,)]
    assert report.total.imported == 0


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_a_name_in_passing_never_replaces_an_account_in_full(
    explained: Store, run: Import, tmp_path: Path, names: tuple[str, str]
) -> None:
    files = {"a.csv": ACCOUNTS, "b.csv": LINES}
    for name in names:
        run(put(tmp_path, name, files[name]))

    assert current(explained, "SELECT account_id, name, owner FROM account") == [
        ("A1", "Acme Holding", "Tom"),
        ("B2", "Bolt", None),
    ]


PAYMENTS = """
vendor = "Made up"
export = "Payments"
[recognise]
headers = ["Payment No", "Invoice No", "Day"]
[[rows]]
table = "payments"
columns = { payment_id = "Payment No", invoice_id = "Invoice No", paid_on = "Day", amount = "Sum" }
"""
PAID = "Payment No,Invoice No,Day,Sum\nP1,7,13/04/2025,5.00\nP2,7,14/04/2025,1O.00\n"


def test_a_reject_keeps_the_exports_header_and_is_imported_once_it_is_mended(
    explained: Store, run: Import, tmp_path: Path
) -> None:
    assert explained.folder is not None
    (explained.folder / OWN_FOLDER / "payments.toml").write_text(PAYMENTS, "utf-8")
    report = run(put(tmp_path, "export.csv", PAID))
    (reject_file,) = [Path(path) for path in report.reject_files]
    text = reject_file.read_text("utf-8")

    run(put(tmp_path, "mended.csv", text.replace("1O.00", "10.00")))

    header = next(csv.reader(text.splitlines()))
    assert header[:4] == ["Payment No", "Invoice No", "Day", "Sum"]
    assert current(explained, "SELECT payment_id, amount FROM payment") == [
        ("P1", 5_000_000),
        ("P2", 10_000_000),
    ]


def test_rejects_of_lines_whose_total_is_added_up_are_mended_in_the_export_itself(
    explained: Store, run: Import, tmp_path: Path
) -> None:
    (reject_file,) = run(put(tmp_path, "export.csv", LINES)).reject_files
    text = Path(reject_file).read_text("utf-8")

    alone = run(put(tmp_path, "mended.csv", text.replace("1O.00", "10.00")))
    run(put(tmp_path, "export.csv", LINES.replace("1O.00", "10.00")))

    assert [one.reason[:21] for one in alone.rejects] == ["its rows are parts of"]
    assert current(explained, "SELECT invoice_id, amount FROM invoice")[0] == ("10", 10_000_000)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_export_is_known_whatever_its_encoding(
    explained: Store, run: Import, tmp_path: Path, encoding: str
) -> None:
    run(put(tmp_path, "export.csv", LINES.replace("Acme", "Söhne").encode(encoding)))

    assert ("A1", "Söhne GmbH") in current(explained, "SELECT account_id, name FROM account")


def test_four_hundred_columns_are_no_hindrance(
    explained: Store, run: Import, tmp_path: Path
) -> None:
    header, *rows = LINES.splitlines()
    wide = ",".join(f"Some column of the vendor {number}" for number in range(400))
    text = "\n".join([f"{wide},{header}", *(f"{',' * 399},{row}" for row in rows[:3])])

    run(put(tmp_path, "export.csv", text + "\n"))

    assert len(current(explained, "SELECT invoice_id FROM invoice")) == 2


def items(file: SourceFile, position: int) -> list[tuple[str, str | None, int]]:
    found: list[Item] = list(CONNECTOR.read(file, position))
    return [
        (one.locator, one.table if isinstance(one, RawRecord) else "", one.position)
        for one in found
    ]


def test_reading_goes_on_behind_any_row_without_a_loss(explained: Store, tmp_path: Path) -> None:
    path = put(tmp_path, "export.csv", LINES)
    (file,) = [
        one for one in walk([path], shelf_of(explained.folder)) if isinstance(one, SourceFile)
    ]
    whole = items(file, 0)

    for position in range(1, 8):
        behind = [one for one in whole if int(one[0].split()[1]) > position]
        assert items(file, position) == behind


def test_a_wrong_mapping_stops_the_import_by_name(
    explained: Store, run: Import, tmp_path: Path
) -> None:
    assert explained.folder is not None
    (explained.folder / OWN_FOLDER / "bad.toml").write_text('vendor = "x"\nexprt = "y"\n')

    with pytest.raises(ConfigError, match=r'bad\.toml: there is no key "exprt".*"export"'):
        run(put(tmp_path, "export.csv", LINES))
