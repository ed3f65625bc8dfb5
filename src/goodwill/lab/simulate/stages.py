"""The stage of an account, where it is plain to everybody; None where a reader may say either."""

from __future__ import annotations

from collections import Counter

from goodwill.facts.people import Kind
from goodwill.facts.statement import Stage
from goodwill.lab.simulate.life import Life

__all__ = ["plain_stage"]

BIDS = 2  # calls for bids in the year that make somebody one among others
FIRST_CALLS = 4  # needs in the year that came to us first
PROOF = 6  # deliveries, all in time
SESSIONS = 3  # sessions on strategy in the year, where two ask for it
SPONSORS = 2


def plain_stage(life: Life, kind: Kind | None, in_year: Counter[str]) -> Stage | None:
    """From what was done in the year, with room to spare on both sides of each gate."""
    if not (life.ledger.deals or life.ledger.invoices):
        return "prospect"
    if kind == "ad_hoc":
        return "me_too" if in_year["tender"] >= BIDS else None
    if kind != "partner" or not _calls_first(in_year) or not _has_proved(life):
        return None
    if _is_chosen(life, in_year):
        return "only_me"
    return None if in_year["session"] else "me_first"


def _calls_first(in_year: Counter[str]) -> bool:
    return in_year["need"] >= FIRST_CALLS and in_year["order"] <= 2 * in_year["need"]


def _has_proved(life: Life) -> bool:
    done = [row for row in life.ledger.deliveries if row.delivered_on]
    late = [row for row in done if row.delivered_on and row.delivered_on > row.promised_on]
    return len(done) >= PROOF and not late


def _is_chosen(life: Life, in_year: Counter[str]) -> bool:
    sponsors = sum(what.startswith("sponsor") for what in in_year)
    rivals = any(one.risk == "competitor_at_the_door" for one in life.notes.happenings)
    return in_year["session"] >= SESSIONS and sponsors >= SPONSORS and not rivals
