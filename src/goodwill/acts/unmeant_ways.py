"""The ways of not meaning what one says, out of `unmeant.toml`, made ready to be sought.

How a line of that file is written stands at its head. What is done with what it finds is told in
`goodwill.acts.unmeant` and, for conditionals, in `goodwill.acts.supposed`. RE2 is loaded when the
first text is read, not with this module.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    class Match(Protocol):
        """A match of RE2."""

        def start(self, group: int = 0) -> int: ...
        def end(self, group: int = 0) -> int: ...
        def groups(self) -> tuple[str | None, ...]: ...

    class Pattern(Protocol):
        """A pattern of RE2."""

        def finditer(self, text: str) -> Iterator[Match]: ...
        def search(self, text: str) -> Match | None: ...


__all__ = ["Conditional", "Ways", "ways"]

_FILE = Path(__file__).with_name("unmeant.toml")
_NAME = re.compile(r"<(\w+)>")

_MEMORY = 16 << 20
"""Bytes for the states of lists that are sought at once: RE2's own 8 MB may not be enough."""

_SOUGHT_ALONE = 1
"""Lists, from the first on, that are sought apart from the others, as conditionals are: all at once
meet new states in nearly every text, and making one takes longer than a whole text does without."""

_ON = "[^.;!?]*"
_LISTS = (
    "denying",
    "unwilling",
    "lacking",
    "no_fault",
    "speaking",
    "given_up",
    "denied_before",
    "undone",
    "taking_back",
)


class Conditional(NamedTuple):
    """How some languages put what is not so.

    It speaks against the facts where one clause `holds` and the other `would`, beyond doubt where
    that is `past`, that `denies` or `tells`; hardly where it is `yours`, `wished` or `offered`.
    """

    holds: Pattern
    would: Pattern
    past: Pattern
    denies: Pattern
    tells: Pattern
    yours: Pattern
    wished: Pattern
    offered: Pattern


class Way(NamedTuple):
    """A way of not meaning: its list in the file, what finds it, and the signs of a conditional.

    `of` is what must stand before it.
    """

    name: str
    pattern: Pattern
    signs: Conditional | None = None
    of: Pattern | None = None


class Ways(NamedTuple):
    """All ways; `told` names, by their places, those that a text (UTF-8) may hold."""

    told: Callable[[bytes], Iterable[int]]
    known: tuple[Way, ...]


@cache
def ways() -> Ways:
    """The ways of the file."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    words = told["words"]
    lists = {name: _any_of(told[name], words) for name in _LISTS}
    of = {"undone": _Lazy(_any_of(told["occasions"], words))}
    known = [Way(name, _Lazy(line), of=of.get(name)) for name, line in lists.items()]
    hints = []
    for each in told["supposing"]:
        signs = {name: _any_of(lines, words) for name, lines in each.items()}
        begins = signs.pop("begins")
        would = signs["would"]
        hints.append(rf"{begins}{_ON}{would}|{would}{_ON}{begins}")
        conditional = Conditional(**{name: _Lazy(sign) for name, sign in signs.items()})
        known.append(Way("supposing", _Lazy(begins), conditional))
    patterns = [*lists.values()]
    apart = (patterns[:_SOUGHT_ALONE], patterns[_SOUGHT_ALONE:], hints)
    return Ways(_any_told([*map(_test_of, apart)], [*map(len, apart)]), tuple(known))


def _any_told(
    tests: Sequence[Callable[[bytes], list[int] | None]], counts: Sequence[int]
) -> Callable[[bytes], Iterable[int]]:
    """One test of several, whose places follow one another."""
    firsts = [0, *accumulate(counts)]

    def told(text: bytes) -> Iterable[int]:
        return [
            first + place
            for first, test in zip(firsts, tests, strict=False)
            for place in test(text) or ()
        ]

    return told


def _any_of(lines: str, words: Mapping[str, str]) -> str:
    """The lines of a list as one pattern, which holds an empty group for each ` > `."""
    written = (line.strip() for line in lines.split("\n"))
    return rf"\b(?:{'|'.join(_one(line, words) for line in written if line)})"


def _one(line: str, words: Mapping[str, str]) -> str:
    named = _NAME.sub(lambda found: words[found[1]], line).replace("> ", "()")
    pattern = named.replace(" ", r"\s+").replace(r"\w", r"[a-z0-9_à-ɏ]")
    return pattern + (r"\b" if line[-1].isascii() and line[-1].isalnum() else "")


def _test_of(patterns: Iterable[str]) -> Callable[[bytes], list[int] | None]:
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load

    alone = re2.Set.SearchSet(_options())
    for pattern in patterns:
        alone.Add(pattern)
    alone.Compile()
    test: Callable[[bytes], list[int] | None] = getattr(alone, "_set", alone).Match
    return test


class _Lazy:
    """A pattern that is made ready when it is first wanted: most mails want none."""

    def __init__(self, written: str) -> None:
        self._written = written

    @cached_property
    def _ready(self) -> Pattern:
        import re2  # noqa: PLC0415

        found: Pattern = re2.compile(self._written, _options())
        return found

    def finditer(self, text: str) -> Iterator[Match]:
        """Every match."""
        return self._ready.finditer(text)

    def search(self, text: str) -> Match | None:
        """The first match."""
        return self._ready.search(text)


def _options() -> object:
    import re2  # noqa: PLC0415

    options = re2.Options()
    options.max_mem = _MEMORY
    options.case_sensitive = False
    options.log_errors = False
    return options
