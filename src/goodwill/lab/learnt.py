"""Which texts the shipped model learnt from: a short digest of each, so that memory shows.

Figures on sentences that a model has learnt say how well it remembers. So every training writes
the digests of its texts beside this file, and `goodwill evaluate` counts which of the texts it is
given are among them. Case, marks and white space make no difference; other words do.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.likeness import WORD

__all__ = ["FILE", "count_learnt", "digests_of", "save_learnt"]

FILE = Path(__file__).with_name("learnt.npy")
_BYTES = 8

Digests = NDArray[np.uint64]


def digests_of(texts: Iterable[str]) -> Digests:
    """A digest of the words of each text that has any, in the order of the texts."""
    words = filter(None, map(_words, texts))
    found = (blake2b(each, digest_size=_BYTES).digest() for each in words)
    return np.frombuffer(b"".join(found), "<u8").astype(np.uint64)


def save_learnt(texts: Iterable[str], file: Path = FILE) -> None:
    """Write down what was learnt from."""
    np.save(file, np.unique(digests_of(texts)))


def count_learnt(texts: Iterable[str]) -> int:
    """How many of the texts the shipped model learnt from."""
    return int(np.isin(digests_of(texts), _learnt()).sum())


@cache
def _learnt() -> Digests:
    found: Digests = np.load(FILE)
    return found


def _words(text: str) -> bytes:
    return " ".join(WORD.findall(text.casefold())).encode("utf-8", "replace")
