"""Evidence as it is written down, put in order, and laid up until somebody opens it.

A kind rests on hundreds of rows of which a statement shows a dozen. Those that weigh nothing by
themselves are kept in columns, and written out one by one when somebody asks why. Which rows are
evidence, and for what, is the judge's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, overload

from goodwill.facts.base import content_id
from goodwill.facts.statement import Evidence

__all__ = ["LaidUp", "Rest", "as_kept", "cut_at_word", "in_order", "opened", "written"]

LONGEST_QUOTE = 300


def written(
    line: str,
    *,
    source: str,
    ref: str,
    on: str | None,
    says: str,
    weight: float,
    quote: str | None,
) -> Evidence:
    """One item under `line`, its weight as shown; without words where nobody's business is told."""
    words = cut_at_word(quote) if quote else None
    return {
        "id": content_id(line, source, ref, words or "", says, digits=16),
        "source": source,
        "ref": ref,
        "on": on,
        "quote": words,
        "says": says,
        "weight": weight,
    }


def cut_at_word(quote: str) -> str:
    """At most 300 characters of `quote`, not ending within a word where it has several."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    head = quote[:LONGEST_QUOTE]
    if quote[LONGEST_QUOTE].isspace():
        return head.rstrip()
    words = head.rsplit(maxsplit=1)
    return words[0] if len(words) > 1 else head


def in_order(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """By size of weight, then newest, then ref."""
    ordered = list(items)
    if len(ordered) > 1:
        ordered.sort(key=itemgetter("ref", "id"))
        ordered.sort(key=_heaviest_newest, reverse=True)
    return tuple(ordered)


def _heaviest_newest(item: Evidence) -> tuple[float, str]:
    return abs(item["weight"]), item["on"] or ""


class Rest(NamedTuple):
    """Rows behind `line` that all say the same and weigh nothing by themselves, in columns."""

    line: str
    says: str
    source: Sequence[str]
    ref: Sequence[str]
    on: Sequence[str]
    quote: Sequence[str | None]

    def items(self) -> Iterator[Evidence]:
        """Each row as evidence."""
        for source, ref, on, quote in zip(self.source, self.ref, self.on, self.quote, strict=True):
            yield written(
                self.line, source=source, ref=ref, on=on, says=self.says, weight=0.0, quote=quote
            )


class LaidUp(Sequence[Evidence]):
    """All evidence of a line, in order: what weighs something, and the rest when it is opened."""

    __slots__ = ("_all", "heavy", "rest")

    def __init__(self, heavy: tuple[Evidence, ...], rest: Sequence[Rest]) -> None:
        self.heavy = heavy
        self.rest = tuple(rest)
        self._all: tuple[Evidence, ...] | None = None

    @property
    def is_opened(self) -> bool:
        """Whether somebody has looked at the rest, and so may have added to it."""
        return self._all is not None

    def _opened(self) -> tuple[Evidence, ...]:
        if self._all is None:
            self._all = in_order(
                [*self.heavy, *(item for one in self.rest for item in one.items())]
            )
        return self._all

    def __len__(self) -> int:
        return len(self.heavy) + sum(len(one.ref) for one in self.rest)

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._opened())

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, index: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._opened()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._opened() == tuple(other)

    def __hash__(self) -> int:
        raise TypeError("evidence can be added to, so it has no hash")

    def __repr__(self) -> str:
        return repr(self._opened())


def as_kept(evidence: Mapping[str, Sequence[Evidence]]) -> dict[str, object]:
    """All evidence by line as it is stored: what nobody opened stays in columns."""
    return {
        name: {"heavy": items.heavy, "rest": [tuple(one) for one in items.rest]}
        if isinstance(items, LaidUp) and not items.is_opened
        else tuple(items)
        for name, items in evidence.items()
    }


def opened(kept: Mapping[str, object]) -> dict[str, Sequence[Evidence]]:
    """What `as_kept` made, as read back from JSON."""
    return {name: _line(found) for name, found in kept.items()}


def _line(found: object) -> Sequence[Evidence]:
    if isinstance(found, dict):
        return LaidUp(tuple(found["heavy"]), [Rest(*one) for one in found["rest"]])
    return found if isinstance(found, list) else []
