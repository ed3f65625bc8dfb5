"""What somebody decided of a play or of a kind, in words, and what follows from it.

The same words on a terminal and on a page.
"""

from __future__ import annotations

from collections.abc import Mapping

from goodwill.facts.plans import Decision, PlayAnswer, WantedKind
from goodwill.facts.statement import PlayLine
from goodwill.serve.languages import say, spoken
from goodwill.serve.titles import Titles
from goodwill.serve.words import day, plain

__all__ = ["FOLLOWS", "decision_words", "drawn_words", "wanted_words"]

SAID: Mapping[PlayAnswer, str] = spoken(
    {
        "accepted": "taken up",
        "changed": "taken up, in other steps",
        "postponed": "put off",
        "rejected": "not wanted",
        "done": "done",
    }
)

FOLLOWS: Mapping[PlayAnswer, str] = spoken(
    {
        "accepted": "It stands first in the account's plan until you say that it is done.",
        "changed": "It stands first in the account's plan until you say that it is done.",
        "postponed": "It is not proposed before that day.",
        "rejected": "It is not proposed again for what called for it; another finding may.",
        "done": "It rests for half a year. What came of it will be told once there is enough "
        "to see.",
    }
)


def decision_words(decision: Decision, titles: Titles) -> str:
    """`Agree the payment day anew: taken up, by 31 Jul 2026 (30 Jun 2026, ann): because ...`."""
    name = plain(titles.plays.get(decision.play, decision.play))
    until = ""
    if decision.due_on:
        until = f", {'until' if decision.answer == 'postponed' else 'by'} "
        until += day(decision.due_on.isoformat())
    by = f", {plain(decision.by)}" if decision.by else ""
    why = f": {plain(decision.reason).rstrip('.')}" if decision.reason else ""
    return f"{name}: {SAID[decision.answer]}{until} ({day(decision.made_on.isoformat())}{by}){why}"


def drawn_words(play: PlayLine) -> str:
    """That chance decided which of several plays stands first, and among how many."""
    among = len(play.get("drawn_from", ()))
    return say(
        "one of {among} steps worth about the same; chance chose which comes first", among=among
    )


def wanted_words(wanted: WantedKind, titles: Titles) -> str:
    """`Partner is wanted since 30 Jun 2026 (ann): because ...`."""
    since = day(wanted.since.isoformat())
    by = f" ({plain(wanted.by)})" if wanted.by else ""
    why = f": {plain(wanted.reason).rstrip('.')}" if wanted.reason else ""
    if wanted.kind is None:
        return say(
            "What the book wants of all is wanted since {since}{by}{why}",
            since=since,
            by=by,
            why=why,
        )
    return say(
        "{kind} is wanted since {since}{by}{why}",
        kind=titles.kinds[wanted.kind],
        since=since,
        by=by,
        why=why,
    )
