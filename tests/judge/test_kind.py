"""Kinds: what signals say, when nobody can say, and what a reader is shown of it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.people import KINDS
from goodwill.facts.statement import Mixture
from goodwill.facts.tables import Tables
from goodwill.facts.values import Measured, MonthValues, SignalRow, SignalValue
from goodwill.judge.coverage import Seen
from goodwill.judge.kind import KindJudgement, judge_kind, unmeasured
from goodwill.judge.kind_pairs import PairKind, with_pairs
from goodwill.judge.kind_rules import kind_rules
from goodwill.judge.kind_score import (
    Contribution,
    as_mixture,
    naming_chance,
    score_kinds,
    value_of_knowing,
    weights_of,
)
from goodwill.judge.kind_turn import turn_evidence

CASES = Path(__file__).parents[1] / "cases" / "kinds"
AS_OF = date(2026, 11, 30)
RULES = kind_rules(load_catalogue().weights, AS_OF)
OVER = {rule.signal: rule.over for rule in RULES.signals}
ALL_SEEN = Seen(families={"mail": (date(2026, 6, 1), date(2026, 11, 1))}, tables={})
ValueOf = Callable[..., SignalValue]
RowAt = Callable[..., SignalRow]
MeasuredOf = Callable[..., Measured]
TablesOf = Callable[[Mapping[str, Any]], Tables]


def cases() -> list[Any]:
    return [
        pytest.param(case, id=case["name"])
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def by_kind(mixture: Mixture) -> dict[str, float]:
    return {
        "social": mixture["social"],
        "technical": mixture["technical"],
        "ad_hoc": mixture["ad_hoc"],
        "partner": mixture["partner"],
    }


def seen_by(coverage: float) -> Seen:
    """Ten families of sources, of which a share speaks."""
    speaking = round(coverage * 10)
    days = {f"f{n}": (date(2026, 11, 1),) if n < speaking else () for n in range(10)}
    return Seen(families=days, tables={})


@pytest.mark.parametrize("case", cases())
def test_signals_make_the_kind_that_a_careful_reader_would_name(
    case: dict[str, Any],
    signal_value: ValueOf,
    measured_of: MeasuredOf,
    tables_of: TablesOf,
) -> None:
    now = {name: signal_value(name, OVER[name], level) for name, level in case["signals"].items()}
    seen = seen_by(case.get("coverage", 1.0))

    found = judge_kind(
        measured_of(AS_OF, now=now), tables_of({}), RULES, seen=seen, desired="partner"
    )
    line = found.line

    assert line["now"] == (case["now"] or None)
    assert found.is_thin == case.get("thin", found.is_thin)
    shares = by_kind(line["mixture"])
    for kind, least in case.get("above", {}).items():
        assert shares[kind] > least, kind
    for kind, most in case.get("below", {}).items():
        assert shares[kind] < most, kind
    assert (line["confidence"] < 0.5) == (line["now"] is None)
    assert line["confidence"] <= 0.95
    assert line["desired"] == "partner"


@given(st.lists(st.floats(0.001, 1.0), min_size=4, max_size=4))
def test_a_mixture_always_sums_to_one(parts: list[float]) -> None:
    social, technical, ad_hoc, partner = (part / math.fsum(parts) for part in parts)

    mixture = by_kind(as_mixture((social, technical, ad_hoc, partner)))

    assert abs(math.fsum(mixture.values()) - 1) < 1e-9
    assert all(share == round(share, 4) and share >= 0 for share in mixture.values())


LEVELS = st.dictionaries(
    st.sampled_from(sorted(OVER)), st.sampled_from(["high", "low", "faint"]), max_size=12
)


@given(levels=LEVELS, coverage=st.floats(0, 1))
def test_shares_are_finite_and_whole_whatever_the_signals_say(
    levels: dict[str, str], coverage: float
) -> None:
    from goodwill.facts.values import Posterior  # noqa: PLC0415

    values = {
        name: SignalValue(
            signal=name,
            unit="",
            raw=0,
            estimate=0,
            posterior=Posterior(
                family="normal", a=OVER[name] + (1 if level == "high" else -1), b=0.5
            ),
            exposure=1.0 if level == "faint" else 50.0,
            sources=frozenset(),
            rows=(),
        )
        for name, level in levels.items()
    }

    score = score_kinds(values, RULES, coverage)

    assert abs(math.fsum(score.shares) - 1) < 1e-9
    assert all(0 <= share <= 1 for share in score.shares)
    assert 0 <= score.decibans <= coverage * 12 * 7 + 1e-9
    for name in values:
        assert math.isfinite(weights_of(score, RULES, coverage, 0)[name])


def judged(measured: Measured, tables: Tables, seen: Seen = ALL_SEEN) -> KindJudgement:
    return judge_kind(measured, tables, RULES, seen=seen, desired=None)


def test_rows_share_the_weight_of_their_signal_and_a_count_takes_half(
    signal_value: ValueOf, signal_row: RowAt, measured_of: MeasuredOf, tables_of: TablesOf
) -> None:
    rows = tuple(
        signal_row("rfp_share", f"<{day}>", date(2026, 11, day), 1.0, f"tender {day}")
        for day in range(1, 7)
    )
    now = {"rfp_share": signal_value("rfp_share", OVER["rfp_share"], "high", rows)}
    score = score_kinds(now, RULES, 1.0)
    whole = weights_of(score, RULES, 1.0, KINDS.index("ad_hoc"))["rfp_share"]

    items = judged(measured_of(AS_OF, now=now), tables_of({})).evidence

    assert len(items) == 7
    assert sum(item["weight"] for item in items) == pytest.approx(whole, abs=0.03)
    count = next(item for item in items if item["source"] == "count")
    assert count["weight"] == pytest.approx(whole / 2, abs=0.01)
    assert count["quote"] is None
    newest = [item["ref"] for item in items if item["weight"] > 0 and item["quote"]]
    assert newest == ["<6>", "<5>", "<4>"]


def test_what_is_low_is_shown_as_a_count_for_or_against(
    signal_value: ValueOf, measured_of: MeasuredOf, tables_of: TablesOf
) -> None:
    levels = {
        "rfp_share": "high",
        "lead_time_of_involvement": "low",
        "sole_source_share": "low",
        "reciprocity": "low",
        "between_deal_silence": "low",
    }
    now = {name: signal_value(name, OVER[name], level) for name, level in levels.items()}

    items = {
        item["ref"]: item for item in judged(measured_of(AS_OF, now=now), tables_of({})).evidence
    }

    assert items["rfp_share"]["weight"] > 0
    assert items["sole_source_share"]["weight"] > 0
    assert items["between_deal_silence"]["weight"] < 0
    assert items["between_deal_silence"]["source"] == "count"


def month(name: str, values: dict[str, SignalValue], *, is_empty: bool = False) -> MonthValues:
    return MonthValues(month=name, is_empty=is_empty, values=values)


def test_since_is_the_first_month_of_the_last_unbroken_run(
    signal_value: ValueOf, measured_of: MeasuredOf, tables_of: TablesOf
) -> None:
    names = ("rfp_share", "between_deal_silence", "sole_source_share", "reciprocity")
    levels = {"rfp_share": "high", "between_deal_silence": "high"}
    ad_hoc = {n: signal_value(n, OVER[n], levels.get(n, "low")) for n in names}
    social = {
        n: signal_value(n, OVER[n], "high") for n in ("personal_share", "social_meeting_share")
    }
    months = (
        month("2026-06", ad_hoc),
        month("2026-07", social),
        month("2026-08", ad_hoc),
        month("2026-09", ad_hoc, is_empty=True),
        month("2026-10", ad_hoc),
    )

    line = judged(measured_of(AS_OF, now=ad_hoc, months=months), tables_of({})).line

    assert line["now"] == "ad_hoc"
    assert line["since"] == "2026-08"
    assert [one["month"] for one in line["trend"]] == [one.month for one in months]


def test_each_pair_has_a_mixture_of_its_own_and_its_messages(
    signal_value: ValueOf, measured_of: MeasuredOf, tables_of: TablesOf
) -> None:
    social = {
        n: signal_value(n, OVER[n], "high") for n in ("personal_share", "social_meeting_share")
    }
    technical = {"spec_share": signal_value("spec_share", OVER["spec_share"], "high")}
    tables = tables_of(
        {
            "person": [
                {"person_id": "tom", "account_id": None, "side": "ours", "email": "tom@us.example"},
                {"person_id": "rob", "side": "theirs", "email": "rob@them.example"},
                {"person_id": "ann", "side": "theirs", "email": "ann@them.example"},
            ],
            "message": [
                {"message_id": "<1>", "side": "ours", "sender": "tom", "is_human": True},
                {"message_id": "<2>", "side": "theirs", "sender": "rob", "is_human": True},
                {"message_id": "<3>", "side": "theirs", "sender": "rob", "is_human": False},
            ],
            "message_person": [
                {"message_id": "<1>", "person_id": "tom", "side": "ours", "role": "from"},
                {"message_id": "<1>", "person_id": "rob", "side": "theirs", "role": "to"},
                {"message_id": "<1>", "person_id": "ann", "side": "theirs", "role": "cc"},
                {"message_id": "<2>", "person_id": "rob", "side": "theirs", "role": "from"},
                {"message_id": "<2>", "person_id": "tom", "side": "ours", "role": "to"},
                {"message_id": "<3>", "person_id": "tom", "side": "ours", "role": "to"},
            ],
        }
    )

    people = judged(
        measured_of(AS_OF, dyads={("tom", "ann"): technical, ("tom", "rob"): social}), tables
    ).line["people"]

    assert [(pair["ours"], pair["theirs"], pair["messages"]) for pair in people] == [
        ("tom@us.example", "rob@them.example", 2),
        ("tom@us.example", "ann@them.example", 1),
    ]
    assert people[0]["mixture"]["social"] > people[1]["mixture"]["social"]


def test_what_would_settle_it_is_first_what_would_take_most_doubt(signal_value: ValueOf) -> None:
    score = score_kinds({}, RULES, 1.0)
    bits = {rule.signal: value_of_knowing(rule, score, RULES) for rule in RULES.signals}
    best = max(RULES.signals, key=lambda rule: bits[rule.signal])
    known = {best.signal: signal_value(best.signal, best.over, "high")}

    assert all(0 <= value <= 2 for value in bits.values())
    assert unmeasured({}, RULES)[0] == best.says.missing
    assert len(unmeasured({}, RULES)) == len(RULES.signals)
    assert best.says.missing not in unmeasured(known, RULES)


def test_a_signal_that_tells_all_kinds_alike_settles_nothing() -> None:
    even = replace(RULES.signals[0], high=(0.0, 0.0, 0.0, 0.0), low=(0.0, 0.0, 0.0, 0.0))

    bits = value_of_knowing(even, score_kinds({}, RULES, 1.0), RULES)

    assert bits == pytest.approx(0, abs=1e-12)


def test_where_the_kind_is_plain_little_is_left_to_settle(signal_value: ValueOf) -> None:
    plain = {
        rule.signal: signal_value(rule.signal, rule.over, "high" if rule.high[2] > 0 else "low")
        for rule in RULES.signals[:-1]
    }
    last = RULES.signals[-1]

    open_bits = value_of_knowing(last, score_kinds({}, RULES, 1.0), RULES)
    plain_bits = value_of_knowing(last, score_kinds(plain, RULES, 1.0), RULES)

    assert plain_bits < open_bits


def test_three_messages_do_not_make_a_kind(signal_value: ValueOf) -> None:
    loud = {
        name: signal_value(name, OVER[name], "high") for name in ("sponsorship", "strategy_work")
    }
    few = {name: value._replace(exposure=3.0) for name, value in loud.items()}

    assert score_kinds(few, RULES, 1.0).decibans == 0.75 * score_kinds(loud, RULES, 1.0).decibans


def test_who_names_one_kind_names_the_larger_share_more_often_than_its_share(
    signal_value: ValueOf,
) -> None:
    values = {
        signal: signal_value(signal, OVER[signal], "high")
        for signal in ("personal_share", "social_meeting_share", "spec_share")
    }

    score = score_kinds(values, RULES, 1.0)
    even = replace(score, shares=(0.25, 0.25, 0.25, 0.25))

    assert score.shares[score.largest] < naming_chance(score, RULES) < 1
    assert naming_chance(even, RULES) == pytest.approx(0.25)


def pair(theirs: str, shares: tuple[float, float, float, float], weight: float) -> PairKind:
    return PairKind(ours="us", theirs=theirs, shares=shares, messages=9, weight=weight)


def test_pairs_hold_a_quarter_of_the_mixture_by_who_decides() -> None:
    whole = (0.0, 0.0, 0.0, 1.0)
    pairs = (pair("boss", (0, 0, 0, 1.0), 2.0), pair("user", (0, 1.0, 0, 0), 1.0))

    assert with_pairs(whole, pairs, RULES) == pytest.approx((0, 0.25 / 3, 0, 0.75 + 0.5 / 3))
    assert with_pairs(whole, (), RULES) == whole
    assert with_pairs(whole, (pair("box", (0, 1.0, 0, 0), 0.0),), RULES) == whole


def test_no_family_carries_more_of_a_partner_than_the_others_together(
    signal_value: ValueOf,
) -> None:
    def share(*signals: str) -> float:
        values = {name: signal_value(name, OVER[name], "high") for name in signals}
        return score_kinds(values, RULES, 1.0).shares[KINDS.index("partner")]

    prior = RULES.prior[KINDS.index("partner")]
    alone = share("strategy_work", "give_without_ask", "ideas_by_us")
    seconded = share("strategy_work", "give_without_ask", "ideas_by_us", "first_call_share")
    borne_out = share(
        "strategy_work", "give_without_ask", "ideas_by_us", "first_call_share", "sponsorship"
    )

    assert alone == pytest.approx(prior)
    assert prior < seconded < borne_out


def row_of_words(row_at: RowAt, value_of: ValueOf, on: date) -> Contribution:
    """A signal that speaks for a partner, with one row of words."""
    rule = next(rule for rule in RULES.signals if rule.signal == "sponsorship")
    rows = (row_at("sponsorship", "<1>", on, 1.0, "I put my name to it"),)
    value = value_of("sponsorship", rule.over, "high", rows)
    return Contribution(rule=rule, value=value, is_high=True, is_clear=True, weights=rule.high)


TURNS: dict[str, tuple[list[tuple[str, int | None]], date, str | None]] = {
    # what it is: (kind named by month, day of the words, what is said)
    "words in the month itself": (
        [("2026-05", 1), ("2026-06", 3)],
        date(2026, 6, 9),
        "lies within",
    ),
    "three weeks before it": ([("2026-05", 1), ("2026-06", 3)], date(2026, 5, 11), "lies within"),
    "a day more": ([("2026-05", 1), ("2026-06", 3)], date(2026, 5, 10), "cause unseen"),
    "named long before": ([("2026-01", 1), ("2026-02", None)], date(2026, 6, 9), "lies within"),
    "never named before": ([("2026-05", None)], date(2026, 6, 9), None),
    "the same kind before": ([("2026-01", 3), ("2026-05", None)], date(2026, 6, 9), None),
}


@pytest.mark.parametrize(("named", "on", "says"), TURNS.values(), ids=TURNS)
def test_a_turn_is_told_with_what_lies_within_three_weeks(
    named: list[tuple[str, int | None]],
    on: date,
    says: str | None,
    signal_row: RowAt,
    signal_value: ValueOf,
) -> None:
    words = row_of_words(signal_row, signal_value, on)

    found = turn_evidence("2026-06", 3, named, [words], AS_OF)

    assert [says in item["says"] for item in found if says] == ([True] if says else [])
    assert len(found) == (1 if says else 0)
    assert all("where it was technical" in item["says"] for item in found)


def test_a_turn_of_years_ago_is_told_no_more(signal_row: RowAt, signal_value: ValueOf) -> None:
    words = row_of_words(signal_row, signal_value, date(2025, 6, 9))

    assert turn_evidence("2025-06", 3, [("2025-05", 1)], [words], AS_OF) == ()
    assert turn_evidence(None, None, [("2025-05", 1)], [words], AS_OF) == ()
