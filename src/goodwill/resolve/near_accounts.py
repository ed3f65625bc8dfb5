"""Which accounts are worth comparing, and how alike their names are.

Pairs come from what two accounts share (a name, its words, a domain, a number, an address) and
from names that are spelt almost alike (rapidfuzz). What such a pair is worth is weighed next door,
in `account_review`. Linear but for the spelling, which compares all names at some 80 million pairs
a second; what more than `MOST_SHARING` accounts share tells none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal

from goodwill.resolve.account_entry import AccountEntry
from goodwill.resolve.firm_names import FirmName, expand_word, word_list

__all__ = ["Likeness", "likeness", "near_pairs"]

Likeness = Literal[
    "same", "same_words", "misspelt", "abbreviated", "contained", "acronym", "told_apart", "other"
]
"""How alike two names are, from the most to the least."""

MOST_SHARING = 40
ROWS_AT_ONCE = 512
"""Names whose spelling is compared with all others at once."""

TYPOS = 2
"""Letters added, left out, changed or exchanged between two names that may be one."""

LETTERS_FOR_A_TYPO = 5
LETTERS_FOR_TWO = 9
"""In a shorter word one (two) other letters make another word."""

SHORTEST_CUT = 3
"""Letters that are left of a word that is cut short."""

ACRONYM = range(3, 7)
"""Letters of an acronym."""

Pair = tuple[str, str]


def near_pairs(entries: Sequence[AccountEntry]) -> dict[Pair, Likeness]:
    """Pairs of ids, each in order, that may be one account, and how alike their names are."""
    by_id = {entry.account_id: entry for entry in entries}
    pairs = _sharing(entries) | _almost_alike([one for one in entries if not one.is_domain])
    found = {}
    for first, second in sorted(pairs):
        one, other = by_id[first], by_id[second]
        if not (one.is_domain and other.is_domain):
            found[first, second] = likeness(one, other)
    return found


def _sharing(entries: Iterable[AccountEntry]) -> set[Pair]:
    """Pairs that have anything in common that few others have."""
    holders: defaultdict[object, set[str]] = defaultdict(set)
    for entry in entries:
        for handle in _handles(entry):
            holders[handle].add(entry.account_id)
    return {
        pair
        for ids in holders.values()
        if len(ids) <= MOST_SHARING
        for pair in combinations(sorted(ids), 2)
    }


def _handles(entry: AccountEntry) -> Iterator[object]:
    """All by which another account may be found that is the same."""
    yield from entry.ids
    yield from entry.emails
    yield from (("domain", domain) for domain in entry.domains)
    yield from (("key", label) for label in entry.labels)
    yield from (("key", key) for key in entry.keys)
    yield from ((street, code) for street in entry.streets for code in entry.postcodes)
    for firm in _firms(entry):
        yield "words", _full_words(firm)
        yield "cut", tuple(word[:SHORTEST_CUT] for word in firm.words)
        yield "core", _core(firm)
        if (initials := _initials(firm)) is not None:
            yield "key", initials


def _firms(entry: AccountEntry) -> list[FirmName]:
    """Every name of an account that can tell a firm."""
    firms = [one.firm for one in (entry, *entry.also)]
    return [firm for firm in firms if firm.names_a_firm]


def _full_words(firm: FirmName) -> frozenset[str]:
    return frozenset(map(expand_word, firm.words))


def _core(firm: FirmName) -> tuple[str, ...]:
    """The words without those that say of many firms that they are large or elsewhere."""
    kept = tuple(word for word in firm.words if expand_word(word) not in word_list("weak"))
    return kept or firm.words


def _initials(firm: FirmName) -> str | None:
    """The first letters of a name of some words."""
    letters = "".join(word[0] for word in firm.words)
    return letters if len(letters) in ACRONYM else None


def _almost_alike(entries: Iterable[AccountEntry]) -> set[Pair]:
    """Pairs whose names differ in few letters."""
    import numpy as np  # noqa: PLC0415  only a review needs them
    from rapidfuzz.distance import OSA  # noqa: PLC0415
    from rapidfuzz.process import cdist  # noqa: PLC0415

    named = [(key, one.account_id) for one in entries for key in sorted(one.keys)]
    named = [(key, account_id) for key, account_id in named if len(key) >= LETTERS_FOR_A_TYPO]
    keys = [key for key, _ in named]
    found: set[Pair] = set()
    for start in range(0, len(keys), ROWS_AT_ONCE):
        some = keys[start : start + ROWS_AT_ONCE]
        typos = cdist(some, keys, scorer=OSA.distance, score_cutoff=TYPOS, dtype=np.uint8)
        for row, column in zip(*np.nonzero(typos <= TYPOS), strict=True):
            first, second = named[start + int(row)][1], named[int(column)][1]
            if first < second:
                found.add((first, second))
    return found


def likeness(first: AccountEntry, second: AccountEntry) -> Likeness:
    """How alike two accounts' names are, by the pair of their names that are most alike."""
    if first.keys & second.keys:
        return "same"
    found = {_likeness(one, two) for one in _firms(first) for two in _firms(second)}
    return next((level for level in _LEVELS if level in found), "other")


_LEVELS: tuple[Likeness, ...] = (
    "same_words",
    "misspelt",
    "abbreviated",
    "contained",
    "acronym",
    "told_apart",
)


def _likeness(first: FirmName, second: FirmName) -> Likeness:
    """How alike two names are that have no key in common."""
    if _full_words(first) == _full_words(second):
        return "same_words"
    if _is_misspelt(first, second):
        return "misspelt"
    if _is_abbreviated(first.words, second.words):
        return "abbreviated"
    if _core(first) == _core(second) or "".join(_core(first)) == "".join(_core(second)):
        return "contained"
    if _initials(first) in second.keys or _initials(second) in first.keys:
        return "acronym"
    return "told_apart" if set(first.words[:1]) & set(second.words) else "other"


def _is_misspelt(first: FirmName, second: FirmName) -> bool:
    """Whether two names differ by slips of the pen, word by word, or as one word."""
    if len(first.words) == len(second.words):
        return all(_is_slip(a, b) for a, b in zip(first.words, second.words, strict=True))
    if _apart(first) != _apart(second):
        return False
    return any(_is_slip(a, b) for a in first.keys for b in second.keys)


def _apart(firm: FirmName) -> frozenset[str]:
    """The words and numbers that tell firms of one family apart."""
    return frozenset(w for w in firm.words if w in word_list("apart") or not w.isalpha())


def _is_slip(first: str, second: str) -> bool:
    """Whether two words are one with a slip: no numbers, no words that tell firms apart."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    if first == second:
        return True
    known = word_list("apart")
    if first in known or second in known or not (first.isalpha() and second.isalpha()):
        return False
    shorter = min(len(first), len(second))
    if shorter < LETTERS_FOR_A_TYPO:
        return False
    allowed = TYPOS if shorter >= LETTERS_FOR_TWO else 1
    return OSA.distance(first, second, score_cutoff=allowed) <= allowed


def _is_abbreviated(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether each word of one is that of the other, whole or cut short, one of them whole."""
    if len(first) != len(second) or len(first) < 2:  # noqa: PLR2004  one word cut short is another
        return False
    pairs = list(zip(map(expand_word, first), map(expand_word, second), strict=True))
    return any(a == b for a, b in pairs) and all(_is_cut(a, b) for a, b in pairs)


def _is_cut(first: str, second: str) -> bool:
    """Whether one word is the beginning of the other."""
    shorter, longer = sorted((first, second), key=len)
    return longer.startswith(shorter) and len(shorter) >= SHORTEST_CUT
