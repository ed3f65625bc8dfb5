"""A concept of the catalogue laid out for reading: everything that its file says, in one order.

Which field stands where is said here once for all sorts of concept; a field that a sort does not
have is left out. What fields mean is in `goodwill.catalogue.schema`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from goodwill.catalogue.kind_schema import KindConcept, Shift
from goodwill.catalogue.loader import Catalogue
from goodwill.catalogue.schema import (
    Condition,
    CostRule,
    Dated,
    EvidenceRule,
    Expectation,
    Gate,
    Need,
    Pattern,
    Play,
    PlayChance,
    Practice,
    PromiseRules,
    Risk,
    Sign,
    StageConcept,
    in_force,
)
from goodwill.serve.languages import now, say, say_count, spoken
from goodwill.serve.titles import spelled
from goodwill.serve.words import figure, numeral, told
from goodwill.signals.header import signals

__all__ = [
    "SORTS",
    "Concept",
    "ConceptView",
    "Limit",
    "Meaning",
    "concept_view",
    "concepts_of",
    "meanings",
]

Concept = (
    KindConcept | StageConcept | Gate | Pattern | Practice | Expectation | Risk | Play
    | PromiseRules
)  # fmt: skip

SORTS: Mapping[str, str] = spoken(
    {
        "kinds": "Kinds of relationship",
        "stages": "Stages of trust",
        "gates": "Gates between the stages",
        "patterns": "Unhealthy patterns",
        "practices": "Healthy practices",
        "expectations": "What people may want",
        "risks": "What may go wrong",
        "plays": "What to do",
        "promises": "Promises",
    }
)
"""The sorts of concept, in the order of the catalogue's page."""

_TEXTS = spoken(
    {
        "status": "State of this definition",
        "owner": "Who answers for it",
        "direction": "Who does it to whom",
        "occasion": "When it counts",
        "kept_when": "Kept when",
        "shown_by": "Shown by",
        "served_when": "Served when",
        "first_sign": "The first sign",
        "falls_back_when": "Falls back when",
        "cost_if_absent": "What it costs where it is lacking",
        "amount_at_risk": "Amount at risk",
        "when": "When",
        "when_not": "When not",
        "who": "Who",
        "measure": "What should move",
        "limits": "Limits",
        "known_gaps": "Known gaps",
    }
)
_LISTS = spoken(
    {
        "not_to_be_confused_with": "Not to be confused with",
        "refuted_by": "What would refute it",
        "steps": "Steps",
        "say": "Words to say it with",
    }
)


class Meaning(NamedTuple):
    """What a signal measures, and in which unit."""

    says: str
    unit: str


