"""The sentence a statement begins with, and which lines it picks."""

from __future__ import annotations

from itertools import product

import pytest

from goodwill.facts import strongest
from goodwill.facts.statement import CoverageGap, PatternLine, Statement
from goodwill.serve import summary
from goodwill.serve.titles import Titles

MOST_WORDS = 28
KINDS = ("social", "technical", "ad_hoc", "partner", None)


def pattern(statement: Statement, name: str) -> PatternLine:
    return next(line for line in statement["patterns"] if line["id"] == name)


def test_the_sentence_says_kind_dearest_pattern_and_sharpest_risk(
    larkfield: Statement, titles: Titles
) -> None:
    assert summary.sentence(larkfield, titles) == (
        "Very likely a technical relationship: paid later than agreed, £672 in 12 months, "
        "and a rival at the door (very likely)."
    )


def test_not_enough_to_tell_is_said_as_the_answer(penhale: Statement, titles: Titles) -> None:
    assert summary.sentence(penhale, titles) == (
        "Not enough to tell which kind this is: no pattern could be looked for yet."
    )


def test_nothing_found_says_how_many_were_looked_for(larkfield: Statement, titles: Titles) -> None:
    for line in larkfield["patterns"]:
        line["status"] = "absent" if line["status"] != "not_assessable" else line["status"]
    larkfield["risks"] = []

    said = summary.sentence(larkfield, titles)

    assert said.endswith(": none of the 12 patterns that could be looked for was found.")


def test_a_pattern_to_watch_is_no_claim(larkfield: Statement, titles: Titles) -> None:
    pattern(larkfield, "terms_dictated")["status"] = "absent"

    assert ": perhaps unasked extra service, £1,240 in 12 months," in summary.sentence(
        larkfield, titles
    )


@pytest.mark.parametrize(
    ("times", "first"),
    [
        (None, "hostile messages, and paid later than agreed, £672 in 12 months, and a rival"),
        (99, "hostile messages, and paid later than agreed, £672 in 12 months, and a rival"),
        (101, "hostile messages, and a rival"),
    ],
    ids=["no revenue is known", "a hundredth of the revenue and more", "less than that"],
)
def test_how_people_are_treated_stands_before_money_and_petty_sums_are_left_out(
    times: int | None, first: str, larkfield: Statement, titles: Titles
) -> None:
    late = strongest.cost_of(pattern(larkfield, "terms_dictated"))
    hostile = pattern(larkfield, "abusive")
    hostile["status"], hostile["cost"] = "present", None
    larkfield["economics"]["revenue"] = None if times is None else times * late

    assert summary.sentence(larkfield, titles).partition(": ")[2].startswith(first)


@pytest.mark.parametrize(
    ("confidence", "begins"),
    [
        (0.97, "Almost certainly an ad hoc relationship"),
        (0.9, "Very likely an ad hoc relationship"),
        (0.6, "Leaning towards an ad hoc relationship"),
        (0.4, "Perhaps an ad hoc relationship"),
    ],
)
def test_the_kind_reads_as_a_sentence_however_sure(
    confidence: float, begins: str, larkfield: Statement, titles: Titles
) -> None:
    larkfield["kind"]["now"], larkfield["kind"]["confidence"] = "ad_hoc", confidence

    assert summary.sentence(larkfield, titles).startswith(f"{begins}: ")


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_is_longer_than_28_words(
    kind: str | None, larkfield: Statement, titles: Titles
) -> None:
    larkfield["kind"]["now"] = kind
    costs = pattern(larkfield, "terms_dictated")["cost"]
    for line in larkfield["patterns"]:
        line["cost"] = costs
    for line, risk, status in product(
        larkfield["patterns"], larkfield["risks"], ("present", "watch")
    ):
        mine: PatternLine = {**line, "status": "present" if status == "present" else "watch"}
        only: Statement = {
            **larkfield,
            "patterns": [mine],
            "risks": [{**risk, "probability": 0.5}],
        }
        assert len(summary.sentence(only, titles).split()) <= MOST_WORDS


def test_a_long_title_of_a_users_own_leaves_the_risk_out(
    larkfield: Statement, titles: Titles
) -> None:
    own = pattern(larkfield, "terms_dictated")
    own["id"], own["title"] = "our_own", "Word " * 18 + "end"

    said = summary.sentence(larkfield, titles)

    assert said.endswith("end, £672 in 12 months.")


def test_present_comes_before_watch_and_ours_before_theirs(larkfield: Statement) -> None:
    ours = pattern(larkfield, "abusive")
    ours["status"], ours["direction"] = "present", "ours"

    found = [line["id"] for line in strongest.found_patterns(larkfield["patterns"])]

    assert found == ["abusive", "terms_dictated", "over_servicing"]


@pytest.mark.parametrize(("probability", "is_notable"), [(0.5, True), (0.4999, False)])
def test_a_risk_is_notable_from_one_half(
    probability: float, is_notable: bool, larkfield: Statement
) -> None:
    risk = larkfield["risks"][0]
    risk["probability"] = probability

    assert bool(strongest.notable_risks([risk])) is is_notable


def test_words_against_a_line_are_never_its_best_quote(larkfield: Statement) -> None:
    spoken = larkfield["kind"]["evidence"][1]

    assert spoken["quote"]
    assert spoken["weight"] < 0
    assert strongest.best_quote([spoken]) is None


def test_a_person_is_named_where_the_name_is_known(larkfield: Statement) -> None:
    people = larkfield["committee"]["people"]

    assert summary.person_words("s.okafor@larkfield.example", people) == "Sam Okafor"
    assert summary.person_words("ann_b.lee@x.example", people) == "Ann B Lee"


GAPS: dict[str, tuple[list[str], list[str]]] = {
    "none": ([], []),
    "each in its place": (
        ["No contact and no record.", "No calendar in this book."],
        ["No contact and no record", "No calendar in this book"],
    ),
    "the same twice": (["No calendar in this book."] * 2, ["No calendar in this book"]),
}


@pytest.mark.parametrize(("gaps", "said"), GAPS.values(), ids=GAPS)
def test_what_could_not_be_seen_is_said_once(gaps: list[str], said: list[str]) -> None:
    found: list[CoverageGap] = [{"what": what, "from": None, "to": None} for what in gaps]

    assert summary.gaps_words(found) == said
