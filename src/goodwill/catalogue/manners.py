"""Plays that nobody could tell the client about are refused when their file is read (concepts, D).

A play has to say that the client could be told of it, and its words are looked through for the
five ways that none may take. The words are a fence and no judge: who writes a play answers for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["unspeakable"]

WAYS: Mapping[str, tuple[str, ...]] = {
    "a feigned friendship": (
        "pretend",
        "act as if you",
        "fake interest",
        "feign",
        "become their friend to",
        "befriend them to",
    ),
    "a gift timed for a decision": (
        "gift before the tender",
        "gift before they decide",
        "present before the decision",
        "invite them out before they decide",
        "dinner before the tender",
        "reward them for the order",
    ),
    "what somebody told in private": (
        "their divorce",
        "their illness",
        "their health",
        "their debts",
        "their family trouble",
        "what they told you in confidence",
        "what they told you in private",
    ),
    "a false deadline": (
        "false deadline",
        "made-up deadline",
        "invent a deadline",
        "say the offer ends",
        "say that the offer ends",
        "last chance",
        "only today",
        "tell them another client is about to",
    ),
    "something behind somebody's back": (
        "without telling them",
        "without their knowing",
        "do not tell them",
        "don't tell them",
        "keep it from them",
        "behind their back",
        "threaten to tell",
        "let them owe",
        "so that they owe",
    ),
}


def unspeakable(texts: Iterable[str]) -> str | None:
    """Which of the five ways these words take; None: none that can be told by words."""
    words = " ".join(" ".join(texts).casefold().replace("\u2019", "'").split())
    return next(
        (way for way, phrases in WAYS.items() if any(phrase in words for phrase in phrases)), None
    )
