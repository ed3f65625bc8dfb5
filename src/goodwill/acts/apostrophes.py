"""Apostrophes as people type them: with a backtick, an accent, a prime.

A sentence is read with `'` for all of them and quoted as it stands, so the text keeps its length.
What else writers do to letters is undone in `goodwill.acts.fold`.
"""

from __future__ import annotations

import re

__all__ = ["straightened"]

_SIGNS = "`´ʼ′＇"
_WITHIN_WORD = re.compile(rf"(?<=[^\W\d_])[{_SIGNS}](?=[^\W\d_])")


def straightened(text: str) -> str:
    """The text with `'` for every other sign that stands for an apostrophe in a word: `I`ll`."""
    if any(sign in text for sign in _SIGNS):
        return _WITHIN_WORD.sub("'", text)
    return text
