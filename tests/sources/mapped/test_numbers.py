"""Amounts in the ways people write them: read as they were meant, or not at all."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.sources.mapped.numbers import NumberError, parse_amount, plain_number, proven_mark
from goodwill.sources.mapped.rules import DecimalMark

AMOUNTS = {
    # what it is: (the cell, the mark of its file, the amount, the sign beside it)
    "euros behind, German": ("1.234,50 €", ",", "1234.50", "€"),
    "blanks between thousands": ("1 234,50", ",", "1234.50", ""),
    "narrow blanks between thousands": ("1\u202f234\u00a0567,5", ",", "1234567.5", ""),
    "apostrophes, Swiss": ("CHF 1'234.50", ".", "1234.50", "CHF"),
    "brackets are a minus": ("(123.45)", ".", "-123.45", ""),
    "brackets before the sign": ("(1.234,50) €", ",", "-1234.50", "€"),
    "brackets behind the sign": ("$(5.20)", ".", "-5.20", "$"),
    "brackets around the sign": ("($ 5.20)", ".", "-5.20", "$"),
    "a minus between the number and the sign": ("5,20- EUR", ",", "-5.20", "EUR"),
    "a minus behind": ("1,234.50-", ".", "-1234.50", ""),
    "a minus before the sign": ("-$5.20", ".", "-5.20", "$"),
    "a minus behind the sign": ("$-5.20", ".", "-5.20", "$"),
    "a true minus": ("\u22125,20", ",", "-5.20", ""),
    "India": ("₹12,34,567.89", ".", "1234567.89", "₹"),
    "a dash is nothing": ("-", None, "0", ""),
    "no mark at all": ("1500", None, "1500", ""),
    "an abbreviation with a point": ("kr. 12,50", ",", "12.50", "kr"),
    "nothing before the mark": (".5", ".", "0.5", ""),
    "letters beside a sign": ("MX$ 12.50", ".", "12.50", "MX$"),
    "a sign of letters and a stroke": ("S/ 12.50", ".", "12.50", "S/"),
    "kwacha": ("K12.50", ".", "12.50", "K"),
}


@pytest.mark.parametrize(("cell", "mark", "amount", "sign"), AMOUNTS.values(), ids=AMOUNTS)
def test_an_amount_is_read(cell: str, mark: DecimalMark | None, amount: str, sign: str) -> None:
    found = parse_amount(cell, mark)

    assert (found.text, found.currency) == (amount, sign)


NO_AMOUNTS = {
    # what it is: (the cell, the mark of its file)
    "a thousand or a fraction, nobody knows": ("1,234", None),
    "a point where the comma is the mark": ("12.5", ","),
    "a comma where the point is the mark": ("1,5", "."),
    "groups of two and three mixed up": ("1,23,4", "."),
    "a group behind a nought": ("0,123", "."),
    "two minus signs": ("--5", "."),
    "a minus before brackets": ("-(5)", "."),
    "a minus behind brackets": ("(5) €-", "."),
    "brackets in brackets": ("((5))", "."),
    "a bracket never opened": ("5) €", "."),
    "a bracket never closed": ("(5", "."),
    "two currencies": ("€5 USD", "."),
    "letters": ("12O", "."),
    "a name with a figure": ("cf_1", "."),
    "another": ("Qty. 1", "."),
    "thousands, cut short": ("$1.2K", "."),
    "the same without a sign": ("1.2k", "."),
    "not a number": ("NaN", "."),
    "an exponent": ("1e5", "."),
    "figures of another script": ("١٢", "."),
    "longer than any amount": ("1" * 65 + " ", "."),
}


@pytest.mark.parametrize(("cell", "mark"), NO_AMOUNTS.values(), ids=NO_AMOUNTS)
def test_what_is_no_amount_is_refused(cell: str, mark: DecimalMark | None) -> None:
    with pytest.raises(NumberError):
        parse_amount(cell, mark)


PROOFS = {
    # the cell: what it proves
    "12,5": ",",
    "12.5": ".",
    "1.234,5": ",",
    "1,234.5": ".",
    "1,234,567": ".",
    "1.234.567": ",",
    "0,123": ",",
    "1234.567": ".",
    "1'234,5": ",",
    "1,234": "either",
    "1.234": "either",
    "-1,234 €": "either",
    "1234": None,
    "1,23,4": None,
    "Total": None,
    "": None,
}


@pytest.mark.parametrize(("cell", "shown"), PROOFS.items())
def test_a_cell_proves_its_mark_or_nothing(cell: str, shown: str | None) -> None:
    assert proven_mark(cell) == shown


CENTS = st.integers(-(10**13), 10**13).map(lambda cents: Decimal(cents).scaleb(-2))
WAYS: list[tuple[DecimalMark, str]] = [(".", ","), (",", "."), (".", " "), (",", " "), (".", "'")]


@given(amount=CENTS, way=st.sampled_from(WAYS), is_grouped=st.booleans(), places=st.integers(0, 2))
def test_no_way_of_writing_is_ever_taken_for_another(
    amount: Decimal, way: tuple[DecimalMark, str], is_grouped: bool, places: int
) -> None:
    mark, group = way
    amount = amount.quantize(Decimal(1).scaleb(-places))
    plain = f"{amount:,.{places}f}" if is_grouped else f"{amount:.{places}f}"
    written = "".join({",": group, ".": mark}.get(character, character) for character in plain)

    assert plain_number(written, mark) == amount
    assert proven_mark(written) in {mark, "either", None}


@given(text=st.text(max_size=80), mark=st.sampled_from([".", ",", None]))
def test_any_text_is_an_amount_or_refused(text: str, mark: DecimalMark | None) -> None:
    with suppress(NumberError):
        Decimal(parse_amount(text, mark).text)
