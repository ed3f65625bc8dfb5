"""Every concept of the texts has a place that the page on concepts names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
GROUPS = {"K": (0, 24), "U": (1, 16), "H": (1, 12), "T": (1, 7), "B": (0, 11)}
GROUPS |= {"P": (1, 12), "G": (0, 12), "E": (1, 9), "X": (1, 7), "M": (1, 40)}
CODE = re.compile(r"\b([KUHTBPGEXM])(\d{1,2})(?:-\1(\d{1,2}))?\b")


def codes() -> set[str]:
    pages = [DOCS / "concepts.md", *DOCS.glob("decisions/0012*.md")]
    return {code for page in pages for code in codes_in(page.read_text("utf-8"))}


def codes_in(text: str) -> Iterator[str]:
    for letter, first, last in CODE.findall(text):
        for number in range(int(first), int(last or first) + 1):
            yield f"{letter}{number}"


@pytest.mark.parametrize("letter", GROUPS)
def test_every_concept_has_a_place(letter: str) -> None:
    first, last = GROUPS[letter]
    wanted = {f"{letter}{number}" for number in range(first, last + 1)}

    assert not wanted - codes()
