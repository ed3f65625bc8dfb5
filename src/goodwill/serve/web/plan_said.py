"""What was decided of an account's plays and kind, in words, as the plan board shows it.

Who decided what of how many is never counted. While names are hidden nothing of it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodwill.errors import CallError
from goodwill.facts.plans import NO_PLANS, AccountPlans, Decision
from goodwill.serve.decided import FOLLOWS, decision_words, wanted_words
from goodwill.serve.titles import load_titles
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View

__all__ = ["Record", "Said", "plans_of", "record", "said_now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One decision in words, and what follows; `holds`: nobody has said anything later of it."""

    account_id: str
    play: str
    words: str
    follows: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that was decided of an account's plays, the newest first, and of its kind, if anything.

    `wanted` is in words, "" where nobody has said which kind they want.
    """

    said: tuple[Said, ...]
    wanted: str


def said_now(shelf: Shelf, view: View, named: str) -> Said | None:
    """What was written down just now, where an address names it: an account's id, then a play."""
    account, _, play = named.rpartition("/")
    plans = plans_of(shelf, view, account)
    found = next((one for one in plans.decisions if one.play == play), None)
    return _in_words(found, plans) if found else None


def record(shelf: Shelf, view: View, account: str) -> Record:
    """All that was decided of an account; nothing where none is asked for."""
    plans = plans_of(shelf, view, account)
    return Record(
        said=tuple(_in_words(one, plans) for one in reversed(plans.made)),
        wanted=wanted_words(plans.wanted, load_titles()) if plans.wanted else "",
    )


def plans_of(shelf: Shelf, view: View, account: str) -> AccountPlans:
    """What holds of an account; nothing of one that is not there, or while names are hidden."""
    if not account or view.is_incognito:
        return NO_PLANS
    try:
        return shelf.book.plans(account)
    except CallError:
        return NO_PLANS


def _in_words(one: Decision, plans: AccountPlans) -> Said:
    return Said(
        account_id=one.account_id,
        play=one.play,
        words=decision_words(one, load_titles()),
        follows=FOLLOWS[one.answer],
        holds=one in plans.decisions,
    )
