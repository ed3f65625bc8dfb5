"""Words with choices in them, as they stand in the demo's TOML files.

`{Hello|Good morning}, the {kit} at {site} {is {dead|off}|trips}.` says it: braces with a bar hold
choices, which may hold braces again; braces without one name a slot. `//` begins a paragraph,
` / ` a line. One pass, and every choice is the generator's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

__all__ = ["Slots", "expand"]

Slots = Mapping[str, Callable[[], str]]


def expand(text: str, rng: Random, slots: Slots) -> str:
    """The words with every choice made and every slot filled."""
    words, end = _sequence(text, 0, rng, slots)
    if end != len(text):
        raise ValueError(f"a brace too many in {text!r}")
    paragraphs = (part.strip() for part in words.split("//"))
    return "\n\n".join(part.replace(" / ", "\n") for part in paragraphs)


def _sequence(text: str, at: int, rng: Random, slots: Slots) -> tuple[str, int]:
    """Words up to a closing brace or a bar that belong to whoever called, or to the end."""
    said: list[str] = []
    start = at
    while at < len(text) and text[at] not in "|}":
        if text[at] == "{":
            said.append(text[start:at])
            words, at = _braces(text, at + 1, rng, slots)
            said.append(words)
            start = at
        else:
            at += 1
    said.append(text[start:at])
    return "".join(said), at


def _braces(text: str, at: int, rng: Random, slots: Slots) -> tuple[str, int]:
    """What braces stand for, and the place behind them."""
    options: list[str] = []
    while True:
        words, at = _sequence(text, at, rng, slots)
        options.append(words)
        if at == len(text):
            raise ValueError(f"an open brace in {text!r}")
        at += 1
        if text[at - 1] == "}":
            break
    if len(options) > 1:
        return rng.choice(options), at
    if options[0] not in slots:
        raise ValueError(f"no slot is called {options[0]!r}, in {text!r}")
    return slots[options[0]](), at
