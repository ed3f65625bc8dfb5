"""Statements made by hand: a bakery that a refrigeration firm serves, and one hardly known."""

from __future__ import annotations

from goodwill.facts.statement import (
    Commitments,
    CommitmentTally,
    CommitteePerson,
    Cost,
    Coverage,
    Economics,
    Evidence,
    ExpectationLine,
    GateLine,
    KindLine,
    Mixture,
    PatternLine,
    PatternStatus,
    Plan,
    PracticeLine,
    PracticeStatus,
    RiskLine,
    Statement,
)
from goodwill.serve.titles import Titles

PATTERNS = {
    "abusive": "Hostile messages",
    "professional_visitor": "Visits without a purpose",
    "master_servant": "Unpaid work expected",
    "big_brother": "Concessions under threat",
    "win_lose": "One-sided terms",
    "friendship_over_profit": "Friendship before margin",
    "broken_promises": "Promises not kept",
    "exploitative": "Possible double charge",
    "siding_with_client": "Off-policy discounts",
    "hostage": "Tied, not chosen",
    "terms_dictated": "Paid later than agreed",
    "under_pressure": "Quarter-end selling",
    "over_servicing": "Unasked extra service",
    "size_used_against_us": "Size sets the terms",
}
RISKS = {
    "defection": "Leaves us",
    "price_pressure": "Price comes first",
    "single_thread": "All through one person",
    "champion_leaving": "Our supporter is leaving",
    "competitor_at_the_door": "A rival at the door",
    "competence_doubted": "Our knowledge is doubted",
    "friendship_mistaken_for_business": "Friendship taken for business",
    "rear_view_mirror": "Resting on the past",
    "late_to_the_deal": "Late to the deal",
    "unseen_requests": "Requests we never saw",
    "going_quiet": "Going quiet",
}
PRACTICES = {
    "own_footing": "Own footing",
    "clear_agreements": "Clear agreements",
    "communication": "Listening and answering",
    "learning": "Learning from what went wrong",
    "plain_truth": "Plain truth",
    "no_strings": "No strings to a favour",
    "forgiveness": "Forgiveness",
    "expectations_reviewed": "Expectations reviewed, money included",
    "responsibility": "Taking responsibility",
    "appreciation": "Thanks given",
    "apology": "Saying sorry",
    "quality_time": "Time spent well together",
    "defined_service_and_price": "Service and price defined",
    "delivers_what_is_said": "Doing what was said",
    "refers_to_allies": "Referring to others",
    "says_no": "Saying no",
    "equal_standing": "Equal standing",
    "not_personal": "Not taken personally",
    "line_between_friend_and_business": "Line between friend and business",
}
EXPECTATIONS = {
    "predictable_performance": "Predictable performance",
    "outcomes": "Outcomes",
    "career_support": "Career support",
    "easier_work": "Easier work",
    "serves_own_customers": "Serving their own customers",
    "low_risk": "Low risk",
    "low_profile": "Low profile",
    "innovation": "Innovation",
}
TITLES = Titles(
    kinds={"social": "Social", "technical": "Technical", "ad_hoc": "Ad hoc", "partner": "Partner"},
    stages={
        "prospect": "Prospect",
        "me_too": "Me too",
        "me_first": "Me first",
        "only_me": "Only me",
    },
    gates={
        "first_order": "First order",
        "after_sales_proof": "Service has proved itself",
        "called_first": "They call us first",
        "joint_strategy": "We plan together",
        "uncontested": "Nobody else is asked",
    },
    gate_stage={
        "first_order": "me_first",
        "after_sales_proof": "me_first",
        "called_first": "me_first",
        "joint_strategy": "only_me",
        "uncontested": "only_me",
    },
    practices=PRACTICES,
    expectations=EXPECTATIONS,
    risks=RISKS,
    patterns=PATTERNS,
    plays={"agree_payment_date": "Agree a payment date with their finance team"},
)


def mixture(social: float, technical: float, ad_hoc: float, partner: float) -> Mixture:
    return {"social": social, "technical": technical, "ad_hoc": ad_hoc, "partner": partner}


