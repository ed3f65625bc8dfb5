"""`goodwill map`: what it says, what it asks, what it keeps, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from goodwill.book import open_book
from goodwill.serve.cli.app import app
from goodwill.serve.cli.mapping import explained_by_asking
from goodwill.sources.mapped.shelf import shipped_mappings

PAYMENTS = "Payment,Invoice,Paid on,Amount\nP1,I1,03/04/2025,10.50\nP2,I1,05/06/2025,20.00\n"
INVOICES = "Invoice No,Customer,Invoice date,Net amount\nI1,Acme,2025-03-01,30.50\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book"


def goodwill(book: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(book), *arguments])


def put(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def test_a_table_is_explained_kept_and_then_imported(tmp_path: Path, book: Path) -> None:
    file = put(tmp_path, "rechnungen.csv", INVOICES)

    explained = goodwill(book, "map", file)
    imported = goodwill(book, "import", file, "--format", "json")

    assert explained.exit_code == 0
    assert "taken for invoices" in explained.output
    assert (book / "mappings" / "rechnungen.toml").exists()
    assert imported.exit_code == 0
    assert '"imported": 1' in imported.output


def test_what_it_cannot_tell_is_asked_and_nothing_is_kept(tmp_path: Path, book: Path) -> None:
    file = put(tmp_path, "payments_export.csv", PAYMENTS)

    asked = goodwill(book, "map", file)

    assert asked.exit_code == 2
    assert "does the day come first (dmy), or the month (mdy)?\n" in asked.output
    assert '\n  --answer "dates=dmy | mdy"\n' in asked.output
    assert not (book / "mappings").exists()


def test_an_answer_is_kept_with_the_mapping(tmp_path: Path, book: Path) -> None:
    file = put(tmp_path, "payments_export.csv", PAYMENTS)

    answered = goodwill(book, "map", file, "--answer", "dates=mdy", "--as", "bank", "--yes")
    goodwill(book, "import", file, put(tmp_path, "i.csv", INVOICES.replace("I1", "I1")))

    assert answered.exit_code == 0
    assert 'dates = "mdy"' in (book / "mappings" / "bank.toml").read_text("utf-8")
    found = open_book(book)
    assert found.store.rows("SELECT payment_id, paid_on FROM payment ORDER BY 1") == [
        ("P1", "2025-03-04"),
        ("P2", "2025-05-06"),
    ]
    found.close()


def test_json_says_the_same_to_a_program(tmp_path: Path, book: Path) -> None:
    file = put(tmp_path, "rechnungen.csv", INVOICES)

    said = json.loads(goodwill(book, "map", file, "--format", "json").stdout)

    assert said["table"] == "invoices"
    assert said["converted"]["rows"] == {"invoices": 1}
    assert ["invoices", "account_id", "Customer"] in said["columns"]
    assert said["kept"] == str(book / "mappings" / "rechnungen.toml")


WRONG = {
    # what it is: (what is in the file, more arguments, what is said)
    "no table of the contract": ("Product,Colour\nA,red\nB,blue\n", (), "not taken for any table"),
    "an answer without a sign": (INVOICES, ("--answer", "dates"), "is no answer"),
    "an order of dates that is none": (INVOICES, ("--answer", "dates=dym"), '"dym" is no answer'),
    "a decimal sign that is none": (INVOICES, ("--answer", "decimal=x"), '"x" is no answer'),
    "an answer to no question": (INVOICES, ("--answer", "x=y"), 'no question "x"'),
    "prose": ("Dear all,\nno table here\n", (), "no table"),
}


@pytest.mark.parametrize(("text", "more", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_says_what_to_do(
    tmp_path: Path, book: Path, text: str, more: tuple[str, ...], said: str
) -> None:
    result = goodwill(book, "map", put(tmp_path, "table.csv", text), *more)

    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize("name", ["nowhere.csv", "x" * 5_000, "."], ids=["none", "long", "folder"])
def test_a_file_that_is_not_there_is_a_wrong_call(book: Path, name: str) -> None:
    assert goodwill(book, "map", name).exit_code == 2


def test_a_column_file_that_is_none_is_told_in_a_sentence(tmp_path: Path, book: Path) -> None:
    result = goodwill(book, "map", put(tmp_path, "rows.parquet", "PAR1 and nothing behind it PAR1"))

    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_a_mapping_is_kept_in_its_folder_whatever_it_is_called(tmp_path: Path, book: Path) -> None:
    file = put(tmp_path, "rechnungen.csv", INVOICES)

    done = goodwill(book, "map", file, "--as", "../../" + "Out/" * 100)

    assert done.exit_code == 0
    (kept,) = tmp_path.rglob("*.toml")
    assert kept.parent == book / "mappings"


def test_a_book_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = put(tmp_path, "rechnungen.csv", INVOICES)

    result = goodwill(Path(file), "map", file)

    assert result.exit_code == 3
    assert "cannot be written" in result.output
    assert "--book" in result.output


def test_a_table_of_the_contract_needs_no_mapping(tmp_path: Path, book: Path) -> None:
    file = put(tmp_path, "x.csv", "payment_id,invoice_id,paid_on,amount\nP1,I1,2025-01-02,5\n")

    result = goodwill(book, "map", file)

    assert result.exit_code == 0
    assert "needs no mapping" in result.output


def test_a_book_in_a_database_keeps_no_mapping(tmp_path: Path) -> None:
    file = put(tmp_path, "rechnungen.csv", INVOICES)

    result = CliRunner().invoke(app, ["--book", "postgresql://nowhere/x", "map", file])

    assert result.exit_code == 2
    assert "keeps no mapping files" in result.output


def test_on_a_terminal_what_is_open_is_asked_until_it_is_answered(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(put(tmp_path, "payments_export.csv", PAYMENTS))
    answers = iter(["maybe", "mdy"])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("typer.prompt", answer)

    explained = explained_by_asking(file, book, {}, "", "", is_asked=True)

    assert explained.asks == ()
    assert len(asked) == 2
    assert "(dmy, mdy)" in asked[0]
    assert explained.converted is not None
    assert explained.converted.shown[0][1]["paid_on"] == "2025-03-04"


def test_a_vendors_export_is_known_and_only_its_way_of_writing_is_asked(
    tmp_path: Path, book: Path
) -> None:
    vendors = [one for one in shipped_mappings() if one.dates is None and one.header_rows == 1]
    mapping = vendors[0]
    header = ",".join(f'"{name}"' for name in mapping.headers)
    file = put(tmp_path, "export.csv", f"{header}\n{',' * (len(mapping.headers) - 1)}\n")

    result = goodwill(book, "map", file, "--answer", "dates=dmy")

    assert f"{mapping.vendor}, {mapping.export}" in " ".join(result.output.split())


NO_TABLES = {
    # what it is: (the file, what is said of it)
    "nothing at all": ("", "is empty"),
    "names without rows": ("Invoice number,Customer name,Sum\n", "no rows below it"),
    "a table of something else": ("Dish,Minutes\nPancakes,20\nOmelette,10\n", "invoices, "),
    "a header longer than a row can be": (
        "Invoice," + "x" * (1 << 20) + "\nI1,2\n",
        "no header: the row is longer than",
    ),
    "a quotation mark that stays open": ('Invoice,"Day\nI1,2\n', "never closed"),
    "more columns than are looked at": (
        ",".join(f"Part {n}" for n in range(2_001)) + "\n",
        "has 2,001 columns",
    ),
    "a letter": ("Dear all,\n\nplease find it below.\n", "is no table"),
}


@pytest.mark.parametrize(("text", "said"), NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_of_the_book_is_told_with_what_to_do(
    tmp_path: Path, book: Path, text: str, said: str
) -> None:
    refused = goodwill(book, "map", put(tmp_path, "some.csv", text))

    assert refused.exit_code == 2
    assert said in refused.output


def test_a_mapping_by_which_no_row_can_be_read_is_not_kept(tmp_path: Path, book: Path) -> None:
    file = put(tmp_path, "rechnungen.csv", INVOICES.replace("Acme", ""))

    refused = goodwill(book, "map", file, "--yes")

    assert refused.exit_code == 2
    assert "no mapping was kept" in refused.output
    assert not (book / "mappings").exists()


def test_a_mapping_by_which_one_row_can_be_read_is_kept(tmp_path: Path, book: Path) -> None:
    text = f"{INVOICES}I2,,2025-03-02,1.00\n"

    kept = goodwill(book, "map", put(tmp_path, "rechnungen.csv", text), "--yes")

    assert kept.exit_code == 0
    assert (book / "mappings" / "rechnungen.toml").exists()


def test_rows_that_wait_are_said_to_wait_for_their_invoice(tmp_path: Path, book: Path) -> None:
    payments = "payment_id,invoice_id,paid_on,amount\nP1,I1,2025-03-04,10.50\n"
    invoices = "invoice_id,account_id,issued_on,amount\nI1,acme,2025-03-01,30.50\n"

    waiting = goodwill(book, "import", put(tmp_path, "payments.csv", payments))
    arrived = goodwill(book, "import", put(tmp_path, "invoices.csv", invoices))

    assert "name an invoice that is not in the book yet" in " ".join(waiting.output.split())
    assert "not in the book yet" not in " ".join(arrived.output.split())


def test_a_reason_is_not_hidden_behind_many_of_another(tmp_path: Path, book: Path) -> None:
    rows = [f"I{n},,2025-03-01,30.50\n" for n in range(30)] + ["I31,acme,2025-03-01,much\n"]
    invoices = "invoice_id,account_id,issued_on,amount\n" + "".join(rows)

    refused = goodwill(book, "import", put(tmp_path, "invoices.csv", invoices))

    assert refused.exit_code == 1
    assert 'row 32, amount "much"' in " ".join(refused.output.split())
    assert "The same 29 times more" in refused.output


def test_two_rows_of_one_number_that_say_different_things_are_told_before_the_import(
    tmp_path: Path, book: Path
) -> None:
    more = "I1,Acme,2025-03-01,99.50\nI2,Acme,2025-03-01,10.00\nI2,Acme,2025-03-01,10.00\n"

    said = json.loads(
        goodwill(
            book, "map", put(tmp_path, "rechnungen.csv", INVOICES + more), "--format", "json"
        ).stdout
    )

    ((times, reject),) = said["converted"]["rejects"]
    assert (times, reject["locator"], reject["column"]) == (1, "row 3", "Invoice No")
    assert "says something else" in reject["reason"]
    assert said["converted"]["rows"] == {"invoices": 3}
