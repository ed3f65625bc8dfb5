"""How cues are written, and how they are made ready to run.

A pattern is RE2 syntax over folded text (`goodwill.acts.fold`) with these additions:

- it begins and ends at a word's edge, and may be written with accents: `für` finds `fuer`;
- `^` stands where the sentence proper begins, after greeting and vocative;
- `@asks`, `@shouts` ... at its very start ask for a mark; what follows may stand anywhere;
- `~ ` is a gap of at most three words (`~ ?`: or none, nor a space), `...` one of at most
  sixty characters;
- `<name>` is a list of words from `WORDS`.

`Matcher` finds which of very many patterns hold in a sentence: one pass over many sentences looks
for strings that the patterns cannot do without (`goodwill.acts.telltales`), and only those that
can match are tried. Time is linear in the text, memory bounded. RE2 is loaded when the first
pattern is tried, not with this module.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation

from goodwill.acts.fold import MARK, START, plain
from goodwill.acts.ready import key_of, ready_telltales
from goodwill.acts.telltales import telltales_of
from goodwill.acts.words import WORDS
from goodwill.errors import CatalogueError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    _Match = Callable[[bytes], list[int] | None]
    _Test = Callable[[], _Match]

__all__ = ["Matcher", "encoded", "to_re2"]

_MEMORY = 3 << 20
"""Bytes that the automaton of one pattern may use; RE2 slows down rather than use more."""

_EACH_LINE = "(?m)"
"""Texts may be tried together, each a line of its own: `$` is where one of them ends."""

_TRIED_AT_ONCE = 16
_HARDLY_ANY = 2
"""Texts that a pattern is tried on together first: most often none of them matches."""

_MESSAGE_LIMIT = 300
_BETWEEN = b"\n"
"""Stands between sentences that are searched together; no folded sentence holds it."""

_GAP = r" (?:\S+ ){0,3}"
_NAME = re.compile(r"<(\w+)>")
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|[^\\\[()|]+|.", re.DOTALL)
_STARTS_IN_WORD = re.compile(r"[\w(<]|\\d")
_ENDS_IN_WORD = re.compile(r"(?:^|[^\\])[\w)>][?*+]?$|\\d[?*+]?$")
_ENDING = len(r"\d+")
"""Signs at the end of an alternative that tell whether it ends in a word."""


@cache
def to_re2(pattern: str) -> str:
    """The pattern of a cue as RE2 syntax."""
    marks = ""
    rest = pattern
    while rest.startswith("@"):
        name, _, rest = rest[1:].partition(" ")
        marks += f"{MARK}{name} .*"
    if not rest:
        return marks.removesuffix(" .*") + " "
    return marks + "|".join(map(_edged, alternatives(rest))).join(("(?:", ")"))


def _edged(alternative: str) -> str:
    """One alternative as RE2 syntax, held to words' edges where it ends in a word."""
    body = _NAME.sub(_listed, alternative) if "<" in alternative else alternative
    body = body.replace("...", r"\b.{0,60}")
    body = body.replace("~ ?", f"(?:{_GAP})?").replace("~ ", _GAP)
    body = plain_pattern(body).replace("^", START)
    body = body.replace(", ", f", {START}?").replace(",? ", f",? {START}?")
    before = r"\b" if _STARTS_IN_WORD.match(alternative) else ""
    after = r"\b" if _ENDS_IN_WORD.search(alternative[-_ENDING:]) else ""
    return f"{before}(?:{body}){after}"


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand outside every bracket."""
    if "|" not in pattern:
        return [pattern]
    found, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += piece
    return found


def plain_pattern(pattern: str) -> str:
    """The pattern without accents; its white space and signs stay as they are."""
    return pattern if pattern.isascii() else re.sub(r"[^\x00-\x7f]+", _plain, pattern)


def _plain(found: re.Match[str]) -> str:
    return plain(found.group())


def _listed(found: re.Match[str]) -> str:
    name = found.group(1)
    if name not in WORDS:
        raise CatalogueError(
            f'A cue uses the word list "{name}", which does not exist.{nearest(name, WORDS)}',
            hint="The lists stand in goodwill/acts/words.py.",
        )
    return f"(?:{WORDS[name]})"


class Matcher:
    """Which of very many patterns hold in which of many folded sentences."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)

    def find(self, texts: Sequence[bytes]) -> Iterator[tuple[int, list[int]]]:
        """The places of the patterns that hold, each with the places of the texts (UTF-8)."""
        likely = self._finder.find(texts) if texts else ()
        for number, places in enumerate(likely):
            if places:
                matches = _test(self._patterns[number])()
                if held := _held(matches, texts, places):
                    yield number, held

    @cached_property
    def _finder(self) -> _Finder:
        return _Finder(self._patterns)


