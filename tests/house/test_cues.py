"""Cues are turns of the language: hardly one of them fits a single case of the act's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from goodwill.acts import recognisers
from goodwill.acts.fold import fold
from goodwill.acts.patterns import Matcher, alternatives, encoded
from goodwill.lab.train.examples import Example, read_cases, read_mails, read_sentences

ROOT = Path(__file__).parent.parent.parent
TRAINING = ROOT / "training"
AT_ONCE = 2_000

MOST_OF_ALL = 0.05
MOST_REFUTERS = 0.07
"""Shares of turns of phrase that stand for one case alone: an idiom may be rare, so not none."""


def turns(pattern: str) -> Iterator[str]:
    """The turns of phrase of a pattern: its alternatives, out of a bracket around all of them."""
    for whole in alternatives(pattern):
        inner = alternatives(whole[1:-1]) if whole[0] == "(" and whole[-1] == ")" else []
        is_one_bracket = inner and all(map(is_balanced, inner))
        yield from inner if is_one_bracket else [whole]


def is_balanced(pattern: str) -> bool:
    depth = 0
    for sign in pattern.replace(r"\(", "").replace(r"\)", ""):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def fitted(known: list[tuple[str, str]], examples: list[Example]) -> list[tuple[str, str]]:
    """Of turns of phrase, each with its act, those that one case of the act holds, and no other."""
    texts = encoded(fold(example.text) for example in examples)
    matcher = Matcher([turn for _, turn in known])
    holders: dict[int, list[int]] = {}
    for start in range(0, len(texts), AT_ONCE):
        for number, places in matcher.find(texts[start : start + AT_ONCE]):
            holders.setdefault(number, []).extend(start + place for place in places)
    return [
        known[number]
        for number, places in holders.items()
        if [examples[place].source for place in places] == [f"cases/{known[number][0]}"]
    ]


def test_hardly_a_turn_of_phrase_stands_for_one_case_alone() -> None:
    known = {
        (recogniser.act, turn): cue.weight
        for recogniser in recognisers()
        for cue in recogniser.cues
        if not cue.words and not cue.pattern.startswith("@")
        for turn in turns(cue.pattern)
    }
    cases = read_cases(ROOT / "tests" / "cases" / "acts")
    examples = [*read_sentences(TRAINING / "sentences"), *read_mails(TRAINING / "mails"), *cases]

    found = fitted(list(known), examples)

    refuting = [turn for turn in found if known[turn] < 0]
    assert len(found) <= MOST_OF_ALL * len(known), found
    assert len(refuting) <= MOST_REFUTERS * sum(weight < 0 for weight in known.values()), refuting


def test_a_phrase_that_another_text_holds_too_is_no_fit() -> None:
    known = [("rival", "blue pumps?"), ("rival", "red valves?"), ("rival", "no such words")]
    texts = {"One blue pump.": "cases/rival", "Red valves.": "cases/rival", "A red valve.": "rival"}
    examples = [
        Example(
            text=text,
            language="en",
            source=source,
            group="",
            holds=frozenset({"rival"}),
            lacks=frozenset(),
        )
        for text, source in texts.items()
    ]

    assert fitted(known, examples) == [("rival", "blue pumps?")]


def test_turns_of_phrase_are_taken_out_of_a_bracket_around_all_of_them() -> None:
    assert list(turns("(a|b (c|d))|(e|f) (g|h)|i")) == ["a", "b (c|d)", "(e|f) (g|h)", "i"]
