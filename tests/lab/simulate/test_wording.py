"""The phrases: every language says all of it, every slot is filled, nothing is copied."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from goodwill.lab.simulate.pen import Pen
from goodwill.lab.simulate.people import made_client, made_firm
from goodwill.lab.simulate.wording import Bag, phrases

ROOT = Path(__file__).parent.parent.parent.parent
SIMULATE = ROOT / "src" / "goodwill" / "lab" / "simulate"
LANGUAGES = ("en", "de", "es")
LONG = 28  # letters from which on the same words are no chance
ENDS = re.compile(r"""[.!?:"\n]+""")
DAY = date(2026, 3, 3)


def wordings(language: str) -> list[str]:
    return [
        line.strip()
        for file in sorted((SIMULATE / "phrases" / language).glob("*.toml"))
        if file.stem != "manners"  # everybody begins and ends mails alike
        for text in tomllib.loads(file.read_text("utf-8")).values()
        for line in text.splitlines()
        if len(line.strip()) >= LONG
    ]


def pen(language: str) -> Pen:
    rng = Random("words")  # noqa: S311  a made-up company
    firm = made_firm(rng)
    client = made_client(rng, 1, firm, language)
    crew = {person.duty: person for person in client.people}
    return Pen(rng, client, firm, DAY, Bag(language, rng), crew | {"gone": crew["head"]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_all_that_can_be_meant(language: str) -> None:
    assert phrases(language).keys() == phrases("en").keys()
    assert all(phrases(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_of_every_wording_is_filled(language: str) -> None:
    writer = pen(language)
    for intent, known in phrases(language).items():
        for _ in known:
            slots = writer.slots(DAY, {"you_title": "Ada Bly", "you": "Ada"})
            said = writer.bag.draw(intent, slots)
            assert said
            assert not re.search(r"[{}\[\]|]", said), said


def test_a_wording_comes_again_only_when_all_others_were_said() -> None:
    bag = Bag("en", Random("bag"))  # noqa: S311  no secret
    slots = pen("en").slots(DAY, {})
    count = len(phrases("en")["acknowledge"])

    first = Counter(bag.draw("acknowledge", slots) for _ in range(count))

    assert set(first.values()) == {1}
    assert bag.draw("acknowledge", slots) in first


def sentences(text: str) -> set[str]:
    """The long sentences of a text, as both sides of the comparison cut them."""
    cut = (piece.strip().lower() for piece in ENDS.split(text))
    return {piece for piece in cut if len(piece) >= LONG}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_is_taken_from_what_the_engine_learns_or_is_tested_on(language: str) -> None:
    folders = [ROOT / "training", ROOT / "tests" / "cases", ROOT / "src/goodwill/demo"]
    known = {
        sentence
        for folder in folders
        for file in folder.rglob("*")
        if file.suffix in {".toml", ".tsv", ".csv", ".jsonl", ".txt"}
        for sentence in sentences(file.read_text("utf-8"))
    }

    assert len(known) > 1000
    assert sentences("\n".join(wordings(language))) & known == set()
