"""How well a line did: against sklearn, against baselines, and when there is too little to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodwill.lab.backtest.areas import Areas, areas, difference
from goodwill.lab.backtest.benefit import as_chances, decision_curve, net_benefit
from goodwill.lab.backtest.claims import Claim
from goodwill.lab.backtest.definitions import definitions
from goodwill.lab.backtest.history import Billed, History
from goodwill.lab.backtest.joined import fit_logistic, joined
from goodwill.lab.backtest.results import Foreseer, OutcomeReport
from goodwill.lab.backtest.run import Claims, Plan, Span, plan, report
from goodwill.lab.backtest.scores import adding
from goodwill.lab.backtest.watching import Followed
from goodwill.lab.evaluate.draws import Draws
from goodwill.lab.evaluate.results import Estimate

UNTIL = date(2026, 6, 30)
FIRST = date(2024, 1, 1)
LINE = "risks[defection]"
MONTH = 30


def buys(number: int, *, until: date = UNTIL) -> History:
    """An account that buys every thirty days, and stops on a day."""
    first = FIRST + timedelta(days=number)
    days = [first + timedelta(days=MONTH * step) for step in range(40)]
    bought = tuple(Billed(day, 100.0) for day in days if day <= until)
    return History(account_id=f"a{number:02}", purchases=bought)


def company(stopping: int, staying: int) -> list[History]:
    """Accounts that stop one after another in 2025, and accounts that stay."""
    stops = [
        buys(number, until=date(2025, 2, 1) + timedelta(days=9 * number))
        for number in range(stopping)
    ]
    return [*stops, *(buys(number) for number in range(stopping, stopping + staying))]


def claimed(planned: Plan, chance: Callable[[str, date], float], days: int = 180) -> Claims:
    """Every line of every statement says what `chance` says."""
    lines = {line for one in definitions().outcome for line in one.foreseen_by}
    found = {}
    for day, accounts in planned.needed.items():
        for account in accounts:
            said = chance(account, day)
            found[account, day] = dict.fromkeys(lines, Claim(said, said >= 0.5, days))
    return found


def lost(planned: Plan, claims: Claims) -> OutcomeReport:
    return next(one for one in report(planned, claims) if one.id == "lost")


def line(found: OutcomeReport, name: str = LINE) -> Foreseer:
    return next(one for one in found.foreseers if one.line == name)


def ends(histories: Sequence[History]) -> dict[str, date]:
    """The day on which each account that stops is lost."""
    return {
        one.account_id: one.purchases[-1].on + timedelta(days=90)
        for one in histories
        if one.purchases[-1].on < date(2026, 1, 1)
    }


@pytest.fixture(scope="module")
def histories() -> list[History]:
    return company(20, 20)


def test_a_line_that_sees_it_long_before_adds_to_every_clock(histories: list[History]) -> None:
    lost_on, planned = ends(histories), plan(histories, Span(), UNTIL)

    def knows(account: str, day: date) -> float:
        on = lost_on.get(account)
        return 0.9 if on is not None and on <= day + timedelta(days=180) else 0.1

    found = lost(planned, claimed(planned, knows))
    one = line(found)

    assert (found.events, found.accounts, found.not_told) == (20, 40, "")
    assert found.first == date(2024, 6, 30)
    assert one.verdict == "adds"
    assert (one.precision.value, one.recall.value, one.warned.value) == (1, 1, 1)
    assert one.ranking.auc.value == 1
    assert one.over_best.low is not None
    assert one.over_best.low > 0
    assert one.lead_days.value is not None
    assert 150 <= one.lead_days.value <= 180
    assert one.calibrated is not None
    assert one.calibrated.brier.value == pytest.approx(0.01)
    assert one.calibrated.calibration_error == pytest.approx(0.1)
    assert one.decision[0].line == one.decision[0].everybody  # from a tenth on it warns of all
    assert all(level.line > level.baseline for level in one.decision[1:])


def test_a_line_that_only_counts_days_adds_nothing(histories: list[History]) -> None:
    planned = plan(histories, Span(), UNTIL)
    last = {one.account_id: [b.on for b in one.purchases] for one in histories}

    def counts_days(account: str, day: date) -> float:
        return min(0.99, (day - max(on for on in last[account] if on <= day)).days / 400)

    one = line(lost(planned, claimed(planned, counts_days)))

    assert one.verdict == "adds_nothing"
    assert one.over_best.value is not None
    assert one.over_best.value <= 0


def test_a_line_that_says_the_same_of_all_is_silent(histories: list[History]) -> None:
    planned = plan(histories, Span(), UNTIL)
    one = line(lost(planned, claimed(planned, lambda _, __: 0.1)))

    assert one.verdict == "silent"
    assert one.ranking.auc.value == 0.5
    assert one.alarms == 0
    assert one.precision == Estimate(value=None)


@pytest.mark.parametrize(("stopping", "is_told"), [(10, True), (9, False)])
def test_under_ten_events_there_is_not_enough_to_tell(stopping: int, is_told: bool) -> None:
    found = company(stopping, 20)
    planned = plan(found, Span(), UNTIL)
    outcome = lost(planned, claimed(planned, lambda account, _: 0.9 if account < "a05" else 0.1))
    one = line(outcome)

    assert (outcome.not_told == "") is is_told
    assert (one.verdict == "too_few") is not is_told
    assert (one.ranking.auc.low is not None) is is_told
    assert bool(one.decision) is is_told
    assert one.warned.value == pytest.approx(5 / stopping)
    if not is_told:
        assert outcome.not_told == "9 events at 9 of 29 accounts; 10 at 5 of 10 are needed"


def test_one_event_is_one_event() -> None:
    planned = plan(company(1, 20), Span(), UNTIL)
    outcome = lost(planned, claimed(planned, lambda _, __: 0.1))

    assert outcome.not_told == "1 event at 1 of 21 accounts; 10 at 5 of 10 are needed"


def test_a_horizon_beyond_the_data_is_told_with_their_last_day(histories: list[History]) -> None:
    planned = plan(histories, Span(horizon_days=1095), UNTIL)
    outcome = lost(planned, claimed(planned, lambda _, __: 0.1))

    assert outcome.not_told.startswith("nobody could be followed for 1095 days after a month end,")
    assert outcome.not_told.endswith(f"its rows end on {planned.followed[0].until}")


def test_months_whose_horizon_ends_after_the_data_are_left_out(histories: list[History]) -> None:
    (found, *_) = plan(histories, Span(), UNTIL).followed
    wider = plan(histories, Span(horizon_days=90), UNTIL).followed[0]

    assert found.until is not None
    assert found.until <= UNTIL
    assert max(one.day for one in found.watches) <= found.until - timedelta(days=180)
    assert max(one.day for one in wider.watches) > found.until - timedelta(days=180)


def test_what_comes_after_the_horizon_changes_nothing_in_a_month(histories: list[History]) -> None:
    """A later fact makes no month another one: neither who is watched nor what came in time."""
    cut = date(2026, 2, 28)
    early = [
        History(
            account_id=one.account_id,
            purchases=tuple(bought for bought in one.purchases if bought.on <= cut),
        )
        for one in histories
    ]
    span = Span(last=date(2025, 6, 30))
    now, then = plan(histories, span, UNTIL).followed[0], plan(early, span, cut).followed[0]

    assert rows_of(now) == rows_of(then)
    assert any(came for _, _, came in rows_of(now))


def rows_of(found: Followed) -> list[tuple[str, date, bool]]:
    return [(one.history.account_id, one.day, one.came_within(180)) for one in found.watches]


def test_every_third_month_is_every_third_month(histories: list[History]) -> None:
    days = list(plan(histories, Span(first=date(2025, 1, 1), every=3), UNTIL).needed)

    assert days[:3] == [date(2025, 1, 31), date(2025, 4, 30), date(2025, 7, 31)]


def test_an_empty_book_has_nothing_to_follow() -> None:
    planned = plan([], Span(), UNTIL)

    assert planned.needed == {}
    assert {one.not_told for one in report(planned, {})} == {"the book has no rows that tell of it"}


rows = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.9]), st.booleans()), min_size=2, max_size=40
).filter(lambda some: 0 < sum(is_so for _, is_so in some) < len(some))


@pytest.fixture(scope="module")
def metrics() -> ModuleType:
    """Another's areas under curves; only the laboratory has them."""
    found: ModuleType = pytest.importorskip("sklearn.metrics")
    return found


