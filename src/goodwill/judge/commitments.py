"""The ledger of promises: as long as none is kept, an empty one, and a gap that says so."""

from __future__ import annotations

from goodwill.facts.statement import Commitments, CommitmentTally

__all__ = ["NOT_KEPT", "no_commitments"]

NOT_KEPT = "Promises are not followed up by this version: the tallies count none, kept or broken."


def no_commitments() -> Commitments:
    """The frame of the ledger with nothing in it."""
    return Commitments(ours=_nothing(), theirs=_nothing(), items=[])


def _nothing() -> CommitmentTally:
    return CommitmentTally(open=0, kept=0, broken=0)
