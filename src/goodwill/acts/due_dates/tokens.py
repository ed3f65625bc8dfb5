"""Cut a text into words and figures, each with its place.

Folding keeps every character's place, so a token's place is its place in the text: lower case,
no accents, one character for one. Hyphens inside words count as spaces.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["TOKEN", "folded", "words_of"]


def _plain(code: int) -> str:
    base = unicodedata.normalize("NFKD", chr(code))[0].lower()
    return base if len(base) == 1 and base.isascii() else chr(code)


_TABLE = {code: _plain(code) for code in (*range(0x41, 0x5B), *range(0xA0, 0x180))} | {
    ord("ß"): "s", ord("ẞ"): "s", ord("’"): "'", ord("‘"): "'", ord("´"): "'", ord("`"): "'",
    ord("–"): "-", ord("—"): "-", ord("−"): "-", ord("‑"): "-", 0xA0: " ", 0x202F: " ",
    ord("º"): "o", ord("ª"): "a",
}  # fmt: skip


_ODD = re.compile(r"[^\x00-\x7f]")
_FEW = 12


def folded(text: str) -> str:
    """The text in lower case and without accents, as long as it was."""
    lowered = text.lower()
    if lowered.isascii() or len(lowered) != len(text):
        return lowered if len(lowered) == len(text) else text.translate(_TABLE)
    odd = set(_ODD.findall(lowered))
    if len(odd) > _FEW:
        return lowered.translate(_TABLE)
    for sign in odd:  # a few replacements cost less than a look at every character
        lowered = lowered.replace(sign, _TABLE.get(ord(sign), sign))
    return lowered


TOKEN = re.compile(
    r"""
      (?P<word>[^\W\d_]++(?!\d))
    | (?P<comma>[,():"])
    | (?P<stop>[.;!?\n]+)
    | (?P<own>'s\b)
    | (?=\d)(?<![^\W_])(?:
        (?P<iso>(?<![\d/-])(?:19|20)\d\d(?P<sep>[-/.])[01]?\d(?P=sep)[0-3]?\d(?![\d/-]))
      | (?P<full>(?<![\d./-])\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:(?:19|20)\d\d|\d\d)
          (?![\d/-]|\.\d))
      | (?P<clock>\d{1,2}(?:
            (?:[:.]\d\d)?\ ?(?:[ap]\.?m\b\.?|uhr\b|o'?\ ?clock\b|h\b)
          | :\d\d(?::\d\d)?
          | h\d\d\b))
      | (?P<short>(?<![\d./,-])\d{1,2}(?:\.\ ?\d{1,2}\.?|/\d{1,2})(?![\d/%-]|[.,]\d|\ ?(?:kg|%)))
      | (?P<nth>(?<![\d.,/])\d{1,2}(?:(?:st|nd|rd|th|er|ere|eme|e|o|a|ter|te|ten)\b|\.(?!\d)))
      | (?P<year>(?<![\d.,/])(?:19|20)\d\d(?![\d/]|[.,]\d|-\d)(?!\ ?(?:eur|usd|€|\$|%|kg)))
      | (?P<number>\d+(?:[.,]\d+)*%?)
      )
    | (?P<quarter>[qth][1-4]\b)
    | (?P<week>kw\d{1,2}\b)
    | (?P<dash>(?<=[\d\s.])-+(?=[\d\s])|/)
    | (?P<and>&)
    """,
    re.VERBOSE,
)
"""One token; what matches none (spaces, apostrophes, hyphens) stands between tokens."""


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as a text's tokens would have them."""
    return tuple(match[0] for match in TOKEN.finditer(folded(phrase.lower())))
