"""Whether every name in the catalogue points at something: plays, gates, acts and signals.

The catalogue knows neither the recognisers nor the SQL files, so a caller hands in their names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from goodwill.catalogue.loader import Catalogue
from goodwill.catalogue.not_when import PLACES, NotWhen
from goodwill.catalogue.schema import Expectation, Gate, Pattern, Practice, Risk, StageConcept
from goodwill.errors import nearest
from goodwill.facts.acts import ACT_IDS

__all__ = ["dangling_names", "who_asks"]

WithPlays = StageConcept | Gate | Pattern | Practice | Expectation | Risk
Named = tuple[str, str, str]
"""Where, what sort of name, the name."""


def dangling_names(
    catalogue: Catalogue, *, signals: Collection[str], acts: Collection[str] = ACT_IDS
) -> tuple[str, ...]:
    """One sentence for each name that nothing answers to, with the nearest that exists."""
    known: dict[str, Collection[str]] = {
        "play": catalogue.plays,
        "gate": catalogue.gates,
        "act": acts,
        "signal": signals,
        "family": catalogue.weights.families,
        "line": frozenset(_lines(catalogue)),
    }
    return tuple(
        f'{where}: {sort} "{name}" does not exist.{nearest(name, known[sort])}'
        for where, sort, name in _names(catalogue)
        if name not in known[sort]
    )


def who_asks(catalogue: Catalogue, signal: str) -> tuple[str, ...]:
    """Where the catalogue names a signal, each place once: "patterns/terms_dictated"."""
    asked = (where for where, sort, name in _names(catalogue) if (sort, name) == ("signal", signal))
    return tuple(dict.fromkeys(where.partition(",")[0] for where in asked))


def _names(catalogue: Catalogue) -> Iterator[Named]:
    yield from _plays(catalogue)
    for weight in catalogue.weights.signal:
        yield (f"kinds, weight of {weight.signal}", "signal", weight.signal)
        yield (f"kinds, weight of {weight.signal}", "family", weight.family)
    for stage in catalogue.stages.values():
        yield from ((f"stages/{stage.id}", "gate", gate) for gate in stage.gates)
    for pattern in catalogue.patterns.values():
        yield from _of_pattern(pattern)
    for risk in catalogue.risks.values():
        yield from ((f"risks/{risk.id}", "signal", signal) for signal in risk.signals)
        yield from ((f"risks/{risk.id}", "act", act) for act in risk.acts)
    for expectation in catalogue.expectations.values():
        yield from ((f"expectations/{expectation.id}", "act", act) for act in expectation.acts)
    for practice in catalogue.practices.values():
        where = f"practices/{practice.id}"
        yield from ((where, "signal", signal) for signal in practice.signals)
        yield from ((where, "act", act) for act in practice.acts)
    for play in catalogue.plays.values():
        yield from ((f"plays/{play.id}", "signal", signal) for signal in play.measured_by)
        yield from ((f"plays/{play.id}, [[moves]]", "signal", m.signal) for m in play.moves)
        for one in play.not_when:
            yield from _of_not_when(f"plays/{play.id}, [[not_when]]", one)


def _of_not_when(where: str, one: NotWhen) -> Iterator[Named]:
    """The line or the signal that speaks against a play, and the line that it may not answer."""
    table, _, name = one.line.partition("[")
    if table == "signals":
        yield (where, "signal", name.rstrip("]"))
    else:
        yield (where, "line", one.line)
    if one.to:
        yield (where, "line", one.to)


def _lines(catalogue: Catalogue) -> Iterator[str]:
    """Every name of a line, or of a part, that a play may look at."""
    yield from PLACES
    for pattern in catalogue.patterns:
        yield from (f"patterns[{pattern}]", f"patterns[{pattern}].direction")
    yield from (f"gates[{gate}]" for gate in catalogue.gates)
    for practice in catalogue.practices:
        yield from (f"practices[{practice}]", f"practices[{practice}].direction")
    yield from (f"expectations[{wish}]" for wish in catalogue.expectations)
    yield from (f"risks[{risk}]" for risk in catalogue.risks)


def _of_pattern(pattern: Pattern) -> Iterator[Named]:
    where = f"patterns/{pattern.id}"
    for condition in (*pattern.fires_when.all, *pattern.fires_when.any):
        yield (f"{where}, [fires_when]", "signal", condition.signal)
    yield from ((where, "act", act) for act in pattern.acts)


def _plays(catalogue: Catalogue) -> Iterator[Named]:
    for kind in catalogue.kinds.values():
        for play in (*kind.plays, *(p for shift in kind.shift for p in shift.plays)):
            yield (f"kinds/{kind.id}", "play", play)
    lists: tuple[Mapping[str, WithPlays], ...] = (
        catalogue.stages,
        catalogue.gates,
        catalogue.patterns,
        catalogue.practices,
        catalogue.expectations,
        catalogue.risks,
    )
    for concepts in lists:
        for name, concept in concepts.items():
            yield from ((name, "play", play) for play in concept.plays)
