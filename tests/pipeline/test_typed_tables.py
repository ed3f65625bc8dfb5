"""One table in four forms: a file, a sheet, columns, a query. The facts are the same."""

import csv
import sqlite3
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from goodwill.pipeline import import_paths
from goodwill.sources.queries import Queries, Query
from goodwill.store.database import Store, open_store

HEADER = ("invoice_id", "account_id", "issued_on", "amount", "currency", "Project")
ROWS = [
    ("i1", "acme", date(2025, 3, 4), 1234.5, "EUR", "Lift"),
    ("i2", "acme", date(2025, 3, 5), 0.1 + 0.2, None, None),
    ("i3", "bolt", date(2025, 12, 31), -17, "EUR", "=x"),
]
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def as_csv(folder: Path) -> Path:
    path = folder / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for *rest, amount, currency, project in ROWS:
            written = "" if project is None else project.replace("=", "'=")
            rows.writerow([*rest, f"{amount:.15g}", currency, written])
    return path


def as_workbook(folder: Path) -> Path:
    book = Workbook()
    for row in (HEADER, *ROWS):
        book.worksheets[0].append([*row])
    book.worksheets[0]["F4"].data_type = "s"  # the text, not a formula
    book.save(folder / "b.xlsx")
    return folder / "b.xlsx"


def as_columns(folder: Path) -> Path:
    columns = dict(zip(HEADER, map(list, zip(*ROWS, strict=True)), strict=True))
    columns["amount"] = [float(row[3]) for row in ROWS]
    parquet.write_table(pa.table(columns), folder / "c.parquet")
    return folder / "c.parquet"


def as_query(folder: Path) -> Queries:
    with sqlite3.connect(folder / "d.db") as database:
        database.execute(f"create table bills ({', '.join(HEADER)})")
        rows = [(one, two, str(on), *rest) for one, two, on, *rest in ROWS]
        database.executemany("insert into bills values (?, ?, ?, ?, ?, ?)", rows)
    database.close()
    query = Query(text="select * from bills", name="bills")
    return Queries(url=f"sqlite:///{folder}/d.db", queries=(query,))


FORMS = {"csv": as_csv, "workbook": as_workbook, "columns": as_columns}


def imported(store: Store, folder: Path, form: str) -> tuple[int, int]:
    """How many rows a form adds, and how many it holds that are there already."""
    if form == "query":
        report = import_paths(store, [], imported_at=NOW, queries=as_query(folder), workers=0)
    else:
        report = import_paths(store, [FORMS[form](folder)], imported_at=NOW, workers=0)
    assert not report.rejects
    return report.total.imported, report.total.duplicate


def facts(store: Store) -> list[tuple[object, ...]]:
    columns = "invoice_id, account_id, issued_on, amount, currency, attributes"
    return store.rows(f"SELECT {columns} FROM invoice ORDER BY invoice_id")  # noqa: S608  as above


@pytest.mark.parametrize("first", [*FORMS, "query"])
def test_a_form_adds_nothing_to_what_another_has_brought(tmp_path: Path, first: str) -> None:
    store = open_store(tmp_path / "book", create=True)
    others = [form for form in (*FORMS, "query") if form != first]

    assert imported(store, tmp_path, first) == (3, 0)
    before = facts(store)
    for form in others:
        (tmp_path / "d.db").unlink(missing_ok=True)
        assert imported(store, tmp_path, form) == (0, 3), form

    assert facts(store) == before
    assert [row[3] for row in before] == [1_234_500_000, 300_000, -17_000_000]
    store.close()


def test_a_folder_of_them_comes_to_the_same_in_any_order(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(permutations(FORMS)):
        store = open_store(tmp_path / f"book{number}", create=True)
        paths = [FORMS[form](tmp_path) for form in order]
        import_paths(store, paths, imported_at=NOW, workers=0)
        found.append(facts(store))
        store.close()

    assert all(one == found[0] for one in found)
