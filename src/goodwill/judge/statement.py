"""The statement of one account: every line of the contract, and all evidence behind it.

`judge` is the door of this package. It puts together what its neighbours find; it decides
nothing itself. The `plan` stays empty: that is `goodwill.advise`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from goodwill.catalogue.loader import Catalogue
from goodwill.config import Settings
from goodwill.facts.calibration import NOT_CALIBRATED, Calibration
from goodwill.facts.disputes import Dispute
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.statement import (
    AccountHead,
    Committee,
    CoverageGap,
    Evidence,
    MadeWith,
    Plan,
    Statement,
)
from goodwill.facts.tables import Tables
from goodwill.facts.values import Measured
from goodwill.judge.account_money import AccountMoney, draw_up_money
from goodwill.judge.answers.kind import kind_word
from goodwill.judge.answers.people import say_who_said
from goodwill.judge.answers.promises import answered_promises
from goodwill.judge.case import Case
from goodwill.judge.commitments import judge_commitments
from goodwill.judge.committee import judge_committee, presence_in
from goodwill.judge.contact_hours import estimated_costs
from goodwill.judge.coverage import Seen, SourceCoverage, as_coverage, look_at, one_gap
from goodwill.judge.economics import Sums, as_economics, draw_up_sums
from goodwill.judge.expectations import ExpectationJudgement, judge_expectations
from goodwill.judge.forged import without_forged
from goodwill.judge.kind import KindJudgement, judge_kind, unmeasured
from goodwill.judge.kind_rules import KindRules, kind_rules, learnt
from goodwill.judge.ledger import Ledger, open_ledger
from goodwill.judge.netting import patterns_cost
from goodwill.judge.passed_on import tell_who_passed_on
from goodwill.judge.patterns import PatternJudgement, judge_patterns
from goodwill.judge.practices import PracticeJudgement, judge_practices
from goodwill.judge.promises import Rules, keep_ledger
from goodwill.judge.risks import RiskJudgement, judge_risks
from goodwill.judge.stage import StageJudgement, judge_stage

__all__ = ["Judgement", "judge"]

Judged = PatternJudgement | PracticeJudgement | ExpectationJudgement | RiskJudgement
LISTS = ("patterns", "practices", "expectations", "risks")
MOST_WISHES = 3  # signals named that would settle the kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A statement as shown, under the name of each line all its evidence, and its money in full.

    Names are `kind`, and the list with the id: `gates[first_order]`, `patterns[abusive]`,
    `practices[apology]`, `expectations[outcomes]`, `risks[defection]`; `commitments`, and
    `commitments[ours]` or `[theirs]` for one side; `stage` and `committee` where somebody spoke.
    `shortfalls` are by the id of a practice.
    """

    statement: Statement
    evidence: Mapping[str, Sequence[Evidence]]
    money: AccountMoney
    shortfalls: Mapping[str, Shortfall] = field(default_factory=dict)
    said: str = ""
    """A stamp of what people had said of the account; whoever draws it up puts it here."""


def judge(
    tables: Tables,
    measured: Measured,
    *,
    catalogue: Catalogue,
    settings: Settings,
    as_of: date,
    made_with: MadeWith,
    sources: SourceCoverage,
    domains: tuple[str, ...],
    ruled_on: date | None = None,
    calibration: Calibration = NOT_CALIBRATED,
    disputes: tuple[Dispute, ...] = (),
) -> Judgement:
    """One account's statement as of a day, its plan empty.

    `tables` and `measured` are cut by `as_of` already; `sources` are what the whole book has
    ever had by then. The catalogue's numbers are those in force on `ruled_on`, without it on
    `as_of`. `disputes` are what people say of its lines. The same arguments give the same bytes.
    """
    bare = Case(
        tables=without_forged(tables),
        measured=measured,
        ledger=open_ledger(tables, settings, as_of=as_of, kept=sources.kept),
        catalogue=catalogue,
        as_of=as_of,
        ruled_on=ruled_on,
        calibration=calibration,
        disputes=disputes,
    )
    return _drawn_up(
        _with_promises(bare),
        tables,
        desired=tables.account.desired_kind or settings.company.desired_kind,
        made_with=made_with,
        sources=sources,
        domains=domains,
    )


