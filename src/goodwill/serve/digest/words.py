"""What an entry of a digest is called, what moved it and what it is worth, in words."""

from __future__ import annotations

from collections.abc import Sequence

from goodwill.facts.digest import Digest, Entry, Moved, MutedDetector, OwnerNews
from goodwill.serve.languages import mark, say, say_count, spoken
from goodwill.serve.titles import Titles, spelled
from goodwill.serve.words import (
    amount,
    count,
    day,
    how_sure,
    listed,
    lower_first,
    told,
    upper_first,
)

__all__ = [
    "also_words",
    "blind_words",
    "headline",
    "money_words",
    "muted_words",
    "nobody",
    "owner_note",
    "period",
    "quiet_words",
    "source_words",
    "title",
    "waiting_words",
    "why_moved",
]

_SIDES = {"ours": (mark("We"), mark("of ours")), "theirs": (mark("They"), mark("of theirs"))}
_BECAUSE = spoken(
    {
        "client": "",
        "time": "no one thing moved it: time has passed, and sums with it",
        "data": "the book sees more than it did",
        "rules": "our yardstick has changed, not the client",
    }
)
_SOURCES = {"effort": "hours", "feedback": "feedback", "message": "mail"}


def period(digest: Digest) -> str:
    """The days that a digest tells of."""
    return say(
        "from {day} to {day2}",
        day=day(digest.since.isoformat()),
        day2=day(digest.as_of.isoformat()),
    )


def title(digest: Digest) -> str:
    """What stands above it, and in the subject of a mail."""
    if digest.is_quiet:
        return say("Quiet: {day}", day=day(digest.as_of.isoformat()))
    alarms = sum(len(one.alarms) for one in digest.owners)
    said = count(alarms, "alarm") if alarms else say("no alarms")
    return say("What changed: {said}, {day}", said=said, day=day(digest.as_of.isoformat()))


def quiet_words(digest: Digest) -> str:
    """The one line of days in which nothing changed that needs anybody."""
    said = say("Quiet: nothing changed {digest} that needs anybody.", digest=period(digest))
    return f"{said} {blind_words(digest)}".rstrip()


def blind_words(digest: Digest) -> str:
    """That the book tells of none of these days; nothing where it tells of some."""
    if digest.newest is None:
        return say("The book knows of nothing by then.")
    if digest.newest > digest.since:
        return ""
    return say("Nothing in the book is newer than {day}.", day=day(digest.newest.isoformat()))


def nobody(owner: str | None) -> str:
    """Whose accounts these are."""
    return owner or say("Accounts without an owner")


def owner_note(news: OwnerNews) -> str:
    """How much there is for one owner."""
    return count(len(news.alarms), "alarm") if news.alarms else say("no alarm")


def waiting_words(waiting: Sequence[Entry]) -> str:
    """How many alarms are beyond what a week can hold."""
    return say_count(
        len(waiting),
        "{number} more waits, by expected money",
        "{number} more wait, by expected money",
    )


def headline(entry: Entry, titles: Titles) -> str:
    """What moved, and how: the first line of an entry."""
    same = 1 + sum(one == entry.moved for one in entry.also)
    return _moved(entry.moved, titles, same)


def also_words(entry: Entry, titles: Titles) -> str:
    """The other lines that the same thing moved; nothing where there are none."""
    others = [one for one in entry.also if one != entry.moved]
    said = dict.fromkeys(_moved(one, titles, others.count(one)) for one in others)
    return say("With it: {said}", said="; ".join(lower_first(one) for one in said)) if said else ""


def _moved(moved: Moved, titles: Titles, number: int) -> str:
    line, now = moved.line, moved.now
    group, _, rest = line.partition("[")
    if group == "commitments":
        return _promise(rest.rstrip("]"), str(now), number)
    if now == "praised":
        return say("They praised what we did") + (
            say(", {number} times", number=number) if number > 1 else ""
        )
    if group == "committee":
        return say("{was} has left", was=moved.was)
    if group in {"kind", "stage"}:
        names = titles.kinds if group == "kind" else titles.stages
        found = [names.get(str(one), spelled(str(one))) for one in (now, moved.was)]
        return say(
            "Now {found}, was {found2}", found=lower_first(found[0]), found2=lower_first(found[1])
        )
    return f"{upper_first(titles.line(line))}: {_state(moved)}"


def _promise(side: str, now: str, number: int) -> str:
    who, whose = (say(one) for one in _SIDES[side])
    promises = say("a promise") if number == 1 else say("{number} promises", number=number)
    if now == "due":
        return say(
            "{promises} {whose} came due, and nothing tells what came of it",
            promises=upper_first(promises),
            whose=whose,
        )
    if now == "broken":
        return say("{who} broke {promises}", who=who, promises=promises)
    return say("{who} kept {promises}, after the day", who=who, promises=promises)


def _state(moved: Moved) -> str:
    now = moved.now
    if isinstance(now, bool):
        return say("earned") if now else say("no longer met")
    if isinstance(now, float):
        was = how_sure(moved.was) if isinstance(moved.was, float) and moved.was else ""
        return (
            say("{how_sure}, was {was}", how_sure=how_sure(now), was=was)
            if was and was != how_sure(now)
            else how_sure(now)
        )
    if now == "watch":
        return say("first signs")
    if now == "absent":
        return say("no longer there")
    return lower_first(spelled(str(now)))


def why_moved(entry: Entry) -> str:
    """What moved it, where its words or row do not say so."""
    if str(entry.moved.line).startswith("commitments"):
        return ""
    return _BECAUSE[entry.because]


def money_words(entry: Entry) -> str:
    """What it costs or puts at stake in 12 months; nothing of nothing."""
    if not entry.amount:
        return ""
    said = amount(entry.amount, entry.currency)
    return (
        say("{said} in 12 months", said=said)
        if entry.amount_of == "cost"
        else say("{said} {amount_of} at risk", said=said, amount_of=told(entry.amount_of or ""))
    )


def source_words(sources: Sequence[str]) -> str:
    """Sorts of source that the book saw for the first time; nothing where there are none."""
    if not sources:
        return ""
    names = [told(_SOURCES.get(one, f"{one.replace('_', ' ')}s")) for one in sources]
    return say("New to the book: {listed}.", listed=listed(names))


def muted_words(muted: Sequence[MutedDetector], titles: Titles) -> str:
    """Detectors that would have spoken and are not listened to; nothing where there are none."""
    if not muted:
        return ""
    said = [
        say(
            "{line} (right {right} times of the last {answers})",
            line=titles.line(one.line),
            right=one.right,
            answers=one.answers,
        )
        for one in muted
    ]
    return say("Muted, since its alarms were mostly called wrong: {listed}.", listed=listed(said))
