"""Which word of a language is which sign: the files `words/<language>.toml`.

A phrase is kept under its first word, the longest first. Accents do not count, except where a
past form is told from another form by its accent alone (`envié`, `envíe`), and in what a file
lists as `exact` (`passé`, since `on passe mardi` is ahead).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from goodwill.acts.due_dates.feasts import FEASTS
from goodwill.acts.due_dates.symbols import CODES, UNITS
from goodwill.acts.due_dates.tokens import folded, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["LANGUAGES", "Entry", "Lexicon", "lexicon"]

_FOLDER = Path(__file__).parent / "words"
LANGUAGES = tuple(
    sorted((path.stem for path in _FOLDER.glob("*.toml")), key=lambda name: (name != "en", name))
)
"""Languages whose days are read; English comes first where nothing tells."""

_TELLING = (
    "weekday",
    "weekday_short",
    "month",
    "month_short",
    "unit",
    "units",
    "fixed",
    "ahead",
    "time",
    "feast",
)
_TELLING_LETTERS = 3
_ACCENTED = ("past", "participle")
_FROM_ZERO = ("weekday", "weekday_short")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A phrase and the signs it stands for."""

    words: tuple[str, ...]
    signs: str
    values: tuple[int, ...]
    exact: str = ""
    """How the word has to be written, accents and all; empty where that does not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language."""

    language: str
    phrases: Mapping[str, tuple[Entry, ...]]
    simple: Mapping[str, tuple[str, int]]
    """Words that begin no phrase and need no second look: their sign and value."""

    telling: frozenset[str]
    """Words without which a sentence can only name a day in figures."""

    known: frozenset[str]
    abbreviated: frozenset[str]
    """Names of days and months that may bear a full stop: `Oct. 5`."""

    next_weekday_is_next_week: bool
    in_the_next_is_a_span: bool
    """`in the next week` is within seven days, not in the calendar week after this."""


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language of `LANGUAGES`."""
    data = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    plain: dict[tuple[str, ...], Entry] = {}
    for entry in _entries(data):
        plain.setdefault(entry.words, entry)
    for phrase, meaning in cast("dict[str, str]", data.get("alias", {})).items():
        words = words_of(phrase)
        plain[words] = _composed(words, words_of(meaning), plain)
    phrases = _by_first_word(plain)
    return Lexicon(
        language=language,
        phrases=phrases,
        simple=_simple(phrases),
        telling=_telling(plain.values()),
        known=frozenset(word for words in plain for word in words),
        abbreviated=_abbreviated(data["lists"]),
        next_weekday_is_next_week=data["next_weekday"] == "next week",
        in_the_next_is_a_span=data["in_the_next"] == "from now",
    )


def _telling(entries: Iterable[Entry]) -> frozenset[str]:
    """Words of which one stands in every sentence that names a day in words."""
    names = [
        entry.words for entry in entries if any(CODES[name] in entry.signs for name in _TELLING)
    ]
    single = {words[0] for words in names if len(words) == 1}
    phrases = {max(words, key=len) for words in names if single.isdisjoint(words)}
    return frozenset(word for word in single | phrases if len(word) >= _TELLING_LETTERS)


def _abbreviated(lists: Mapping[str, list[str]]) -> frozenset[str]:
    """Names of days and months that are the beginning of a longer one, or always short."""
    rows = [row.split(",") for name in ("weekday", "month") for row in lists[name]]
    rows += [row.split(",") for row in lists.get("month_short", ())]
    short = {word for row in lists["weekday_short"] for word in words_of(row) if word.isalpha()}
    for row in rows:
        full, *others = (folded(" ".join(word.split())) for word in row)
        short.update(word for word in others if word[:1] == full[:1] and len(word) < len(full))
    return frozenset(short)


def _by_first_word(plain: Mapping[tuple[str, ...], Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for words, entry in plain.items():
        found.setdefault(words[0], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for first, entries in found.items()
    }


def _simple(phrases: Mapping[str, tuple[Entry, ...]]) -> dict[str, tuple[str, int]]:
    """Of the first words those that stand alone and always mean the same."""
    unsure = {CODES["weekday_short"], CODES["month_short"]}
    return {
        word: (entries[0].signs, entries[0].values[0])
        for word, entries in phrases.items()
        if len(entries) == 1
        and len(entries[0].words) == len(entries[0].signs) == 1
        and not entries[0].exact
        and entries[0].signs not in unsure
    }


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    """The phrases of a file, in its order; the first of two that are alike counts."""
    exact = frozenset(_written(data.get("exact", "")))
    for name, rows in data["lists"].items():
        for place, phrases in enumerate(rows):
            yield from _phrases(name, phrases, place + (name not in _FROM_ZERO))
    for value, phrases in data["numbers"].items():
        yield from _phrases("number", phrases, int(value))
    for name in ("unit", "units"):
        for unit, phrases in data[name].items():
            yield from _phrases(name, phrases, UNITS.index(unit))
    for name in ("fixed", "ahead", "time"):
        for value, phrases in data[name].items():
            yield from _phrases(name, phrases, int(value))
    for feast, phrases in data["feast"].items():
        yield from _phrases("feast", phrases, FEASTS.index(feast))
    for name, phrases in data["words"].items():
        yield from _phrases(name, phrases, int(name != "week_number"), exact)


def _written(phrases: str) -> list[str]:
    """The phrases of a list, in small letters."""
    return [" ".join(phrase.lower().split()) for phrase in phrases.split(",")]


def _phrases(
    name: str, phrases: str, value: int, told_by_accent: frozenset[str] = frozenset()
) -> Iterator[Entry]:
    for written in _written(phrases):
        if words := words_of(written):
            by_accent = name in _ACCENTED or written in told_by_accent
            exact = written if by_accent and folded(written) != written else ""
            yield Entry(words=words, signs=CODES[name], values=(value,), exact=exact)


def _composed(
    words: tuple[str, ...], meaning: tuple[str, ...], plain: Mapping[tuple[str, ...], Entry]
) -> Entry:
    """An alias: the signs of the words that it stands for, one after the other."""
    parts = [plain[(word,)] for word in meaning]
    return Entry(
        words=words,
        signs="".join(part.signs for part in parts),
        values=tuple(value for part in parts for value in part.values),
    )
