"""Making names and addresses unreadable where others wrote them: every letter becomes a block.

As many signs as before, so that a place in a text stays the same place and a quotation of it stays
one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BLOT", "Redactor", "name_forms", "name_words"]

BLOT = "█"
_SHORTEST = 3
"""Letters of a single name that is blotted; of shorter ones too many are other words."""


def name_forms(names: Iterable[str]) -> tuple[str, ...]:
    """Whole names as they are written: `Anna Kern`, `Kern, Anna`, `Kern Anna`; single words not."""
    forms: dict[str, None] = {}
    for name in names:
        words = name.replace(",", " ").split()
        if len(words) < 2:  # noqa: PLR2004  a first and a last name
            continue
        first, last = " ".join(words[:-1]), words[-1]
        forms |= dict.fromkeys((" ".join(words), f"{last}, {first}", f"{last} {first}"))
    return tuple(forms)


def name_words(names: Iterable[str]) -> tuple[str, ...]:
    """The single names of somebody, as she is greeted: `Anna`, `Kern`."""
    found = (word.strip(".,'\"()") for name in names for word in name.replace(",", " ").split())
    return tuple(dict.fromkeys(w for w in found if len(w) >= _SHORTEST and w[:1].isupper()))


@dataclass(frozen=True)
class Redactor:
    """What is to become unreadable.

    `whole` are addresses and whole names, however their letters are written: in capitals, with
    accents or without (`Köhler`, `Koehler`, `Kohler`), a name with a letter in its middle, an
    address as links carry it. `words` are single names, as they stand.
    """

    whole: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self.whole and not self.words:
            return None
        whole = "|".join(map(_spaced, sorted(self.whole, key=len, reverse=True)))
        words = "|".join(map(_lettered, sorted(self.words, key=len, reverse=True)))
        said = [part for part in (whole and f"(?i:{whole})", words) if part]
        return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")

    def find(self, text: str) -> bool:
        """Whether anything of it stands in a text."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def over(self, text: str) -> str:
        """The text with blocks in the place of every letter of it."""
        if self._pattern is None:
            return text
        return self._pattern.sub(_blotted, text)


def _blotted(found: re.Match[str]) -> str:
    return "".join(sign if sign.isspace() else BLOT for sign in found[0])


def _spaced(form: str) -> str:
    """A form whose words may stand on two lines, with a hyphen or a letter between them."""
    if "@" in form:
        return _AT.join(map(re.escape, form.split("@")))
    return _BETWEEN.join(map(_lettered, form.split()))


_AT = r"(?:@|%40|\s?[(\[]at[)\]]\s?)"
_BETWEEN = r"(?:\s{1,3}|-)(?:[^\W\d_]\.?\s{1,3})?"
_MARKS = "[\u0300-\u036f]?"
_ALSO = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe?", "å": "aa?", "æ": "ae", "ł": "l",
         "đ": "d"}  # fmt: skip
"""Letters that are written otherwise where a keyboard lacks them."""


def _lettered(word: str) -> str:
    """A word with every letter as it may be written: `ü` is also `u` with a mark, `u`, or `ue`."""
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


def _letter(sign: str) -> str:
    bare, also = unicodedata.normalize("NFD", sign)[0], _ALSO.get(sign.lower())
    if bare == sign and also is None:
        return re.escape(sign)
    others = [also] if also and sign.islower() else [also.capitalize()] if also else []
    return f"(?:{'|'.join((sign, *others, re.escape(bare) + _MARKS))})"
