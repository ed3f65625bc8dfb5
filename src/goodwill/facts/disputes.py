"""What people say of a line, a sentence, a promise or a person's part: right, wrong, can't tell.

Shapes and words only. What follows from them is worked out in `goodwill.judge.answers`; how they
are given is told in `goodwill.answers.disputing`, where they are kept in
`goodwill.store.answers.disputes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

from goodwill.facts.commerce import Origin
from goodwill.facts.people import COMMITTEE_ROLES, KINDS

__all__ = [
    "ANSWERS",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "NEEDS_ABOUT",
    "NOBODY",
    "NOT",
    "OPPOSITE",
    "VALUES",
    "About",
    "Answer",
    "Dispute",
    "group_of",
    "id_in",
    "is_of_sentence",
    "signed",
]

Answer = Literal["right", "wrong", "cannot_tell"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)

LONGEST_REASON = 500
LONGEST_NAME = 100
"""Characters of a reason, and of the name under it, that are kept."""

NOT = "not_"
"""Before a kind: which it is not, while nobody says which it is."""
NOBODY = "none"
"""The part of somebody who has none in the decision."""

VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": (*KINDS, *(NOT + kind for kind in KINDS)),
        "stage": ("prospect", "me_too", "me_first", "only_me"),
        "gates": ("met", "not_met"),
        "patterns": ("present", "absent"),
        "practices": ("kept", "slipping", "missing"),
        "expectations": ("wanted", "not_wanted"),
        "risks": ("likely", "unlikely"),
        "commitments": ("kept", "broken", "open", "called_off", "no_promise"),
        "committee": (*COMMITTEE_ROLES, NOBODY),
        "deals": get_args(Origin),
    }
)
"""What can be said of each sort of line."""

NEEDS_ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "acts": "a mail, by its Message-ID",
        "committee": "a person of theirs, by the address",
        "deals": "a deal, by its id",
        "link": "a person, by the address",
    }
)
"""Lines that are no single thing, and what is named of each to speak of it."""

OPPOSITE: Mapping[str, str] = MappingProxyType(
    {
        **{
            one: other
            for pair in (
                ("met", "not_met"),
                ("present", "absent"),
                ("wanted", "not_wanted"),
                ("likely", "unlikely"),
                ("broken", "kept"),
            )
            for one, other in (pair, pair[::-1])
        },
        "kept": "slipping",
        "slipping": "kept",
        "missing": "kept",
    }
)
"""What is so where a value is wrong, and nobody says more. Of promises `kept` is `broken`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The one thing under a line that is meant: an item of its evidence, a promise, a person.

    `source` and `ref` as evidence has them; of a person `contact` and the address, of a deal's
    beginning `deal` and its id. `quote` is the sentence, `on` its day.
    """

    source: str
    ref: str
    quote: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What one person said of one line of an account on the day `on`; `by` is who says it.

    `value` is what is so, where the line has such a word: `right` and `wrong` tell how that stood
    to what the statement said. It holds at every date, until it is withdrawn.
    """

    id: int
    account_id: str
    on: date
    line: str
    answer: Answer
    value: str | None = None
    about: About | None = None
    reason: str = ""
    by: str = ""
    withdrawn_on: date | None = None


def group_of(line: str) -> str:
    """The list in which a line stands, or the line itself: `patterns` of `patterns[abusive]`."""
    return line.partition("[")[0]


def id_in(line: str) -> str:
    """The id of a line in its list: `abusive` of `patterns[abusive]`, else ""."""
    return line.partition("[")[2].rstrip("]")


def is_of_sentence(one: Dispute) -> bool:
    """Whether it says how a sentence of a mail was read: under a line, or as an act."""
    if one.about is None or group_of(one.line) in {"commitments", "committee", "deals"}:
        return False
    return one.about.source == "message" and (bool(one.about.quote) or group_of(one.line) == "acts")


_WORDS: Mapping[Answer, str] = MappingProxyType(
    {
        "right": "Marked right",
        "wrong": "Marked wrong",
        "cannot_tell": "Marked as not to be told",
    }
)


def signed(one: Dispute) -> str:
    """Who said what of it, when and why, as a reader is told."""
    told = _WORDS[one.answer]
    told += f" by {one.by}" if one.by else ""
    told += f" on {one.on}"
    if one.value is not None and one.answer == "wrong":
        told += f" ({one.value.replace('_', ' ')})"
    return f'{told}: "{one.reason}"' if one.reason else f"{told}."
