"""Names of firms, taken apart so that one firm written in two ways compares equal.

`Acme GmbH`, `ACME` and `Acme G.m.b.H.` have one key; `GTXPro` and `GTX Pro` too. What the legal
form says is kept beside it: two firms of one name and two forms are two firms. The words stand in
`legal_forms.toml` and `account_words.toml`. Names of people are next door in `names`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["FirmName", "expand_word", "fold_letters", "read_firm_name", "word_list"]

NAME_LIMIT = 300
"""Characters of a name that are looked at."""

LONGEST_FORM = 7
"""Words of the longest legal form that there is."""

_WORDS = re.compile(r"[^\W_]+|[&+]")
_DOMAIN_DOT = re.compile(r"(?<=\w\w)\.(?=\w\w)")
"""The dot of `booking.com` parts two words; that of `s.r.o.` none."""

_INNER = re.compile(r"[.'’`´]")
_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmName:
    """A name of a firm in its parts.

    `words` are those that name it, folded; `keys` the same without blanks, several where a letter
    can be written in two ways (`Müller`, `Mueller`). `kinds` are its legal forms, `countries` those
    whose law has them all; both empty where the name says nothing.
    """

    words: tuple[str, ...]
    keys: frozenset[str]
    kinds: frozenset[str]
    countries: frozenset[str]

    @property
    def names_a_firm(self) -> bool:
        """Whether it can tell a firm: no placeholder, no single letter, no mere number."""
        if self.keys & word_list("placeholders"):
            return False
        return any(len(key) > 1 and not key.isdigit() for key in self.keys)


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    is_neutral: bool
    countries: frozenset[str]


@lru_cache(maxsize=65536)
def read_firm_name(text: str) -> FirmName:
    """Take a firm's name apart; nothing of it is lost but its legal form and what joins words."""
    plain = _INNER.sub("", _DOMAIN_DOT.sub(" ", text[:NAME_LIMIT].casefold()))
    letters = _naming(_WORDS.findall(plain if plain.isascii() else _composed(plain)))
    words, forms = _without_forms([fold_letters(word) for word in letters])
    known = [form.countries for form in forms if form.countries]
    return FirmName(
        words=words,
        keys=_keys(words, letters),
        kinds=frozenset(form.kind for form in forms if not form.is_neutral),
        countries=frozenset.intersection(*known) if known else frozenset(),
    )


def _keys(words: tuple[str, ...], letters: list[str]) -> frozenset[str]:
    """The words without blanks; beside it the same with umlauts as two letters."""
    keys = {"".join(words)}
    by_word = {fold_letters(word): fold_letters(word.translate(_UMLAUTS)) for word in letters}
    keys.add("".join(by_word.get(word, word) for word in words))
    return frozenset(filter(None, keys))


def fold_letters(text: str) -> str:
    """Lower case, accents and strokes off; letters of other scripts as they are."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", _composed(text).translate(_LETTERS)))
    return unicodedata.normalize("NFC", bare)


def _composed(text: str) -> str:
    """One way to write each letter: full width as half, lower case, marks on their letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _naming(found: list[str]) -> list[str]:
    """The words without what joins or leads; all of them where nothing else is left."""
    if len(found) > 1 and found[0] in word_list("leading"):
        found = found[1:]
    joins, last = word_list("conjunctions"), len(found) - 1
    kept = [w for n, w in enumerate(found) if w not in joins or (n in {0, last} and w.isalnum())]
    return kept or found


def _without_forms(words: list[str]) -> tuple[tuple[str, ...], tuple[_Form, ...]]:
    """The words that name a firm, and the legal forms around them; one word is always left."""
    found: list[_Form] = []
    while (ending := _ending(words)) is not None:
        words, form = ending
        found.append(form)
    while len(words) > 1 and words[0] in _leads():
        found.append(_leads()[words[0]])
        words = words[1:]
    return tuple(words), tuple(found)


def _ending(words: list[str]) -> tuple[list[str], _Form] | None:
    """The name without its last legal form: as words of its own, or grown onto it in CJK."""
    for count in range(min(LONGEST_FORM, len(words) - 1), 0, -1):
        form = _forms().get("".join(words[-count:]))
        if form is not None:
            return words[:-count], form
    if words and not words[-1].isascii():
        return _grown_on(words)
    return None


def _grown_on(words: list[str]) -> tuple[list[str], _Form] | None:
    """A legal form in a script without blanks, at the end or the beginning of the name."""
    for written, form in _glued():
        *rest, last = words
        if last.endswith(written) and (rest or last != written):
            return [*rest, *filter(None, [last.removesuffix(written)])], form
        first, *others = words
        if first.startswith(written) and (others or first != written):
            return [*filter(None, [first.removeprefix(written)]), *others], form
    return None


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("goodwill.resolve").joinpath("legal_forms.toml").read_text("utf-8"))


@cache
def _forms() -> Mapping[str, _Form]:
    """Each way to write a legal form, without blanks; one that two kinds share is no kind's."""
    return _by_writing("written")


@cache
def _leads() -> Mapping[str, _Form]:
    """The forms that may stand before a name."""
    return _by_writing("leads")


@cache
def _glued() -> tuple[tuple[str, _Form], ...]:
    """Forms in scripts that write no blanks, the longest first."""
    found = [(w, form) for w, form in _forms().items() if len(w) > 1 and min(w) > "\u0530"]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item[0])))


def _by_writing(key: str) -> dict[str, _Form]:
    found: dict[str, _Form] = {}
    for kind, said in _tables().items():
        countries = frozenset(str(said.get("countries", "")).split())
        written = said.get(key, ())
        for one in written if isinstance(written, list) else ():
            form = _Form(kind, bool(said.get("neutral")), countries)
            found[one] = _either(found[one], form) if one in found else form
    return found


def _either(first: _Form, second: _Form) -> _Form:
    """What a writing says that two kinds share: no kind, and the countries of both."""
    return _Form(first.kind, True, first.countries | second.countries)


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of `account_words.toml`."""
    return frozenset(str(_account_words()[name]).split())


@cache
def _account_words() -> Mapping[str, object]:
    return tomllib.loads(
        files("goodwill.resolve").joinpath("account_words.toml").read_text("utf-8")
    )


@cache
def _abbreviations() -> Mapping[str, str]:
    table = _account_words()["abbreviations"]
    return dict(table) if isinstance(table, Mapping) else {}


def expand_word(word: str) -> str:
    """The long form of a word that has a usual short one."""
    return _abbreviations().get(word, word)
