"""How near a header comes to the names that a column of the contract goes by (`columns.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from rapidfuzz import fuzz

from goodwill.facts.csv_tables import KEYS
from goodwill.sources.mapped.words import fold

__all__ = ["TableNames", "likeness", "meaning_of", "table_names", "tokens", "words_for"]

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|[0-9]+|[%#$€£]|[A-Z]")
_SAME_WORDS = 0.97
_WITHOUT_THING = 0.98
_BESIDE_BRACKETS = 0.95
_ITSELF = {"name": 0.9}
_KEY_ITSELF = 0.88
"""A header that is the thing itself ("Deal") names it, or numbers it: its cells tell."""
_GLUED = re.compile(r"(?<=[a-z]{3})nr$")
"""The short form at the end of a compound: `Kundennr`."""
_PLURALS = ("s", "es", "n", "en")
_IN_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_LEAST_ALIKE = 86
"""Of 100: how alike two spellings are that differ by a slip."""


@dataclass(frozen=True, slots=True)
class TableNames:
    """Words of what a table is about, and the names of its columns."""

    words: frozenset[tuple[str, ...]]
    related: frozenset[tuple[str, ...]]
    never: frozenset[tuple[str, ...]]
    columns: dict[str, tuple[tuple[str, ...], ...]]


class _Spelled(NamedTuple):
    """A name as it is compared: a wide sheet compares its headers with all names there are."""

    words: tuple[str, ...]
    ordered: tuple[str, ...]
    held: frozenset[str]
    joined: str


@lru_cache(maxsize=65_536)
def _spelled(words: tuple[str, ...]) -> _Spelled:
    return _Spelled(words, tuple(sorted(words)), frozenset(words), "".join(words))


@lru_cache(maxsize=8_192)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a header: `InvoiceDate`, `invoice_date` and `Date of the invoice` have two.

    All ways to write "number" are one word, and so is what is cut short (`Amt`); articles are none.
    """
    parts = (_GLUED.sub("nummer", fold(part)) for part in _PART.findall(name))
    same = ("number" if part in words_for("number") else _in_full(part) for part in parts)
    return tuple(part for part in same if part and part not in words_for("article"))


@cache
def _short_forms() -> dict[str, str]:
    listed = _listed(_document()["words"], "short")
    return {fold(short): word for word, shorts in listed.items() for short in shorts}


def _in_full(part: str) -> str:
    return _short_forms().get(part, part)


@cache
def table_names() -> dict[str, TableNames]:
    """All names, by table."""
    return {
        table: TableNames(
            _worded(one, "words"),
            _worded(one, "related"),
            _worded(one, "never"),
            {
                column: tuple(dict.fromkeys(tokens(name) for name in names))
                for column, names in _listed(one, "columns").items()
            },
        )
        for table, one in _document()["tables"].items()
    }


@cache
def _meanings(column: str) -> dict[str, str]:
    listed = _listed(_document()["values"], column)
    return {fold(word): meaning for meaning, words in listed.items() for word in words}


def meaning_of(column: str, word: str) -> str | None:
    """What a word in a column of words means, where it is a common one."""
    plain = " ".join(tokens(word))
    known = _meanings(column)
    return known.get(fold(word)) or known.get(plain) or known.get(plain.replace("_", " "))


@lru_cache(maxsize=65_536)
def likeness(table: str, column: str, header: str) -> float:
    """From 0 to 1: how much a header looks like the name of a column of a table."""
    plain = _IN_BRACKETS.sub(" ", header).strip()
    beside = _BESIDE_BRACKETS * likeness(table, column, plain) if plain not in {"", header} else 0.0
    names = table_names()[table]
    whole = _without_tax(column, tokens(header))
    bare = _bare(table, whole)
    best = max(beside, _ITSELF.get(column, _KEY_ITSELF if column == KEYS[table][0] else 0.0)
               if whole in names.words and not bare else 0.0)  # fmt: skip
    spelled, short = _spelled(whole), _spelled(bare)
    for rank, known in enumerate(_spelled_names(table, column)):
        near = max(_alike(spelled, known), _WITHOUT_THING * _alike(short, known) if bare else 0.0)
        best = max(best, near - rank / 10_000)  # names are listed from the plainest on
    return best


def _without_tax(column: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """An amount's words without what they say of the tax: `Bedrag excl. btw`, `Total incl. VAT`."""
    beside = words_for("net") | words_for("gross")
    if column != "amount" or not set(found) & beside or not set(found) & words_for("tax"):
        return found
    return tuple(one for one in found if one not in beside | words_for("tax")) or found


@cache
def _spelled_names(table: str, column: str) -> tuple[_Spelled, ...]:
    return tuple(_spelled(known) for known in table_names()[table].columns.get(column, ()))


def _alike(found: _Spelled, known: _Spelled) -> float:
    if found.words == known.words:
        return 1.0
    if found.ordered == known.ordered or found.joined == known.joined:
        return _SAME_WORDS
    if known.held < found.held:
        return 0.5 + 0.4 * len(known.words) / len(found.words)
    ratio = fuzz.ratio(found.joined, known.joined, score_cutoff=_LEAST_ALIKE)
    return 0.9 * ratio / 100


@lru_cache(maxsize=65_536)
def _bare(table: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a header without those of what its table is about."""
    left = found
    for thing in _things(table):
        for at in range(len(left) - len(thing) + 1):
            if all(one in forms for one, forms in zip(left[at:], thing, strict=False)):
                left = left[:at] + left[at + len(thing) :]
                break
    return left if len(left) < len(found) else ()


@cache
def _things(table: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """What a table is about, the longest name first: each of its words, in the plural too."""
    names = table_names()[table]
    things = sorted(names.words | names.related, key=lambda one: (-len(one), one))
    return tuple(
        tuple(frozenset({word, *(f"{word}{end}" for end in _PLURALS)}) for word in thing)
        for thing in things
    )


@cache
def words_for(what: str) -> frozenset[str]:
    """Words by which a header is told: of an id, a tax, an amount before or with tax."""
    words: object = _document()["words"].get(what, [])
    return frozenset(fold(str(word)) for word in words) if isinstance(words, list) else frozenset()


def _worded(table: Mapping[str, object], key: str) -> frozenset[tuple[str, ...]]:
    words = table.get(key, [])
    return (
        frozenset(tokens(str(word)) for word in words) if isinstance(words, list) else frozenset()
    )


def _listed(table: Mapping[str, object], key: str) -> dict[str, list[str]]:
    """The lists under a key, by name."""
    lists = table.get(key, {})
    return lists if isinstance(lists, dict) else {}


@cache
def _document() -> dict[str, dict[str, dict[str, object]]]:
    folder = resources.files("goodwill.sources.proposing")
    text = folder.joinpath("columns.toml").read_text("utf-8")
    document: dict[str, dict[str, dict[str, object]]] = tomllib.loads(text)
    return document
