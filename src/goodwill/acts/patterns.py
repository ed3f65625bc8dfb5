"""How cues are written, and how they are made ready to run.

A pattern is RE2 syntax over folded text (`goodwill.acts.fold`) with these additions:

- it begins and ends at a word's edge, and may be written with accents: `für` finds `fuer`;
- `^` stands where the sentence proper begins, after greeting and vocative;
- `@asks`, `@shouts` ... at its very start ask for a mark; what follows may stand anywhere;
- `~ ` is a gap of at most three words (`~ ?`: or none, nor a space), `...` one of at most
  sixty characters;
- `<name>` is a list of words from `WORDS`.

`Matcher` finds which of very many patterns hold in one sentence: RE2's filter looks for their
literal parts in one pass and tries those that can match. Time is linear in the text, memory
bounded. RE2 is loaded when the first matcher is made, not with this module.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodwill.acts.fold import MARK, START, plain
from goodwill.acts.words import WORDS
from goodwill.errors import CatalogueError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

__all__ = ["Matcher", "to_re2"]

_MEMORY = 3 << 20
"""Bytes that the automaton of one pattern may use; RE2 slows down rather than use more."""

_MESSAGE_LIMIT = 300
_GAP = r" (?:\S+ ){0,3}"
_NAME = re.compile(r"<(\w+)>")
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|.", re.DOTALL)
_STARTS_IN_WORD = re.compile(r"[\w(<]|\\d")
_ENDS_IN_WORD = re.compile(r"(?:^|[^\\])[\w)>][?*+]?$|\\d[?*+]?$")


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
    body = _NAME.sub(_listed, alternative)
    body = body.replace("...", r"\b.{0,60}")
    body = body.replace("~ ?", f"(?:{_GAP})?").replace("~ ", _GAP)
    body = plain_pattern(body).replace("^", START)
    body = body.replace(", ", f", {START}?").replace(",? ", f",? {START}?")
    before = r"\b" if _STARTS_IN_WORD.match(alternative) else ""
    after = r"\b" if _ENDS_IN_WORD.search(alternative) else ""
    return f"{before}(?:{body}){after}"


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand outside every bracket."""
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
    """Which of very many patterns hold in a folded sentence."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load

        self._filter = re2.Filter()
        for pattern in patterns:
            _add(pattern, self._filter.Add, _options(re2))
        self._filter.Compile()

    def matches(self, folded: str) -> list[int]:
        """The places of the patterns that match."""
        return self._filter.Match(folded.encode("utf-8", "replace")) or []


def _options(re2: ModuleType) -> object:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.never_capture = True
    options.log_errors = False
    return options


def _add(pattern: str, add: Callable[..., object], *options: object) -> None:
    try:
        add(to_re2(pattern), *options)
    except Exception as error:  # RE2's own error class is not known before it is loaded
        raise CatalogueError(
            f"The cue pattern that begins {pattern[:60]!r} is not RE2 syntax: {error}"[
                :_MESSAGE_LIMIT
            ],
            hint="See goodwill/acts/patterns.py for how cues are written.",
        ) from error
