"""What was learnt of the weights of signals, in words: the same on terminal and page."""

from __future__ import annotations

from goodwill.facts.reliability import GroupReport, LearntWeights
from goodwill.serve.words import count

__all__ = ["HEADS", "factor_cells", "weights_words"]

HEADS = (("signal", False), ("weighs, times the catalogue", True))


def weights_words(group: GroupReport) -> str:
    """Whether weights were learnt for a group of lines, and how much better they foretell."""
    found = group.weights
    if found is None:
        return ""
    told = (
        f"weights: {count(found.answers, 'answer')} about lines on which a signal bears, "
        f"{found.so} yes and {found.answers - found.so} no, "
        f"on {count(found.accounts, 'account')}"
    )
    return f"{told}; {_came_of_it(found)}"


def _came_of_it(found: LearntWeights) -> str:
    if found.before is None or found.after is None:
        return "too few to learn any: they stay as they are in the catalogue"
    losses = f"log-loss {found.before:.3f} as in the catalogue, {found.after:.3f} as learnt"
    held = f"{losses}, each account by the others' answers"
    return f"{held}: {'these are in force' if found.factors else 'no better, so none is in force'}"


def factor_cells(group: GroupReport) -> list[tuple[str, str]]:
    """Each factor in force as cells under `HEADS`, those that differ most first."""
    factors = group.weights.factors if group.weights is not None else {}
    ordered = sorted(factors.items(), key=lambda one: (-abs(one[1] - 1), one[0]))
    return [(name, f"{factor:.2f}") for name, factor in ordered]
