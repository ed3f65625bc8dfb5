"""What is said of somebody's health, faith and the like is taken out; business stays."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.privacy.topics import FILE, MARK, private_spans, without_topics

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "privacy" / "topics.toml").read_text("utf-8")
)
TAKEN = [one["text"] for one in CASES["taken"]]


@pytest.mark.parametrize("text", CASES["same"])
def test_what_is_business_stays(text: str) -> None:
    assert without_topics([text]) == [text]


@pytest.mark.parametrize("case", CASES["taken"], ids=TAKEN)
def test_the_part_that_speaks_of_somebody_is_taken_out(case: dict[str, str]) -> None:
    assert without_topics([case["text"]]) == [case["left"]]


def test_many_texts_are_read_as_each_alone() -> None:
    texts = [*CASES["same"], *TAKEN] * 3

    assert without_topics(texts) == [left for text in texts for left in without_topics([text])]


def test_the_topics_are_those_that_the_law_names() -> None:
    topics = {name for name, one in tomllib.loads(FILE.read_text("utf-8")).items()
              if isinstance(one, dict)}  # fmt: skip

    assert topics == {
        "health", "religion", "union", "politics", "love", "convictions", "origins"
    }  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from([*TAKEN, *CASES["same"]]), st.text(max_size=40)), max_size=6)
)
def test_whatever_stands_around_it_only_whole_parts_go(pieces: list[str]) -> None:
    text = "\n".join(pieces)

    ((*spans,), (left,)) = private_spans([text])[0], without_topics([text])

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    if not spans:
        assert left == text
    else:
        assert left.count(MARK) == text.count(MARK) + len(spans) - sum(
            text[start:end].count(MARK) for start, end in spans
        )


@pytest.mark.parametrize("text", ["I am sick, " * 20_000, "hospital" * 50_000, "sick\n" * 50_000])
def test_a_text_of_nothing_else_is_read_in_one_go(text: str) -> None:
    ((left),) = without_topics([text])

    assert len(left) <= len(text)
