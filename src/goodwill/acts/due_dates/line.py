"""A text as a row of signs: what the grammar reads.

Each sign keeps its value (which weekday, how many), its place in the text and its clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodwill.acts.due_dates.symbols import CODES, UNITS
from goodwill.acts.due_dates.tokens import TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodwill.acts.due_dates.lexicon import Entry, Lexicon

__all__ = ["Line", "Token", "line_of"]

_HOUR = UNITS.index("hour")
_WEEK = UNITS.index("week")
_CENTURY = 2000
_LAST_HOUR = 23
_LAST_WEEK = 53
_LAST_MONTH = 12
_MANY_DIGITS = 3
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "24/7", "50/50"})
_DOTTED_ORDINALS = frozenset({"de"})


def _codes(names: str) -> frozenset[str]:
    return frozenset(CODES[name] for name in names.split())


_SHORT_BEFORE = _codes(
    """on by by_or_within before this next coming last of from since end start mid in after for
    latest weekday about every or and to"""
)
_GOVERNS = _codes(
    "on by by_or_within before for from between since after latest weekday the end start mid"
)
_IN_A_WEEK = _codes("in by by_or_within on the end start mid of before")
_BY_FIGURES = _codes("number ordinal year")
_COUNTED = _codes("within in")
_SHARES = _codes("a label")
_FIGURE = re.compile(r"\d+")


class Token(NamedTuple):
    """A word or figure of a text: its kind, its folded form, its place.

    A tuple, for a sentence makes dozens of them.
    """

    kind: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """Signs, with what each is worth and where it stands; `lexicon` says how to read some."""

    lexicon: Lexicon
    codes: str
    values: Sequence[int]
    tokens: Sequence[Token]
    month_first: bool

    def value(self, match: re.Match[str], group: str) -> int:
        """What the sign of a group is worth; 0 where the group is not there."""
        at = match.start(group)
        return self.values[at] if at >= 0 else 0


def line_of(folded: str, text: str, lexicon: Lexicon, *, american: bool) -> Line:
    """The signs of a text; `folded` is the text folded, `american` writes the month first."""
    tokens = [
        Token(match.lastgroup or "", match[0], match.start(), match.end())
        for match in TOKEN.finditer(folded)
    ]
    return _Builder(lexicon, tokens, text, american=american).line()


class _Builder:
    """Goes through the tokens once, from left to right."""

    def __init__(
        self, lexicon: Lexicon, tokens: Sequence[Token], text: str, *, american: bool
    ) -> None:
        self.lexicon = lexicon
        self.tokens = tokens
        self.text = text
        self.codes: list[str] = []
        self.values: list[int] = []
        self.places: list[Token] = []
        self.month_first = american or any(map(_is_month_first, tokens))

    def line(self) -> Line:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.kind == "word" and (entry := self._entry(at)):
                self._put(entry, at)
                at += len(entry.words)
                continue
            _READ.get(token.kind, _Builder.read_other)(self, token, at)
            at += 1
        return Line(self.lexicon, "".join(self.codes), self.values, self.places, self.month_first)

    def _add(self, name: str, value: int, token: Token) -> None:
        self.codes.append(CODES[name])
        self.values.append(value)
        self.places.append(token)

    def _put(self, entry: Entry, at: int) -> None:
        """A phrase: all its signs stand where the phrase stands."""
        place = Token("word", "", self.tokens[at].start, self.tokens[at + len(entry.words) - 1].end)
        for code, value in zip(entry.signs, entry.values, strict=True):
            self.codes.append(self._settled(code, at))
            self.values.append(value)
            self.places.append(place)

    def _settled(self, code: str, at: int) -> str:
        """A short name (`sun`, `may`) is a day or month only beside other parts of a date."""
        for short, full in (("weekday_short", "weekday"), ("month_short", "month")):
            if code == CODES[short]:
                return CODES[full] if self._is_dated(at, full) else CODES["other"]
        return code

    def _is_dated(self, at: int, full: str) -> bool:
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following and following.kind in ("number", "nth", "year", "short", "full"):
            return True
        before = self.codes[-1] if self.codes else ""
        if full == "month" and before in _BY_FIGURES:
            return True
        return before in _SHORT_BEFORE

    def _entry(self, at: int) -> Entry | None:
        for entry in self.lexicon.phrases.get(self.tokens[at].word, ()):
            words = entry.words
            if len(words) > 1 and not all(
                at + step < len(self.tokens) and self.tokens[at + step].word == words[step]
                for step in range(1, len(words))
            ):
                continue
            if entry.exact and not self._is_written(entry.exact, at):
                continue
            return entry
        return None

    def _is_written(self, exact: str, at: int) -> bool:
        start = self.tokens[at].start
        return self.text[start : start + len(exact)].lower() == exact

    def _before(self) -> str:
        return self.codes[-1] if self.codes else ""

    def read_other(self, token: Token, _: int) -> None:
        self._add("other", 0, token)

    def read_sign(self, token: Token, _: int) -> None:
        self._add({"own": "possess"}.get(token.kind, token.kind), 0, token)

    def read_iso(self, token: Token, _: int) -> None:
        year, month, day = map(int, _FIGURE.findall(token.word))
        self._day(year, month, day, token)

    def read_full(self, token: Token, _: int) -> None:
        first, second, year = map(int, _FIGURE.findall(token.word))
        day, month = self._ordered(first, second, dotted="." in token.word)
        self._day(year + _CENTURY * (year < 100), month, day, token)  # noqa: PLR2004  two figures

    def _day(self, year: int, month: int, day: int, token: Token) -> None:
        try:
            self._add("date", date(year, month, day).toordinal(), token)
        except ValueError:
            self._add("other", 0, token)

    def _ordered(self, first: int, second: int, *, dotted: bool) -> tuple[int, int]:
        """Day and month of two figures: day first, unless the text writes the month first."""
        if second > _LAST_MONTH or (self.month_first and not dotted and first <= _LAST_MONTH):
            return second, first
        return first, second

    def read_short(self, token: Token, at: int) -> None:
        dotted = "." in token.word
        day, month = self._ordered(*map(int, _FIGURE.findall(token.word)), dotted=dotted)
        if not 1 <= month <= _LAST_MONTH or not self._is_short_date(token, at, dotted=dotted):
            self.read_other(token, at)
        else:
            self._add("day_month", day * 100 + month, token)

    def _is_short_date(self, token: Token, at: int, *, dotted: bool) -> bool:
        """`12/3` and `12.3.` may be a share, a version or an amount."""
        if self._before() in _GOVERNS:
            return True
        if dotted:
            is_last = at + 1 == len(self.tokens)
            return (
                self.lexicon.language in _DOTTED_ORDINALS
                and token.word.endswith(".")
                and not is_last
            )
        return token.word not in _FRACTIONS and self._before() not in _SHARES

    def read_nth(self, token: Token, _: int) -> None:
        value = int(_FIGURE.findall(token.word)[0])
        if not token.word.endswith(".") or self.lexicon.language in _DOTTED_ORDINALS:
            self._add("ordinal", value, token)
            return
        self._add("number", value, token)
        self._add("stop", 0, token)

    def read_quarter(self, token: Token, at: int) -> None:
        kind, value = token.word[0], int(token.word[-1])
        if (kind == "t" and self.lexicon.language not in ("fr", "es")) or (
            kind == "h" and value > 2  # noqa: PLR2004  a year has two halves
        ):
            self.read_other(token, at)
        else:
            self._add("quarter", value + 4 * (kind == "h"), token)

    def read_week(self, token: Token, _: int) -> None:
        self._add("week_number", int(token.word[2:]), token)

    def read_clock(self, token: Token, _: int) -> None:
        """A time of day; `48h` and, after `within`, `2h` are a number of hours."""
        value = int(_FIGURE.findall(token.word)[0])
        hours = token.word.endswith("h") and _FIGURE.findall(token.word) == [str(value)]
        counted = self._before() in _COUNTED
        if hours and (value > _LAST_HOUR or counted):
            self._add("number", value, token)
            self._add("units", _HOUR, token)
        else:
            self._add("time", 0, token)

    def read_year(self, token: Token, _: int) -> None:
        self._add("year", int(token.word), token)

    def read_number(self, token: Token, at: int) -> None:
        if self._is_week_number(token):
            self.codes[-1] = CODES["week_number"]
            self.values[-1] = int(token.word)
            self.places[-1] = self.places[-1]._replace(end=token.end)
        elif token.word.isdigit() and len(token.word) <= _MANY_DIGITS:
            self._add("number", int(token.word), token)
        else:
            self.read_other(token, at)

    def _is_week_number(self, token: Token) -> bool:
        """`KW 14`, `week 14`; but not `next week 14 people`."""
        if not token.word.isdigit() or not 1 <= int(token.word[:3]) <= _LAST_WEEK:
            return False
        if self._before() == CODES["week_number"]:
            return self.values[-1] == 0
        before = self.codes[-2] if len(self.codes) > 1 else ""
        return self._before() == CODES["unit"] and self.values[-1] == _WEEK and before in _IN_A_WEEK


def _is_month_first(token: Token) -> bool:
    """Figures that can only be month, then day: `3/27`."""
    if token.kind not in ("short", "full") or "/" not in token.word:
        return False
    first, second = map(int, _FIGURE.findall(token.word)[:2])
    return first <= _LAST_MONTH < second <= 31  # noqa: PLR2004  days of a month


_READ = {
    "iso": _Builder.read_iso,
    "full": _Builder.read_full,
    "clock": _Builder.read_clock,
    "short": _Builder.read_short,
    "nth": _Builder.read_nth,
    "quarter": _Builder.read_quarter,
    "week": _Builder.read_week,
    "year": _Builder.read_year,
    "number": _Builder.read_number,
    "own": _Builder.read_sign,
    "dash": _Builder.read_sign,
    "comma": _Builder.read_sign,
    "stop": _Builder.read_sign,
    "and": _Builder.read_sign,
}
