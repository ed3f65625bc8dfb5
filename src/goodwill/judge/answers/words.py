"""What people said of one line: who has the last word, what it weighs today, how it is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from goodwill.facts.disputes import Dispute, is_of_sentence, signed
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.kind_shares import NATS_PER_DECIBAN

__all__ = [
    "ID",
    "by_whom",
    "items",
    "last_said",
    "net",
    "outranking",
    "since_said",
    "struck",
    "weight_of",
]

ID = "disputes"
"""Where the numbers stand in the catalogue."""


def last_said(case: Case, line: str) -> tuple[Dispute, ...]:
    """The last word of each person on a line as a whole, in the order in which they were given."""
    return by_whom(one for one in case.disputes if one.line == line and one.about is None)


def by_whom(said: Iterable[Dispute]) -> tuple[Dispute, ...]:
    """Of each person the last word; those without a name are one person."""
    last = {one.by.casefold(): one for one in sorted(said, key=lambda one: one.id)}
    return tuple(sorted(last.values(), key=lambda one: one.id))


def weight_of(case: Case, one: Dispute, *, fades: bool = True) -> float:
    """What a word weighs on `case.as_of`, in natural log-odds; whole on days before it was given.

    Nothing where nobody can tell.
    """
    if one.value is None:
        return 0.0
    whole = case.number(ID, "decibans") * NATS_PER_DECIBAN
    age = max((case.as_of - one.on).days, 0) if fades else 0
    return float(whole * 0.5 ** (age / case.number(ID, "half_life_days")))


def net(case: Case, said: Iterable[Dispute], yes: Collection[str]) -> float:
    """What words come to, for what any of `yes` says and against it, in natural log-odds."""
    return sum(_signed_weight(case, one, yes) for one in said)


def _signed_weight(case: Case, one: Dispute, yes: Collection[str], *, fades: bool = True) -> float:
    weight = weight_of(case, one, fades=fades)
    return weight if one.value in yes else -weight


def outranking(case: Case, said: Iterable[Dispute]) -> str | None:
    """The value that settles a line by itself, None where no words for one are left strong enough.

    Words for another value speak against it.
    """
    least = case.number(ID, "outranks_decibans") * NATS_PER_DECIBAN
    told = [one for one in said if one.value is not None]
    for value in dict.fromkeys(one.value for one in reversed(told)):
        if value is not None and net(case, told, {value}) >= least:
            return value
    return None


def items(
    case: Case, line: str, said: Iterable[Dispute], yes: Collection[str], *, fades: bool = True
) -> tuple[Evidence, ...]:
    """Words as evidence under a line, for it where they say one of `yes`."""
    return tuple(
        evidence(
            line,
            source="dispute",
            ref=str(one.id),
            on=one.on,
            says=signed(one),
            weight=_signed_weight(case, one, yes, fades=fades),
        )
        for one in said
    )


def since_said(case: Case, said: Iterable[Dispute], yes: Collection[str]) -> date | None:
    """The first day on which somebody said one of `yes`, `case.as_of` at the latest."""
    days = [min(one.on, case.as_of) for one in said if one.value in yes]
    return min(days, default=None)


def struck(case: Case, line: str, found: Iterable[Evidence]) -> tuple[tuple[Evidence, ...], float]:
    """The evidence of a line after what people said of single items, and what it lost by that.

    An item that is marked wrong stays to be seen and weighs nothing any more. One that is not there
    any more, since its sentence is not read for what it was, is put back so.
    """
    meant = _meant(case, line)
    if not meant:
        return tuple(found), 0.0
    told: list[Evidence] = []
    lost, left = 0.0, dict.fromkeys(meant)
    for item in found:
        one = next((one for one in meant if _is_meant(one, item)), None)
        if one is None:
            told.append(item)
            continue
        left.pop(one, None)
        lost += item["weight"] if one.answer == "wrong" else 0.0
        told.append(_marked(item, one))
    return (*told, *_put_back(line, left)), lost


def _meant(case: Case, line: str) -> list[Dispute]:
    """What people said of items of a line, each person's last word on each, the newest first."""
    said = [one for one in case.disputes if one.line == line and _has_happened(case, one)]
    last = {(one.by.casefold(), one.about): one for one in said}
    return sorted(last.values(), key=lambda one: -one.id)


def _has_happened(case: Case, one: Dispute) -> bool:
    """Whether it is of an item, and of one that is known on `case.as_of`."""
    return one.about is not None and (one.about.on or case.as_of) <= case.as_of


def _is_meant(one: Dispute, item: Evidence) -> bool:
    about = one.about
    if about is None or (about.source, about.ref) != (item["source"], item["ref"]):
        return False
    return about.quote is None or about.quote == item["quote"]


def _marked(item: Evidence, one: Dispute) -> Evidence:
    weight = 0.0 if one.answer == "wrong" else item["weight"]
    says = f"{item['says']} {_told(one)}"
    return {**item, "says": says, "weight": weight, "dispute": str(one.id)}


def _told(one: Dispute) -> str:
    rest = " It counts no more." if one.answer == "wrong" else ""
    return f"{signed(one)}{rest}"


def _put_back(line: str, left: Iterable[Dispute]) -> Iterator[Evidence]:
    """Sentences that are read for nothing any more."""
    for one in left:
        if one.about is not None and one.answer == "wrong" and is_of_sentence(one):
            item = evidence(
                line,
                source=one.about.source,
                ref=one.about.ref,
                on=one.about.on,
                quote=one.about.quote,
                says=_told(one),
                weight=0.0,
            )
            yield {**item, "dispute": str(one.id)}
