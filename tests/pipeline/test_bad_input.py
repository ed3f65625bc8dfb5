"""Tables as they really come, from file to book: the cases of `tests/cases/bad_input`."""

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from goodwill.importing.mapping_files import Explained, explain_file, keep_mapping
from goodwill.pipeline import ImportReport
from goodwill.store.database import Store

Run = Callable[..., ImportReport]

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "bad_input").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
READ = [case for case in CASES if "asks" not in case]


def explained(case: dict[str, Any], tmp_path: Path) -> tuple[Path, Explained]:
    path = tmp_path / "in" / "invoices_2025.csv"
    path.parent.mkdir()
    path.write_bytes(case["file"].removeprefix("\n").encode(case.get("encoding", "utf-8")))
    return path, explain_file(path, None, case.get("answers", {}))


def invoices(store: Store) -> str:
    rows = store.rows(
        "SELECT invoice_id, amount, currency FROM invoice WHERE superseded_by IS NULL ORDER BY 1"
    )
    return " ".join(
        f"{key}={Decimal(amount).scaleb(-6).normalize():f}{currency or ''}"
        for key, amount, currency in rows
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_cannot_be_told_is_asked_once_and_nothing_else(
    case: dict[str, Any], tmp_path: Path
) -> None:
    _, found = explained(case, tmp_path)

    assert found.table == "invoices"
    assert [ask.key for ask in found.asks] == case.get("asks", [])


@pytest.mark.parametrize("case", READ, ids=lambda case: case["name"])
def test_what_is_certain_is_converted_and_the_rest_is_told(
    case: dict[str, Any], tmp_path: Path, run: Run, store: Store
) -> None:
    path, found = explained(case, tmp_path)
    assert store.folder is not None
    keep_mapping(found, store.folder)

    report = run(path)

    assert invoices(store) == case["rows"]["invoice"]
    wanted = case.get("rejects", [])
    told = [(one.locator, one.column, one.value) for one in report.rejects]
    assert told == [(one["row"], one["column"], one["value"]) for one in wanted]
    for reject, says in zip(report.rejects, wanted, strict=True):
        assert says["reason"] in reject.reason
        assert reject.hint
    assert [where.rpartition(", ")[2] for where, _ in report.skipped] == case.get("skipped", [])
    total = report.total
    assert total.seen == total.imported + total.excluded + total.duplicate + total.unreadable
    assert (total.unreadable, total.excluded) == (len(wanted), len(case.get("skipped", [])))