def evidence(
    says: str,
    weight: float,
    *,
    quote: str | None = None,
    source: str = "message",
    ref: str = "<q1@larkfield.example>",
    on: str | None = "2026-05-12",
) -> Evidence:
    return {
        "id": f"e-{ref}",
        "source": source,
        "ref": ref,
        "on": on,
        "quote": quote,
        "says": says,
        "weight": weight,
    }


def pattern(
    name: str,
    status: PatternStatus = "absent",
    *,
    probability: float = 0.05,
    cost: Cost | None = None,
    given: list[Evidence] | None = None,
    needs: list[str] | None = None,
) -> PatternLine:
    return {
        "id": name,
        "title": PATTERNS[name],
        "status": status,
        "probability": probability,
        "since": "2025-11-01" if status in {"present", "watch"} else None,
        "direction": "theirs" if name == "terms_dictated" else "ours",
        "cost": cost,
        "evidence": given or [],
        "needs": needs or [],
    }


LATE_COST: Cost = {
    "amount": 671.67,
    "currency": "GBP",
    "months": 12,
    "formula": "open amount x days past the agreed day / 365 x cost_of_capital",
    "inputs": {"amount_days": 2_723_998.61, "cost_of_capital": 0.09},
}
SERVICE_COST: Cost = {
    "amount": 1240.0,
    "currency": "GBP",
    "months": 12,
    "formula": "hours_beyond x hourly_cost",
    "inputs": {"hours_beyond": 20.0, "hourly_cost": 62.0},
}


def patterns() -> list[PatternLine]:
    late = pattern(
        "terms_dictated",
        "present",
        probability=0.97,
        cost=LATE_COST,
        given=[
            evidence(
                "Paid 74 days late",
                2.4,
                source="invoice",
                ref="LB-0051",
                on="2026-03-02",
            ),
            evidence(
                "They say that payment waits for a run",
                1.1,
                quote="Nothing goes out before the quarterly run, you know how it is.",
            ),
            evidence("One invoice was paid on the day", -0.6, source="invoice", ref="LB-0044"),
        ],
    )
    service = pattern(
        "over_servicing",
        "watch",
        probability=0.61,
        cost=SERVICE_COST,
        given=[evidence("20 hours beyond the agreement", 0.8, source="effort", ref="T-88")],
    )
    named = {"terms_dictated": late, "over_servicing": service}
    unread = pattern("exploitative", "not_assessable", needs=["invoice lines with periods"])
    blind = {"exploitative": unread}
    blind["hostage"] = pattern("hostage", "not_assessable", needs=["deals with their competitors"])
    return [named.get(name) or blind.get(name) or pattern(name) for name in PATTERNS]


def practices() -> list[PracticeLine]:
    states: dict[str, PracticeStatus] = {
        "appreciation": "kept",
        "communication": "slipping",
        "clear_agreements": "missing",
        "expectations_reviewed": "missing",
    }
    return [
        {
            "id": name,
            "status": states.get(name, "not_assessable"),
            "evidence": [evidence("They thanked us twice", 0.7, quote="Thanks, that saved us.")]
            if name == "appreciation"
            else [],
        }
        for name in PRACTICES
    ]


def risks() -> list[RiskLine]:
    chances = {"competitor_at_the_door": 0.82, "single_thread": 0.55, "going_quiet": 0.31}
    seen = evidence(
        "Somebody else is looking at the work",
        1.6,
        quote="Two other firms were round on Monday with a tape measure.",
        ref="<q7@larkfield.example>",
        on="2026-06-02",
    )
    return [
        {
            "id": name,
            "probability": chances.get(name, 0.1),
            "horizon_days": 180,
            "since": "2026-06-02" if name in chances else None,
            "amount_at_risk": 9880.0,
            "evidence": [seen] if name == "competitor_at_the_door" else [],
        }
        for name in RISKS
    ]


