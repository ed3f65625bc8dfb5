"""Which part somebody plays in buying, where nobody wrote it down: by title, and by deed.

The words of titles stand in `roles.toml`. Who warns us or stands up for us is a coach, unless
the title says that they hold the money or buy by profession. Like any guess of this kind it is
shown as inferred, and what `contacts.csv` says goes first.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

__all__ = ["role_of"]

STRONGER = frozenset({"economic_buyer", "procurement"})
"""Roles of office, which a good turn does not change."""

_LONGEST = 200


def role_of(title: str | None, *, is_friend: bool) -> str | None:
    """A role of `contacts.csv`, None where neither the title nor a deed tells one."""
    by_title = None if title is None else _role_of_title(title[:_LONGEST])
    return "coach" if is_friend and by_title not in STRONGER else by_title


@cache
def _role_of_title(title: str) -> str | None:
    return next((role for role, words in _roles() if words.search(title)), None)


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each role with a pattern of its words, in the order in which they are asked."""
    text = resources.files("goodwill.judge.committee").joinpath("roles.toml").read_text("utf-8")
    return tuple((role, _pattern(words)) for role, words in tomllib.loads(text).items())


def _pattern(words: list[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(word).replace(r"\*", r"\w+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
