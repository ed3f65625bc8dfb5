"""Who holds which kind with whom, and what the pairs make of the account together.

One number for an account hides that one of ours is a partner to one of theirs and a supplier of
parts to the others (concepts, A.0). So each pair of people is scored by itself, with what only
the whole account can tell, its deals and its money, beside it; and all pairs together, weighed by
who of theirs decides, hold a share of the account's mixture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from goodwill.facts.statement import DyadKind
from goodwill.facts.tables import PersonRow, Tables
from goodwill.judge.kind_rules import Four, KindRules, four
from goodwill.judge.kind_score import as_mixture
from goodwill.judge.kind_shares import Said, Scores

__all__ = ["PairKind", "as_people", "judge_pairs", "of_pairs", "with_pairs"]

OF_THE_ACCOUNT = frozenset({"money", "price_competition", "initiation_timing"})
"""Families that tell of the account: a pair without deals is part of them all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairKind:
    """One of ours and one of theirs (person ids): shares of the kinds, human messages, weight."""

    ours: str
    theirs: str
    shares: Four
    messages: int
    weight: float


def of_pairs(pairs: Said, account: Said) -> Said:
    """What the signals of pairs say, and those of the account where a pair has none of its own."""
    of_account = np.array([family in OF_THE_ACCOUNT for family in pairs.families], dtype=bool)
    return pairs.or_else(account, of_account)


def judge_pairs(
    pairs: Iterable[tuple[str, str]], scores: Scores, tables: Tables
) -> tuple[PairKind, ...]:
    """Every pair that was in touch, in the order given, each with its row of `scores`."""
    people = {person.person_id: person for person in tables.person}
    counts = _messages_between(tables)
    return tuple(
        PairKind(
            ours=ours,
            theirs=theirs,
            shares=four(shares),
            messages=(messages := counts.get((ours, theirs), 0)),
            weight=_standing(people.get(theirs)) * math.sqrt(messages),
        )
        for (ours, theirs), shares in zip(pairs, scores.shares.tolist(), strict=True)
    )


def _standing(person: PersonRow | None) -> float:
    """How much one of theirs weighs, as in the signals' table `standing`."""
    if person is None:
        return 1.0
    if person.committee_role == "economic_buyer" or person.seniority == "executive":
        return 2.0
    return 0.25 if person.is_shared or person.committee_role == "gatekeeper" else 1.0


def with_pairs(shares: Four, pairs: Sequence[PairKind], rules: KindRules) -> Four:
    """The account's mixture, of which all pairs together hold `pair_share`."""
    weight = math.fsum(pair.weight for pair in pairs)
    if weight <= 0:
        return shares
    return four(
        (1 - rules.pair_share) * share
        + rules.pair_share * math.fsum(pair.weight * pair.shares[place] for pair in pairs) / weight
        for place, share in enumerate(shares)
    )


def as_people(pairs: Sequence[PairKind], tables: Tables) -> list[DyadKind]:
    """The pairs as the contract shows them, most messages first."""
    emails = {person.person_id: person.email or person.name for person in tables.person}
    found = [
        DyadKind(
            ours=emails.get(pair.ours, pair.ours),
            theirs=emails.get(pair.theirs, pair.theirs),
            mixture=as_mixture(pair.shares),
            messages=pair.messages,
        )
        for pair in pairs
    ]
    return sorted(found, key=lambda pair: (-pair["messages"], pair["ours"], pair["theirs"]))


def _messages_between(tables: Tables) -> Mapping[tuple[str, str], int]:
    """Human messages from one of a pair to the other, by (ours, theirs)."""
    sent = {row.message_id: row for row in tables.message if row.is_human}
    counts: dict[tuple[str, str], int] = {}
    for person in tables.message_person:
        message = sent.get(person.message_id)
        if message is None or person.side == message.side:
            continue
        pair = (
            (message.sender, person.person_id)
            if message.side == "ours"
            else (person.person_id, message.sender)
        )
        counts[pair] = counts.get(pair, 0) + 1
    return counts
