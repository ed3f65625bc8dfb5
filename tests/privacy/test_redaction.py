"""A name or an address is unreadable however its letters are written, and others' names stay."""

from __future__ import annotations

import unicodedata

import pytest

from goodwill.privacy.redaction import BLOT, Redactor, name_forms, name_words

HERS = ("Jörg Müßler", "Åse Lindqvist")
BLOTS = Redactor(("jorg.mussler@acme.example", *name_forms(HERS)))


@pytest.mark.parametrize(
    "said",
    [
        "Jörg Müßler",
        unicodedata.normalize("NFD", "Jörg Müßler"),
        "Joerg Muessler",
        "Jorg Mussler",
        "JÖRG MÜSSLER",
        "Müßler, Jörg",
        "Jörg\nMüßler",
        "Jörg A. Müßler",
        "Jörg-Müßler",
        "Ase Lindqvist",
        "Aase Lindqvist",
        "Jorg.Mussler@acme.example",
        "jorg.mussler%40acme.example",
        "jorg.mussler (at) acme.example",
    ],
)
def test_it_is_found_however_it_is_written(said: str) -> None:
    left = BLOTS.over(f"Ask {said} first.")

    assert left.startswith("Ask ") and left.endswith(" first.")  # noqa: PT018
    assert not any(sign.isalnum() for sign in left[4:-7])
    assert BLOT in left
    assert len(left) == len(f"Ask {said} first.")


@pytest.mark.parametrize(
    "said",
    ["Jörg Müller", "Jürg Müßler", "Jörg and Anna Müßler", "jorg.mussler@beta.example", "Jörg"],
)
def test_somebody_else_stays(said: str) -> None:
    assert BLOTS.over(said) == said
    assert not BLOTS.find(said)


def test_single_names_are_found_as_they_stand() -> None:
    redactor = Redactor(words=name_words(("Jörg Müßler",)))

    assert redactor.over("Dear Joerg, dear Herr Müßler") == "Dear █████, dear Herr ██████"
    assert redactor.over("mussler") == "mussler"
