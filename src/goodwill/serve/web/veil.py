"""What pages are given while names and numbers are hidden: the same shapes, and nobody's words.

Everything that a page reads of a book goes through `Veiled`, so that a page cannot show what it was
never given. A text is shown only where it is known to be ours (a word of the catalogue, a day, the
name of a field, a sentence that our own code makes); accounts and people have a number instead of
a name, and every other text is bars of the same length. Figures stay, since pictures are drawn of
them; that none is printed is `goodwill.serve.web.incognito`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any, cast, is_typeddict

from ahocorasick_rs import AhoCorasick, MatchKind

from goodwill.facts import glance, money, overview, statement, worth_a_week
from goodwill.reports import LineEvidence
from goodwill.serve.web.shelf import Shelf

__all__ = ["Veil", "Veiled", "barred", "veiled_shelf"]

BAR = "▒"
AS_IT_IS = frozenset(
    {"assess", "bring_up_to_date", "catalogue", "edition", "edition_of", "is_behind"}
    | {"look_again", "missing", "newest", "stamp"}
    | {"timezone"}
)
"""What says nothing about anybody."""

SENTENCES = frozenset({"formula", "needs", "says", "sentence"})
"""Fields that our own code writes; what they cite of others is barred."""

HOLDS_ACCOUNTS = frozenset({"account", "account_id", "accounts"})
KEEPS = frozenset({"kept", "worked_out"})
"""How a page keeps what it made of what it read: apart from what the open pages made."""

IS_A_CHOICE = frozenset(
    {"because", "direction", "kind", "now", "relation", "role", "sort", "source", "stage", "stance"}
    | {"desired", "role_is", "seniority", "status", "unit"}
)
"""Fields that hold one of few words of ours, whatever an account may be called."""

REFERENCES = frozenset({"message_id", "ref", "thread", "thread_id"})
"""What a page may ask for again: another word that leads to the same."""

FIELDS = frozenset(
    name
    for module in (glance, money, overview, statement, worth_a_week)
    for shape in vars(module).values()
    if is_typeddict(shape)
    for name in shape.__annotations__
)
"""Names of fields, whatever an account may be called."""

_DAY = re.compile(r"\d{4}-\d\d(-\d\d([T ][\d:.+Z-]+)?)?")
_NAME_OF_OURS = re.compile(r"[a-z][a-z0-9_]*(\[[a-z0-9_]+\])?|[0-9a-f]{8,64}|[A-Z]{3}")
_VERSION = re.compile(r"\d+(\.\d+)+")
_WORD = re.compile(r"[^\W\d_]+")
_CITED = re.compile(r"“[^”]*”|„[^“]*“|\"[^\"]*\"|‘[^’]*’")
_ADDRESS = re.compile(r"[^\s<>@,;:()]+@[^\s<>@,;:()]+")
_AMOUNT = re.compile(
    r"(?:[£€$¥]|\b[A-Z]{3}[\xa0 ])[\d.,]*\d|\b\d{1,3}(?:,\d{3})+(?:\.\d+)?|\b\d+\.\d\d\b(?! ?[%h])"
    r"|\b\d[\d.,\xa0\u202f’]*[\xa0\u202f]?(?:[£€$¥]|[A-Z]{3}\b)"
    r"|\b[1-9]\d{0,2}(?:[.\xa0\u202f’]\d{3})+(?:,\d+)?\b"
)
"""Money beside its sign, and numbers with thousands apart, as any language writes them."""
SAID_OF_FINDINGS = ("cost", "gross margin", "ours to mend", "pattern", "revenue", "risk")
_SHORT = 3
"""Letters of a name that is too short to be looked for in a sentence."""


def barred(text: str) -> str:
    """A bar for each letter; spaces stay, so that lines break where they did."""
    return "".join(ch if ch.isspace() else BAR for ch in text)


def _without_digits(found: re.Match[str]) -> str:
    return re.sub(r"\d", BAR, found[0])


@cache
def _our_texts() -> frozenset[str]:
    """Every text of the catalogue that is shipped."""
    from goodwill.catalogue.loader import load_catalogue  # noqa: PLC0415  pages load it late too

    found = load_catalogue()
    parts = (found.kinds, found.stages, found.patterns, found.practices, found.expectations)
    return frozenset((*_texts((*parts, found.risks, found.plays)), *SAID_OF_FINDINGS))


@cache
def _our_words() -> frozenset[str]:
    """Every word in these texts."""
    return frozenset(
        word.casefold() for text in _our_texts() for word in _WORD.findall(text.replace("_", " "))
    )


def _bar_unknown(found: re.Match[str]) -> str:
    return found[0] if found[0].casefold() in _our_words() else barred(found[0])


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif _is_record(value):
        for field in fields(cast("LineEvidence", value)):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _texts(pair)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)


class Veil:
    """Which number stands for whom; the same as long as the program runs."""

    def __init__(self) -> None:
        self._accounts: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._meant: dict[str, str] = {}
        self._told: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._finder = _Finder({})

    def learn(
        self,
        accounts: Iterable[tuple[str, str, Iterable[str]]],
        people: Iterable[tuple[str, str]],
    ) -> None:
        """Accounts with id, name and domains; people with address and name."""
        for account, name, domains in sorted(accounts, key=lambda one: _digest(one[0])):
            alias = self._accounts.setdefault(account, f"account-{len(self._accounts) + 1:02}")
            self._meant[alias] = account
            self._told[account] = self._told[name] = alias.replace("-", " ").capitalize()
            self._ids[name] = alias
            self._told.update((domain, barred(domain)) for domain in domains)
        for address, name in sorted(people, key=lambda one: _digest(one[0])):
            alias = self.person(address)
            if name.strip():
                self._told.setdefault(name.strip(), alias)
        self._finder = _Finder(dict(self._told))

    def account(self, told: str) -> str:
        """The word that stands for an account in an address; what is told is its id or name."""
        return self._accounts.get(told) or self._ids.get(told) or barred(told)

    def knows(self, told: str) -> bool:
        """Whether that is an account's id or name."""
        return told in self._accounts or told in self._ids

    def person(self, address: str) -> str:
        """The number of somebody."""
        key = address.strip().lower()
        alias = self._people.setdefault(key, f"Person {len(self._people) + 1}")
        self._told.setdefault(address, alias)
        return alias

    def meant(self, word: str) -> str:
        """What is meant by a word that a page was given."""
        return self._meant.get(word, word)

    def text(self, said: str) -> str:
        """A sentence with numbers for names, bars for addresses, amounts and what is cited."""
        said = _CITED.sub(lambda cited: cited[0][0] + barred(cited[0][1:-1]) + cited[0][-1], said)
        said = self._finder.renamed(said)
        said = _ADDRESS.sub(lambda found: barred(found[0]), said)
        return _AMOUNT.sub(_without_digits, said)

    def value(self, value: object, field: str = "") -> object:
        """Anything that a book answers, as a page may have it."""
        match value:
            case None | bool() | int() | float() | Decimal() | date():
                return value
            case str():
                return self._string(value, field)
            case Mapping():
                return self._mapping(value, field)
            case list() | tuple() | AbstractSet():
                return self._several(value, field)
            case Iterator():
                return (self.value(part, field) for part in value)
        return self._record(value) if _is_record(value) else Veiled(value, self)

    def _string(self, text: str, field: str) -> str:
        if field == "quote":
            return barred(text)
        if field in HOLDS_ACCOUNTS:
            return self.account(text)
        if text in _our_texts() or (field in IS_A_CHOICE and _NAME_OF_OURS.fullmatch(text)):
            return text
        if text in self._told:
            return self._told[text]
        return self._unknown(text, field)

    def _unknown(self, text: str, field: str) -> str:
        """A text that is neither in the catalogue nor anybody's name."""
        if field in REFERENCES and not _NAME_OF_OURS.fullmatch(text):
            return self._reference(text)
        if "@" in text and not any(ch.isspace() for ch in text):
            return self.person(text)
        if any(rule.fullmatch(text) for rule in (_DAY, _NAME_OF_OURS, _VERSION)):
            return text
        return self._sentence(text) if field in SENTENCES else barred(text)

    def _sentence(self, text: str) -> str:
        """A sentence of ours: what it took from elsewhere is barred word by word."""
        return self.text(_WORD.sub(_bar_unknown, text))

    def _reference(self, text: str) -> str:
        word = f"x{_digest(text)[:12]}"
        self._meant[word] = text
        return word

    def _record(self, record: object) -> object:
        one = cast("LineEvidence", record)  # or any other record: they are all made alike
        known: dict[object, object] = {each.name: getattr(one, each.name) for each in fields(one)}
        shown = cast("dict[str, Any]", self._mapping(known, ""))
        if isinstance(record, LineEvidence):
            shown["line"] = _without_inputs(shown["line"])
        return replace(one, **shown)

    def _mapping(self, table: Mapping[object, object], field: str) -> dict[object, object]:
        if field == "inputs":
            return dict(table)
        shown = {self._key(key): self.value(part, str(key)) for key, part in table.items()}
        if "name" in table and str(table.get("id")) in self._accounts:
            shown["id"] = self._accounts[str(table["id"])]
        if "name" in table and isinstance(address := table.get("email"), str) and table["name"]:
            shown["name"] = self.person(address)
        if "months" in table and "inputs" in table:
            shown["inputs"] = {}
        if isinstance(says := table.get("says"), str):
            shown["says"] = self._said(says, str(table.get("quote") or ""), table.get("source"))
        return shown

    def _said(self, says: str, cited: str, source: object) -> str:
        if source == "meeting" and says not in _our_texts():
            return barred(says)  # it may be called by its title
        return self._string(says.replace(cited, barred(cited)) if cited else says, "says")

    def _several(self, parts: Iterable[object], field: str) -> object:
        shown = [self.value(part, field) for part in parts]
        if isinstance(parts, list):
            return shown
        if isinstance(parts, AbstractSet):
            return frozenset(shown)
        make: Callable[[list[object]], object] = getattr(type(parts), "_make", tuple)
        return make(shown)

    def _key(self, key: object) -> object:
        return self._string(key, "") if isinstance(key, str) and key not in FIELDS else key


