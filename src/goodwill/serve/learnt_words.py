"""What was learnt of the weights of signals, in words: the same on terminal and page."""

from __future__ import annotations

from goodwill.facts.reliability import GroupReport, LearntWeights
from goodwill.serve.languages import mark, say
from goodwill.serve.words import count

__all__ = ["HEADS", "factor_cells", "weights_words"]

HEADS = ((mark("signal"), False), (mark("weighs, times the catalogue"), True))


def weights_words(group: GroupReport) -> str:
    """Whether weights were learnt for a group of lines, and how much better they foretell."""
    found = group.weights
    if found is None:
        return ""
    told = say(
        "weights: {answers} about lines on which a signal bears, {so} yes and {other} no, "
        "on {accounts}",
        answers=count(found.answers, "answer"),
        so=found.so,
        other=found.answers - found.so,
        accounts=count(found.accounts, "account"),
    )
    return f"{told}; {_came_of_it(found)}"


def _came_of_it(found: LearntWeights) -> str:
    if found.before is None or found.after is None:
        return say("too few to learn any: they stay as they are in the catalogue")
    held = say(
        "log-loss {before} as in the catalogue, {after} as learnt, each account by the others' "
        "answers",
        before=f"{found.before:.3f}",
        after=f"{found.after:.3f}",
    )
    came = say("these are in force") if found.factors else say("no better, so none is in force")
    return f"{held}: {came}"


def factor_cells(group: GroupReport) -> list[tuple[str, str]]:
    """Each factor in force as cells under `HEADS`, those that differ most first."""
    factors = group.weights.factors if group.weights is not None else {}
    ordered = sorted(factors.items(), key=lambda one: (-abs(one[1] - 1), one[0]))
    return [(name, f"{factor:.2f}") for name, factor in ordered]
