"""What a sentence is about: its telling words, stemmed lightly, in seven languages.

Small words, courtesies, and words that only name a day fall away; numbers stay, since "the
4,000 reprints" are known again by them. A few fields of meaning stand beside the words
(`#pay`, `#come` ...), so that "thank you for coming" finds "I'll be with you".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

__all__ = [
    "count_in",
    "days_named",
    "fold",
    "is_number",
    "names_day",
    "names_time",
    "numbers_in",
    "telling_words",
]

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_LETTERS = 7  # of a longer word tell it well enough: "delivery" and "delivered" are one
_ENDINGS = ("ings", "ing", "ies", "ied", "en", "ed", "es", "em", "s", "e", "n", "y")
_STEM = 4
_LONG_NUMBER = 4

_TABLE = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_MONTH = {
    name: number
    for number, names in enumerate(_TABLE["days"]["months"], 1)
    for name in names.split()
}
_WEEKDAY = {
    name: number
    for number, names in enumerate(_TABLE["days"]["weekdays"])
    for name in names.split()
}
_DROPPED = frozenset(
    word
    for words in (*_TABLE["small"].values(), _TABLE["of_time"]["words"])
    for word in words.split()
) | {*_MONTH, *_WEEKDAY}
_FIELDS = {f"#{name}": tuple(heads.split()) for name, heads in _TABLE["fields"].items()}
_DAY_WORDS = frozenset({*_MONTH, *_WEEKDAY})
_TIMES = _DAY_WORDS | frozenset(_TABLE["of_time"]["words"].split())
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_COUNTS = {word: int(count) for count, words in _TABLE["counts"].items() for word in words.split()}
_PHRASES = {
    f"#{name}": re.compile(rf"\b(?:{'|'.join(phrases.strip().split(chr(10)))})\b")
    for name, phrases in _TABLE["field_phrases"].items()
}


def telling_words(text: str) -> frozenset[str]:
    """The telling words of a text, each once, with the fields they belong to."""
    folded = fold(text)
    found: set[str] = set()
    for word in _WORD.findall(folded):
        found.update(_told(word))
    found.update(field for field, phrase in _PHRASES.items() if phrase.search(folded))
    return frozenset(found)


def is_number(word: str) -> bool:
    """Whether a telling word is a number long enough to be the name of something."""
    return word.isdigit() and len(word) >= _LONG_NUMBER


def names_day(named: frozenset[tuple[str, int]], day: date) -> bool:
    """Whether days named are this day: its number or weekday, or its month where it ends that."""
    wanted = {("d", day.day), ("w", day.weekday())}
    if (day + timedelta(days=1)).month != day.month and not any(kind == "d" for kind, _ in named):
        wanted.add(("m", day.month))
    return bool(named & wanted)


def days_named(text: str) -> frozenset[tuple[str, int]]:
    """Days (d), weekdays (w) and months (m) in a text; a number counts by a month or as "6th"."""
    words = _WORD.findall(fold(text))
    if _DAY_WORDS.isdisjoint(words) and not any(word[0].isdigit() for word in words):
        return frozenset()
    found = {("w", _WEEKDAY[word]) for word in words if word in _WEEKDAY}
    found |= {("m", _MONTH[word]) for word in words if word in _MONTH}
    for place, word in enumerate(words):
        match = _ORDINAL.fullmatch(word)
        around = words[max(0, place - 1) : place + 3]
        if match and (match.end(1) < len(word) or any(name in _MONTH for name in around)):
            found.add(("d", int(match[1])))
    return frozenset(found)


_NUMBERS = re.compile(r"(?<![\w.,:/])(\d{1,2})\.?(?![\w:/%])")


def numbers_in(text: str) -> frozenset[int]:
    """Numbers of one or two digits, as some languages write days by them: "der 9. passt"."""
    return frozenset(map(int, _NUMBERS.findall(text)))


def count_in(text: str) -> int:
    """How many things of a kind a text speaks of ("both"); 1 where nothing tells."""
    words = _WORD.findall(fold(text))
    return next((_COUNTS[word] for word in words if word in _COUNTS), 1)


def names_time(line: str) -> bool:
    """Whether a folded text has a word of time in it, be it a day, a month or only "soon"."""
    words = _WORD.findall(line)
    return not _TIMES.isdisjoint(words) or bool(days_named(line))


def fold(text: str) -> str:
    """Lower case without accents; umlauts spelled out."""
    lowered = text.lower().replace("’", "'")
    if lowered.isascii():
        return lowered
    spelled = lowered.translate(_UMLAUTS)
    parts = unicodedata.normalize("NFKD", spelled)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@lru_cache(maxsize=65_536)
def _told(word: str) -> tuple[str, ...]:
    """What one word tells: its stem and its fields; nothing where it is a small word."""
    if word[0].isdigit():
        digits = "".join(sign for sign in word if sign.isdigit())
        is_plain = len(digits) == len(word.replace(",", "").replace(".", ""))
        return (digits,) if is_plain and not _ORDINAL.fullmatch(word) else ()
    fields = tuple(
        name for name, heads in _FIELDS.items() if any(word.startswith(head) for head in heads)
    )
    if word in _DROPPED:
        return fields
    parts = [part for part in re.split(r"['-]", word) if part not in _DROPPED and len(part) > 1]
    return (*fields, *(_stem(part) for part in parts))


def _stem(word: str) -> str:
    """The word without its commonest endings, cut where it is long enough to be known."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word[: -len(ending)]
            break
    return word[:_LETTERS]
