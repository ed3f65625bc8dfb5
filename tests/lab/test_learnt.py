"""Texts that were learnt from are known again, and said of what is measured on them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from goodwill.lab.evaluate.labels import Asked
from goodwill.lab.evaluate.run import evaluate
from goodwill.lab.learnt import FILE, count_learnt, digests_of, save_learnt
from goodwill.lab.train.examples import read_sentences

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, tzinfo=UTC)

LEARNT = next(read_sentences(ROOT / "training" / "sentences")).text
NOT_LEARNT = "zwölf quietly lacquered xylophones overtook the vicar's barge"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (LEARNT, 1),
        (f"  {LEARNT.upper()} !!", 1),
        (f"{LEARNT} zebra", 0),
        (NOT_LEARNT, 0),
        ("🙂 !!", 0),
        ("", 0),
    ],
)
def test_case_and_marks_make_no_difference_and_other_words_do(text: str, count: int) -> None:
    assert count_learnt([text]) == count


def test_what_is_saved_is_read_again_each_text_once(tmp_path: Path) -> None:
    save_learnt(["One two.", "one TWO", "three", "?"], tmp_path / "learnt.npy")

    saved = np.load(tmp_path / "learnt.npy")
    assert sorted(saved.tolist()) == sorted(digests_of(["one two", "three"]).tolist())


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 1_000_000


@pytest.mark.parametrize(("text", "said"), [(LEARNT, 1), (NOT_LEARNT, 0)])
def test_memory_is_said_where_a_text_was_learnt_from(tmp_path: Path, text: str, said: int) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(f'text,label\n"{text}",yes\n"{NOT_LEARNT} too",no\n', "utf-8")

    report = evaluate([rows], Asked(acts=(("thanks", 1),)), imported_at=NOW)

    told = [note for note in report.notes if "learnt from 1 of these 2 texts" in note]
    assert len(told) == said
