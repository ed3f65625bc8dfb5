"""Sentences that are stored in English, turned as a page is drawn: evidence, gaps, steps of a play.

A statement stays as it was drawn up, so its sentences are English whoever reads it. A language file
holds their forms, `Due on {day} and not paid in full yet.`; the form that fits gives the
translation, and what stood in its places is written as the language writes days, numbers and money.
Where no form fits the sentence stays, and is marked as English. Quotes never come here.

Forms are found with RE2: time grows with the length of a sentence, whatever stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup, escape

from goodwill.serve.languages.language import Language

__all__ = ["is_said", "said", "said_plain", "sentences"]

KEPT = 8192
"""Sentences that are kept as they were turned."""

DEEP = 3
"""How many forms may stand inside each other."""

LIGHT = 8
"""Letters of a form beside its places below which it fits only around a number: "{0} days"."""

LONGEST = 2_000
"""Characters of a sentence that is still looked at."""

_PLACE = re.compile(r"\{(\w+)\}")
_DAY = re.compile(r"(?<![\w/.:-])[12]\d{3}-[01]\d-[0-3]\d(?![\w/-])")
_MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])")
_DIGITS = r"\d[\d,]{0,17}(?:\.\d{1,8})?"
"""What is written as a number of the language; more digits than money or a count has are a name."""
_NUMBER = re.compile(rf"[-\u2212]?{_DIGITS}")
_MONEY = re.compile(rf"([-\u2212]?)([A-Z]{{3}}[ \u00a0]|[£€$¥])({_DIGITS})")
_SHARE = re.compile(rf"([-\u2212]?{_DIGITS}) ?%")
_SUM = re.compile(rf"([-\u2212]?{_DIGITS}) ([A-Z]{{3}})\.")
_SENTENCE = re.compile(r"(?<=[.!?]) ")
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: its places in English, and what it is in the language, text and places in turn."""

    expression: Any
    places: tuple[str, ...]
    pieces: tuple[str, ...]
    weight: int


class Sentences:
    """The forms of one language; RE2 is loaded when the first sentence is asked about."""

    def __init__(self, language: Language) -> None:
        self._language = language

    @cached_property
    def _forms(self) -> tuple[tuple[_Form, ...], Any]:
        import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load

        options = re2.Options()
        options.log_errors = False
        options.dot_nl = True
        every = re2.Set.FullMatchSet(options)
        forms = []
        for english, other in self._language.sentences.items():
            pieces = _PLACE.split(english)
            written = "".join(
                "(.+?)" if number % 2 else re2.escape(piece) for number, piece in enumerate(pieces)
            )
            every.Add(written)
            weight = sum(map(len, pieces[::2]))
            split = tuple(_PLACE.split(other))
            forms.append(_Form(re2.compile(written, options), tuple(pieces[1::2]), split, weight))
        every.Compile()
        return tuple(forms), every

    def turned(self, text: str, depth: int = DEEP) -> str | None:
        """A sentence in the language; None where no form of it is known."""
        if (found := self._language.texts.get(text)) is not None:
            return found
        if not depth or len(text) > LONGEST or not self._language.sentences:
            return None
        forms, every = self._forms
        fitting = [forms[number] for number in every.Match(text) or ()]
        for form in sorted(fitting, key=lambda each: -each.weight):
            if (match := form.expression.fullmatch(text)) is not None:
                values = dict(zip(form.places, match.groups(), strict=True))
                if form.weight < LIGHT and not any(map(_NUMBER.fullmatch, values.values())):
                    continue
                return self._filled(form, values, depth - 1)
        return None

    def _filled(self, form: _Form, values: dict[str, str], depth: int) -> str:
        return "".join(
            self._value(values[piece], depth) if number % 2 else piece
            for number, piece in enumerate(form.pieces)
        )

    def _value(self, text: str, depth: int) -> str:
        """What stands in a place: a day, money, a number, a sentence of its own, or a name."""
        language = self._language
        if (found := _MONEY.fullmatch(text)) is not None:
            currency = _SIGNS.get(found[2], found[2].strip())
            return language.forms.amount(_number(found[1] + found[3]), currency)
        if (found := _SHARE.fullmatch(text)) is not None:
            return f"{language.forms.figure(_number(found[1]))}\u00a0%"
        if text.isdecimal():  # whoever counts in thousands sets them apart; an invoice's id may not
            return text
        if _NUMBER.fullmatch(text):
            return language.forms.figure(_number(text))
        if _MONTH.fullmatch(text):
            return language.forms.month(date(int(text[:4]), int(text[5:]), 1))
        turned = self.turned(text, depth) or self._row(text)
        return dated(text, language) if turned is None else turned

    def _row(self, text: str) -> str | None:
        """A row of names, each in the language; None where one of them has no word in it."""
        found = [self._language.texts.get(name) for name in text.split(", ")]
        known = tuple(name for name in found if name is not None)
        is_row = len(known) == len(found) > 1
        return self._language.forms.listed(known, is_choice=False) if is_row else None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("\u2212", "-"))


def dated(text: str, language: Language) -> str:
    """A text with its days as the language writes them."""

    def written(found: re.Match[str]) -> str:
        try:
            return language.forms.day(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return _DAY.sub(written, text)


@lru_cache(maxsize=16)
def sentences(language: Language) -> Sentences:
    """The sentences of a language."""
    return Sentences(language)


@lru_cache(KEPT)
def is_said(text: str, language: Language) -> str | None:
    """A stored sentence in a language, or None where it has to stay English."""
    known = sentences(language)
    if (money := _SUM.fullmatch(text)) is not None:
        return f"{language.forms.amount(_number(money[1]), money[2])}."
    for known_as, end in ((text, ""), (f"{text}.", ".")):
        if (found := language.texts.get(known_as)) is not None:
            return found.removesuffix(end)
    if (found := _each(text, language) or known.turned(text)) is not None:
        return found
    if text.endswith("."):
        found = known.turned(text[:-1])
        return None if found is None else f"{found}."
    found = known.turned(f"{text}.")
    return None if found is None else found.removesuffix(".")


def _each(text: str, language: Language) -> str | None:
    """Several sentences, where each of them can be turned."""
    parts = _SENTENCE.split(text)
    found = [is_said(part, language) for part in parts] if len(parts) > 1 else [None]
    return None if None in found else " ".join(map(str, found))


def said_plain(text: str, language: Language) -> str:
    """The sentence in the language where that can be; for places that hold text alone."""
    found = is_said(text, language)
    return dated(text, language) if found is None else found


def said(text: str, language: Language) -> Markup:
    """The same for a page: what stays English says so to whoever reads it aloud."""
    found = is_said(text, language)
    if found is not None:
        return escape(found)
    shown = escape(dated(text, language))
    return Markup('<span lang="en">{}</span>').format(shown) if text.strip() else shown