def gates() -> list[GateLine]:
    return [
        {
            "id": "first_order",
            "met": True,
            "on": "2024-04-11",
            "evidence": [evidence("Invoice LB-0007", 2.0, source="invoice", ref="LB-0007")],
        },
        {
            "id": "after_sales_proof",
            "met": True,
            "on": "2025-01-30",
            "evidence": [evidence("9 of 9 deliveries in order", 1.5, source="count", ref="9")],
        },
        {
            "id": "called_first",
            "met": False,
            "on": None,
            "evidence": [evidence("1 of 4 needs came to us first", -0.9, source="count", ref="4")],
        },
        {"id": "joint_strategy", "met": False, "on": None, "evidence": []},
        {"id": "uncontested", "met": False, "on": None, "evidence": []},
    ]


def expectations() -> list[ExpectationLine]:
    return [
        {
            "id": name,
            "strength": 0.7 if name == "low_risk" else 0.08,
            "last_reviewed_on": None,
            "evidence": [evidence("They ask for no surprises", 1.2, quote="No surprises please.")]
            if name == "low_risk"
            else [],
        }
        for name in EXPECTATIONS
    ]


def people() -> list[CommitteePerson]:
    return [
        {
            "email": "s.okafor@larkfield.example",
            "name": "Sam Okafor",
            "role": "economic_buyer",
            "role_is": "given",
            "seniority": "head",
            "last_seen_on": "2026-06-20",
            "stance": "for",
            "left": False,
        },
        {
            "email": "j.lind@larkfield.example",
            "name": "Jo Lind",
            "role": None,
            "role_is": "inferred",
            "seniority": "unknown",
            "last_seen_on": "2026-01-09",
            "stance": "unknown",
            "left": True,
        },
    ]


def coverage() -> Coverage:
    return {
        "messages": 44,
        "meetings": 6,
        "first_on": "2024-03-04",
        "last_on": "2026-06-29",
        "sources": [
            {"source": "message", "items": 44, "last_on": "2026-06-29"},
            {"source": "invoice", "items": 11, "last_on": "2026-06-01"},
        ],
        "gaps": [{"what": "no mail", "from": "2025-08-01", "to": "2025-08-31"}],
    }


def kind() -> KindLine:
    now = mixture(0.14, 0.62, 0.16, 0.08)
    return {
        "now": "technical",
        "mixture": now,
        "confidence": 0.83,
        "desired": "partner",
        "since": "2025-11",
        "trend": [
            {"month": "2026-03", "mixture": mixture(0.3, 0.4, 0.2, 0.1)},
            {"month": "2026-04", "mixture": mixture(0.25, 0.5, 0.16, 0.09)},
            {"month": "2026-05", "mixture": mixture(0.2, 0.55, 0.17, 0.08)},
            {"month": "2026-06", "mixture": now},
        ],
        "people": [
            {
                "ours": "nora.whitfield@polarworks.example",
                "theirs": "s.okafor@larkfield.example",
                "mixture": now,
                "messages": 31,
            }
        ],
        "evidence": [
            evidence(
                "They ask for the specification",
                1.3,
                quote="Send me the load figures for oven three, please.",
            ),
            evidence("They talk of the weekend", -0.4, quote="How was the regatta?"),
        ],
    }


def commitments() -> Commitments:
    said = evidence("We said so", 1.5, quote="You will have them by Wednesday week.")
    return {
        "ours": {"open": 1, "kept": 3, "broken": 0},
        "theirs": {"open": 0, "kept": 1, "broken": 2},
        "items": [
            {
                "by": "nora.whitfield@polarworks.example",
                "to": "s.okafor@larkfield.example",
                "what": "the figures for oven three",
                "made_on": "2026-06-10",
                "due_on": "2026-06-17",
                "status": "open",
                "settled_on": None,
                "evidence": [said],
            }
        ],
    }


def economics() -> Economics:
    return {
        "currency": "GBP",
        "months": 12,
        "revenue": 36720.0,
        "gross_margin": 9880.0,
        "cost_to_serve": 2615.0,
        "proposal_cost": 310.0,
        "entertainment_cost": 0.0,
        "discount_given": None,
        "late_payment_cost": 671.67,
        "contribution": 6593.33,
        "return_per_hour": 175.82,
    }


