"""The ledger's words and numbers: each that is written down is used, and none says too much."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodwill.judge.commitments
import goodwill.judge.promises
from goodwill.catalogue.loader import load_catalogue
from goodwill.judge.promises import Rules
from goodwill.judge.promises.phrases import Shown, is_not_the_writers, shows

FOLDER = Path(goodwill.judge.promises.__file__).parent
PATTERNS = sorted((FOLDER.parent / "patterns").glob("*.py"))
SOURCES = [*sorted(FOLDER.glob("*.py")), *PATTERNS, Path(goodwill.judge.commitments.__file__)]
PHRASES = tomllib.loads((FOLDER / "phrases.toml").read_text("utf-8"))
KINDS: tuple[Shown, ...] = get_args(Shown)
LEDGER = load_catalogue().promises["promises"]


def constants() -> set[str]:
    """Every text that stands in the ledger's code, docstrings apart."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_sentence_of_the_catalogue_is_said_somewhere() -> None:
    assert sorted(set(LEDGER.says) - constants()) == []


def test_every_number_of_the_catalogue_is_a_rule() -> None:
    assert set(LEDGER.thresholds) == {one.name for one in fields(Rules)}


def test_every_kind_of_phrase_is_asked_for_and_written_down() -> None:
    assert set(PHRASES) == set(KINDS)
    asked = [path.read_text("utf-8") for path in SOURCES if path.name != "phrases.py"]
    own = (FOLDER / "phrases.py").read_text("utf-8").split("_DISOWNING", 1)[1]
    unused = [kind for kind in KINDS if not any(f'"{kind}"' in text for text in (*asked, own))]
    assert unused == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_phrase_is_not_found_where_nothing_is_said(kind: Shown) -> None:
    assert not shows(kind, "")
    assert not shows(kind, "Plugh xyzzy.")


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert isinstance(is_not_the_writers(text), bool)
    assert all(isinstance(shows(kind, text), bool) for kind in KINDS)


OWN = {
    "I'll send it by Friday.": False,
    "As agreed, you'll have it by Friday.": False,
    "That said, we'll deliver by Friday.": False,
    "I promise you'll have it by Friday.": False,
    "You promised it for Friday.": True,
    "Tom said he would bring it on Friday.": True,
    "We were told that it would be here by Friday.": True,
    "The letter states that you get it by Friday.": True,
    "He told me you need it, so I'll bring it on Friday.": False,
    "I can't guarantee Friday.": True,
    "I can't guarantee Thursday, but you'll have it on Friday.": False,
    "We may be able to do it by Friday.": True,
    "We will be there in May.": False,
    "I would have sent it by Friday.": True,
    "Wie gesagt, ich bringe es am Freitag.": False,
    "Wie ich Ihnen sagte, kommt es am Freitag.": False,
    "Ihr Chef meinte, es kommt am Freitag.": True,
    "Versprechen kann ich für Freitag nichts.": True,
    "Je vous l'ai dit, vous l'aurez vendredi.": False,
    "Votre collègue nous a dit que ce serait vendredi.": True,
    "Le prometo que lo tendrá el viernes.": False,
    "Me dijeron que lo traen el viernes.": True,
}


@pytest.mark.parametrize(("sentence", "is_not"), OWN.items(), ids=OWN)
def test_whose_word_a_sentence_gives(sentence: str, is_not: bool) -> None:
    assert is_not_the_writers(sentence) is is_not