@given(some=rows)
def test_areas_are_those_of_sklearn(metrics: ModuleType, some: list[tuple[float, bool]]) -> None:
    scores, holds = np.array([one for one, _ in some]), np.array([one for _, one in some])
    found = areas(scores, holds, Draws(np.arange(len(some))), is_drawn=False)

    assert found.auc[0] == pytest.approx(metrics.roc_auc_score(holds, scores))
    expected = metrics.average_precision_score(holds, scores)
    assert found.average_precision[0] == pytest.approx(expected)


def test_a_ranking_differs_from_itself_by_nothing_in_any_draw() -> None:
    scores, holds = np.linspace(0, 1, 60), np.arange(60) % 4 == 0
    draws = Draws(np.arange(60) // 3)
    one = areas(scores, holds, draws, is_drawn=True)

    assert difference(one, one) == (Estimate(value=0, low=0, high=0), 1)
    turned, by_chance = difference(areas(-scores, holds, draws, is_drawn=True), one)
    assert 0 < by_chance < 1
    assert turned.low is not None
    assert turned.high is not None
    assert turned.low < turned.high


def test_of_lines_said_to_add_a_tenth_may_be_so_by_chance(histories: list[History]) -> None:
    planned = plan(histories, Span(), UNTIL)
    one = line(lost(planned, claimed(planned, lambda account, _: int(account[1:]) / 99)))

    def lines(*by_chance: float) -> list[Foreseer]:
        return [
            replace(
                one,
                line=str(number),
                verdict="not_shown",
                by_chance=each,
                over_best=Estimate(value=0.2, low=0.1 if each < 0.05 else -0.1, high=0.3),
            )
            for number, each in enumerate(by_chance)
        ]

    def named(*by_chance: float) -> list[float]:
        return sorted(each.by_chance for each in adding(lines(*by_chance), 0.1))

    assert named(0.02) == [0.02]
    assert named(0.06) == []  # its range reaches below nothing
    assert named(0.02, 0.5) == [0.02]
    assert named(0.02, *[0.5] * 9) == []
    assert named(0.01, 0.02, *[0.5] * 8) == [0.01, 0.02]
    silent = replace(one, verdict="silent", by_chance=0.0)
    assert adding([silent], 0.1) == frozenset()


@pytest.fixture(scope="module")
def linear() -> ModuleType:
    """Another's logistic regression."""
    found: ModuleType = pytest.importorskip("sklearn.linear_model")
    return found


def test_weights_are_those_of_sklearn(linear: ModuleType) -> None:
    random = np.random.default_rng(1)
    features = random.normal(size=(200, 2))
    holds = features @ [1.0, -0.5] + random.normal(size=200) > 1
    theirs = linear.LogisticRegression(C=1.0, tol=1e-10).fit(features, holds)

    ours = fit_logistic(features, holds)

    assert ours[1:] == pytest.approx(theirs.coef_[0], abs=1e-4)
    assert ours[0] == pytest.approx(theirs.intercept_[0], abs=1e-4)


def test_a_line_that_ranks_worse_alone_may_add_to_the_baseline() -> None:
    random = np.random.default_rng(2)
    clock, words = random.normal(size=(2, 2000))
    holds = 2 * clock + words + random.normal(size=2000) > 3
    codes = np.arange(2000) // 20
    draws = Draws(codes)

    def ranked(scores: NDArray[np.float64]) -> Areas:
        return areas(scores, holds, draws, is_drawn=True)

    chances = 1 / (1 + np.exp(-words))
    alone = ranked(joined(clock, None, holds, codes))
    both = ranked(joined(clock, chances, holds, codes))

    less, _ = difference(ranked(chances), alone)
    gain, by_chance = difference(both, alone)
    assert less.high is not None
    assert gain.low is not None
    assert less.high < 0 < gain.low
    assert by_chance < 0.01


def test_a_line_that_points_the_wrong_way_is_given_no_weight() -> None:
    random = np.random.default_rng(3)
    clock = random.normal(size=400)
    holds = clock + random.normal(size=400) > 1
    codes = np.arange(400) // 4
    wrong = 1 / (1 + np.exp(clock))

    assert joined(clock, wrong, holds, codes) == pytest.approx(joined(clock, None, holds, codes))


def test_one_hit_is_worth_four_false_alarms_from_a_fifth_on() -> None:
    acts, holds = np.ones(5, np.bool_), np.array([True, False, False, False, False])

    assert net_benefit(acts, holds, 0.2) == 0
    assert net_benefit(acts, holds, 0.1) > 0 > net_benefit(acts, holds, 0.3)
    assert net_benefit(~acts, holds, 0.3) == 0
    curve = decision_curve(holds * 0.9, holds * 0.25, holds)
    assert [(one.line, one.baseline) for one in curve] == [(20, 20), (20, 20), *[(20, 0)] * 3]


def test_a_baseline_becomes_a_chance_that_other_accounts_bear_out() -> None:
    codes = np.repeat(np.arange(20), 10)
    scores = np.tile(np.arange(10.0), 20)
    holds = scores >= 8
    chances = as_chances(scores, holds, codes)

    assert chances[scores >= 8].min() > 0.9
    assert chances[scores < 8].max() < 0.05
    own = codes % 5 == 0
    turned = np.where(own, ~holds, holds)
    assert (as_chances(scores, turned, codes)[own] == chances[own]).all()
