"""Promises that were broken, came due or were kept late, and people of theirs who left.

A promise is found again by who made it, to whom, when and in which words. One that came due says
nothing of whether it was kept: nothing told so by then, and somebody may look.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.facts.digest import Moved
from goodwill.facts.overview import is_theirs
from goodwill.facts.statement import CommitmentItem, CommitteePerson, Evidence
from goodwill.facts.strongest import best_quote
from goodwill.news.item import AccountDay, Item, because_of

__all__ = ["record_items"]


def record_items(before: AccountDay, after: AccountDay) -> Iterator[Item]:
    """What became of promises, and who left, between two days."""
    yield from _promises(before, after)
    yield from _people(before, after)


def _promises(before: AccountDay, after: AccountDay) -> Iterator[Item]:
    earlier = {_name(one): one["status"] for one in before.statement["commitments"]["items"]}
    since, until = before.statement["as_of"], after.statement["as_of"]
    for one in after.statement["commitments"]["items"]:
        side = "theirs" if is_theirs(one["by"], after.statement) else "ours"
        was = earlier.get(_name(one), "open")
        if one["status"] == "open":
            if one["due_on"] and since <= one["due_on"] < until:
                yield _came_due(one, side)
        elif was == "open" and one["settled_on"] and since < one["settled_on"] <= until:
            yield from _settled(one, side, since)


def _name(one: CommitmentItem) -> tuple[str, str, str, str]:
    return (one["by"], one["to"], one["made_on"], one["what"])


def _came_due(one: CommitmentItem, side: str) -> Item:
    return Item(
        tone="change",
        moved=Moved(line=f"commitments[{side}]", was="open", now="due"),
        because="time",
        evidence=_words(one),
        is_leading=True,
        is_ours=side == "ours",
        cause=f"due {side}",
    )


def _settled(one: CommitmentItem, side: str, since: str) -> Iterator[Item]:
    """Broken, or kept after its day; one that was kept on its day is as it should be."""
    is_late = one["due_on"] is not None and str(one["settled_on"]) > one["due_on"]
    if one["status"] == "broken" or is_late:
        now = "broken" if one["status"] == "broken" else "kept late"
        yield Item(
            tone="alarm" if now == "broken" else "good",
            moved=Moved(line=f"commitments[{side}]", was="open", now=now),
            because=because_of(one["evidence"], since),
            evidence=_words(one),
            is_ours=side == "ours",
            cause=f"{now} {side}",
        )


def _words(one: CommitmentItem) -> tuple[Evidence, ...]:
    """The promise itself first: what was said, else the row it stands in."""
    first = [item for item in one["evidence"] if item["quote"] == one["what"]][:1]
    return (*first, *(item for item in one["evidence"] if item not in first))


def _people(before: AccountDay, after: AccountDay) -> Iterator[Item]:
    stayed = {one["email"] for one in before.statement["committee"]["people"] if not one["left"]}
    for one in after.statement["committee"]["people"]:
        if one["left"] and one["email"] in stayed:
            yield _left(one, after)


def _left(one: CommitteePerson, after: AccountDay) -> Item:
    """Somebody of theirs who left, with what told so where a line rests on it."""
    every = [item for items in after.evidence.values() for item in items]
    found = [item for item in every if item["source"] == "contact" and item["ref"] == one["email"]]
    said = best_quote(after.evidence.get("risks[champion_leaving]", ()))
    return Item(
        tone="change",
        moved=Moved(line="committee", was=one["name"] or one["email"], now="left"),
        because="client",
        evidence=tuple(found[:1]) or ((said,) if said else ()),
        is_leading=True,
    )
