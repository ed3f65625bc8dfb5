"""A TOML file that people write, read key by key: settings, mappings, queries.

A key that nobody knows is an error, as a misspelt one would otherwise change nothing and say
nothing; each error names the file, the key, the nearest known one and what to write. The catalogue
becomes dataclasses and is read by `goodwill.catalogue.typed_toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Self, TypeVar

from goodwill.errors import ConfigError, nearest

__all__ = ["Keys", "Table", "parsed", "wrong"]

Table = Mapping[str, object]
Word = TypeVar("Word", bound=str)


def parsed(text: str, where: str) -> Table:
    """The tables of a file called `where`, with numbers as decimals."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        hint = "Texts stand in quotation marks, lists in brackets; one key a line."
        raise ConfigError(f"{where}: it is no TOML: {error}.", hint=hint) from None
    except RecursionError:
        hint = "A value is a text, a number, true, false, or one list of texts."
        raise ConfigError(f"{where}: its brackets are nested too deep.", hint=hint) from None


def wrong(
    where: str, key: str, value: object, wanted: str, known: Collection[str] = ()
) -> ConfigError:
    """The error about a value that cannot be meant; `known` are those that can."""
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
    near = nearest(str(value), known) if known else ""
    return ConfigError(
        f"{where}: {key} = {shown[:100]} cannot be used.{near}",
        hint=f"Write {wanted.removesuffix('.')}.",
    )


class Keys:
    """One table of the file, read key by key; `where` is what messages call it."""

    def __init__(self, where: str, table: Table, known: Collection[str]) -> None:
        self.where = where
        self._table = table
        self._known = known
        for key in table:
            if known and key not in known:
                raise ConfigError(
                    f'{where}: there is no key "{key}".{nearest(key, known)}',
                    hint=f"Known keys are: {', '.join(known)}.",
                )

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that are there."""
        return tuple(self._table)

    def value(self, key: str, default: object = None) -> object:
        """What stands under a key, whatever it is."""
        return self._table.get(key, default)

    def called(self, where: str) -> Self:
        """The same table under another name."""
        return type(self)(where, self._table, self._known)

    def is_table(self, key: str) -> bool:
        """Whether a table stands under a key."""
        return isinstance(self._table.get(key), dict)

    def table(self, key: str, known: Collection[str]) -> Self:
        """A table below this one; without `known` keys, any may stand in it."""
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            raise wrong(self.where, key, value, "a table of keys")
        return type(self)(f"{self.where}: {key}", value, known)

    def open_table(self, key: str) -> Self:
        """A table whose keys are headers, which nobody can know beforehand."""
        return self.table(key, ())

    def tables(self, key: str, known: Collection[str]) -> list[Self]:
        """A list of tables, `[[key]]`."""
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise wrong(self.where, key, value, f"lines [[{key}]] with keys below them")
        return [
            type(self)(f"{self.where}: [[{key}]] {number}", one, known)
            for number, one in enumerate(value, start=1)
        ]

    def text(self, key: str) -> str | None:
        """A text that says something; None where the key is not there."""
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise wrong(self.where, key, value, "a text in quotation marks")
        return value.strip()

    def raw_text(self, key: str, default: str | None) -> str | None:
        """A text that may be empty, or hold blanks that matter."""
        value = self._table.get(key, default)
        if value is not None and not isinstance(value, str):
            raise wrong(self.where, key, value, "a text in quotation marks")
        return value

    def needed_text(self, key: str) -> str:
        """A text that has to be there."""
        value = self.text(key)
        if value is None:
            raise ConfigError(f'{self.where}: "{key}" is missing.', hint=f'Write {key} = "...".')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts; one alone needs no brackets."""
        value = self._table.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise wrong(self.where, key, value, 'a text, or a list: ["one", "two"]')
        return tuple(one.strip() for one in listed)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Texts by words."""
        value = self._table.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise wrong(self.where, key, value, 'pairs of texts: { "Closed Won" = "won" }')
        return tuple((word.strip(), str(meaning)) for word, meaning in value.items())

    def listed(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Words by header: `{ "Debit/Credit" = ["C"] }`."""
        table = self.open_table(key)
        return tuple((name, table.texts(name)) for name in table.names)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            raise wrong(self.where, key, value, "true or false")
        return value

    def either(self, key: str, words: Collection[str]) -> bool | str:
        """True, false or one of some words."""
        value = self._table.get(key, False)
        if isinstance(value, bool) or (isinstance(value, str) and value in words):
            return value
        raise wrong(self.where, key, value, f"true, false or one of {', '.join(words)}")

    def whole(self, key: str, default: int, *, highest: int) -> int:
        """A whole number from 1 to `highest`."""
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= highest:
            raise wrong(self.where, key, value, f"a whole number from 1 to {highest}")
        return value

    def word(self, key: str, known: tuple[Word, ...]) -> Word | None:
        """One of some words; None where the key is not there."""
        value = self.text(key)
        if value is None:
            return None
        for word in known:
            if word == value:
                return word
        raise wrong(self.where, key, value, f"one of {', '.join(known)}", known)

    def needed_word(self, key: str, known: tuple[Word, ...]) -> Word:
        """One of some words, which has to be there."""
        self.needed_text(key)
        word = self.word(key, known)
        return word if word is not None else known[0]
