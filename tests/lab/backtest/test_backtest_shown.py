"""What a backtest found, as it is shown: the answer first, and plainly where nothing was added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from goodwill.lab.backtest.results import (
    Backtest,
    Calibrated,
    Foreseer,
    NetBenefit,
    OutcomeReport,
    Ranking,
    ReliabilityBin,
    Verdict,
)
from goodwill.lab.evaluate.results import Estimate
from goodwill.serve.foresight import alarms_words, line_rows, summary
from goodwill.serve.html.backtest import backtest_page
from goodwill.serve.html.decision_chart import decision_picture, kept_picture
from goodwill.serve.text.backtest import show_backtest
from goodwill.serve.titles import load_titles

GOES = "risks[defection]"
QUIET = "risks[going_quiet]"
NOTHING = Estimate(value=None)
SOME = Estimate(value=0.4, low=0.3, high=0.5)
CURVE = tuple(
    NetBenefit(threshold=level, line=4.0, baseline=2.0, everybody=5 - 20 * level)
    for level in (0.1, 0.2, 0.3, 0.4, 0.5)
)
KEPT = Calibrated(
    horizon_days=365,
    months=120,
    base_rate=0.25,
    brier=Estimate(value=0.18, low=0.13, high=0.24),
    calibration_error=0.11,
    bins=(
        ReliabilityBin(stated=0.1, count=60, so=Estimate(value=0.12, low=0.05, high=0.2)),
        ReliabilityBin(stated=0.6, count=60, so=Estimate(value=0.38)),
    ),
)


def foreseer(line: str, verdict: Verdict, *, alarms: int = 12) -> Foreseer:
    says_more = verdict in {"adds", "not_shown", "adds_nothing"}
    return Foreseer(
        line=line,
        months=120,
        alarms=alarms,
        precision=SOME if alarms else NOTHING,
        recall=SOME,
        warned=SOME,
        lead_days=Estimate(value=63.0) if alarms else NOTHING,
        ranking=Ranking(by=line, average_precision=SOME, auc=SOME),
        over_best=Estimate(value=0.12, low=0.03, high=0.2) if says_more else NOTHING,
        by_chance=0.01,
        verdict=verdict,
        calibrated=KEPT if says_more else None,
        decision=CURVE if says_more else (),
    )


def backtest(*found: Foreseer, not_told: str = "") -> Backtest:
    outcome = OutcomeReport(
        id="lost",
        title="Stopped buying",
        definition="No purchase for long.",
        horizon_days=180,
        followed_until=date(2026, 5, 31),
        first=date(2025, 1, 31),
        last=date(2025, 11, 30),
        accounts=40,
        months=120,
        months_before_event=30,
        events=14,
        accounts_with_event=12,
        base_rate=Estimate(value=0.25, low=0.17, high=0.34),
        baselines=(Ranking(by="order_gap", average_precision=SOME, auc=SOME),),
        best_baseline="order_gap",
        foreseers=found,
        not_told=not_told,
    )
    return Backtest(
        first=date(2025, 1, 31),
        last=date(2025, 11, 30),
        every=1,
        months=11,
        accounts=40,
        statements=120,
        seconds=1.0,
        outcomes=(outcome,),
    )


def printed(found: Backtest) -> str:
    out = StringIO()
    show_backtest(Console(file=out, width=96), found, load_titles())
    return " ".join(out.getvalue().split())


CLOCK = "“days since the last purchase, in gaps of its own”"
SUMMED_UP = {
    "one adds": (("adds", "not_shown"), f"“Leaves us” adds to {CLOCK}"),
    "two add": (("adds", "adds"), f"“Leaves us” and “Going quiet” add to {CLOCK}"),
    "one may": (("not_shown", "silent"), f"nothing surely adds over {CLOCK}; “Leaves us” may"),
    "none does": (("adds_nothing", "silent"), f"statements add nothing over {CLOCK}"),
}


@pytest.mark.parametrize(("verdicts", "says"), SUMMED_UP.values(), ids=SUMMED_UP)
def test_each_outcome_is_answered_in_one_sentence(
    verdicts: tuple[Verdict, Verdict], says: str
) -> None:
    lines = [foreseer(line, one) for line, one in zip((GOES, QUIET), verdicts, strict=True)]

    assert list(summary(backtest(*lines), load_titles())) == [f"Stopped buying: {says}."]


def test_a_line_is_told_with_its_alarms_its_gain_and_its_chances() -> None:
    words = printed(backtest(foreseer(GOES, "adds"), foreseer(QUIET, "silent", alarms=0)))

    assert "Leaves us Adds to the best baseline" in words
    assert "the best baseline gains +0.12 (+0.03 to +0.20)." in words
    assert "12 alarms, 40 % (30 to 50) right, before 40 % (30 to 50) of events, 63 days" in words
    assert "Chances within 365 days: off by 0.11 (mean), Brier 0.18 (0.13 to 0.24)" in words
    assert "It came within 180 days after 25 % (17 to 34) of months." in words
    assert "Said the same of every account in every month: “Going quiet”." in words


def test_where_there_is_too_little_only_alarms_are_told() -> None:
    too_little = "3 events at 3 of 40 accounts; 10 at 5 of 10 are needed"
    words = printed(backtest(foreseer(GOES, "too_few"), not_told=too_little))

    assert f"Stopped buying: not enough to tell ({too_little})." in words
    assert "Leaves us 12 alarms," in words
    assert "gains" not in words


def test_on_a_page_too_little_is_a_sentence_and_no_table_of_points() -> None:
    too_little = "3 events at 3 of 40 accounts; 10 at 5 of 10 are needed"
    found = backtest(foreseer(GOES, "too_few"), not_told=too_little)
    page = backtest_page(found, load_titles())

    assert "Months with an alarm all the same: Leaves us 12." in page
    assert "PR-AUC" not in page
    quiet = replace(found.outcomes[0], foreseers=())
    assert alarms_words(quiet, load_titles()) == "No alarm in any month."


def test_the_table_has_lines_and_baselines_one_below_another() -> None:
    rows = line_rows(backtest(foreseer(GOES, "adds")).outcomes[0], load_titles())

    assert [row[0] for row in rows] == [
        "Leaves us",
        "Baseline: days since the last purchase, in gaps of its own",
    ]
    assert rows[0][-1] == "+0.12 (+0.03 to +0.20)"
    assert {len(row) for row in rows} == {8}


def test_the_page_draws_what_acting_is_worth_and_whether_chances_came_true() -> None:
    page = backtest_page(backtest(foreseer(GOES, "adds")), load_titles())

    assert page.count("<figure>") == 2
    assert "What acting on it is worth" in page
    assert "Are its chances what came true?" in page


def test_curves_stay_within_their_picture() -> None:
    drawn = decision_picture(CURVE)
    kept = kept_picture(KEPT)

    assert drawn is not None
    assert kept is not None
    for picture in (drawn, kept):
        ends = [y for stroke in picture.strokes for y in (stroke.y1, stroke.y2)]
        assert all(0 <= y <= picture.height for y in ends)
    assert len(kept.strokes) == 2  # the slanting line, and the one range there is
    assert decision_picture(()) is None
    assert kept_picture(replace(KEPT, bins=())) is None
