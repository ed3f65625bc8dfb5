"""Amounts as people and programs write them, put into the contract's form.

`1.234,50 €`, `1 234,50`, `CHF 1'234.50`, `(123.45) $`, `1,234.50-`, `12 %`. Which mark parts whole
from hundredth is never guessed: `proven_mark` says what a cell proves, `plain_number` needs to
be told. Nothing here knows of files; how a file writes is decided in `dialect`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import category

from goodwill.sources.mapped.rules import DECIMAL_MARKS, DecimalMark
from goodwill.sources.mapped.words import SHARED_SIGNS, SYMBOLS, fold

__all__ = ["Amount", "NumberError", "parse_amount", "plain_number", "proven_mark", "sign_beside"]

_LONGEST = 64
_MINUS = r"\-" + "\u2212\u2013"
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_PLAIN_WITH_COMMA = re.compile(r"-?[0-9]+(?:,[0-9]+)?", re.ASCII)
_WRITTEN = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[+{_MINUS}]?)\s*"
    rf"(?P<before>[^\d\s.,'’()%+{_MINUS}]{{1,6}}\.?)?\s*"
    rf"(?P<opened>\()?\s*(?P<inner>[+{_MINUS}]?)\s*"
    r"(?P<digits>[0-9][0-9.,'’ ]*|[.,][0-9]+)\s*"
    rf"(?P<turned>[{_MINUS}]?)\s*(?P<closed>\))?\s*"
    rf"(?P<after>%|[^\d\s.,'’()%+{_MINUS}]{{1,6}}\.?)?\s*"
    rf"(?P<behind>[{_MINUS}]?)\s*(?P<close>\))?",
    re.ASCII,
)
_DASH = frozenset("-\u2212\u2013\u2014")
_THOUSAND = frozenset("Kk")
"""`1.2K` is no amount in kwacha or kina: their K stands before it."""
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " "))


class NumberError(ValueError):
    """A cell is no number, or the mark that its file uses does not fit it."""


class Amount(NamedTuple):
    """A number in the contract's form, the currency sign beside it, and whether it is in %."""

    text: str
    currency: str = ""
    is_percent: bool = False


class _Parts(NamedTuple):
    digits: str
    is_negative: bool
    currency: str
    is_percent: bool


def proven_mark(text: str) -> DecimalMark | Literal["either"] | None:
    """Which decimal mark a cell proves; `either` where it could be both, None where it has none.

    `1,234` could be a thousand or one and a bit; `12,5`, `1.234,5` and `1,234,567` could not.
    """
    if text.isdecimal() or len(text) > _LONGEST:
        return None
    parts = _parts(text)
    if parts is None:
        return None
    fits = [mark for mark in DECIMAL_MARKS if _fits(parts.digits, mark)]
    if len(fits) == len(DECIMAL_MARKS):
        return "either" if "." in parts.digits or "," in parts.digits else None
    return fits[0] if fits else None


def parse_amount(text: str, mark: DecimalMark | None) -> Amount:
    """The amount in a cell, read with the file's decimal mark (None: nothing ever proved one)."""
    if mark != "," and _PLAIN.fullmatch(text):
        if mark is None and proven_mark(text) == "either":
            raise NumberError("it could be a thousand or a fraction")
        return Amount(text)
    if mark == "," and _PLAIN_WITH_COMMA.fullmatch(text):
        return Amount(text.replace(",", "."))
    if text in _DASH:
        return Amount("0")
    parts = _parts(text)
    if parts is None:
        raise NumberError("it is no number")
    plain = _with_point(parts.digits, mark)
    sign = "-" if parts.is_negative else ""
    return Amount(sign + plain, parts.currency, parts.is_percent)


def sign_beside(text: str) -> str:
    """The sign or code of a currency beside an amount; "" where there is none."""
    parts = _parts(text)
    return "" if parts is None else parts.currency


def plain_number(text: str, mark: DecimalMark | None) -> Decimal:
    """A cell as a number; a percentage becomes a share."""
    amount = parse_amount(text, mark)
    return Decimal(amount.text).scaleb(-2) if amount.is_percent else Decimal(amount.text)


def _parts(text: str) -> _Parts | None:
    """A written number without its sign, its brackets and its currency; None if it is none."""
    found = _WRITTEN.fullmatch(text.translate(_BLANKS).strip()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    brackets = "".join(found[name] or "" for name in ("open", "opened", "closed", "close"))
    is_turned_twice = (found["opened"] and found["sign"]) or (found["closed"] and found["behind"])
    if brackets not in {"", "()"} or is_turned_twice:
        return None
    signs = found["sign"] + found["inner"] + found["turned"] + found["behind"]
    if len(signs) > 1 or (found["before"] and found["after"] and found["after"] != "%"):
        return None
    is_percent = found["after"] == "%"
    currency = found["before"] or ("" if is_percent else found["after"]) or ""
    if found["after"] in _THOUSAND or (currency and not _could_be_sign(currency)):
        return None
    is_negative = bool(brackets) or signs in _DASH
    return _Parts(found["digits"].strip(), is_negative, currency.rstrip("."), is_percent)


@lru_cache(maxsize=1_024)
def _could_be_sign(text: str) -> bool:
    """A sign of a currency, letters beside one, a code of three letters, or letters one goes by.

    `cf_1` and `Tel. 1` are names, and no amounts.
    """
    letters = text.removesuffix(".")
    if letters.isalpha():
        is_code = len(text) == len("EUR") and text.isascii()
        return is_code or fold(letters) in SHARED_SIGNS | _LETTERS
    return all(one.isalpha() or one == "/" or category(one) == "Sc" for one in letters)


_LETTERS = frozenset(fold(sign) for sign in SYMBOLS)


def _fits(digits: str, mark: DecimalMark) -> bool:
    try:
        _with_point(digits, mark)
    except NumberError:
        return False
    return True


def _with_point(digits: str, mark: DecimalMark | None) -> str:
    """Digits in groups become digits with a point; the groups must be groups."""
    if digits.isdecimal():
        return digits
    if mark is None and ("." in digits or "," in digits):
        raise NumberError("it could be a thousand or a fraction")
    whole, point, rest = digits.partition(mark or ".")
    if not rest.isdecimal() and rest:
        raise NumberError(f'"{mark}" is the decimal mark of this file and does not fit here')
    parted = re.split(r"[.,'’ ]", whole)
    if len(parted) > 1 and not _are_groups(parted):
        raise NumberError("its digits are not in groups of three")
    joined = "".join(parted) or "0"
    return f"{joined}.{rest}" if point and rest else joined


def _are_groups(parted: list[str]) -> bool:
    """Groups of three, or as India writes: the last of three, those before it of two."""
    first, *middle, last = parted
    sizes = {len(group) for group in middle}
    is_led = 1 <= len(first) <= 3 and not first.startswith("0")  # noqa: PLR2004
    return is_led and len(last) == 3 and sizes <= {2, 3} and len(sizes) < 2  # noqa: PLR2004
