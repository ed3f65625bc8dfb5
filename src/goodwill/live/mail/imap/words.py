"""What an IMAP server says, as words: atoms and texts are bytes, lists are tuples, NIL is None.

Linear in what is read, and no deeper than a server that means well ever nests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodwill.live.faults import ServerError

__all__ = ["Word", "Words", "as_number", "pairs", "words"]

Word = bytes | None | tuple["Word", ...]
Words = tuple[Word, ...]

DEPTH_LIMIT = 20

_TOKEN = re.compile(
    rb'(?P<text>"[^"\\]*(?:\\.[^"\\]*)*")'
    rb"|(?P<open>\()|(?P<close>\))"
    rb'|(?P<atom>[^\s()"\[\]{}]*\[[^\[\]]*\][^\s()"{}]*|[^\s()"{}]+)'
    rb"|(?P<space>\s+)"
)
_ESCAPE = re.compile(rb"\\(.)")


def words(parts: Sequence[bytes]) -> Words:
    """A whole answer; of `parts` every second one is a literal, which stands for one word."""
    stack: list[list[Word]] = [[]]
    for number, part in enumerate(parts):
        if number % 2:
            stack[-1].append(part)
        else:
            _read(part, stack)
    if len(stack) != 1:
        raise _unread(parts[0])
    return tuple(stack[0])


def _read(part: bytes, stack: list[list[Word]]) -> None:
    at = 0
    for token in _TOKEN.finditer(part):
        if token.start() != at:
            raise _unread(part)
        at = token.end()
        match token.lastgroup:
            case "text":
                stack[-1].append(_ESCAPE.sub(rb"\1", token[0][1:-1]))
            case "atom":
                stack[-1].append(None if token[0].upper() == b"NIL" else token[0])
            case "open":
                if len(stack) > DEPTH_LIMIT:
                    raise _unread(part)
                stack.append([])
            case "close":
                if len(stack) == 1:
                    raise _unread(part)
                inner = tuple(stack.pop())
                stack[-1].append(inner)
    if at != len(part):
        raise _unread(part)


def pairs(word: Word) -> dict[bytes, Word]:
    """A list of names and values, names in capitals; of a name that comes twice the last value."""
    if not isinstance(word, tuple):
        return {}
    return {
        name.upper(): value
        for name, value in zip(word[::2], word[1::2], strict=False)
        if isinstance(name, bytes)
    }


def as_number(word: Word) -> int | None:
    """A number of IMAP: digits, no more than 64 bits have."""
    if isinstance(word, bytes) and word.isdigit() and len(word) < 20:  # noqa: PLR2004
        return int(word)
    return None


def _unread(part: bytes) -> ServerError:
    shown = part[:60].decode("ascii", "replace")
    return ServerError(
        f"The server says something that is not IMAP: {shown!r}.",
        hint="Check host and port; if it is a mail server, tell whoever runs it.",
    )
