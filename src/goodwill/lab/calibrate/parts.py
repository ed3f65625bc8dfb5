"""Which signal each item of a line's evidence comes from, and what all of its items weigh.

An item says what it is seen for in the sentence that the catalogue has for its signal, so the
sentence tells the signal. What rests on dates, counts and sums has no sentence of its own there:
nobody's answers make a sum weigh less.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from goodwill.catalogue.loader import Catalogue
from goodwill.catalogue.schema import Sign
from goodwill.facts.statement import Evidence
from goodwill.judge.kind_rules import KIND, kind_rules

__all__ = ["Parts", "parts_of"]

Parts = Mapping[str, float]
"""Natural log-odds that each signal adds to a line, by `CONCEPT.SIGNAL`."""


def parts_of(
    catalogue: Catalogue, name: str, items: Iterable[Evidence], as_of: date
) -> dict[str, float]:
    """What each signal weighs under the line called `name`, of those that weigh anything."""
    sentences = sorted(_sentences(catalogue, name, as_of), key=lambda one: -len(one[0]))
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for item in items:
        signal = next((of for says, of in sentences if item["says"].startswith(says)), None)
        if signal is not None:
            weights[signal].append(item["weight"])
    summed = {signal: math.fsum(some) for signal, some in sorted(weights.items())}
    return {signal: weight for signal, weight in summed.items() if weight}


def _sentences(catalogue: Catalogue, name: str, as_of: date) -> Iterator[tuple[str, str]]:
    """Each sentence that evidence of a line may begin with, and its signal."""
    group, _, rest = name.partition("[")
    if group == KIND:
        for rule in kind_rules(catalogue.weights, as_of).signals:
            yield rule.says.high, f"{KIND}.{rule.signal}"
            yield rule.says.low, f"{KIND}.{rule.signal}"
        return
    concept = rest.rstrip("]")
    for sign in _signs(catalogue, group, concept):
        yield sign.says, f"{concept}.{sign.id}"


def _signs(catalogue: Catalogue, group: str, concept: str) -> Sequence[Sign]:
    """What in words speaks for a line."""
    match group:
        case "patterns":
            return catalogue.patterns[concept].sign
        case "risks":
            return catalogue.risks[concept].sign
        case "expectations":
            return catalogue.expectations[concept].sign
        case _:
            return ()
