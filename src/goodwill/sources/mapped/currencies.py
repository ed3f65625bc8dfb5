"""Which currency a sign or a code beside an amount means; shared signs are never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from goodwill.errors import nearest
from goodwill.facts.currencies import CURRENCIES
from goodwill.sources.mapped.numbers import sign_beside
from goodwill.sources.mapped.words import SYMBOLS, fold

__all__ = ["CurrencyError", "check_code", "currency_of", "shared_sign"]

_WORD = re.compile(r"[A-Za-z]+")
_FOLDED = {fold(sign): code for sign, code in SYMBOLS.items()}


class CurrencyError(ValueError):
    """A sign that no currency has, or that several have."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def check_code(sign: str, symbols: Mapping[str, str]) -> None:
    """Raise `CurrencyError` for three letters that are no currency's code; signs may be shared."""
    if sign and _is_code(sign) and sign not in symbols:
        currency_of(sign, symbols)


def shared_sign(text: str, symbols: Mapping[str, str]) -> str:
    """The sign beside an amount that could be more than one currency's; "" where there is none."""
    if not text or (text[0].isdecimal() and text[-1].isdecimal()):
        return ""
    sign = sign_beside(text)
    if not sign:
        return ""
    try:
        currency_of(sign, symbols)
    except CurrencyError:
        return "" if _is_code(sign) else sign
    return ""


def currency_of(sign: str, symbols: Mapping[str, str]) -> str:
    """The ISO 4217 code that a sign stands for; `symbols` is what the mapping says of signs."""
    sign = sign.strip()
    if sign in symbols:
        return symbols[sign]
    code = sign.upper()
    if code in CURRENCIES:
        return code
    found = SYMBOLS.get(sign) or _FOLDED.get(fold(sign))
    if found is not None:
        return found
    named = [found[0] for found in _WORD.finditer(sign) if found[0] in CURRENCIES]
    if len(named) == 1:
        return named[0]  # "Euro - EUR"
    if _is_code(sign):
        near = nearest(code, CURRENCIES)
        raise CurrencyError(f'"{sign}" is no currency', f"Write an ISO 4217 code.{near}")
    raise CurrencyError(
        f'"{sign}" could be more than one currency',
        f'Say which:  goodwill map FILE --answer "symbols.{sign}=USD"',
    )


def _is_code(sign: str) -> bool:
    return sign.isalpha() and len(sign) == len("EUR")
