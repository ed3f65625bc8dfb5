"""What can go wrong with a live source: one class for each state that it puts a source into.

A message never holds a password or a token: what a server says is shown through `said`, which
takes out every secret of the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodwill.errors import SourceError

__all__ = [
    "CutOffError",
    "LiveError",
    "NotAllowedError",
    "RefusedError",
    "ServerError",
    "SignInError",
    "TooLargeError",
    "WaitError",
    "said",
]

_SHOWN = 160
"""Letters of what a server said that are shown."""


class LiveError(SourceError):
    """A live source that cannot be read now."""


class CutOffError(LiveError):
    """The line broke, or stood still for too long: it is worth trying again soon."""


class WaitError(LiveError):
    """The server asks to be left alone for `seconds`; None if it did not say how long."""

    def __init__(self, message: str, *, hint: str = "", seconds: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.seconds = seconds


class SignInError(LiveError):
    """The password or the consent does not hold: a person has to sign in again."""


class ServerError(LiveError):
    """The server does not keep to its protocol, or cannot do what is needed."""


class RefusedError(ServerError):
    """The server says no to one command, and yes to others."""


class TooLargeError(ServerError):
    """An answer is larger than any should be; nothing of it was taken."""


class NotAllowedError(LiveError):
    """A machine that may not be spoken to, or not in this way."""


def said(told: bytes | str, secrets: Iterable[str] = ()) -> str:
    """What a server said, as one short line of printable letters that holds none of `secrets`."""
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(plain.split()).rstrip(".")
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
