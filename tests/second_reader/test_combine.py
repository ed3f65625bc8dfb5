"""Two readers: where they agree doubt goes, alone the second convinces nobody."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts import Reading
from goodwill.facts.acts import Act
from goodwill.second_reader import Passage, agree, compare


def act(name: str, start: int, end: int, probability: float) -> Act:
    return Act(act=name, start=start, end=end, quote="x" * (end - start), probability=probability)


def passage(name: str, start: int, end: int, probability: float, support: float) -> Passage:
    quote = "x" * (end - start)
    return Passage(
        act=name, start=start, end=end, quote=quote, probability=probability, support=support
    )


FIRST = Reading(
    scores={"request": 0.6, "threat": 0.3, "praise": 0.0},
    acts=(act("request", 10, 30, 0.6),),
)


def test_seen_by_both_is_surer() -> None:
    both = agree(FIRST, [passage("request", 20, 30, 0.9, 0.6)])

    assert both.acts == (act("request", 10, 30, 0.78),)
    assert both.scores["request"] == 0.78


def test_seen_by_the_first_alone_stays_as_it_is() -> None:
    assert agree(FIRST, []) == FIRST


ALONE = {
    # what it is: (the second's probability, the first's, what comes of it)
    "the first half agrees": (0.9, 0.3, 0.6),
    "just enough support": (0.9, 0.2, 0.55),
    "just too little support": (1.0, 0.1999, 0.49),
    "no support at all": (1.0, 0.0, 0.49),
    "support, but neither is sure": (0.7, 0.2, 0.45),
    "neither believes it": (0.1, 0.0, 0.05),
}


@pytest.mark.parametrize(("second", "support", "wanted"), ALONE.values(), ids=ALONE)
def test_seen_by_the_second_alone(second: float, support: float, wanted: float) -> None:
    both = agree(FIRST, [passage("praise", 40, 50, second, support)])

    assert both.scores["praise"] == wanted
    assert [each.act for each in both.acts] == ["request", "praise"][: 2 if wanted >= 0.5 else 1]


def test_the_same_act_elsewhere_in_the_text_is_not_agreement() -> None:
    both = agree(FIRST, [passage("request", 40, 50, 1.0, 0.0)])

    assert both == FIRST


def test_another_act_on_the_same_words_is_not_agreement() -> None:
    both = agree(FIRST, [passage("praise", 10, 30, 1.0, 0.0)])

    assert both.acts == FIRST.acts


def test_acts_stay_in_the_order_of_the_text() -> None:
    both = agree(FIRST, [passage("threat", 0, 5, 0.9, 0.3), passage("praise", 50, 60, 0.9, 0.5)])

    assert [each.act for each in both.acts] == ["threat", "request", "praise"]


def test_the_second_never_takes_anything_away() -> None:
    both = agree(FIRST, [passage("request", 10, 30, 0.0, 0.6), passage("threat", 0, 5, 0.0, 0.0)])

    assert both == FIRST


PASSAGES = st.builds(
    passage,
    st.sampled_from(("request", "threat", "praise")),
    st.integers(0, 30),
    st.integers(31, 60),
    st.floats(0, 1),
    st.floats(0, 1),
)


@given(st.lists(PASSAGES))
def test_whatever_the_second_says_nothing_unsupported_is_listed(second: list[Passage]) -> None:
    both = agree(FIRST, second)
    supported = {(one.act, one.start, one.end) for one in second if one.support >= 0.2}

    for each in both.acts:
        assert each.probability >= 0.5
        assert both.scores[each.act] >= each.probability
        assert (each.act, each.start, each.end) in supported | {("request", 10, 30)}
    assert all(both.scores[name] >= score for name, score in FIRST.scores.items())
    assert all(before.start <= after.start for before, after in pairwise(both.acts))


def test_who_saw_what_is_told_within_what_the_second_was_asked_and_shown() -> None:
    first = Reading(
        scores={},
        acts=(
            act("request", 10, 30, 0.6),
            act("thanks", 31, 35, 0.9),
            act("idea", 36, 39, 0.9),
            act("request", 90, 99, 0.9),
        ),
    )
    second = [
        passage("request", 12, 20, 0.9, 0.6),
        passage("threat", 31, 35, 0.9, 0.0),
        passage("praise", 31, 35, 0.4, 0.0),
    ]

    sides = compare(first, second, acts=("request", "thanks", "threat", "praise"), reach=80)

    assert [each.start for each in sides.agreed] == [10]
    assert [each.act for each in sides.only_rules] == ["thanks"]
    assert [each.act for each in sides.only_second] == ["threat"]