def _drawn_up(
    case: Case,
    tables: Tables,
    *,
    desired: str | None,
    made_with: MadeWith,
    sources: SourceCoverage,
    domains: tuple[str, ...],
) -> Judgement:
    """Every part by its own module; `tables` hold forged mail, too, which coverage counts."""
    measured, as_of = case.measured, case.as_of
    rules, sums = _kind_rules(case), draw_up_sums(case.ledger)
    kind = _kind(case, rules, look_at(tables, sources), desired)
    stage, commitments = judge_stage(case), judge_commitments(case)
    patterns, risks = judge_patterns(case), judge_risks(case, sums)
    practices, expectations = judge_practices(case), judge_expectations(case)
    committee, people = _committee(case)
    gaps = list(_gaps(case.ledger, sums, kind, measured, rules))
    statement = Statement(
        version=1,
        account=_head(tables, domains),
        as_of=as_of.isoformat(),
        made_with=made_with,
        coverage=as_coverage(tables, sources, measured.months, as_of=as_of, gaps=gaps),
        kind=kind.line,
        stage=stage.line,
        patterns=[one.line for one in patterns],
        practices=[one.line for one in practices],
        commitments=commitments.line,
        expectations=[one.line for one in expectations],
        committee=committee,
        risks=[one.line for one in risks],
        economics=as_economics(sums, case.ledger.currency),
        plan=Plan({"from": kind.line["now"], "to": desired, "plays": []}),
    )
    lists = _evidence(patterns, practices, expectations, risks)
    behind = {"kind": kind.evidence, **_stage(stage, people), **lists, **commitments.evidence}
    return Judgement(
        statement=statement,
        evidence=tell_who_passed_on(statement, behind, case.tables),
        money=_money(case, sums, patterns),
        shortfalls=_shortfalls(practices),
    )


def _kind_rules(case: Case) -> KindRules:
    """The table of kinds as in force, by what people's answers made of its weights."""
    return learnt(case.catalogue.once(_table_of_kinds, case.rules_day), case.calibration)


def _table_of_kinds(catalogue: Catalogue, as_of: date) -> KindRules:
    return kind_rules(catalogue.weights, as_of)


def _kind(case: Case, rules: KindRules, seen: Seen, desired: str | None) -> KindJudgement:
    """Which kind it is, and which is wanted."""
    curves = case.calibration
    return judge_kind(
        case.measured,
        case.tables,
        rules,
        seen=seen,
        desired=desired,
        calibration=curves,
        word=kind_word(case),
    )


def _committee(case: Case) -> tuple[Committee, tuple[Evidence, ...]]:
    """Who decides, and what people said of that."""
    found = judge_committee(case.tables, as_of=case.as_of, presence=presence_in(case))
    return found, say_who_said(case, found)


def _with_promises(case: Case) -> Case:
    """The case with its ledger of promises, by the numbers in force and by what people say."""
    rules = case.catalogue.once(Rules.of, case.rules_day)
    kept = replace(case, promises=keep_ledger(case.tables, rules, as_of=case.as_of))
    return replace(kept, promises=answered_promises(kept))


def _money(case: Case, sums: Sums, patterns: Iterable[PatternJudgement]) -> AccountMoney:
    """The money in full, with what patterns cost together and what nobody wrote down."""
    costings = {one.line["id"]: one.costing for one in patterns}
    found = draw_up_money(case.ledger, sums)
    more = (patterns_cost(costings), *estimated_costs(case))
    return replace(found, figures=(*found.figures, *more))


def _stage(stage: StageJudgement, people: tuple[Evidence, ...]) -> dict[str, tuple[Evidence, ...]]:
    """All evidence of each gate; of the stage and the committee where somebody spoke of them."""
    gates = {f"gates[{gate}]": items for gate, items in stage.evidence.items()}
    words = {"stage": stage.words, "committee": people}
    return gates | {name: items for name, items in words.items() if items}


def _shortfalls(practices: Iterable[PracticeJudgement]) -> dict[str, Shortfall]:
    """Whose the practices are that fall short, by id, where that can be told."""
    return {one.line["id"]: one.shortfall for one in practices if one.shortfall}


def _evidence(*lists: Sequence[Judged]) -> dict[str, tuple[Evidence, ...]]:
    """All evidence of the lines that stand in `LISTS`, by the name of the line."""
    return {
        f"{name}[{one.line['id']}]": one.evidence
        for name, lines in zip(LISTS, lists, strict=True)
        for one in lines
    }


def _head(tables: Tables, domains: tuple[str, ...]) -> AccountHead:
    account = tables.account
    people = {person.person_id: person.email or person.name for person in tables.person}
    owner = None if account.owner is None else people.get(account.owner, account.owner)
    return AccountHead(id=account.account_id, name=account.name, domains=list(domains), owner=owner)


def _gaps(
    ledger: Ledger, sums: Sums, kind: KindJudgement, measured: Measured, rules: KindRules
) -> Iterator[CoverageGap]:
    """What is missing beyond the sources themselves, in the order a reader would mend it."""
    for currency, (first, last) in ledger.without_rate().items():
        yield one_gap(f"No rate for {currency}: its amounts are left out of all sums.", first, last)
    for gap in sums.gaps:
        yield one_gap(gap)
    if kind.line["now"] is None:
        yield _unnamed(kind)
        for wish in unmeasured(measured.now, rules, measured.believed)[:MOST_WISHES]:
            yield one_gap(wish)


def _unnamed(kind: KindJudgement) -> CoverageGap:
    """Why no kind is named."""
    if kind.is_thin:
        return one_gap("Too little was seen to name the kind; its shares lean on what is usual.")
    return one_gap("No kind is likely enough to be named: what was seen speaks for several.")