@cache
def meanings() -> dict[str, Meaning]:
    """What each signal measures, by its name."""
    return {one.name: Meaning(" ".join(one.definition.split()), one.unit) for one in signals()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One number that decides, as in force on the day of the page; `others` are earlier or later.

    `of` is what it bounds, in words; `means` what a signal of that name measures, or "".
    """

    of: str
    value: str
    unit: str
    since: date
    basis: str
    means: str = ""
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptView:
    """What a page shows of a concept; `texts` and `lists` each under a heading."""

    sort: str
    id: str
    code: str
    title: str
    definition: str
    source: str
    texts: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    limits: tuple[Limit, ...]
    cost: CostRule | None
    needs: tuple[Need, ...]
    links: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    """Headings, and under each the sort, id and title of other concepts."""


def concepts_of(catalogue: Catalogue, sort: str) -> Mapping[str, Concept]:
    """All concepts of a sort; none for a sort that there is not."""
    found: Mapping[str, Concept] = getattr(catalogue, sort) if sort in SORTS else {}
    return found


def concept_view(
    catalogue: Catalogue, sort: str, concept: Concept, day: date, meanings: Mapping[str, Meaning]
) -> ConceptView:
    """A concept on a day; `meanings` says what each signal measures."""
    evidence: EvidenceRule | None = getattr(concept, "evidence", None)
    lists = [(label, tuple(getattr(concept, name, ()))) for name, label in _LISTS.items()]
    lists.append((say("Acts it listens for"), tuple(map(spelled, getattr(concept, "acts", ())))))
    if evidence is not None:
        shown = tuple(map(_source, evidence.show))
        lists.append(
            (
                say("Evidence that is shown, {at_most} items at most", at_most=evidence.at_most),
                shown,
            )
        )
    return ConceptView(
        sort=sort,
        id=concept.id,
        code=getattr(concept, "code", ""),
        title=concept.title,
        definition=getattr(concept, "definition", ""),
        source=concept.source,
        texts=tuple(_texts(concept)),
        lists=tuple((label, items) for label, items in lists if items),
        limits=tuple(_limits(concept, day, meanings)),
        cost=concept.cost if isinstance(concept, Pattern) else None,
        needs=getattr(concept, "needs", ()),
        links=tuple((label, found) for label, found in _links(catalogue, concept) if found),
    )


def _source(name: str) -> str:
    """`act.money_talk` as "Words: money talk"."""
    act = name.removeprefix("act.")
    return spelled(name) if act == name else say("Words: {lower}", lower=spelled(act).lower())


def _texts(concept: Concept) -> Iterator[tuple[str, str]]:
    if isinstance(concept, Pattern):
        fires = concept.fires_when
        yield (
            say("Called present when"),
            say_count(
                fires.min_independent_sources,
                "the chance is {probability} or more, with at least {min_exposure} {exposure} "
                "seen, borne out by {number} independent source",
                "the chance is {probability} or more, with at least {min_exposure} {exposure} "
                "seen, borne out by {number} independent sources",
                probability=numeral(fires.probability, ".0%"),
                min_exposure=numeral(fires.min_exposure, "g"),
                exposure=told(fires.exposure),
            )
            + (
                say(
                    " or words on {min_dated_quotes} different days",
                    min_dated_quotes=fires.min_dated_quotes,
                )
                if fires.min_dated_quotes
                else ""
            ),
        )
    if isinstance(concept, KindConcept):
        yield say("What it costs"), concept.cost
    if isinstance(concept, Play):
        chance = concept.chance
        yield say("Hours it takes"), figure(concept.hours)
        yield (
            say("How likely it works within six months"),
            _likely(chance),
        )
    for name, label in _TEXTS.items():
        if text := getattr(concept, name, ""):
            yield label, " ".join(str(text).split())


def _likely(chance: PlayChance) -> str:
    """How likely a play works, and why that is believed; in English, the language of reasons."""
    mean = numeral(chance.mean, ".0%")
    if now() is None:
        return f"{mean} to begin with; {chance.basis}"
    return say("{mean} to begin with", mean=mean)


def _limits(concept: Concept, day: date, meanings: Mapping[str, Meaning]) -> Iterator[Limit]:
    if isinstance(concept, Pattern):
        fires = concept.fires_when
        for condition in (*fires.all_in_force(day), *fires.any_in_force(day)):
            yield _condition(condition, meanings)
    signs = {sign.id: sign for sign in getattr(concept, "sign", ())}
    thresholds: Mapping[str, tuple[Dated, ...]] = getattr(concept, "thresholds", {})
    for name, entries in thresholds.items():
        held = in_force(entries, day)
        sign = signs.get(name)
        yield Limit(
            of=_sign(sign) if sign else spelled(name),
            value=figure(held.value),
            unit=held.unit,
            since=held.since,
            basis=held.basis,
            means=meanings[name].says if name in meanings and not sign else "",
            others=len(entries) - 1,
        )


def _condition(condition: Condition, meanings: Mapping[str, Meaning]) -> Limit:
    side = "over" if condition.over is not None else "under"
    window = {"12m": say("12 months"), "90d": say("90 days"), "now": "now"}[condition.window]
    meant = meanings.get(condition.signal, Meaning("", ""))
    return Limit(
        of=f"{spelled(condition.signal)} {side}",
        value=figure(condition.limit),
        unit=", ".join(filter(None, (meant.unit, window))),
        since=condition.since,
        basis=condition.basis,
        means=meant.says,
    )


def _sign(sign: Sign) -> str:
    """What is said, by whom, and for how long it counts."""
    by = {"ours": say("said by us"), "theirs": say("said by them"), "": say("said by either")}[
        sign.by
    ]
    return say(
        "{remark}, {by}, for {days} days",
        remark=spelled(sign.act or sign.remark),
        by=by,
        days=sign.days,
    )


Link = tuple[str, str, str]


def _links(catalogue: Catalogue, concept: Concept) -> Iterator[tuple[str, tuple[Link, ...]]]:
    plays = catalogue.plays
    own = [("plays", name, plays[name].title) for name in getattr(concept, "plays", ())]
    yield say("What to do about it"), tuple(own)
    if isinstance(concept, KindConcept):
        for shift in concept.shift:
            to = catalogue.kinds[shift.to].title
            yield say("From here to {lower}", lower=to.lower()), tuple(_shift(catalogue, shift))
    if isinstance(concept, StageConcept):
        gates = [("gates", name, catalogue.gates[name].title) for name in concept.gates]
        yield say("Gates it needs"), tuple(gates)
    if isinstance(concept, Play):
        yield say("What it answers"), tuple(_answered(catalogue, concept.id))


def _shift(catalogue: Catalogue, shift: Shift) -> Iterator[Link]:
    for name in shift.plays:
        yield "plays", name, catalogue.plays[name].title


def _answered(catalogue: Catalogue, play: str) -> Iterator[Link]:
    """The concepts that name a play."""
    for sort in SORTS:
        concepts: Sequence[Concept] = tuple(concepts_of(catalogue, sort).values())
        for concept in concepts:
            if play in getattr(concept, "plays", ()):
                yield sort, concept.id, concept.title