class _Finder:
    """Finds names in a sentence and puts others in their place."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = {name: alias for name, alias in told.items() if len(name) > _SHORT}
        self._names = list(self._told)
        self._search = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    def renamed(self, said: str) -> str:
        """The sentence with every name that stands as a word of its own replaced."""
        parts, at = list[str](), 0
        for which, start, end in self._search.find_matches_as_indexes(said):
            if not _is_within_a_word(said, start, end):
                parts += (said[at:start], self._told[self._names[which]])
                at = end
        return "".join((*parts, said[at:]))


def _is_within_a_word(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return before.isalnum() or after.isalnum()


class Veiled:
    """Stands before a shelf or a book: asked by its pages' words, it answers veiled."""

    def __init__(self, target: object, veil: Veil) -> None:
        self._target, self._veil = target, veil

    def __getattr__(self, name: str) -> object:
        found = getattr(self._target, name)
        if name in KEEPS:
            return lambda key, ask: found(("hidden", key), ask)
        if name in AS_IT_IS or name.startswith("_"):
            return found
        return self._asked(found) if callable(found) else self._veil.value(found, name)

    def _asked(self, ask: Callable[..., object]) -> Callable[..., object]:
        veil = self._veil

        def answer(*given: object, **named: object) -> object:
            meant = [veil.meant(each) if isinstance(each, str) else each for each in given]
            by_name = {
                name: veil.meant(each) if isinstance(each, str) else each
                for name, each in named.items()
            }
            return veil.value(ask(*meant, **by_name))

        return answer


def _is_record(value: object) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def veiled_shelf(shelf: Shelf, veil: Veil) -> Shelf:
    """The same shelf, read through a veil."""
    return cast("Shelf", Veiled(shelf, veil))


def _without_inputs(value: object) -> object:
    """Figures of a line without the numbers that were put in, which are printed bare."""
    if isinstance(value, Mapping):
        return {
            key: {} if key == "inputs" else _without_inputs(part) for key, part in value.items()
        }
    return [_without_inputs(part) for part in value] if isinstance(value, list) else value


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