def plan() -> Plan:
    return {
        "from": "technical",
        "to": "partner",
        "plays": [
            {
                "id": "agree_payment_date",
                "title": "Agree a payment date with their finance team",
                "because": ["terms_dictated"],
                "steps": ["List the eleven invoices.", "Ask which run they fall into."],
                "source": "S1",
                "owner": "Nora Whitfield",
                "expected_value": 420.0,
                "measure": "the next three invoices are paid by the agreed day",
            }
        ],
    }


def larkfield() -> Statement:
    """A technical account with a present pattern, a watched one, risks and a plan."""
    return {
        "version": 1,
        "account": {
            "id": "larkfield",
            "name": "Larkfield Bakeries",
            "domains": ["larkfield.example"],
            "owner": "Nora Whitfield",
        },
        "as_of": "2026-06-30",
        "made_with": {
            "facts": "7f3a91c2",
            "catalogue": "1b2c3d4e",
            "code": "0.1.0",
            "calibration": "none",
        },
        "coverage": coverage(),
        "kind": kind(),
        "stage": {"now": "me_too", "confidence": 0.74, "gates": gates()},
        "patterns": patterns(),
        "practices": practices(),
        "commitments": commitments(),
        "expectations": expectations(),
        "committee": {
            "people": people(),
            "active": 1,
            "single_threaded": True,
            "missing_roles": ["user_buyer", "technical_buyer", "coach"],
        },
        "risks": risks(),
        "economics": economics(),
        "plan": plan(),
    }


UNKNOWN_KIND: KindLine = {
    "now": None,
    "mixture": mixture(0.15, 0.45, 0.25, 0.15),
    "confidence": 0.3,
    "desired": None,
    "since": None,
    "trend": [],
    "people": [],
    "evidence": [],
}
NO_MONEY: Economics = {
    "currency": "GBP",
    "months": 12,
    "revenue": None,
    "gross_margin": None,
    "cost_to_serve": None,
    "proposal_cost": None,
    "entertainment_cost": None,
    "discount_given": None,
    "late_payment_cost": None,
    "contribution": None,
    "return_per_hour": None,
}


NOTHING_PROMISED: CommitmentTally = {"open": 0, "kept": 0, "broken": 0}


def unmet_gates() -> list[GateLine]:
    return [{"id": gate["id"], "met": False, "on": None, "evidence": []} for gate in gates()]


def quiet_risk(risk: RiskLine) -> RiskLine:
    return {**risk, "probability": 0.1, "since": None, "amount_at_risk": None, "evidence": []}


def unknown() -> Statement:
    """An account with two mails: nearly everything is not enough to tell."""
    known = larkfield()
    return {
        **known,
        "account": {
            "id": "penhale",
            "name": "Penhale Estates",
            "domains": ["penhale.example"],
            "owner": None,
        },
        "coverage": {
            "messages": 2,
            "meetings": 0,
            "first_on": "2026-06-01",
            "last_on": "2026-06-02",
            "sources": [{"source": "message", "items": 2, "last_on": "2026-06-02"}],
            "gaps": [],
        },
        "kind": UNKNOWN_KIND,
        "stage": {"now": "prospect", "confidence": 0.5, "gates": unmet_gates()},
        "patterns": [
            pattern(name, "not_assessable", needs=["at least 8 messages"]) for name in PATTERNS
        ],
        "practices": [
            {"id": name, "status": "not_assessable", "evidence": []} for name in PRACTICES
        ],
        "commitments": {"ours": NOTHING_PROMISED, "theirs": NOTHING_PROMISED, "items": []},
        "risks": [quiet_risk(risk) for risk in risks()],
        "committee": {
            "people": [],
            "active": 0,
            "single_threaded": True,
            "missing_roles": ["economic_buyer", "user_buyer", "technical_buyer", "coach"],
        },
        "economics": NO_MONEY,
        "plan": {"from": None, "to": None, "plays": []},
    }
