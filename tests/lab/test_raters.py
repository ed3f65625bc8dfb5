"""What several people's answers come to: lone answers, ties, and judges of different sureness."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.disputes import About, Answer, Dispute
from goodwill.lab.calibrate.answers import verdicts
from goodwill.lab.calibrate.said import OWN, labels_of
from goodwill.lab.raters.agreement import Belief, beliefs_of, chances_so

Votes = dict[str, bool]


def test_a_lone_answer_stands_however_rare_it_is() -> None:
    things: list[Votes] = [{"ann": True}] * 99 + [{"bo": False}]

    chances = chances_so(things)

    assert all(chance > 0.5 for chance in chances[:-1])
    assert chances[-1] < 0.5


def test_two_who_were_never_heard_before_and_disagree_are_a_tie() -> None:
    assert verdicts([[("ann", True), ("bo", False)]]) == (None,)


def test_nobody_said_anything_is_no_answer() -> None:
    assert verdicts([[], [("ann", None)]]) == (None, None)
    assert chances_so([]) == ()


def test_the_last_answer_of_each_person_counts() -> None:
    assert verdicts([[("ann", True), ("ann", False)]]) == (False,)


def test_who_agreed_with_others_before_settles_a_disagreement() -> None:
    others: list[Votes] = [
        {"ann": n % 2 == 0, "cy": n % 2 == 0, "bo": n % 3 == 0} for n in range(30)
    ]

    chance = chances_so([*others, {"ann": True, "bo": False}])[-1]

    assert chance > 0.5
    assert beliefs_of(others)["ann"].yes > beliefs_of(others)["bo"].yes


def test_who_always_says_yes_is_believed_when_saying_no() -> None:
    """An owner who calls every account a partner: their yes tells little."""
    things: list[Votes] = [{"owner": True, "ann": n < 5, "cy": n < 5} for n in range(20)]

    owner = beliefs_of(things)["owner"]

    assert owner.no < 0.5
    assert owner.yes > 0.8
    assert chances_so([*things, {"owner": True, "ann": False}])[-1] < 0.5


def test_without_anything_in_common_everybody_is_as_good_a_judge() -> None:
    assert set(beliefs_of([{"ann": True}, {"bo": False}]).values()) == {Belief()}


def made(random: Random, *, things: int) -> tuple[list[Votes], list[bool]]:
    """Two good judges and three who guess, each of whom speaks of most things; and what is so."""
    sure = {"ann": 0.92, "bo": 0.9, "x": 0.5, "y": 0.5, "z": 0.5}
    truth = [random.random() < 0.5 for _ in range(things)]
    votes = [
        {
            person: is_so == (random.random() < right)
            for person, right in sure.items()
            if random.random() < 0.8
        }
        for is_so in truth
    ]
    return votes, truth


@pytest.mark.parametrize("seed", range(5))
def test_good_judges_are_found_and_the_outcome_beats_counting_heads(seed: int) -> None:
    votes, truth = made(Random(seed), things=300)  # noqa: S311  no secret

    found = [chance > 0.5 for chance in chances_so(votes)]
    counted = [sum(one.values()) * 2 > len(one) for one in votes]

    right = sum(a == b for a, b in zip(found, truth, strict=True)) / len(truth)
    by_heads = sum(a == b for a, b in zip(counted, truth, strict=True)) / len(truth)
    assert right > by_heads + 0.05
    beliefs = beliefs_of(votes)
    assert abs(beliefs["ann"].yes - 0.92) < 0.08
    assert abs(beliefs["x"].yes - 0.5) < 0.12


@given(
    st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=20),
    st.randoms(use_true_random=False),
)
def test_chances_are_chances_and_the_order_of_things_is_nothing_to_them(
    things: list[Votes], random: Random
) -> None:
    order = list(range(len(things)))
    random.shuffle(order)

    plain, mixed = chances_so(things), chances_so([things[place] for place in order])

    assert all(0.0 <= chance <= 1.0 for chance in plain)
    assert all(
        abs(plain[place] - chance) < 1e-6 for place, chance in zip(order, mixed, strict=True)
    )


# What people said of lines, as answers.


def said(line: str, answer: Answer, value: str | None, **fields: object) -> Dispute:
    return Dispute(
        id=7,
        account_id="acme",
        on=date(2026, 6, 30),
        line=line,
        answer=answer,
        value=value,
        by="ann",
        **fields,  # type: ignore[arg-type]  # a test names what it sets
    )


@pytest.mark.parametrize(
    ("line", "value", "answer", "about_what"),
    [
        ("patterns[abusive]", "present", "yes", ""),
        ("patterns[abusive]", "absent", "no", ""),
        ("risks[defection]", "likely", "yes", ""),
        ("risks[defection]", "unlikely", "no", ""),
        ("expectations[outcomes]", "wanted", "yes", ""),
        ("expectations[outcomes]", "not_wanted", "no", ""),
        ("kind", "partner", "partner", ""),
        ("kind", "not_partner", "no", "partner"),
    ],
)
def test_what_is_so_by_somebody_is_an_answer(
    line: str, value: str, answer: str, about_what: str
) -> None:
    (label,) = labels_of([said(line, "wrong", value)])

    assert (label.path, label.row, label.account, label.by) == (OWN, 7, "acme", "ann")
    assert (label.as_of, label.line) == (date(2026, 6, 30), line)
    assert (label.answer, label.said) == (answer, about_what)


@pytest.mark.parametrize(
    "one",
    [
        said("patterns[abusive]", "cannot_tell", None),
        said("gates[first_order]", "wrong", "met"),
        said("practices[apology]", "wrong", "missing"),
        said("deals", "wrong", "rfp", about=About(source="deal", ref="d1")),
        said("patterns[abusive]", "wrong", None, about=About(source="message", ref="m", quote="q")),
        said("patterns[abusive]", "wrong", "absent", withdrawn_on=date(2026, 7, 1)),
    ],
    ids=["can't tell", "a gate", "a practice", "a deal", "a sentence", "withdrawn"],
)
def test_what_speaks_of_no_chance_is_no_answer(one: Dispute) -> None:
    assert list(labels_of([one])) == []
