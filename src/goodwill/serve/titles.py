"""What lines are called in front of people: the catalogue's titles, and the roles' words.

Ids never change; titles are the catalogue's to choose, so none stands in code. A name that
the catalogue does not hold (a user's own pattern that was taken away) is shown as its id in
plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from goodwill.catalogue import ids
from goodwill.catalogue.files import FOLDERS, CatalogueFile, head_of, parsed, shipped_files
from goodwill.facts.people import KINDS
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
    heads = {folder: _heads(folder) for folder in FOLDERS}
    stages = [parsed(file) for file in _concepts("stages")]
    gates = [(stage["id"], gate) for stage in stages for gate in stage.get("gate", ())]
    return Titles(
        kinds=_titles(heads["kinds"], KINDS),
        stages=_titles(heads["stages"], ids.STAGE_IDS),
        gates=_titles([gate for _, gate in gates], ids.GATE_IDS),
        gate_stage={gate["id"]: stage for stage, gate in gates},
        practices=_titles(heads["practices"], ids.PRACTICE_IDS),
        expectations=_titles(heads["expectations"], ids.EXPECTATION_IDS),
        risks=_titles(heads["risks"], ids.RISK_IDS),
        patterns=_titles(heads["patterns"], ids.PATTERN_IDS),
        plays=_titles(heads["plays"], ()),
        unread=frozenset(
            head["id"]
            for folder in ("practices", "expectations", "risks")
            for head in heads[folder]
            if not head.get("assessed_by")
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


def _concepts(folder: str) -> list[CatalogueFile]:
    return [file for file in shipped_files() if file.folder == folder and not file.is_weights]


def _heads(folder: str) -> list[Mapping[str, Any]]:
    return [head_of(file) for file in _concepts(folder)]


def _titles(heads: Iterable[Mapping[str, Any]], order: Sequence[str]) -> dict[str, str]:
    """The titles by id, in the contract's order; what an extension adds comes after."""
    found = {head["id"]: say(head["title"]) for head in heads}
    names = [*(name for name in order if name in found), *sorted(set(found) - set(order))]
    return {name: found[name] for name in names}
