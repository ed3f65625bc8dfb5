"""What one cell of an export says: its text or its number, or why it says neither.

How a number is written is in `numbers`; what becomes of a cell is said in `rewriting`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from goodwill.facts.csv_tables import SPREADSHEET_ERRORS
from goodwill.sources.mapped.currencies import CurrencyError, check_code
from goodwill.sources.mapped.numbers import Amount, NumberError, parse_amount
from goodwill.sources.mapped.rules import DecimalMark, Proof, Reading

__all__ = ["SHOWN", "CellProblem", "amount_of", "because", "number_of", "text_of"]

SHOWN = 100
"""Characters of a cell that a message shows."""
_CONSTANT_FORMULA = re.compile(r'="([^"]*)"')


class CellProblem(ValueError):  # noqa: N818  a value that is handed on as a `ReadError`
    """A cell that does not say what its column is for: which, why, and what to do."""

    def __init__(self, header: str, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.header = header
        self.reason = reason
        self.hint = hint


def text_of(cells: Mapping[str, str], header: str) -> str:
    """The text of a cell; a formula that is a text in quotation marks is that text.

    One that is protected (`'=A1`) stays so: what it is, a text, is seen later.
    """
    text = cells.get(header, "").strip()
    if text[:1] == "'" and text[1:2] in {"+", "-"}:
        return text[1:]
    if text[:1] == "#" and text in SPREADSHEET_ERRORS:
        raise CellProblem(
            header,
            "it is a spreadsheet's error, and no value",
            "Mend the formula that comes to it, save the sheet and import it again.",
        )
    if text[:1] != "=":
        return text
    if constant := _CONSTANT_FORMULA.fullmatch(text):
        return constant[1]
    raise CellProblem(
        header,
        "it is a formula, not what the formula comes to",
        "Export again with values, or write the result into the cell.",
    )


def number_of(header: str, cells: Mapping[str, str], reading: Reading) -> Decimal | None:
    """A cell as a number, a percentage as a share; None where it is empty."""
    text = text_of(cells, header)
    if not text:
        return None
    amount = amount_of(header, text, reading)
    return Decimal(amount.text).scaleb(-2) if amount.is_percent else Decimal(amount.text)


def amount_of(header: str, text: str, reading: Reading) -> Amount:
    """An amount, written as the rest of its column is."""
    proof = reading.decimals.get(header)
    mark: DecimalMark | None = None
    if proof is not None:
        mark = "," if proof.says == "," else "."
    try:
        amount = parse_amount(text, mark)
        check_code(amount.currency, reading.symbols)
    except NumberError as error:
        raise CellProblem(header, because(str(error), proof), _NUMBER_HINT) from None
    except CurrencyError as error:
        raise CellProblem(header, str(error), error.hint) from None
    return amount


_NUMBER_HINT = "Write the number as the rest of its file does, or export the file again."


def because(reason: str, proof: Proof | None) -> str:
    """The reason, with the cell that says how this column writes."""
    if proof is None:
        return reason
    how = _HOW.get(proof.says, proof.says)
    if not proof.place:
        return f"{reason} ({how}, as the mapping says)"
    return f"{reason} ({how}, as {proof.place} shows: {proof.text[:SHOWN]})"


_HOW = {
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
    ".": "decimal point",
    ",": "decimal comma",
}
