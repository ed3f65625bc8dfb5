"""Whether an amount holds its tax: told by which of the two readings gives a rate there is.

Of 119.00 with 19.00 of tax, 19 % is a rate and 15.97 % is none. Rates are listed in
`columns.toml`; where both readings give one, or neither, nothing is told.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from goodwill.sources.mapped.dialect import Survey
from goodwill.sources.mapped.numbers import NumberError, plain_number
from goodwill.sources.proposing.names import words_for
from goodwill.sources.proposing.profile import Profile
from goodwill.sources.proposing.sheet import Sheet
from goodwill.sources.sheets import SheetRow

__all__ = ["includes_tax"]

_ROUNDING = Decimal("0.02")
"""What rounding to cents, of both amounts, may make of a tax."""
_MOSTLY = 0.9
_SELDOM = 0.5


def includes_tax(sheet: Sheet, amount: Profile, tax: Profile) -> Literal["gross", "net"] | None:
    """`gross` where the amount holds the tax, `net` where it does not, None where both could be."""
    pairs = _pairs(sheet, amount, tax)
    if not pairs:
        return None
    as_gross = sum(_is_rate(part, whole - part) for whole, part in pairs) / len(pairs)
    as_net = sum(_is_rate(part, whole) for whole, part in pairs) / len(pairs)
    if as_gross >= _MOSTLY and as_net < _SELDOM:
        return "gross"
    return "net" if as_net >= _MOSTLY and as_gross < _SELDOM else None


def _pairs(sheet: Sheet, amount: Profile, tax: Profile) -> list[tuple[Decimal, Decimal]]:
    """Amount and tax of each row that has both."""
    survey = Survey(sheet.names, [(amount.name, "decimal"), (tax.name, "decimal")])
    for number, row in enumerate(sheet.rows):
        survey.look(SheetRow(number, "", row))
    proofs = survey.proofs("decimal", None)
    mark = next((proof.says for proof in proofs.values()), ".")
    found = []
    for row in sheet.rows:
        try:
            whole, part = (
                plain_number(row[at], "," if mark == "," else ".") for at in (amount.at, tax.at)
            )
        except NumberError:
            continue
        if part:
            found.append((whole, part))
    return found


def _is_rate(tax: Decimal, base: Decimal) -> bool:
    return any(abs(tax - base * Decimal(rate)) <= _ROUNDING for rate in words_for("rates"))
