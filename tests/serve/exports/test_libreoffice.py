"""A workbook as LibreOffice opens it: text and numbers, and nothing that is worked out."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.late_payer import DAY, INVOICES, PAYMENTS, SETTINGS

from goodwill import open_book
from goodwill.serve.exports.workbook import write_workbook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ACCOUNTS = "account_id,name,domains\nhalden,Halden,halden.example\n"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_no_cell_is_a_formula_and_numbers_are_numbers(tmp_path: Path) -> None:
    folder = tmp_path / "company"
    folder.mkdir()
    for name, text in {
        "goodwill.toml": SETTINGS,
        "accounts.csv": ACCOUNTS,
        "invoices.csv": INVOICES,
        "payments.csv": PAYMENTS,
    }.items():
        (folder / name).write_text(text, "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([folder])
    written = list(write_workbook(book, tmp_path / "review.xlsx", DAY))
    book.close()

    subprocess.run(
        [
            OFFICE or "", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "review.xlsx"),
        ],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    opened = (tmp_path / "review.fods").read_text("utf-8")
    sheets = re.findall(r'<table:table table:name="([^"]+)"', opened)

    assert sheets == [*(name for name, _ in written), "dictionary"]
    assert "table:formula" not in opened
    assert ">Halden<" in opened
    assert ">yes<" in opened
    assert 'office:value-type="float"' in opened
