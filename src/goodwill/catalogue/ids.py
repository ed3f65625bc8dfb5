"""The ids that the contract names, in its order: every statement lists all of them.

A book or an extension may add patterns of its own; they follow in order of their id.
"""

from __future__ import annotations

__all__ = [
    "EXPECTATION_IDS",
    "GATE_IDS",
    "PATTERN_IDS",
    "PRACTICE_IDS",
    "RISK_IDS",
    "STAGE_IDS",
]

STAGE_IDS = ("prospect", "me_too", "me_first", "only_me")

GATE_IDS = ("first_order", "after_sales_proof", "called_first", "joint_strategy", "uncontested")

PATTERN_IDS = (
    "abusive",
    "professional_visitor",
    "master_servant",
    "big_brother",
    "win_lose",
    "friendship_over_profit",
    "broken_promises",
    "exploitative",
    "siding_with_client",
    "hostage",
    "terms_dictated",
    "under_pressure",
    "over_servicing",
    "size_used_against_us",
)

PRACTICE_IDS = (
    "clear_agreements",
    "communication",
    "learning",
    "plain_truth",
    "no_strings",
    "forgiveness",
    "expectations_reviewed",
    "responsibility",
    "appreciation",
    "apology",
    "quality_time",
    "own_footing",
    "defined_service_and_price",
    "delivers_what_is_said",
    "refers_to_allies",
    "says_no",
    "equal_standing",
    "not_personal",
    "line_between_friend_and_business",
)

EXPECTATION_IDS = (
    "predictable_performance",
    "outcomes",
    "career_support",
    "easier_work",
    "serves_own_customers",
    "low_risk",
    "low_profile",
    "innovation",
)

RISK_IDS = (
    "defection",
    "price_pressure",
    "single_thread",
    "champion_leaving",
    "competitor_at_the_door",
    "competence_doubted",
    "friendship_mistaken_for_business",
    "rear_view_mirror",
    "late_to_the_deal",
    "unseen_requests",
    "going_quiet",
)
