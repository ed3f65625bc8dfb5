"""From folders of TOML to one `Catalogue`.

The package's own folder comes first, then those of extensions (entry points named
`goodwill.catalogue`), then a book's own (`files`). Each folder is parsed the first time somebody
asks for it. Typed forms are in `schema`, what a file may hold is checked in `typed_toml`, and
whether its names point at something in `references`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from operator import itemgetter
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

from goodwill.catalogue import ids
from goodwill.catalogue.files import (
    FOLDERS,
    WEIGHTS,
    CatalogueFile,
    files_in_force,
    hash_of,
    parsed,
    read_folder,
    shipped_files,
)
from goodwill.catalogue.kind_schema import KindConcept, Weights
from goodwill.catalogue.overrides import override, override_weights
from goodwill.catalogue.schema import (
    Dated,
    Expectation,
    Gate,
    Learning,
    Pattern,
    Play,
    PlayChance,
    Practice,
    PromiseRules,
    Risk,
    StageConcept,
    in_force,
)
from goodwill.catalogue.typed_toml import Place, build
from goodwill.errors import CatalogueError, nearest
from goodwill.facts.people import KINDS

__all__ = ["FOLDERS", "Catalogue", "CatalogueFile", "load_catalogue", "read_folder"]


class HasId(Protocol):
    """Any concept."""

    @property
    def id(self) -> str:
        """Unique within its folder."""
        ...


Concept = TypeVar("Concept", bound=HasId)
Made = TypeVar("Made")
Bounded = Gate | Pattern | Practice | Risk | Expectation | PromiseRules | Learning
PROMISES = "promises"
NOTHING: Mapping[str, tuple[Dated, ...]] = MappingProxyType({})


class Catalogue:
    """Every concept by id, in the contract's order, with a book's own thresholds in force."""

    def __init__(
        self,
        files: Iterable[CatalogueFile],
        thresholds: Iterable[tuple[str, Decimal]] = (),
        chances: Iterable[tuple[str, PlayChance]] = (),
    ) -> None:
        self.files = tuple(sorted(files, key=lambda file: (file.folder, file.where)))
        self.overrides = tuple(sorted(thresholds))
        self.chances = tuple(sorted(chances, key=itemgetter(0)))

    def __reduce__(self) -> tuple[type[Catalogue], tuple[object, ...]]:
        """Travels as its files, so that a worker parses only what it reads."""
        return (Catalogue, (self.files, self.overrides, self.chances))

    @cached_property
    def hash(self) -> str:
        """16 hex digits of the content, whatever the order of files; nothing is parsed."""
        learnt = ((play, chance.a, chance.b) for play, chance in self.chances)
        return hash_of(self.files, self.overrides, learnt)

    @cached_property
    def kinds(self) -> Mapping[str, KindConcept]:
        """The four kinds."""
        return self._concepts("kinds", KindConcept, KINDS)

    @cached_property
    def weights(self) -> Weights:
        """How signals speak for kinds."""
        found = [file for file in self.files if file.is_weights]
        if len(found) != 1:
            raise CatalogueError(f"kinds/{WEIGHTS}: found {len(found)} times; needs to be once.")
        weights = build(Weights, parsed(found[0]), Place(found[0].where))
        return override_weights(weights, self.overrides)

    @cached_property
    def stages(self) -> Mapping[str, StageConcept]:
        """The four stages of trust."""
        return self._concepts("stages", StageConcept, ids.STAGE_IDS)

    @cached_property
    def gates(self) -> Mapping[str, Gate]:
        """The gates of the stages."""
        gates = [gate for stage in self.stages.values() for gate in stage.gate]
        return _in_order({gate.id: gate for gate in gates}, ids.GATE_IDS)

    @cached_property
    def patterns(self) -> Mapping[str, Pattern]:
        """The unhealthy patterns."""
        return self._concepts("patterns", Pattern, ids.PATTERN_IDS)

    @cached_property
    def practices(self) -> Mapping[str, Practice]:
        """The healthy practices."""
        return self._concepts("practices", Practice, ids.PRACTICE_IDS)

    @cached_property
    def expectations(self) -> Mapping[str, Expectation]:
        """What business people may want."""
        return self._concepts("expectations", Expectation, ids.EXPECTATION_IDS)

    @cached_property
    def risks(self) -> Mapping[str, Risk]:
        """What may go wrong."""
        return self._concepts("risks", Risk, ids.RISK_IDS)

    @cached_property
    def plays(self) -> Mapping[str, Play]:
        """What to do next; the chance that one works is the book's own where it has learnt it."""
        found, learnt = self._concepts("plays", Play, ()), dict(self.chances)
        return MappingProxyType(
            {n: replace(p, chance=learnt[n]) if n in learnt else p for n, p in found.items()}
        )

    @cached_property
    def promises(self) -> Mapping[str, PromiseRules]:
        """The rules of the ledger of promises: one, under its own name."""
        return self._concepts(PROMISES, PromiseRules, (PROMISES,))

    @cached_property
    def learning(self) -> Mapping[str, Learning]:
        """By what numbers the book learns from what came of things."""
        return self._concepts("learning", Learning, ())

    def with_thresholds(self, thresholds: Iterable[tuple[str, Decimal]]) -> Catalogue:
        """This catalogue with a book's own numbers, `("terms_dictated.days_beyond_terms", 30)`."""
        changed = Catalogue(self.files, thresholds, self.chances)
        changed.check_thresholds()
        return changed

    def with_chances(self, chances: Mapping[str, PlayChance]) -> Catalogue:
        """This catalogue with what a book has learnt of how often plays work."""
        return Catalogue(self.files, self.overrides, chances.items()) if chances else self

    @property
    def unlearnt(self) -> Catalogue:
        """This catalogue with the chances that the files give."""
        return Catalogue(self.files, self.overrides) if self.chances else self

    def threshold(self, name: str, as_of: date) -> float:
        """The number `"CONCEPT.NAME"` as in force on `as_of`."""
        held = self._held.get((name, as_of))
        if held is None:
            concept, _, key = name.partition(".")
            entries = self._thresholds_of(concept).get(key)
            if not entries:
                raise self._no_threshold(name)
            held = self._held[name, as_of] = in_force(entries, as_of).value
        return held

    @cached_property
    def _held(self) -> dict[tuple[str, date], float]:
        """Numbers as in force on a day: a statement asks for hundreds, those of a book for few."""
        return {}

    def once(self, make: Callable[[Catalogue, date], Made], as_of: date) -> Made:
        """What `make` makes of the catalogue for a day: the same for all accounts, so made once."""
        key = (make, as_of)
        if key not in self._made:
            self._made[key] = make(self, as_of)
        return cast("Made", self._made[key])

    @cached_property
    def _made(self) -> dict[tuple[Callable[[Catalogue, date], object], date], object]:
        """What `once` has made."""
        return {}

    def check_thresholds(self) -> None:
        """Refuse a book's threshold that the catalogue has no use for."""
        for name, _ in self.overrides:
            if name not in self.threshold_names:
                raise self._no_threshold(name)

    @cached_property
    def threshold_names(self) -> tuple[str, ...]:
        """Every name that `[thresholds]` of a book may give."""
        names = [f"kinds.{name}" for name in self.weights.constants]
        names += [f"kinds.{weight.signal}" for weight in self.weights.signal]
        for found in self._bounded:
            for concept in found.values():
                names += [f"{concept.id}.{name}" for name in concept.thresholds]
        for pattern in self.patterns.values():
            fires = pattern.fires_when
            names += [f"{pattern.id}.{c.signal}" for c in (*fires.all, *fires.any)]
            names += [f"{pattern.id}.probability", f"{pattern.id}.min_exposure"]
        return tuple(sorted(set(names)))

    @property
    def _bounded(self) -> tuple[Mapping[str, Bounded], ...]:
        """The sorts of concept that have thresholds; their ids differ."""
        return (
            self.gates,
            self.patterns,
            self.practices,
            self.risks,
            self.expectations,
            self.promises,
            self.learning,
        )

    def _no_threshold(self, name: str) -> CatalogueError:
        return CatalogueError(
            f'[thresholds] "{name}": no such threshold.{nearest(name, self.threshold_names)}',
            hint="A threshold is named CONCEPT.NAME, for example terms_dictated.days_beyond_terms.",
        )

    def _thresholds_of(self, concept: str) -> Mapping[str, tuple[Dated, ...]]:
        if concept == "kinds":
            return self.weights.constants
        for found in self._bounded:
            if concept in found:
                return found[concept].thresholds
        return NOTHING

    def _concepts(
        self, folder: str, cls: type[Concept], order: tuple[str, ...]
    ) -> Mapping[str, Concept]:
        found: dict[str, Concept] = {}
        places: dict[str, str] = {}
        for file in self.files:
            if file.folder != folder or file.is_weights:
                continue
            concept = override(build(cls, parsed(file), Place(file.where)), self.overrides)
            if concept.id in found:
                message = f'{file.where}: the id "{concept.id}" is taken by {places[concept.id]}.'
                raise CatalogueError(message, hint="Give one of the two another id.")
            found[concept.id] = concept
            places[concept.id] = file.where
        return _in_order(found, order)


def _in_order(found: Mapping[str, Concept], order: tuple[str, ...]) -> Mapping[str, Concept]:
    """The ids of the contract first, then those that a book or an extension adds."""
    known = [name for name in order if name in found]
    added = sorted(name for name in found if name not in order)
    return MappingProxyType({name: found[name] for name in (*known, *added)})


def load_catalogue(
    folders: Iterable[tuple[Traversable, str]] = (),
    thresholds: Iterable[tuple[str, Decimal]] = (),
) -> Catalogue:
    """The shipped catalogue, with extensions, more `(folder, name)` pairs, and a book's numbers."""
    more = files_in_force(folders) if (folders := tuple(folders)) else ()
    own = tuple(thresholds)
    catalogue = Catalogue(more) if more else _shipped()
    return catalogue.with_thresholds(own) if own else catalogue


@cache
def _shipped() -> Catalogue:
    """One a process."""
    return Catalogue(shipped_files())
