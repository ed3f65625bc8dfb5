"""Words that exports use, in the languages they are written in: months, yes and no, totals.

Only what means the same in every export stands here (`words.toml`); what a vendor calls its
stages stands in that vendor's mapping.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources

__all__ = ["MONTHS", "NO", "SHARED_SIGNS", "SYMBOLS", "TOTALS", "YES", "fold", "fold_header"]


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """A word without case, accents and blanks around it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).strip(" .:")


@lru_cache(maxsize=16_384)
def fold_header(name: str) -> str:
    """A header as it is compared: letters, figures and the signs that tell two apart.

    `*Invoice Number`, `invoice_number` and `InvoiceNumber` are one.
    """
    return "".join(c for c in fold(name) if c.isalnum() or c in "%#$€£")


@cache
def _words() -> dict[str, dict[str, object]]:
    text = resources.files("goodwill.sources.mapped").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def _listed(name: str) -> frozenset[str]:
    words = _words()["lists"][name]
    return frozenset(fold(str(word)) for word in words) if isinstance(words, list) else frozenset()


def _months() -> dict[str, int]:
    months = _words()["months"]
    return {
        fold(str(word)): int(number)
        for number, words in months.items()
        if isinstance(words, list)
        for word in words
    }


MONTHS: dict[str, int] = _months()
YES = _listed("yes")
NO = _listed("no")
TOTALS = _listed("totals")
SHARED_SIGNS = _listed("shared_signs")
SYMBOLS: dict[str, str] = {symbol: str(code) for symbol, code in _words()["symbols"].items()}
