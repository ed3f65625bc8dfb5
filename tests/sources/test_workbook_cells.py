"""What a cell of a worksheet reads as: a formula, an error or a number by its type is not lost."""

import io
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import WINDOWS_EPOCH

from goodwill.sources.typed_cells import cell_of, number_text, span_text
from goodwill.sources.workbook.sheet_xml import ROW_CHARACTERS, Formats, SheetError, rows_of

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases/workbooks/cells.toml").read_text("utf-8")
)["case"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def formats(*, is_worked_out: bool = True) -> Formats:
    return Formats(
        texts=["shared", "=SUM(A1)"],
        dates=frozenset({1}),
        spans=frozenset({2}),
        epoch=WINDOWS_EPOCH,
        is_worked_out=is_worked_out,
    )


def sheet(rows: str, *, before: str = "") -> io.BytesIO:
    xml = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return io.BytesIO(xml.encode())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_cell_reads_as_its_case_says(case: dict[str, Any]) -> None:
    said = formats(is_worked_out=case.get("is_saved", True))

    rows = list(rows_of(sheet(f'<row r="1">{case["xml"]}</row>'), said))

    expected = [(1, [case["reads"]], [0] if case.get("is_native") else [])]
    assert rows == (expected if case["reads"] else [])


def test_rows_and_cells_that_are_left_out_are_counted() -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>'

    found = list(rows_of(sheet(rows), formats()))

    assert found == [(3, ["", "1"], [1]), (4, ["2", "3"], [0, 1])]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048577"><c r="A1"><v>1</v></c></row>',
        '<row r="0"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="17"><v>1</v></c></row>',
    ],
)
def test_a_cell_that_no_sheet_can_hold_is_refused(rows: str) -> None:
    with pytest.raises(SheetError, match="outside"):
        list(rows_of(sheet(rows), formats()))


def test_the_last_cell_of_a_sheet_is_read() -> None:
    rows = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    ((number, cells, natives),) = rows_of(sheet(rows), formats())

    assert (number, len(cells), cells[-1], natives) == (1_048_576, 16_384, "1", [16_383])


def test_entities_are_refused_before_they_grow() -> None:
    laugh = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'

    with pytest.raises(SheetError, match="entities"):
        list(rows_of(sheet(rows, before=laugh), formats()))


@pytest.mark.parametrize(("cells", "is_read"), [(16, True), (17, False)])
def test_a_row_that_nobody_wrote_is_refused(cells: int, *, is_read: bool) -> None:
    said = formats()._replace(texts=["x" * (ROW_CHARACTERS // 16 - 1)])
    rows = '<row r="1">' + '<c t="s"><v>0</v></c>' * cells + "</row>"

    if is_read:
        assert len(list(rows_of(sheet(rows), said))) == 1
    else:
        with pytest.raises(SheetError, match="row 1 is longer"):
            list(rows_of(sheet(rows), said))


def test_no_more_rows_are_read_than_are_asked_for() -> None:
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(9))

    assert [number for number, _, _ in rows_of(sheet(rows), formats(), 3)] == [1, 2, 3]


VALUES = {
    "nothing": (None, ""),
    "a text": ("Acme", "Acme"),
    "a text like a formula": ("=A1", "'=A1"),
    "a truth": (True, "true"),
    "a whole number": (42, "42"),
    "a decimal to its last figure": (Decimal("12.500"), "12.500"),
    "a decimal without an exponent": (Decimal("1E+3"), "1000"),
    "a double": (0.1 + 0.2, "0.3"),
    "no number": (float("nan"), "nan"),
    "a day": (date(2025, 3, 4), "2025-03-04"),
    "a moment at midnight is a day": (datetime(2025, 3, 4), "2025-03-04"),  # noqa: DTZ001
    "a moment": (datetime(2025, 3, 4, 10, 30), "2025-03-04T10:30:00"),  # noqa: DTZ001
    "a moment with a zone": (datetime(2025, 3, 4, tzinfo=UTC), "2025-03-04T00:00:00+00:00"),
    "a time": (time(9, 5), "09:05:00"),
    "a span": (timedelta(hours=37, minutes=30), "37:30:00"),
    "bytes of a text": (b"Acme", "Acme"),
    "bytes of none": (b"\xff\x00", "0xff00"),
    "several values": ([1, Decimal("2.5"), None], '[1,"2.5",null]'),
    "a group of values": ({"on": date(2025, 3, 4)}, '{"on":"2025-03-04"}'),
}


@pytest.mark.parametrize(("value", "cell"), VALUES.values(), ids=VALUES)
def test_a_value_is_written_as_a_careful_export_would(value: object, cell: str) -> None:
    assert cell_of(value) == cell


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_keeps_fifteen_figures_and_has_no_exponent(number: float) -> None:
    text = number_text(number)

    assert not set(text) & set("eE")
    assert Decimal(text) == Decimal(f"{number:.15g}")


def test_a_span_backwards_has_a_sign() -> None:
    assert span_text(timedelta(minutes=-90)) == "-1:30:00"
