"""A pattern's telltales: one stands in every text that it matches, so that none is missed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts.fold import fold
from goodwill.acts.patterns import Matcher, encoded
from goodwill.acts.registry import recognisers
from goodwill.acts.telltales import telltales_of

CASES = Path(__file__).parents[1] / "cases" / "acts"

PATTERNS = {
    # what it is: (pattern, its telltales)
    "a word": ("rebate", {"rebate"}),
    "alternatives": ("rebate|discount", {"rebate", "discount"}),
    "alternatives inside": ("cut (your|the) rate", {"cut your rate", "cut the rate"}),
    "an ending that may be left out": ("rivals?", {"rival"}),
    "a gap": ("walk.{0,60}elsewhere", {"elsewhere"}),
    "what may be repeated is a gap": ("go( really)* elsewhere", {" elsewhere"}),
    "what is repeated stands once": ("(cheaper )+way", {"cheaper "}),
    "a small class is written out": ("organi[sz]e", {"organise", "organize"}),
    "a few figures are written out": ("q[1-3] figures", {"q1 figures", "q2 figures", "q3 figures"}),
    "a wide class is a gap": ("q[a-z] figures", {" figures"}),
    "a sign that is escaped": (r"why\?", {"why?"}),
    "edges of words weigh nothing": (r"\bprice\b", {"price"}),
    "nothing is sure": ("(please)?", set[str]()),
    "one alternative is not sure": (r"price|\d+", set[str]()),
    "flags are not understood": ("(?i)price", set[str]()),
    "an escape that is not understood": (r"price\pL", set[str]()),
}


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS.values(), ids=PATTERNS)
def test_telltales(pattern: str, expected: set[str]) -> None:
    assert telltales_of(pattern) == expected


def test_of_two_words_the_one_that_is_rarer_tells() -> None:
    assert telltales_of("(to|for|with).*(margin|rebate)") == {"margin", "rebate"}


WORDS = st.sampled_from(["we", "go", "else", "price", " ", "a", "st"])


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.lists(parts, min_size=1, max_size=4).map("".join)
        | st.lists(parts, min_size=1, max_size=4).map("|".join).map("({})".format)
        | st.tuples(parts.map("({})".format), st.sampled_from("?*+")).map("".join)
        | parts.map("({}){{1,2}}".format)
    )


@given(
    st.recursive(WORDS | st.sampled_from([r"\b", "[ab]", "[^g]", "."]), joined, max_leaves=12),
    st.lists(WORDS, max_size=8).map("".join),
)
def test_whatever_a_pattern_matches_holds_one_of_its_telltales(pattern: str, text: str) -> None:
    found = telltales_of(pattern)

    if found and re.search(pattern, text):
        assert any(telltale in text for telltale in found)


def cases() -> list[str]:
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(CASES.glob("*.toml"))]
    return [sentence for table in tables for sentence in (*table["is"], *table["is_not"])]


def tried_everywhere(pattern: str, texts: list[bytes]) -> list[int]:
    """So few at a time that no telltales are sought."""
    alone = Matcher((pattern,))
    found: list[int] = []
    for at in range(0, len(texts), 200):
        for _, held in alone.find(texts[at : at + 200]):
            found += [at + place for place in held]
    return found


def test_one_pass_finds_what_trying_every_cue_finds() -> None:
    patterns = list(
        dict.fromkeys(cue.pattern for each in recognisers() for cue in each.cues if cue.pattern)
    )
    texts = encoded(map(fold, cases()))

    found = dict(Matcher(patterns).find(texts))

    tried = {number: tried_everywhere(each, texts) for number, each in enumerate(patterns)}
    assert found == {number: rows for number, rows in tried.items() if rows}
    assert len(found) > len(patterns) / 2


@pytest.mark.parametrize("pattern", ["sorry[.!]$", "^sorry", "not sorry"])
def test_a_pattern_is_tried_on_each_of_many_texts_for_itself(pattern: str) -> None:
    sentences = ["Sorry!", "I am sorry.", "Sorry, but no", "Who is not", "I am not sorry"] * 20
    texts = encoded(map(fold, sentences))
    alone = [place for place, text in enumerate(texts) if [*Matcher([pattern]).find([text])]]

    ((_, held),) = Matcher([pattern]).find(texts)

    assert held == alone
    assert 0 < len(held) < len(texts)
