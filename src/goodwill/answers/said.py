"""What people say of an account beside its facts: disputes, decisions, the kind that is wanted.

It is read when a statement is drawn up, and once more when that is stored: what somebody said in
between would otherwise be lost under a statement that does not know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from goodwill.errors import CallError
from goodwill.facts.base import content_id
from goodwill.facts.disputes import Dispute
from goodwill.facts.plans import NO_PLANS, AccountPlans
from goodwill.store.answers.disputes import disputes_in_force
from goodwill.store.answers.plans import all_plans

if TYPE_CHECKING:
    from goodwill.opened import Opened
    from goodwill.store.reader import Reader

__all__ = ["NOTHING_SAID", "Said", "all_said", "one_line", "plans_said", "stamp_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What holds of one account by what people said: nothing that was withdrawn."""

    plans: AccountPlans = NO_PLANS
    disputes: tuple[Dispute, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What a statement rests on of it: the same words, the same statement."""
        return (*self.plans.words, *(repr(one) for one in self.disputes))


NOTHING_SAID = Said()


def one_line(text: str, what: str, most: int) -> str:
    """Free text on one line, without characters that command a terminal; not without end."""
    shown = "".join(ch if ch.isprintable() else " " for ch in text)
    found = " ".join(shown.split())
    if len(found) > most:
        raise CallError(
            f"The {what} has {len(found)} characters; {most} are kept.", hint="Say it in fewer."
        )
    return found


def all_said(reader: Reader, zone: tzinfo = UTC) -> dict[str, Said]:
    """What people say of each account that they say anything of; days are those of `zone`."""
    plans, disputes = all_plans(reader, zone), disputes_in_force(reader, zone)
    return {
        account_id: Said(
            plans=plans.get(account_id, NO_PLANS), disputes=disputes.get(account_id, ())
        )
        for account_id in sorted({*plans, *disputes})
    }


def plans_said(book: Opened) -> dict[str, AccountPlans]:
    """What people decided of each account that they decided anything of; days are the company's."""
    zone = ZoneInfo(book.settings.company.timezone)
    return book.look(lambda reader: all_plans(reader, zone))


def stamp_of(account_id: str, said: Mapping[str, Said]) -> str:
    """Another word as soon as anything else is said of an account; "" where nothing is."""
    found = said.get(account_id)
    return "" if found is None else content_id(repr(found), digits=16)
