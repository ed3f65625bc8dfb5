"""Words for what people mean: one wording a line in `phrases`, `[a|b]` a choice, `{slot}` a word.

A wording is not said twice in an account before all others were: everybody has a bag of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random

__all__ = ["Bag", "phrases"]

Part = str | tuple[str, ...]
Wording = tuple[Part, ...]
PARTS = re.compile(r"(\[[^\[\]]*\]|\{\w+\})")


@cache
def phrases(language: str) -> Mapping[str, tuple[Wording, ...]]:
    """All wordings of a language by what they mean.

    Choices are tuples of two or more, slots are tuples of one.
    """
    folder = files(__package__) / "phrases" / language
    found: dict[str, tuple[Wording, ...]] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for name, text in tomllib.loads(file.read_text("utf-8")).items():
            found[name] = tuple(_parsed(line) for line in text.splitlines() if line.strip())
    return found


def _parsed(line: str) -> Wording:
    return tuple(_part(text) for text in PARTS.split(line.strip()) if text)


def _part(text: str) -> Part:
    if text[0] == "{":
        return (text[1:-1],)
    return tuple(text[1:-1].split("|")) if text[0] == "[" else text


class Bag:
    """Wordings of one account, each drawn once before any comes again."""

    def __init__(self, language: str, rng: Random) -> None:
        self.rng = rng
        self.phrases = phrases(language)
        self.left: dict[str, list[Wording]] = {}

    def draw(self, intent: str, slots: Mapping[str, str]) -> str:
        """One wording of what is meant, its choices made and its slots filled."""
        left = self.left.get(intent)
        if not left:
            left = list(self.phrases[intent])
            self.rng.shuffle(left)
            self.left[intent] = left
        return "".join(self._said(part, slots) for part in left.pop())

    def _said(self, part: Part, slots: Mapping[str, str]) -> str:
        if isinstance(part, str):
            return part
        return slots[part[0]] if len(part) == 1 else self.rng.choice(part)
