"""The language of the moment, and what code calls to say something in it.

Which language is spoken belongs to whoever asks: a request of the site, for instance. Where nobody
said anything it is English, which costs nothing: a message is its own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from goodwill.serve.languages.language import Language

__all__ = ["mark", "now", "say", "say_count", "speaking", "spoken"]

Key = TypeVar("Key")
Message = TypeVar("Message", bound=str)

_NOW: ContextVar[Language | None] = ContextVar("language", default=None)


def now() -> Language | None:
    """The language that is spoken; None for English."""
    return _NOW.get()


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """What is said inside is said in a language; None for English."""
    before = _NOW.set(language)
    try:
        yield
    finally:
        _NOW.reset(before)


def say(message: str, /, **values: object) -> str:
    """A message in the language of the moment, its `{places}` filled in."""
    language = _NOW.get()
    text = message if language is None else language.text(message)
    return text.format(**values) if values else text


def say_count(number: int, one: str, many: str, /, **values: object) -> str:
    """The message for so many things, by the plural forms of the language; `{number}` is given."""
    language = _NOW.get()
    if language is None:
        text = one if number == 1 else many
    else:
        text = language.counted(number, one, many)
    return text.format(number=number, **values)


def mark(message: Message) -> Message:
    """A message that is said later: it stands here, so that translators are told of it."""
    return message


class _Spoken(Mapping[Key, str]):
    """A table of messages, each said as it is looked up."""

    __slots__ = ("_messages",)

    def __init__(self, messages: Mapping[Key, str]) -> None:
        self._messages = messages

    def __getitem__(self, key: Key) -> str:
        return say(self._messages[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


def spoken(messages: Mapping[Key, str]) -> Mapping[Key, str]:
    """A table whose values are messages, said in the language of whoever looks one up."""
    return _Spoken(messages)
