"""What goes wrong with a model server, told without its words, ours or the key.

A server that is down, refuses or answers something else entirely stops the work. A model that
writes nonsense does not: that is a value (`goodwill.second_reader.answer.Answer`).
"""

from __future__ import annotations

from goodwill.errors import GoodwillError

__all__ = ["SecondReaderError"]


class SecondReaderError(GoodwillError):
    """The second reader could not be asked. Nothing that it or we said stands in the message."""
