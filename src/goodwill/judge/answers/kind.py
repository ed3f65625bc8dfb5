"""What people said of the kind: decibans for the kind they name, against the one they deny.

The shares move by what the words weigh. While a word is fresh the kind it names is the one that
stands in the statement, and one that it denies is not named; after that the shares decide again.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodwill.facts.disputes import NOT
from goodwill.facts.people import KINDS
from goodwill.facts.statement import Evidence
from goodwill.judge.answers.words import items, last_said, outranking, weight_of
from goodwill.judge.case import Case
from goodwill.judge.kind_rules import Four, four
from goodwill.judge.kind_shares import NATS_PER_DECIBAN

__all__ = ["NO_WORD", "KindWord", "kind_word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWord:
    """What words add to the log of each share, and what they settle by themselves.

    `named` and `denied` are places in `KINDS`; `evidence` has every word for each kind in turn,
    or against it.
    """

    nats: Four = (0.0, 0.0, 0.0, 0.0)
    named: int | None = None
    denied: int | None = None
    evidence: tuple[tuple[Evidence, ...], ...] = ((),) * len(KINDS)

    @property
    def decibans(self) -> float:
        """How much evidence it is."""
        return max(map(abs, self.nats)) / NATS_PER_DECIBAN


NO_WORD = KindWord()
"""Nobody said anything."""


def kind_word(case: Case) -> KindWord:
    """What all people together said of it, as it weighs on `case.as_of`."""
    said = last_said(case, "kind") if case.disputes else ()
    if not said:
        return NO_WORD
    told = [one for one in said if one.value is not None]
    nats = [0.0] * len(KINDS)
    for one in told:
        name = one.value or ""
        is_denied = name.startswith(NOT)
        weight = weight_of(case, one)
        nats[KINDS.index(_plain(name))] += -weight if is_denied else weight
    settled = outranking(case, told)
    place = None if settled is None else KINDS.index(_plain(settled))
    is_denied = settled is not None and settled.startswith(NOT)
    return KindWord(
        nats=four(nats),
        named=None if is_denied else place,
        denied=place if is_denied else None,
        evidence=tuple(items(case, "kind", said, _speaking(name)) for name in KINDS),
    )


def _speaking(kind: str) -> frozenset[str]:
    """What speaks for a kind: its name, and the denial of any other."""
    return frozenset({kind, *(NOT + other for other in KINDS if other != kind)})


def _plain(value: str) -> str:
    """The kind in a value: `social` of `not_social`."""
    return value.removeprefix(NOT)
