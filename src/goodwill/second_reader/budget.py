"""What the second reader may cost in one run, asked before each call."""

from __future__ import annotations

from dataclasses import dataclass

from goodwill.second_reader.prompt import ANSWER_TOKENS

__all__ = ["Budget", "Estimate", "tokens_of"]

_BYTES_A_TOKEN = 3
"""European text has more in common tokenizers: what is estimated is rather too much."""


def tokens_of(body: bytes) -> int:
    """Tokens that one call may cost: what is sent, and the longest answer."""
    return len(body) // _BYTES_A_TOKEN + 1 + ANSWER_TOKENS


class Budget:
    """Calls and tokens that are left."""

    def __init__(self, calls: int, tokens: int) -> None:
        self.calls = calls
        self.tokens = tokens

    def take(self, tokens: int) -> bool:
        """Take one call of so many tokens out of it; False, and nothing taken, where it is not."""
        if self.calls < 1 or self.tokens < tokens:
            return False
        self.calls -= 1
        self.tokens -= tokens
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What asking about some texts would take, at most, before anything is sent.

    `kept` texts have an answer already; `beyond` would not be asked, since the budget ends first.
    """

    texts: int
    kept: int
    calls: int
    characters: int
    tokens: int
    beyond: int
