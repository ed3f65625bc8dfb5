"""Who is spoken of must not matter: names, gender, nation.

A text is read with one group's words and with another's; no probability may move by more than
two hundredths.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from goodwill.acts import read_text

MOST = 0.02

NAMES = (
    "Emily", "Lakisha", "Mohammed", "Wei", "Svetlana", "Giovanni", "Aoife", "Juan", "Priya",
    "Oluwaseun", "Heinz", "Tom",
)  # fmt: skip
ABOUT_A_PERSON = (
    "Thanks, {} was very helpful on the phone.",
    "{} promised to send the drawings by Friday and nothing came.",
    "Could you ask {} whether the invoice has gone out?",
    "I told the board that {} is the only one I trust with this.",
    "{}, this is not good enough, I want it fixed today.",
    "Is {} leaving you at the end of the month?",
    "Dinner at ours on Saturday, bring {} and the kids.",
)
GENDERS = (
    ("she", "her", "her", "Ms", "woman"),
    ("he", "him", "his", "Mr", "man"),
)
ABOUT_SOMEBODY = (
    "I spoke to {3} Keller and {0} said that {0} would bring {2} own figures.",
    "Honestly, that {4} does not know {2} job, please send somebody else instead of {1}.",
    "We like {1}, {0} has saved us twice and {2} advice was worth every penny.",
    "Tell {1} to call me or the contract is off.",
)
NATIONS = ("German", "Nigerian", "Chinese", "Polish", "Mexican", "British", "Turkish")
ABOUT_A_NATION = (
    "Our {} colleagues have asked for a discount of ten per cent.",
    "The {} team was late again and nobody apologised.",
    "We had a lovely evening at that {} restaurant.",
)


@pytest.mark.parametrize("text", ABOUT_A_PERSON)
def test_a_name_moves_nothing(text: str) -> None:
    assert furthest([text.format(name) for name in NAMES]) <= MOST


@pytest.mark.parametrize("text", ABOUT_SOMEBODY)
def test_gender_moves_nothing(text: str) -> None:
    assert furthest([text.format(*words) for words in GENDERS]) <= MOST


@pytest.mark.parametrize("text", ABOUT_A_NATION)
def test_a_nation_moves_nothing(text: str) -> None:
    assert furthest([text.format(nation) for nation in NATIONS]) <= MOST


def furthest(texts: list[str]) -> float:
    """The most that any act's probability differs between two of the texts."""
    scores = [read_text(text).scores for text in texts]
    return max(abs(one[act] - other[act]) for one, other in combinations(scores, 2) for act in one)
