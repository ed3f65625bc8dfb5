"""Exported files hold what the book says, and no program runs what a stranger wrote in them."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import cast

import orjson
import pytest
from openpyxl import load_workbook
from pyarrow import parquet
from tests.serve.conftest import with_text
from tests.serve.web.conftest import DAY, drawn_up
from typer.testing import CliRunner

from goodwill.arrow_tables import open_tables
from goodwill.facts.statement import Statement
from goodwill.serve.cli.app import app
from goodwill.serve.exports.crm import HEADS, crm_csv
from goodwill.serve.exports.tables import file_name
from goodwill.sources.protected import restored

EVIL = '=HYPERLINK("https://evil.example")\x07<b>*[x](javascript:alert(1))'


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose account and mails begin as formulas do."""
    folder = tmp_path_factory.mktemp("exports")
    drawn_up(folder).book.close()
    more = folder / "more.csv"
    more.write_text(
        "account_id,name,domains\n'=1+1,\"'=cmd|'/c calc'!A0\",evil.example\n", encoding="utf-8"
    )
    run(folder / "book", "import", str(more))
    return folder / "book"


def run(place: Path, *words: str) -> str:
    ran = CliRunner().invoke(app, ["--book", str(place), *words])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_table_is_written_with_its_dictionary(place: Path, tmp_path: Path, form: str) -> None:
    run(place, "export", "tables", str(tmp_path), "--as-of", str(DAY), "--format", form)

    names = {f"{file_name(name)}.{form}" for name in open_tables()}
    assert {path.name for path in tmp_path.iterdir()} == names | {
        "dictionary.csv", "dictionary.md", "dbt_sources.yml"
    }  # fmt: skip
    with (tmp_path / "dictionary.csv").open(encoding="utf-8") as file:
        told = [(row["table"], row["column"]) for row in csv.DictReader(file)]
    assert told == [(name, one.name) for name, table in open_tables().items()
                    for one in table.columns]  # fmt: skip


def test_parquet_keeps_types_and_what_columns_say(place: Path, tmp_path: Path) -> None:
    run(place, "export", "tables", str(tmp_path), "--as-of", str(DAY))
    found = parquet.read_table(tmp_path / "facts_invoices.parquet")

    assert str(found.schema.field("amount").type) == "decimal128(24, 6)"
    assert found.schema.field("amount").metadata == {b"says": b"In `currency`, net of tax."}


def test_a_formula_in_a_csv_file_is_a_text_and_comes_back_as_it_was(
    place: Path, tmp_path: Path
) -> None:
    run(place, "export", "tables", str(tmp_path), "--as-of", str(DAY), "--format", "csv")
    with (tmp_path / "facts_accounts.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["account_id"] for row in csv.DictReader(file)]

    assert "'=1+1" in ids
    assert not any(one.startswith(("=", "+", "-", "@")) for one in ids)
    assert "=1+1" in [restored(one) for one in ids]


def test_no_cell_of_the_workbook_is_a_formula(place: Path, tmp_path: Path) -> None:
    run(place, "export", "workbook", str(tmp_path / "all.xlsx"), "--as-of", str(DAY))
    workbook = load_workbook(tmp_path / "all.xlsx")

    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d", "inlineStr"}
    assert "=1+1" in [cell.value for cell in cells]
    assert workbook.sheetnames[-1] == "dictionary"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_and_runs_nothing(place: Path, tmp_path: Path) -> None:
    run(place, "export", "workbook", str(tmp_path / "all.xlsx"), "--as-of", str(DAY))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / "all.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    assert "=1+1" in (tmp_path / "all.csv").read_text("utf-8")


def test_a_crm_gets_one_row_for_each_account(place: Path, tmp_path: Path) -> None:
    said = run(place, "export", "crm", str(tmp_path / "crm.csv"), "--as-of", str(DAY))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "crm.csv").read_text("utf-8"))))

    assert said.endswith("3 accounts\n")
    assert {row["account_id"] for row in rows} == {"'=1+1", "acre", "brook"}
    acre = next(row for row in rows if row["account_id"] == "acre")
    assert acre["goodwill_stage"] == "me_too"
    assert acre["goodwill_next_step"]
    assert (acre["domain"], acre["goodwill_kind"]) == ("acre.example", "")


def test_strangers_words_are_texts_in_every_cell_of_a_crm_file(larkfield: Statement) -> None:
    hostile = cast("Statement", with_text(larkfield, EVIL))
    heads, row = csv.reader(io.StringIO(crm_csv([hostile])))

    assert tuple(heads) == HEADS
    assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in row)


def test_markdown_has_the_lines_of_the_page(place: Path) -> None:
    text = run(place, "export", "markdown", "acre", "--as-of", str(DAY))

    assert text.startswith("# Acre & Sons")
    german = run(place, "export", "markdown", "acre", "--as-of", str(DAY), "--language", "de")
    assert german.startswith("# Acre & Sons")
    assert german != text


def test_the_metadata_for_datasette_names_every_view_and_hides_the_rest() -> None:
    ran = CliRunner().invoke(app, ["export", "datasette-metadata"])
    tables = orjson.loads(ran.stdout)["databases"]["book"]["tables"]

    assert tables["v_patterns"]["columns"]["status"]
    assert tables["message_text"] == {"hidden": True}
    assert {name for name, told in tables.items() if "hidden" not in told} == {
        name for name in tables if name.startswith("v_")
    }


def test_datasette_opens_the_book(place: Path, tmp_path: Path) -> None:
    metadata = tmp_path / "metadata.json"
    metadata.write_text(CliRunner().invoke(app, ["export", "datasette-metadata"]).stdout, "utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "datasette", str(place / "book.db"), "--metadata", str(metadata),
         "--get", "/book/v_patterns.json?_shape=array&account_id=acre"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip

    assert {row["account_id"] for row in orjson.loads(found.stdout)} == {"acre"}


def test_what_all_accounts_went_into_is_on_record(place: Path, tmp_path: Path) -> None:
    run(place, "export", "crm", str(tmp_path / "crm.csv"), "--as-of", str(DAY))
    with closing(sqlite3.connect(place / "book.db")) as connection:
        (last,) = connection.execute("select what, line from audit order by id desc limit 1")

    assert last == ("exported", "crm")


def test_a_folder_that_is_a_file_is_refused(place: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", "utf-8")
    ran = CliRunner().invoke(app, ["--book", str(place), "export", "tables", str(tmp_path / "out")])

    assert ran.exit_code == 2
