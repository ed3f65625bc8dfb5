"""Risks: likely where a careful reader would act, low where it only looks so, unknown if unseen."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from goodwill.catalogue.ids import RISK_IDS
from goodwill.judge.case import Case
from goodwill.judge.economics import draw_up_sums
from goodwill.judge.evidence import logit
from goodwill.judge.risks import RiskJudgement, judge_risks

CASES = Path(__file__).parents[1] / "cases" / "risks"
CaseOf = Callable[[dict[str, Any]], Case]
WHO = {"ours": "sam", "theirs": "tom"}
OTHER = {"ours": "theirs", "theirs": "ours"}
LIKELY = 0.6
UNLIKELY = 0.4


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        shared = tomllib.loads(path.read_text("utf-8"))
        found += [
            pytest.param(laid_out(shared | case), id=f"{path.stem}: {case['name']}")
            for case in shared.pop("case")
        ]
    return found


def laid_out(case: dict[str, Any]) -> dict[str, Any]:
    """A case with the rows that its `said` and `wrote` stand for."""
    rows: dict[str, list[dict[str, Any]]] = {
        name: list(case.get(name, ()))
        for name in ("message", "message_person", "act", "remark", "meeting", "meeting_person")
    }
    for place, said in enumerate(case.get("said", ())):
        for name, row in sentence(said, f"<s{place}>"):
            rows[name].append(row)
    for wrote in case.get("wrote", ()):
        for day in days_of(wrote):
            for name, row in mail(wrote, f"<{wrote['by']}-{wrote.get('who', '')}{day}>", day):
                rows[name].append(row)
    for met in case.get("met", ()):
        for name, row in meeting(met):
            rows[name].append(row)
    people = [
        {"person_id": "sam", "side": "ours"},
        {"person_id": "tom", "side": "theirs", "email": "tom@acme.example"},
    ]
    return case | rows | {"person": [*people, *case.get("person", ())]}


def days_of(wrote: dict[str, Any]) -> Iterator[date]:
    """The days named, or `times` days from `first` on, `every` so many days."""
    yield from wrote.get("days", ())
    for count in range(wrote.get("times", 0)):
        yield wrote["first"] + timedelta(days=count * wrote["every"])


def mail(said: dict[str, Any], ref: str, day: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """A message between one of theirs (`who`, else Tom) and Sam."""
    side = said.get("by", "theirs")
    theirs = said.get("who", WHO["theirs"])
    people = {"ours": WHO["ours"], "theirs": theirs}
    yield (
        "message",
        {
            "message_id": ref,
            "thread_id": said.get("thread", ref),
            "sent_at": datetime.combine(day, time(9)),
            "sent_on": day,
            "side": side,
            "sender": people[side],
            "is_human": True,
            "words": said.get("words", 12),
            "to_count": 1,
        },
    )
    for role, one in (("from", side), ("to", OTHER[side])):
        row = {"message_id": ref, "person_id": people[one], "side": one, "role": role}
        yield "message_person", row


def sentence(said: dict[str, Any], ref: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A message with what one of its sentences does; `in` puts it into an earlier one."""
    inside = said.get("in")
    if inside is None:
        yield from mail(said, ref, said["on"])
    side = said.get("by", "theirs")
    sender = said.get("who", WHO[side])
    row = {
        "message_id": inside or ref,
        "thread_id": said.get("thread", ref),
        "quote": said["quote"],
        "sent_at": datetime.combine(said["on"], time(9)),
        "sent_on": said["on"],
        "side": side,
        "sender": sender,
    }
    if "act" in said:
        yield "act", row | {"act": said["act"], "probability": said.get("p", 0.95)}
    else:
        yield "remark", row | {"remark": said["remark"]}


def meeting(met: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A meeting of Sam and Tom."""
    yield "meeting", {"starts_at": datetime.combine(met["held_on"], time(9)), **met}
    for side, who in WHO.items():
        yield "meeting_person", {"meeting_id": met["meeting_id"], "person_id": who, "side": side}


def judged(case: Case, risk: str) -> RiskJudgement:
    found = judge_risks(case, draw_up_sums(case.ledger))
    return next(one for one in found if one.line["id"] == risk)


@pytest.mark.parametrize("case", cases())
def test_a_risk_is_as_likely_as_a_careful_reader_holds_it(
    case: dict[str, Any], case_of: CaseOf
) -> None:
    expect, line = case["expect"], judged(case_of(case), case["risk"]).line

    assert expect.get("at_least", 0.0) <= line["probability"] <= expect.get("at_most", 1.0)
    assert set(expect.get("cites", ())) <= {item["ref"] for item in line["evidence"]}
    assert not set(expect.get("cites_not", ())) & {item["ref"] for item in line["evidence"]}
    assert set(expect.get("quotes", ())) <= {item["quote"] for item in line["evidence"]}
    assert line["since"] == expect.get("since", line["since"])


@pytest.mark.parametrize("case", cases())
def test_what_the_evidence_weighs_adds_up_to_what_the_line_moved(
    case: dict[str, Any], case_of: CaseOf
) -> None:
    whole = case_of(case)
    found = judged(whole, case["risk"])
    base = min(whole.number(case["risk"], "base_rate"), 0.2)
    total = logit(base) + sum(item["weight"] for item in found.evidence)

    if found.line["since"] is None:
        assert found.line["probability"] <= base
    elif found.line["probability"] < 0.95:
        assert logit(found.line["probability"]) == pytest.approx(total, abs=0.01)
    assert all(item in found.evidence for item in found.line["evidence"])
    assert bool(found.line["evidence"]) or found.line["probability"] < 0.5


@pytest.mark.parametrize("case", cases())
def test_the_order_of_rows_changes_no_risk(case: dict[str, Any], case_of: CaseOf) -> None:
    turned = {
        name: value[::-1] if isinstance(value, list) else value for name, value in case.items()
    }

    assert judged(case_of(case), case["risk"]) == judged(case_of(turned), case["risk"])


def test_each_risk_has_every_sort_of_case() -> None:
    for risk in RISK_IDS:
        shared = tomllib.loads((CASES / f"{risk}.toml").read_text("utf-8"))
        expects = [case["expect"] for case in shared["case"]]
        assert sum(one.get("at_least", 0) >= 0.5 for one in expects) >= 2, risk
        assert sum(0.2 < one.get("at_most", 1) <= UNLIKELY for one in expects) >= 2, risk
        assert sum(one.get("at_most", 1) <= 0.2 for one in expects) >= 1, risk


def test_all_risks_of_the_contract_stand_in_order(case_of: CaseOf) -> None:
    case = case_of({"as_of": date(2026, 6, 30)})
    lines = [one.line for one in judge_risks(case, draw_up_sums(case.ledger))]

    assert tuple(line["id"] for line in lines) == RISK_IDS
    for line in lines:
        assert line["probability"] <= 0.2
        assert line["since"] is None
