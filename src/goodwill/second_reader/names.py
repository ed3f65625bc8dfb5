"""Names of the people in a mail's headers, found in its text.

A name is looked for word by word, so that "Anna", "Berger" and "Anna Berger" are all found, in
whatever case; neighbouring words of one person are one piece. Names that are common words too
("Will", "Price"; `names.toml`) count only with a capital letter, as do words of an address.
What writing without spaces calls a word is looked for as it stands.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice

from goodwill.facts.interactions import Participant

__all__ = ["find_names"]

_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[(\[<|/]")
_JOINS = frozenset({"", " ", "-", ".", ". ", "'", "’", "\u00a0"})
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
"""As people write a name whose letters their keyboard has not."""

_MOST_PEOPLE = 300
_MOST_WORDS = 8
_LONGEST = 40
_SHORTEST = 2


def find_names(text: str, people: Iterable[Participant]) -> Iterator[tuple[int, int, str, str]]:
    """Each name as (start, end, "PERSON", who it is), in order for each script."""
    spaced, unspaced = _known(islice(people, _MOST_PEOPLE))
    yield from _joined(text, _words_known(text, spaced))
    for name, who in unspaced.items():
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name), "PERSON", who
            at = text.find(name, at + len(name))


Known = dict[str, tuple[str, bool]]
"""By folded word: whose it is, and whether it needs a capital letter."""


def _known(people: Iterable[Participant]) -> tuple[Known, dict[str, str]]:
    spaced: Known = {}
    unspaced: dict[str, str] = {}
    for number, person in enumerate(people):
        who = str(number)
        name = _BREAK.split(person.name, maxsplit=1)[0]
        words = _WORD.findall(name)[:_MOST_WORDS]
        for word in words:
            if _is_unspaced(word):
                unspaced.setdefault(word, who)
            else:
                _learn(spaced, word, who, needs_capital=False)
        for word in _of_address(person.address):
            _learn(spaced, word, who, needs_capital=True)
    return spaced, unspaced


def _learn(known: Known, word: str, who: str, *, needs_capital: bool) -> None:
    words = _words()
    for folded in {_fold(word), _fold(word.casefold().translate(_SPELLED_OUT))}:
        if _SHORTEST <= len(folded) <= _LONGEST and folded not in words["never"]:
            known.setdefault(folded, (who, needs_capital or folded in words["also_words"]))


def _of_address(address: str) -> list[str]:
    """The words of "anna.berger@..."; a mailbox of one word is as often a function as a name."""
    words = _WORD.findall(address.partition("@")[0])
    return words[:_MOST_WORDS] if len(words) > 1 else []


def _is_unspaced(word: str) -> bool:
    """Whether it is of a script without capitals, several of which put no space between words."""
    return len(word) >= _SHORTEST and all(unicodedata.category(sign) == "Lo" for sign in word)


def _words_known(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        word = match.group()
        found = known.get(_fold(word)) or known.get(_fold(word.rstrip("sS")))  # "Annas Termin"
        if found is not None and (word[0].isupper() or not found[1]):
            yield match.start(), match.end(), found[0]


def _joined(
    text: str, words: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str, str]]:
    """Neighbouring words of one person as one."""
    begun = ended = -1
    who = ""
    for start, end, whose in words:
        if begun >= 0 and whose == who and text[ended:start] in _JOINS:
            ended = end
            continue
        if begun >= 0:
            yield begun, ended, "PERSON", who
        begun, ended, who = start, end, whose
    if begun >= 0:
        yield begun, ended, "PERSON", who


def _fold(word: str) -> str:
    """Without case and accents."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@cache
def _words() -> dict[str, frozenset[str]]:
    told = files(__package__).joinpath("names.toml").read_text("utf-8")
    return {kind: frozenset(words.split()) for kind, words in tomllib.loads(told).items()}
