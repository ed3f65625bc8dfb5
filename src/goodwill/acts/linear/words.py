"""Cut a sentence into words for the linear model, and make alike what must not matter.

A word is a run of letters or figures, or one of a few signs. Figures become `<n>`. Capitalised
words that the model does not know become `<name>`, several in a row one: who is spoken of is not
what is done. `levelled.toml` makes words of gender and nation one: swapping "she" for "he", or
one country for another, changes nothing that is read.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.acts.fold import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BEGIN", "END", "LONGEST", "MARKS", "NAME", "NUMBER", "WORD", "is_named", "level"]

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

WORD = re.compile(rf"[^\W\d_]+(?:['’](?:{_ELISION}|[^\W\d_]+))?|\d(?!\d)|[?!€$£%:@…]|\{{\w+\}}")
"""A word, a French elision, a number's last figure, a sign that tells, or a blank of a training
sentence."""

LONGEST = 40
"""Letters of a word that are looked at; what is longer is no word."""

_CONTRACTED = "'"


@cache
def _levels() -> Mapping[str, str]:
    text = (Path(__file__).with_name("levelled.toml")).read_text("utf-8")
    groups = tomllib.loads(text)
    return {word: group for group, words in groups.items() for word in words.split()}


def level(raw: str) -> str:
    """The one form of a word as written: plain, and without gender, nation and figures."""
    if raw[0].isdecimal():
        return NUMBER
    if raw[0] == "{":
        return NAME
    word = plain(raw)
    head, sign, tail = word.partition(_CONTRACTED)
    found = _levels().get(head, head)
    return NAME if found == "name" else found + sign + tail


def is_named(raw: str) -> bool:
    """Whether a word is written as names are."""
    return raw[0].isupper()
