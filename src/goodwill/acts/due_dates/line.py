"""A text as a row of signs: what the grammar reads.

Each sign keeps its value (which weekday, how many) and its place in the text. Words are looked
up here; what figures mean (`12/3`, `15.`, `48h`) is in `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.figures import FIGURES, is_month_first, week_number
from goodwill.acts.due_dates.symbols import CODES, codes
from goodwill.acts.due_dates.tokens import TOKEN

if TYPE_CHECKING:
    from goodwill.acts.due_dates.lexicon import Entry, Lexicon

__all__ = ["Line", "line_of"]

_OTHER = CODES["other"]
_COMMA, _WEEKDAY = CODES["comma"], CODES["weekday"]
_SIGNS = {"own": CODES["possess"]} | {
    kind: CODES[kind] for kind in ("dash", "comma", "stop", "and")
}
_SHORT = {CODES["weekday_short"]: CODES["weekday"], CODES["month_short"]: CODES["month"]}
_BESIDE_SHORT = codes(
    """on by by_or_within before this next coming last of from since end start mid in after for
    latest weekday about every or and to"""
)
_DATED = frozenset({"number", "nth", "year", "short", "full"})
_BESIDE_DAY = codes("time daypart")
_SHARES = frozenset("%€$£")
_SHARE_WORDS = frozenset({"por", "pour", "percent", "prozent"})
_NO_NAME_BEHIND = codes("the a stop comma")
_AFTER_STOP = _BESIDE_DAY | codes("month weekday month_short weekday_short")
_BY_FIGURES = codes("number ordinal year")
_SUBJECTS = codes("self subject third but")
_BEFORE_HOUR = {"es": "las", "it": "le", "pt": "as"}


@dataclass(frozen=True, slots=True)
class Line:
    """Signs, with what each is worth and where it stands; `lexicon` says how to read some."""

    lexicon: Lexicon
    codes: str
    values: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def value(self, match: re.Match[str], group: str) -> int:
        """What the sign of a group is worth; 0 where the group is not there."""
        at = match.start(group)
        return self.values[at] if at >= 0 else 0


def line_of(folded: str, text: str, lexicon: Lexicon, *, american: bool) -> Line:
    """The signs of a text; `folded` is the text folded, `american` writes the month first."""
    tokens = tuple(TOKEN.finditer(folded))
    month_first = american or ("/" in folded and any(map(is_month_first, tokens)))
    return _Builder(lexicon, tokens, text, month_first=month_first).line()


class _Builder:
    """Goes through the tokens once, from left to right."""

    def __init__(
        self,
        lexicon: Lexicon,
        tokens: Sequence[re.Match[str]],
        text: str,
        *,
        month_first: bool,
    ) -> None:
        self.lexicon = lexicon
        self.tokens = tokens
        self.words = [token[0] for token in tokens]
        self.text = text
        self.month_first = month_first
        self.codes: list[str] = []
        self.values: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def line(self) -> Line:
        simple, phrases = self.lexicon.simple, self.lexicon.phrases
        at, count = 0, len(self.tokens)
        while at < count:
            word, token = self.words[at], self.tokens[at]
            if known := simple.get(word):
                self._add(known[0], known[1], token)
            elif word in phrases and (entry := self._entry(at)):
                self._put(entry, at)
                at += len(entry.words) - 1
            else:
                self._read(token, at)
            at += 1
        return Line(self.lexicon, "".join(self.codes), self.values, self.starts, self.ends)

    def _add(self, code: str, value: int, token: re.Match[str]) -> None:
        self.codes.append(code)
        self.values.append(value)
        self.starts.append(token.start())
        self.ends.append(token.end())

    def _put(self, entry: Entry, at: int) -> None:
        """A phrase: all its signs stand where the phrase stands."""
        start = self.tokens[at].start()
        end = self.tokens[at + len(entry.words) - 1].end()
        for code, value in zip(entry.signs, entry.values, strict=True):
            self.codes.append(self._settled(code, at))
            self.values.append(value)
            self.starts.append(start)
            self.ends.append(end)

    def _entry(self, at: int) -> Entry | None:
        for entry in self.lexicon.phrases[self.words[at]]:
            size = len(entry.words)
            if size > 1 and tuple(self.words[at : at + size]) != entry.words:
                continue
            if entry.exact and not self._is_written(entry.exact, at):
                continue
            return entry
        return None

    def _is_written(self, exact: str, at: int) -> bool:
        start = self.tokens[at].start()
        return self.text[start : start + len(exact)].lower() == exact

    def _settled(self, code: str, at: int) -> str:
        """A short name (`sun`, `may`) is a day or month only beside other parts of a date."""
        full = _SHORT.get(code)
        if not full:
            return code
        following = at + 1 + self._is_full_stop(at + 1)
        kind = self.tokens[following].lastgroup if following < len(self.tokens) else ""
        before = self.codes[-1] if self.codes else ""
        if full == CODES["month"]:
            beside = before in _BY_FIGURES
        else:
            beside = before == CODES["time"] or self._sign(following) in _BESIDE_DAY
            beside = beside or self._ends_with_name(at)
        return full if beside or before in _BESIDE_SHORT or kind in _DATED else _OTHER

    def _ends_with_name(self, at: int) -> bool:
        """English `I'll send it Wed.`: a capital at the end of a clause, behind other words."""
        if self.lexicon.language != "en" or not self.codes or self.codes[-1] in _NO_NAME_BEHIND:
            return False
        start, end = self.tokens[at].span()
        kind = self.tokens[at + 1].lastgroup if at + 1 < len(self.tokens) else "stop"
        return kind in ("stop", "comma") and self.text[start:end].istitle()

    def _sign(self, at: int) -> str:
        """The first sign that a word or phrase stands for, empty for none."""
        if at >= len(self.tokens) or self.words[at] not in self.lexicon.phrases:
            return ""
        entry = self._entry(at)
        return entry.signs[0] if entry else ""

    def _is_full_stop(self, at: int) -> bool:
        """Whether a full stop only ends an abbreviated name: `Oct. 5`, `Wed., 3pm`."""
        if not 0 < at < len(self.tokens) - 1 or self.words[at] != ".":
            return False
        before, following = self.tokens[at - 1], self.tokens[at + 1]
        if (
            self.words[at - 1] not in self.lexicon.abbreviated
            or before.end() != self.tokens[at].start()
        ):
            return False
        kind = following.lastgroup
        return kind in _DATED or kind in ("clock", "comma") or self._sign(at + 1) in _AFTER_STOP

    def _read(self, token: re.Match[str], at: int) -> None:
        """A token of no list: a sign, a figure, or any other word."""
        kind, before = token.lastgroup or "", self._before()
        if kind == "stop" and self._is_full_stop(at):
            return
        if sign := _SIGNS.get(kind):
            self._add(sign, 0, token)
        elif kind == "word" or (kind == "number" and self._is_share(at)):
            self._add(_past(token[0], before), 0, token)
        elif kind in ("number", "nth") and (
            week := week_number(token[0].rstrip("."), self.codes, self.values)
        ):
            self.codes[-1], self.values[-1], self.ends[-1] = CODES["week_number"], week, token.end()
        elif kind == "number" and self._is_hour(at):
            self._add(CODES["time"], 0, token)
        else:
            is_last = at + 1 == len(self.tokens)
            read = FIGURES[kind](token[0], before, self._ways(is_last=is_last))
            for name, value in read:
                self._add(CODES[name], value, token)

    def _before(self) -> str:
        """The sign before; of "Monday, 15.6." the weekday."""
        if self.codes[-1:] == [_COMMA] and self.codes[-2:-1] == [_WEEKDAY]:
            return _WEEKDAY
        return self.codes[-1] if self.codes else ""

    def _is_hour(self, at: int) -> bool:
        """`antes de las 12`, `entro le 7`, `até às 7`; not `las 2 semanas`."""
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        counted = self.lexicon.simple.get(following, ("", 0))[0] == CODES["units"]
        article = _BEFORE_HOUR.get(self.lexicon.language)
        return at > 0 and self.words[at - 1] == article and not counted

    def _is_share(self, at: int) -> bool:
        """`el 4 %`, `le 5 pour cent`: a share or a sum, and no day."""
        end = self.tokens[at].end()
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        return self.text[end : end + 2].lstrip()[:1] in _SHARES or following in _SHARE_WORDS

    def _ways(self, *, is_last: bool) -> frozenset[str]:
        """How figures are written where they stand."""
        ways = {self.lexicon.language}
        if self.month_first:
            ways.add("month first")
        if is_last:
            ways.add("last")
        return frozenset(ways)


def _past(word: str, before: str) -> str:
    """A word of no list; in English one more past form: `we looked`, `which reached us`."""
    return CODES["past"] if word.endswith("ed") and before in _SUBJECTS else _OTHER
