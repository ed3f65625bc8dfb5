"""Cues and words that stand in files: shape, references, refusals."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from goodwill.acts import Cue, cue_files, recognisers
from goodwill.acts.cue_files import cues_from
from goodwill.acts.fold import plain
from goodwill.acts.reading import cue_values
from goodwill.errors import CatalogueError
from goodwill.facts.acts import ACT_IDS

ACTS = Path(cue_files.__file__).parent
CUE_FILES = sorted((ACTS / "cues").glob("*.toml"))
WORD_FILES = sorted((ACTS / "words_of").glob("*.toml"))


@pytest.mark.parametrize("path", CUE_FILES, ids=lambda path: path.stem)
def test_a_cue_file_belongs_to_an_act_that_has_a_recogniser(path: Path) -> None:
    assert path.stem in ACT_IDS
    assert path.stem in {recogniser.act for recogniser in recognisers()}


@pytest.mark.parametrize("path", CUE_FILES, ids=lambda path: path.stem)
def test_a_cue_has_a_pattern_or_words_and_never_both(path: Path) -> None:
    cues = cues_from(path.stem)

    assert cues
    assert all(bool(cue.pattern) != bool(cue.words) for cue in cues)
    assert all(cue.weight != 0 and cue.most >= 1 for cue in cues)


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.stem)
def test_words_are_written_as_a_folded_text_shows_them(path: Path) -> None:
    words = [w for field in tomllib.loads(path.read_text("utf-8")).values() for w in field.split()]

    assert [word for word in words if plain(word) != word] == []


def test_an_act_without_a_file_has_no_further_cues() -> None:
    assert cues_from("no such act") == ()


def test_every_field_of_words_is_used() -> None:
    used = {cue.words for recogniser in recognisers() for cue in recogniser.cues if cue.words}
    fields = {
        f"{path.stem}.{name}": frozenset(words.split())
        for path in WORD_FILES
        for name, words in tomllib.loads(path.read_text("utf-8")).items()
    }

    assert [name for name, words in fields.items() if words not in used] == []


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('weigth = 1.0\nany = "x"', 'the key "weigth"'),
        ('language = "en"\nweight = 1.0\nwords = "moneey"', 'no field "moneey".*"money"'),
    ],
)
def test_a_slip_in_a_cue_file_is_named(
    row: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "words_of").mkdir()
    (tmp_path / "words_of" / "en.toml").write_text('money = "price"\n', "utf-8")
    (tmp_path / "cues" / "rival.toml").write_text(f'[[cue]]\nname = "slip"\n{row}\n', "utf-8")
    monkeypatch.setattr("goodwill.acts.cue_files._FOLDER", tmp_path)
    monkeypatch.setattr("goodwill.acts.cue_files._fields", lambda _: {"money": frozenset()})

    with pytest.raises(CatalogueError, match=complaint):
        cues_from("rival")


def test_a_cue_without_words_counts_once() -> None:
    assert Cue(name="a", weight=1.0, pattern="b").most == 1


def test_a_sentence_with_quotation_marks_speaks_of_no_quotes() -> None:
    """Folding writes such a sentence with the mark `quotes`, which is no word of it."""
    plain, quoted, spoken = cue_values(
        [(text, ("en",)) for text in ("The green door.", 'The "green" "door".', "Quotes, quotes.")]
    )[:, ACT_IDS.index("tender")]
    assert plain == quoted < spoken
