"""Which sentences are nobody's business: someone's health, faith, family trouble, union, politics.

Such a sentence counts for what it does (a greeting, an apology, a promise put off), but its words
are never kept with the act, so no line of a statement can quote them. Only forms that speak of a
person are listed, in `discreet.toml`: "the lift is sick again" and "European Union" are business.
Where in doubt a quote is left out: that costs a reader a line, and nobody their privacy.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.acts.fold import fold
from goodwill.acts.memory import Memory
from goodwill.acts.patterns import Matcher, encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodwill.facts.acts import Act

__all__ = ["FILE", "are_private", "private_forms", "without_private_words"]

FILE = Path(__file__).with_name("discreet.toml")


def without_private_words(mails: Sequence[tuple[Act, ...]]) -> list[tuple[Act, ...]]:
    """The acts of many mails, the quotes of those left out that nobody may repeat."""
    private = iter(are_private([act.quote for acts in mails for act in acts]))
    return [
        tuple(replace(act, quote="") if next(private) else act for act in acts) for acts in mails
    ]


def are_private(sentences: Sequence[str]) -> list[bool]:
    """Whether each sentence speaks of what nobody may repeat; in any language, all are tried."""
    return _memory().recall(sentences)


@cache
def _memory() -> Memory[bool]:
    matcher = Matcher(private_forms())

    def look(sentences: Sequence[str]) -> list[bool]:
        found = [False] * len(sentences)
        for _, places in matcher.find(encoded(map(fold, sentences))):
            for place in places:
                found[place] = True
        return found

    return Memory(look)


def private_forms() -> list[str]:
    """The patterns of such sentences."""
    table: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text("utf-8"))
    lines = "\n".join(forms for each in table.values() for forms in each.values()).split("\n")
    return [line.strip() for line in lines if line.strip()]
