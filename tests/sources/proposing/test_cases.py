"""What is proposed for tables that nobody has explained: the cases of `tests/cases/proposals`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from goodwill.errors import CallError
from goodwill.importing.mapping_files import Explained, explain_file, keep_mapping
from goodwill.sources.mapped.shelf import shelf_of
from goodwill.sources.mapped.toml_file import load_mapping
from goodwill.sources.proposing.toml_text import mapping_text
from goodwill.sources.walk import walk

CASES = [
    case
    for path in sorted((Path(__file__).parents[2] / "cases" / "proposals").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
IDS = [f"{number} {case['name']}" for number, case in enumerate(CASES, start=1)]


def written(case: dict[str, Any], folder: Path) -> Path:
    for name, text in case.get("beside", {}).items():
        (folder / f"{name}.csv").write_text(text.lstrip("\n"), "utf-8")
    file = folder / str(case["called"])
    file.write_text(case["file"].lstrip("\n"), "utf-8")
    return file


def explained(case: dict[str, Any], folder: Path) -> Explained:
    return explain_file(written(case, folder), None, dict(case.get("answers", {})))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_file_is_taken_for_what_its_case_says(case: dict[str, Any], tmp_path: Path) -> None:
    found = explained(case, tmp_path)

    assert found.table == case.get("table")
    assert [ask.key for ask in found.asks] == case["asks"]
    named = {f"{table}.{column}": said for table, column, said in found.columns}
    assert {key: named.get(key) for key in case.get("columns", {})} == case.get("columns", {})
    assert case.get("because", "") in (*found.because, "")
    if found.converted is not None:
        assert found.converted.rows == case["rows"]
        assert sum(count for count, _ in found.converted.rejects) == case.get("rejected", 0)
        assert found.converted.totals == case.get("totals", 0)
        first = {**found.converted.shown[0][1]}
        if "first" in case and found.converted.shown[0][0] == "accounts":
            first = {**found.converted.shown[1][1]}
        assert {key: first.get(key) for key in case.get("first", {})} == case.get("first", {})


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_at_most_three_questions_are_asked(case: dict[str, Any], tmp_path: Path) -> None:
    assert len(explained(case, tmp_path).asks) <= 3


@pytest.mark.parametrize("case", [case for case in CASES if "table" in case and not case["asks"]])
def test_what_is_kept_reads_back_as_it_was_proposed_and_is_recognised(
    case: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    found = explained(case, folder)
    kept = keep_mapping(found, tmp_path)

    mapping = load_mapping(kept.read_text("utf-8"), kept.stem, str(kept))
    (file,) = (
        one for one in walk([folder], shelf_of(tmp_path)) if one.path.endswith(f"/{case['called']}")
    )

    assert mapping_text(mapping) == found.text
    assert getattr(file, "mapping", None) == mapping


WRONG_ANSWERS = {
    # what it is: (the answer, what the error says)
    "no such table": ({"table": "invoice"}, 'The nearest name is "invoices"'),
    "no such question": ({"dats": "dmy"}, 'The nearest name is "dates"'),
    "no such currency": ({"symbols.$": "USX"}, '"USX" is no currency'),
    "no such header": ({"amount": "Amont"}, 'The nearest name is "Amount"'),
}


@pytest.mark.parametrize(("answers", "said"), WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_a_wrong_answer_is_told_with_the_nearest_right_one(
    answers: dict[str, str], said: str, tmp_path: Path
) -> None:
    file = tmp_path / "payments.csv"
    file.write_text("Payment,Invoice,Paid,Amount\n1,2,2025-01-02,5.00\n")

    with pytest.raises(CallError) as caught:
        explain_file(file, None, answers)

    assert said in caught.value.message


def test_a_table_of_the_contract_needs_no_mapping(tmp_path: Path) -> None:
    file = tmp_path / "any.csv"
    file.write_text("payment_id,invoice_id,paid_on,amount\n1,2,2025-01-02,5.00\n")

    assert "payments.csv" in explain_file(file, None, {}).known


def test_prose_is_no_table(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Dear all,\n\nnothing here is a table.\n")

    with pytest.raises(CallError, match="no table"):
        explain_file(file, None, {})
