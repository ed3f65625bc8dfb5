"""The statement of one account, exactly as the contract's section 2 gives its JSON.

These are shapes only. They are built in `goodwill.judge`, stored in `goodwill.store` and
shown in `goodwill.serve`; all of them speak this language.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

__all__ = [
    "AccountHead",
    "CommitmentItem",
    "CommitmentTally",
    "Commitments",
    "Committee",
    "CommitteePerson",
    "Cost",
    "Coverage",
    "CoverageGap",
    "CoverageSource",
    "DyadKind",
    "Economics",
    "Evidence",
    "ExpectationLine",
    "GateLine",
    "KindLine",
    "MadeWith",
    "Mailbox",
    "Mixture",
    "PatternLine",
    "PatternStatus",
    "Plan",
    "PlayLine",
    "PracticeLine",
    "PracticeStatus",
    "RiskLine",
    "Stage",
    "StageLine",
    "Statement",
    "TrendMonth",
]

PatternStatus = Literal["present", "watch", "absent", "not_assessable"]
PracticeStatus = Literal["kept", "slipping", "missing", "not_assessable"]
Stage = Literal["prospect", "me_too", "me_first", "only_me"]


class Evidence(TypedDict):
    """One thing a line stands on; `weight` is natural log-odds, two decimals.

    `dispute` is there where somebody spoke of this item alone: the number of what they said.
    """

    id: str
    source: str
    ref: str
    on: str | None
    quote: str | None
    says: str
    weight: float
    dispute: NotRequired[str]


class AccountHead(TypedDict):
    """Whose statement it is."""

    id: str
    name: str
    domains: list[str]
    owner: str | None


class MadeWith(TypedDict):
    """Versions; the same four and the same day give the same bytes.

    `calibrated` names the groups of lines whose chances were fitted, where any were.
    """

    facts: str
    catalogue: str
    code: str
    calibration: str
    calibrated: NotRequired[list[str]]


class CoverageSource(TypedDict):
    """One kind of source, what it gave, and its last day."""

    source: str
    items: int
    last_on: str | None


CoverageGap = TypedDict("CoverageGap", {"what": str, "from": str | None, "to": str | None})
"""Something that is not there, and for which days."""


class Coverage(TypedDict):
    """What the statement could see."""

    messages: int
    meetings: int
    first_on: str | None
    last_on: str | None
    sources: list[CoverageSource]
    gaps: list[CoverageGap]


class Mixture(TypedDict):
    """Shares of the four kinds; they sum to 1."""

    social: float
    technical: float
    ad_hoc: float
    partner: float


class TrendMonth(TypedDict):
    """The mixture as it could be known at the end of one month."""

    month: str
    mixture: Mixture


class DyadKind(TypedDict):
    """Which kind one of ours and one of theirs hold."""

    ours: str
    theirs: str
    mixture: Mixture
    messages: int


class KindLine(TypedDict):
    """Which kind of relationship this is, or null where there is too little."""

    now: str | None
    mixture: Mixture
    confidence: float
    desired: str | None
    since: str | None
    trend: list[TrendMonth]
    people: list[DyadKind]
    evidence: list[Evidence]


class GateLine(TypedDict):
    """One proof of trust; `on` is the day it was first met."""

    id: str
    met: bool
    on: str | None
    evidence: list[Evidence]


class StageLine(TypedDict):
    """The stage earned, and its gates; `evidence` is there where somebody spoke of the whole."""

    now: Stage
    confidence: float
    gates: list[GateLine]
    evidence: NotRequired[list[Evidence]]


class Cost(TypedDict):
    """An amount over 12 months, with all that is needed to redo it by hand."""

    amount: float
    currency: str
    months: int
    formula: str
    inputs: dict[str, float]


class PatternLine(TypedDict):
    """One unhealthy pattern."""

    id: str
    title: str
    status: PatternStatus
    probability: float
    since: str | None
    direction: Literal["ours", "theirs"] | None
    cost: Cost | None
    evidence: list[Evidence]
    needs: list[str]


class PracticeLine(TypedDict):
    """One healthy practice; `side` is whose it is where it falls short and that can be told."""

    id: str
    status: PracticeStatus
    evidence: list[Evidence]
    needs: NotRequired[list[str]]
    side: NotRequired[Literal["ours", "theirs"]]


class CommitmentTally(TypedDict):
    """How many promises of one side are open, kept and broken."""

    open: int
    kept: int
    broken: int


class CommitmentItem(TypedDict):
    """One promise and what came of it; `due_before` where its words name the first day too late."""

    by: str
    to: str
    what: str
    made_on: str
    due_on: str | None
    due_before: NotRequired[str]
    status: Literal["open", "kept", "broken"]
    settled_on: str | None
    evidence: list[Evidence]


class Commitments(TypedDict):
    """The ledger of promises, both ways."""

    ours: CommitmentTally
    theirs: CommitmentTally
    items: list[CommitmentItem]


class ExpectationLine(TypedDict):
    """The chance that these people want this."""

    id: str
    strength: float
    last_reviewed_on: str | None
    evidence: list[Evidence]


class Mailbox(TypedDict):
    """A mailbox of theirs that is no person, as somebody named it."""

    email: str
    name: str


class CommitteePerson(TypedDict):
    """One of theirs, and the part they play; `evidence` is there where somebody spoke of that.

    `also` are roles that they play by what they do, beside the one that they were given.
    """

    email: str
    name: str
    role: str | None
    role_is: Literal["given", "inferred"]
    seniority: Literal["executive", "head", "manager", "staff", "unknown"]
    last_seen_on: str | None
    stance: Literal["for", "against", "neutral", "unknown"]
    left: bool
    also: NotRequired[list[str]]
    evidence: NotRequired[list[Evidence]]


class Committee(TypedDict):
    """Who decides, and who is missing; `mailboxes` where several people write under one name."""

    people: list[CommitteePerson]
    active: int
    single_threaded: bool
    missing_roles: list[str]
    mailboxes: NotRequired[list[Mailbox]]


class RiskLine(TypedDict):
    """One thing that may go wrong."""

    id: str
    probability: float
    horizon_days: int
    since: str | None
    amount_at_risk: float | None
    evidence: list[Evidence]


class Economics(TypedDict):
    """What it earns and costs over 12 months; null where the book cannot say."""

    currency: str
    months: int
    revenue: float | None
    gross_margin: float | None
    cost_to_serve: float | None
    proposal_cost: float | None
    entertainment_cost: float | None
    discount_given: float | None
    late_payment_cost: float | None
    contribution: float | None
    return_per_hour: float | None


class PlayLine(TypedDict):
    """One thing to do next, and how we would see that it worked.

    `answer` and `due_on` only where it is being done: who took it up said by when. `drawn_from`
    only where its place was drawn by lot: the ids of all plays that could as well stand first.
    """

    id: str
    title: str
    because: list[str]
    steps: list[str]
    source: str
    owner: str | None
    expected_value: float | None
    measure: str
    answer: NotRequired[Literal["accepted", "changed", "postponed", "rejected", "done"]]
    due_on: NotRequired[str | None]
    drawn_from: NotRequired[list[str]]


Plan = TypedDict("Plan", {"from": str | None, "to": str | None, "plays": list[PlayLine]})
"""From the kind there is to the kind that is wanted."""


class Statement(TypedDict):
    """All findings for one account as of one day."""

    version: int
    account: AccountHead
    as_of: str
    made_with: MadeWith
    coverage: Coverage
    kind: KindLine
    stage: StageLine
    patterns: list[PatternLine]
    practices: list[PracticeLine]
    commitments: Commitments
    expectations: list[ExpectationLine]
    committee: Committee
    risks: list[RiskLine]
    economics: Economics
    plan: Plan
