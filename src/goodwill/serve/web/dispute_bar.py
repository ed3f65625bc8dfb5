"""What can be said of a line beside it, and what was said so far.

Which reasons and which values are offered; the words that people read for them are here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodwill.facts.disputes import NEEDS_ABOUT, NOT, VALUES, Dispute, group_of, signed
from goodwill.serve.languages import mark, say
from goodwill.serve.titles import Titles, spelled

__all__ = ["REASONS", "DisputeBar", "dispute_bar"]

REASONS = (
    mark("It is not so."),
    mark("The words were misread."),
    mark("It is about somebody else."),
    mark("It is over, or settled."),
)
"""Why a line is wrong, as it mostly is; each is one key."""

_CHOICES = frozenset({"kind", "stage", "practices"})
"""Lines of which something else is so where they are wrong, and not just the opposite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said of the line: the number that takes it back, and their words, signed."""

    id: int
    words: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeBar:
    """`choices` are the values that may be so instead, with their words; `said` the newest first.

    `takes_items`: one item of evidence can be marked, and not the line only. `takes_line` is false
    of lines that are many things, such as promises; `says_any` of one that says nobody can tell:
    there is nothing to call right.
    """

    choices: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    takes_line: bool
    says_any: bool
    takes_items: bool
    by: str


def dispute_bar(
    name: str, disputes: Iterable[Dispute], titles: Titles, *, now: str | None, by: str
) -> DisputeBar | None:
    """What can be said of a line, None of a figure; `now` is the kind or stage that it says."""
    group = group_of(name)
    if group not in VALUES:
        return None
    return DisputeBar(
        choices=tuple(_choices(group, titles, now)) if now is None or group in _CHOICES else (),
        says_any=now is not None,
        said=tuple(
            Said(id=one.id, words=signed(one), about=_about(one))
            for one in sorted(disputes, key=lambda one: -one.id)
            if one.withdrawn_on is None and group_of(one.line) == group and _is_of(one, name)
        ),
        takes_line=group not in NEEDS_ABOUT and group != "commitments",
        takes_items=group != "commitments",
        by=by,
    )


def _is_of(one: Dispute, name: str) -> bool:
    return one.line == name or group_of(name) == "commitments"


def _about(one: Dispute) -> str:
    return "" if one.about is None else one.about.quote or one.about.ref


def _choices(group: str, titles: Titles, now: str | None) -> Sequence[tuple[str, str]]:
    """What may be so instead; where a kind is wrong nobody has to know which is right."""
    words = {"kind": titles.kinds, "stage": titles.stages}.get(group, {})
    offered = [
        (value, words.get(value, spelled(value)))
        for value in VALUES[group]
        if value != now and not value.startswith(NOT)
    ]
    return [("", say("Something else")), *offered] if now and group == "kind" else offered
