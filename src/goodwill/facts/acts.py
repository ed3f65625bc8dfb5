"""What a sentence does: an act, or a remark on a promise, with the words that do it.

The recognisers are in `goodwill.acts`, one file each; this is only what they hand on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["ACT_IDS", "PROMISE_REMARKS", "REMARK_IDS", "Act"]

ACT_IDS: tuple[str, ...] = (
    "personal",
    "social_invitation",
    "request",
    "question",
    "commitment",
    "contingent_promise",
    "refusal",
    "information",
    "problem",
    "idea",
    "strategy",
    "decision",
    "delivery",
    "thanks",
    "praise",
    "apology",
    "admission",
    "complaint",
    "hostile",
    "threat",
    "command",
    "price_pressure",
    "discount",
    "tender",
    "rival",
    "competence_doubt",
    "warning",
    "sponsorship",
    "introduction",
    "referral",
    "expectation",
    "review",
    "mandate",
    "resentment",
    "departure",
    "escalation",
    "money_talk",
    "logistics",
)
"""Every act of the contract; a recogniser exists for those that `goodwill.acts` holds."""

PROMISE_REMARKS: tuple[str, ...] = (
    "handed_over",
    "arrived",
    "missing",
    "moved",
    "day_proposed",
    "agreed",
    "called_off",
    "given_up",
    "day_given",
    "day_named",
    "day_assured",
    "day_asked",
)
"""What a sentence says of a promise made elsewhere: only the ledger of promises reads these."""

PATTERN_REMARKS: tuple[str, ...] = (
    "price_spared",
    "payment_spared",
    "as_of_right",
    "done_for_nothing",
    "unasked",
    "deadline_push",
    "own_figures",
    "felt_pushed",
    "own_year_end",
    "sides_with_them",
    "no_purpose",
    "charge_questioned",
    "charge_defended",
    "demeans",
    "menaces",
    "tone_named",
    "jokes",
    "ultimatum",
    "gives_way",
    "trades",
    "obliged",
    "begrudges",
    "by_choice",
    "one_sided",
    "nothing_back",
    "shares_gain",
    "fell_through",
    "size_named",
    "usual_price_wanted",
)
"""What a sentence says that tells an unhealthy pattern from its innocent look-alike."""

PRACTICE_REMARKS: tuple[str, ...] = (
    "fault_owned",
    "cause_given",
    "remedy_given",
    "lesson_drawn",
    "let_rest",
    "dwelt_on",
    "let_down",
    "told_untrue",
    "plain_spoken",
    "blame_passed",
    "expectations_talked",
    "favour_free",
    "favour_called_in",
    "unwritten",
    "deed_thanked",
    "leans_on_other",
    "stands_alone",
    "asks_what_is_in",
    "scope_unknown",
    "says_what_is_in",
    "not_our_field",
    "gives_in",
    "holds_ground",
    "thin_skinned",
    "taken_well",
    "two_hats",
    "price_upheld",
    "bent_by_friendship",
    "asked_again",
    "put_off",
)
"""What a sentence says that shows a healthy practice, or that it was left out."""

RISK_REMARKS: tuple[str, ...] = (
    "confided",
    "rival_calls",
    "cannot_hold",
    "compared",
    "cheaper_wanted",
    "price_settled",
    "breaking_off",
    "free_to_choose",
    "staying",
    "overlooked",
    "bought_elsewhere",
    "decided_before",
    "priced_only",
    "lone_voice",
    "leaving",
    "handed_on",
    "taken_for_granted",
    "friends_first",
    "brushed_off",
    "gone_silent",
    "urged_to_learn",
    "know_how_doubted",
    "answered_well",
    "trust_lost",
)
"""What a sentence says that is a sign of a risk, or that speaks against it."""

KIND_REMARKS: tuple[str, ...] = (
    "bids_from_now",
    "bids_no_more",
    "kept_out",
)
"""What a sentence says of how the two sides will deal with each other from now on."""

EXPECTATION_REMARKS: tuple[str, ...] = (
    "wants_steadiness",
    "minds_steadiness",
    "wants_outcomes",
    "minds_outcomes",
    "wants_career",
    "minds_career",
    "wants_easier_work",
    "minds_easier_work",
    "wants_their_customers",
    "minds_their_customers",
    "wants_low_risk",
    "minds_low_risk",
    "wants_low_profile",
    "minds_low_profile",
    "wants_innovation",
    "minds_innovation",
    "wish_noted",
)
"""What a sentence says of what its writer wants from the other side."""

STAGE_REMARKS: tuple[str, ...] = ("new_work", "comes_first")
"""What a sentence says of how far trust has come: that something new is wanted, that we are always
asked first."""

REMARK_IDS: tuple[str, ...] = (
    *PROMISE_REMARKS,
    *PATTERN_REMARKS,
    *PRACTICE_REMARKS,
    *RISK_REMARKS,
    *KIND_REMARKS,
    *EXPECTATION_REMARKS,
    *STAGE_REMARKS,
)
"""Finer things that a sentence says: no acts of the contract, and no reading lists them. Their
forms stand in `goodwill/acts/remarks/forms`, a folder for each of the groups above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One speech act in one text: `text[start:end] == quote`, always."""

    act: str
    start: int
    end: int
    quote: str
    probability: float
    due_on: date | None = None
