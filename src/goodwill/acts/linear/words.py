"""Cut a sentence into words for the linear model, and make alike what must not matter.

A word is a run of letters or figures, or one of a few signs. Figures become `<n>`. Who is spoken
of is not what is done, so names become `<name>`, several in a row one: capitalised words that the
model does not know, a title with what it stands before, the common names of `names.toml`, and
words in scripts other than the Latin one.

`levelled.toml` makes words of gender and age one, by list or by ending, and `nations.toml` makes
names of nations and faiths: swapping "she" for "he", "die Leiterin" for "der Leiter", or one
country for another, changes nothing that is read.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goodwill.acts.fold import plain
from goodwill.acts.words import DOINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

__all__ = ["BEGIN", "END", "LONGEST", "MARKS", "NAME", "NUMBER", "WORD", "cut", "is_named", "level"]

NAME = "<name>"
NUMBER = "<n>"
BEGIN = "<begin>"
END = "<end>"
MARKS = frozenset({NAME, NUMBER, BEGIN, END})

_ELISION = (
    r"(?i:(?<=\b[cdjlmnst].)|(?<=\bqu.)|(?<=\bjusqu.)|(?<=\b(?:lors|puis)qu.))"
    r"(?=[^\W\d_A-Z]{3})"
)
"""After the apostrophe of a short word whose vowel was left out, before the next word."""

_WORD = rf"[^\W\d_]+(?:['’](?:{_ELISION}|[^\W\d_]+))?|\d(?!\d)|[?!€$£%:@…]|\{{\w+\}}"
WORD = re.compile(_WORD)
"""A word, a French elision, a number's last figure, a sign that tells, or a blank of a training
sentence."""

_TITLED = (
    r"(?:(?:Mrs?|Ms|Mx|Miss|Dr|Prof|Herrn?|Frau|Mme|Mlle|[Mm]onsieur|[Mm]adame|Sra?|[Ss]eñora?"
    r"|M(?=\.))\.? )+(?:(?:van|von|de|der|den|di|la) )*(?:al-)?[A-ZÀ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)?"
)
"""A title and the word that it stands before."""

_PARTICLE = r"(?:[Dd]e l[ao]s?|New|Al|al|[Ii]bn)[ -](?=[A-ZÀ-Þ])"
"""What a name begins with, before its next word."""

_OF_A_PLACE = r"[Vv]an(?: de[nr]?)? [A-ZÀ-Þ][^\W\d_]*"
"""A Dutch surname: what follows is mostly a word, as in "van Dijk"."""

_TOGETHER = re.compile(rf"{_TITLED}|{_OF_A_PLACE}|{_PARTICLE}|(?:[Dd]e|[AaÀà]) la\b|{_WORD}")
_IN_ASCII = re.compile(
    _WORD.replace(r"[^\W\d_A-Z]", "[a-z]").replace(r"[^\W\d_]", "[A-Za-z]").replace(r"\d", "[0-9]")
)
"""`WORD` for text without other letters: it finds the same in three quarters of the time."""

LONGEST = 40
"""Letters of a word that are looked at; what is longer is no word."""

_CONTRACTED = "'"
_FEMININE = ("ée", "ées")
_LAST_LATIN = "\u024f"
_STEM = 3
"""Letters that a word has before an ending that tells gender."""

_SHORT_E = 7
"""Letters of the shortest word in "-ée" that may be a woman's: "année" and "entrée" are not."""


class _Lists(NamedTuple):
    """The words of the lists: their common forms, the endings by length, and names."""

    forms: Mapping[str, str]
    endings: Mapping[str, str]
    lengths: tuple[int, ...]
    capital: frozenset[str]
    leads: frozenset[str]
    word_first: frozenset[str]


@cache
def _lists() -> _Lists:
    levelled, names = _load("levelled"), _load("names")
    endings = levelled["endings"]
    return _Lists(
        forms=dict.fromkeys((*names["given"].split(), *_nations()), "name")
        | dict(_grouped(levelled["groups"])),
        endings=endings,
        lengths=tuple(sorted(set(map(len, endings)), reverse=True)),
        capital=frozenset(names["capital"].split()),
        leads=frozenset(names["leads"].split()),
        word_first=frozenset(names["word_first"].split()),
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


def _grouped(groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for group, words in groups.items():
        for word in words.split():
            yield word.replace("_", " "), group


def _nations() -> Iterator[str]:
    nations = _load("nations")
    yield from nations["words"].split()
    for table in nations["inflected"]:
        endings = table["endings"].split()
        yield from (stem + ending for stem in table["stems"].split() for ending in endings)


def cut(sentence: str) -> list[str]:
    """The words of a sentence as written; what may begin it as a word is no name there."""
    lists = _lists()
    words = (_IN_ASCII if sentence.isascii() else WORD).findall(sentence)
    if not lists.leads.isdisjoint(words):
        words = _TOGETHER.findall(sentence)
    if words and words[0] in lists.word_first and not _is_person(sentence, words):
        words[0] = words[0].lower()
    return words


def _is_person(sentence: str, words: list[str]) -> bool:
    """Whether the first word is called to, or does what people do."""
    if sentence.startswith(f"{words[0]},"):
        return True
    return len(words) > 1 and words[1] in DOINGS


def level(raw: str) -> str:
    """The one form of a word as written: plain, and without gender, nation and figures."""
    if raw[0].isdecimal():
        return NUMBER
    if raw[0] == "{" or raw[-1] in " -" or raw in _lists().capital:
        return NAME
    if raw.endswith(_FEMININE) and len(raw) >= _SHORT_E:
        raw = raw.replace("ée", "é")
    word = plain(raw)
    head, sign, tail = word.partition(_CONTRACTED)
    found = _lists().forms.get(head) or _common(head)
    return NAME if found == "name" else found + sign + tail


def _common(word: str) -> str:
    """A word that no list has, without the ending that tells gender."""
    if " " in word or (word[:1] > _LAST_LATIN and word[0].isalpha()):
        return "name"
    lists = _lists()
    for length in lists.lengths:
        ending = lists.endings.get(word[-length:])
        if ending is not None and len(word) >= length + _STEM:
            return word[:-length] + ending
    return word


def is_named(raw: str) -> bool:
    """Whether a word is written as names are."""
    return raw[0].isupper()
