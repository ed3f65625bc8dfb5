"""Days, numbers and money as a language writes them, by what Unicode has gathered of it (CLDR).

What a page says hundreds of times is written once and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

__all__ = ["Forms"]

KEPT = 8192
"""Days and amounts that are kept as they are written."""

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Forms:
    """How one language writes them; `name` is what the language calls itself."""

    locale: Locale
    name: str

    @classmethod
    def of(cls, code: str) -> Forms:
        """The forms of a locale by its code, "de" or "pt_BR"."""
        locale = Locale.parse(code)
        name = locale.get_display_name(locale) or code
        return cls(locale, name[:1].upper() + name[1:])

    def day(self, day: date) -> str:
        """A day with its month as a short word, "27. Okt. 2026"."""
        return _skeleton(self.locale, "yMMMd", day)

    def month(self, day: date) -> str:
        """The month of a day, "Okt. 2026"."""
        return _skeleton(self.locale, "yMMM", day)

    def amount(self, exact: Decimal, currency: str) -> str:
        """Money to as many places as `exact` has."""
        return _amount(self.locale, exact, _places(exact), currency)

    def figure(self, value: Decimal) -> str:
        """A number to as many places as it has, with its thousands apart."""
        return _figure(self.locale, value, _places(value))

    def share(self, in_100: int) -> str:
        """A part of a whole in whole per cent."""
        return _minus(str(format_percent(Decimal(in_100) / 100, locale=self.locale)))

    def listed(self, names: tuple[str, ...], *, is_choice: bool) -> str:
        """`a, b und c`, or `a, b oder c`."""
        return str(format_list(names, style="or" if is_choice else "standard", locale=self.locale))


def _places(exact: Decimal) -> int:
    """Digits behind the point; said to what is kept, since 5 and 5.00 are one key."""
    return max(-int(exact.as_tuple().exponent), 0)


def _minus(text: str) -> str:
    return text.replace("-", MINUS)


@lru_cache(KEPT)
def _skeleton(locale: Locale, skeleton: str, day: date) -> str:
    return str(format_skeleton(skeleton, day, locale=locale))


@lru_cache(KEPT)
def _amount(locale: Locale, exact: Decimal, places: int, currency: str) -> str:
    digits = f".{'0' * places}" if places else ""
    pattern = locale.currency_formats["standard"].pattern.split(";")[0].replace(".00", digits)
    if not currency:
        return _figure(locale, exact, places)
    written = format_currency(
        exact, currency, pattern, locale=locale, currency_digits=False, group_separator=True
    )
    return _minus(str(written))


@lru_cache(KEPT)
def _figure(locale: Locale, value: Decimal, places: int) -> str:
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    return _minus(str(format_decimal(value, pattern, locale=locale)))