def _held(matches: _Match, texts: Sequence[bytes], places: Sequence[int]) -> list[int]:
    """The places of texts that a pattern matches; of many at a time most hold none at all."""
    held: list[int] = []
    for at in range(0, len(places), _TRIED_AT_ONCE):
        some = places[at : at + _TRIED_AT_ONCE]
        if len(some) <= _HARDLY_ANY or matches(_BETWEEN.join([texts[place] for place in some])):
            held += [place for place in some if matches(texts[place])]
    return held


class _Finder:
    """Finds the telltales of patterns, in many texts at once."""

    def __init__(self, patterns: Sequence[str]) -> None:
        telling: defaultdict[str, list[int]] = defaultdict(list)
        self._count = len(patterns)
        self._always = []
        for number, pattern in enumerate(patterns):
            telltales = _telltales(pattern)
            if not telltales:
                self._always.append(number)
            for telltale in telltales:
                telling[telltale].append(number)
        alike: dict[tuple[int, ...], tuple[int, ...]] = {}  # one object for the same patterns
        self._told = [alike.setdefault(each, each) for each in map(tuple, telling.values())]
        self._strings = BytesAhoCorasick(
            [each.encode() for each in telling], implementation=Implementation.ContiguousNFA
        )

    def find(self, texts: Sequence[bytes]) -> list[list[int]]:
        """For each pattern the texts that hold one of its telltales."""
        everywhere = list(range(len(texts)))
        found: list[list[int]] = [[] for _ in range(self._count)]
        for number in self._always:
            found[number] = everywhere
        told, ends = self._told, [*accumulate(len(text) + 1 for text in texts)]
        text, end = -1, 0
        for telltale, start, _ in self._strings.find_matches_as_indexes(
            _BETWEEN.join(texts), overlapping=True
        ):
            if start >= end:
                text = bisect_right(ends, start, text + 1)
                end = ends[text]
            for number in told[telltale]:
                places = found[number]
                if not places or places[-1] != text:
                    places.append(text)
        return found


def encoded(texts: Iterable[str]) -> list[bytes]:
    """Texts as `Matcher` takes them."""
    return [text.encode("utf-8", "replace") for text in texts]


@cache
def _test(pattern: str) -> _Test:
    """What matches a pattern, made ready when first wanted: a set of one, as that is quickest."""
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load

    options = re2.Options()
    options.max_mem = _MEMORY
    options.never_capture = True
    options.log_errors = False
    alone = re2.Set.SearchSet(options)
    try:
        alone.Add(_EACH_LINE + to_re2(pattern))
    except re2.error as error:
        raise CatalogueError(
            f"The cue pattern that begins {pattern[:60]!r} is not RE2 syntax: {error}"[
                :_MESSAGE_LIMIT
            ],
            hint="See goodwill/acts/patterns.py for how cues are written.",
        ) from error

    @cache
    def ready() -> _Match:
        alone.Compile()
        matches: _Match = getattr(alone, "_set", alone).Match  # its wrapper takes a third more
        return matches

    return ready


def _telltales(pattern: str) -> Collection[str]:
    ready = ready_telltales().get(key_of(pattern))
    return telltales_of(to_re2(pattern)) if ready is None else ready
