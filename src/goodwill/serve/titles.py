"""What lines are called in front of people: the catalogue's titles, and the roles' words.

Ids never change; titles are the catalogue's to choose, so none stands in code. A name that
the catalogue does not hold (a user's own pattern that was taken away) is shown as its id in
plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from goodwill.serve.languages import Language, now, say, spoken

__all__ = ["ROLES", "STAGES", "Titles", "load_titles", "spelled", "with_muted"]

STAGES = ("prospect", "me_too", "me_first", "only_me")
"""From the first to the deepest trust."""

ROLES = spoken(
    {
        "economic_buyer": "Decides",
        "user_buyer": "Uses it",
        "technical_buyer": "Judges the work",
        "coach": "Warns us",
        "influencer": "Influences",
        "procurement": "Recommends",
        "gatekeeper": "Front desk",
        "blocker": "Stands against",
    }
)


class Titled(Protocol):
    """Any concept of the catalogue."""

    @property
    def title(self) -> str:
        """What people call it."""
        ...


def spelled(name: str) -> str:
    """`ad_hoc` as "Ad hoc"."""
    words = say(name.replace("_", " "))
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """Titles by id, one table for each kind of line; `gate_stage` says which stage adds a gate."""

    kinds: Mapping[str, str]
    stages: Mapping[str, str]
    gates: Mapping[str, str]
    gate_stage: Mapping[str, str]
    practices: Mapping[str, str]
    expectations: Mapping[str, str]
    risks: Mapping[str, str]
    patterns: Mapping[str, str]
    plays: Mapping[str, str]
    unread: frozenset[str] = frozenset()
    """Ids of lines that this version does not look for."""

    def line(self, name: str) -> str:
        """The title of any line, `terms_dictated` or `risks[going_quiet]`."""
        table, _, rest = name.partition("[")
        if rest:
            found: Mapping[str, str] = getattr(self, table, {})
            return found.get(rest.rstrip("]"), spelled(rest.rstrip("]")))
        tables = (self.patterns, self.risks, self.practices, self.expectations, self.gates)
        return next((t[name] for t in tables if name in t), spelled(name))

    def reason(self, name: str) -> str:
        """A line as what calls for a play: of a practice, that it is not kept, and so on."""
        if name == "kind":
            return say("The kind that is wanted")
        return _REASONS.get(name.partition("[")[0], "{}").format(self.line(name))

    def called_for_by(self, names: Iterable[str]) -> str:
        """`Called for by: Leaves us; Saying no (not kept)`, what a play answers, on one line."""
        return f"{say('Called for by:')} {'; '.join(self.reason(name) for name in names)}"


_REASONS = spoken(
    {
        "practices": "{} (not kept)",
        "gates": "{} (still to earn)",
        "expectations": "{} (wanted)",
    }
)


def load_titles() -> Titles:
    """From the catalogue in force, in the language of the moment."""
    return _load_titles(now())


@cache
def _load_titles(_: Language | None) -> Titles:
    from goodwill.catalogue.loader import load_catalogue  # noqa: PLC0415  JSON needs no titles

    catalogue = load_catalogue()
    stages = catalogue.stages
    return Titles(
        kinds=_titles(catalogue.kinds),
        stages=_titles(stages),
        gates={gate.id: say(gate.title) for stage in stages.values() for gate in stage.gate},
        gate_stage={gate.id: stage.id for stage in stages.values() for gate in stage.gate},
        practices=_titles(catalogue.practices),
        expectations=_titles(catalogue.expectations),
        risks=_titles(catalogue.risks),
        patterns=_titles(catalogue.patterns),
        plays=_titles(catalogue.plays),
        unread=frozenset(
            concept.id
            for concepts in (catalogue.practices, catalogue.expectations, catalogue.risks)
            for concept in concepts.values()
            if not concept.assessed_by
        ),
    )


def with_muted(titles: Titles, lines: Iterable[str]) -> Titles:
    """The same titles, with the detectors that raise no alarm marked as muted; by full names."""
    marked = {"patterns": dict(titles.patterns), "risks": dict(titles.risks)}
    for line in lines:
        group, _, rest = line.partition("[")
        name = rest.rstrip("]")
        if group in marked:
            marked[group][name] = f"{marked[group].get(name, spelled(name))} {say('(muted)')}"
    return replace(titles, patterns=marked["patterns"], risks=marked["risks"])


def _titles(concepts: Mapping[str, Titled]) -> dict[str, str]:
    return {name: say(concept.title) for name, concept in concepts.items()}
