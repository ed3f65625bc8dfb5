"""One language: its messages, read of a gettext catalogue of this folder.

A file is read when somebody first asks for its language, and not compiled beforehand, so that a
translator sees a change by starting the program again. What has no translation stays English, and
so does what has one that cannot be filled in: no page breaks for a slip in a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel.messages import Catalog, Message

    from goodwill.serve.languages.forms import Forms

__all__ = ["ENGLISH", "SAID", "Language", "available", "folder", "language", "read_language"]

ENGLISH = "en"
SAID = "said"
"""The context (`msgctxt`) of sentences that statements hold: turned as a page is drawn."""


_PLACES = re.compile(r"%\(\w+\)s|\{\w*\}")
"""Places of a template's message, and of one that code fills in."""

_KEEPS, _LOWERED = "X-Keeps-Capitals", "X-Lowered"
"""Lines of the comment at the head of a file."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """`code` is the locale's ("de"), `name` what it calls itself.

    `keeps_capitals` where a word may not lose its capital inside a sentence, as nouns in German;
    `lowered` are the words that lose it all the same.
    """

    code: str
    name: str
    keeps_capitals: bool
    lowered: frozenset[str]
    texts: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, str]
    """Translations of sentences in statements, by their English with `{places}`."""
    form_of: Callable[[int], int]
    forms: Forms

    def text(self, message: str) -> str:
        """A message in this language; in English where it has none."""
        return self.texts.get(message, message)

    def counted(self, number: int, one: str, many: str) -> str:
        """The form of a message for so many."""
        if (found := self.plurals.get(one)) is None:
            return one if number == 1 else many
        return found[self.form_of(number)]


def folder() -> Traversable:
    """Where the files of languages lie."""
    return resources.files("goodwill.serve.languages")


@cache
def available() -> tuple[str, ...]:
    """The codes of all languages, English first."""
    names = sorted(file.name for file in folder().iterdir())
    return (ENGLISH, *(name.removesuffix(".po") for name in names if name.endswith(".po")))


@cache
def language(code: str) -> Language | None:
    """A language by its code; None for English, and for one that there is no file of."""
    if code == ENGLISH or code not in available():
        return None
    return read_language(folder() / f"{code}.po", code)


def read_language(file: Traversable, code: str) -> Language:
    """The language that one file holds."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  English needs none of it

    from goodwill.serve.languages.forms import Forms  # noqa: PLC0415

    with file.open("rb") as opened:
        catalog = read_po(opened, locale=code)
    headers, forms = _headers(catalog), Forms.of(code)
    counted = catalog.num_plurals
    done = [message for message in catalog if message.id and _is_done(message, counted)]
    plurals = {_first(one.id): _forms(one.string) for one in done if one.pluralizable}
    return Language(
        code=code,
        name=forms.name,
        keeps_capitals=headers.get(_KEEPS) == "yes",
        lowered=frozenset(headers.get(_LOWERED, "").split()),
        texts={**{one: many[0] for one, many in plurals.items()}, **dict(_texts(done, None))},
        plurals=plurals,
        sentences=dict(_texts(done, SAID)),
        form_of=c2py(catalog.plural_expr),
        forms=forms,
    )


def _texts(messages: Iterable[Message], context: str | None) -> Iterator[tuple[str, str]]:
    for one in messages:
        if one.context == context and not one.pluralizable:
            yield _first(one.id), _first(one.string)


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _first(text: str | Sequence[str] | None) -> str:
    return _forms(text)[0]


def _headers(catalog: Catalog) -> dict[str, str]:
    """The lines before a file's first message, those of a translator among them.

    A name may stand before several lines: long ones are broken where the file is written.
    """
    found: dict[str, str] = {}
    for line in catalog.header_comment.splitlines():
        name, _, rest = line.partition(":")
        name = name.strip("# ")
        found[name] = f"{found.get(name, '')} {rest.strip()}".strip()
    return found


def _is_done(message: Message, plurals: int) -> bool:
    """Whether there is a translation that somebody has looked at, and that can be filled in."""
    texts = _forms(message.string)
    if not texts or not all(texts) or message.fuzzy:
        return False
    wanted = len(texts) == plurals if message.pluralizable else len(texts) == 1
    return wanted and _has_places_of(_forms(message.id), texts)


def _has_places_of(english: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether a translation asks for nothing that the message does not give."""
    given = set(_PLACES.findall(" ".join(english)))
    braces = "{" in "".join(given)
    return all(
        given.issuperset(_PLACES.findall(text))
        and not (braces and set("{}").intersection(_PLACES.sub("", text)))
        for text in texts
    )
