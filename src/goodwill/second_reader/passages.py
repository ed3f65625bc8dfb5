"""A passage that the second reader marked: what it hands on, and all it can."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One act seen in one passage: `text[start:end] == quote`, always.

    `probability` is the server's own, from 0 to 1. `support` is the probability that the first
    reader gives the act in the same sentence.
    """

    act: str
    start: int
    end: int
    quote: str
    probability: float
    support: float
