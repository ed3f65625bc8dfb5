"""Make the linear model that `goodwill.acts` ships: `python -m goodwill.lab.train`.

Reads `training/`, writes `src/goodwill/acts/linear/model/` and the tables of `docs/models.md`. The
same sentences give the same bytes: chance has a fixed seed, and weights are rounded.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from scipy import sparse

from goodwill.acts.languages import tongues_of
from goodwill.acts.linear import weigher
from goodwill.acts.linear.context import Context
from goodwill.acts.linear.shipped import RARITY_STEP, STEPS, Shipped, number_pairs, save_shipped
from goodwill.acts.reading import Unread, cue_values, read_texts
from goodwill.acts.sentences import split_sentences
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.card import read_unseen, write_card
from goodwill.lab.examples import (
    Example,
    read_cases,
    read_mails,
    read_personal_mails,
    read_sentences,
)
from goodwill.lab.features import Features, known_words, make_features, matrix_of
from goodwill.lab.fitting import Fit, fit_act, folds_of
from goodwill.lab.marks import mark, share_out
from goodwill.lab.public import read_public
from goodwill.lab.surrounded import fit_context

__all__ = ["main", "read_examples", "train"]

TEXT_LIMIT = 1000
"""Characters of a training text that are read."""

_OF_A_SENTENCE = 0.5
"""What a sentence counts beside a whole mail."""


def main() -> None:
    """Train from `training/` of the working folder; write the model where it is loaded from.

    Then `docs/models.md` beside that folder is brought up to date.
    """
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("training")
    page = root.parent / "docs" / "models.md"
    examples = read_examples(root)
    model, held_out = train(examples, tuple(read_personal_mails(root / "mails")))
    save_shipped(model)
    weigher.cache_clear()
    unseen = tuple(read_unseen(root.parent / "tests" / "cases" / "acts" / "unseen", _chances))
    page.write_text(write_card(page.read_text("utf-8"), examples, held_out, unseen), "utf-8")
    Console().print(f"{model.notes}, {len(model.weights):,} terms")


def _chances(act: str, texts: Sequence[str]) -> list[float]:
    """What the model in place says of an act in each text."""
    return [reading.scores[act] for reading in read_texts([Unread(text) for text in texts])]


def read_examples(root: Path) -> tuple[Example, ...]:
    """All training sentences: the hand-written ones, then the public ones."""
    return (
        *read_sentences(root / "sentences"),
        *read_mails(root / "mails"),
        *read_cases(root.parent / "tests" / "cases" / "acts"),
        *read_public(root / "labelled"),
    )


def train(
    examples: Sequence[Example], mails: Sequence[Example]
) -> tuple[Shipped, NDArray[np.float64]]:
    """The model, and the log-odds that held-out examples were given (texts x acts)."""
    texts = [example.text[:TEXT_LIMIT] for example in examples]
    nameless = [each.text for each in (*examples, *mails) if each.is_nameless]
    features = make_features(texts, known_words(texts, nameless=nameless))
    cues = _cues(examples)
    matrix = sparse.hstack(
        [matrix_of([[text] for text in texts], features), sparse.csr_matrix(cues)]
    ).tocsr()
    labels, counts = mark(examples, cues)
    folds = folds_of([example.group for example in examples])
    fits = [
        fit_act(matrix, labels[:, place], share_out(act, labels[:, place], counts[:, place]), folds)
        for place, act in enumerate(track(ACT_IDS, description="Fitting"))
    ]
    held_out = np.column_stack([fit.held_out for fit in fits])
    whole = _fit_mails((*mails, *(e for e in examples if e.source == "personal")), features)
    context = _fit_context(examples, held_out, labels)
    return _shipped(features, [*fits, whole], context, (*examples, *mails)), held_out


def _fit_context(
    examples: Sequence[Example], held_out: NDArray[np.float64], labels: NDArray[np.int8]
) -> Context:
    """What the rest of a mail says of a sentence; learnt from mails marked for every act."""
    rows = [row for row, e in enumerate(examples) if len(e.holds) + len(e.lacks) == len(ACT_IDS)]
    mails = [examples[row].group for row in rows]
    return fit_context(held_out[rows], labels[rows], mails)


def _fit_mails(examples: Sequence[Example], features: Features) -> Fit:
    """What tells personal mail as a whole; sentences of personal talk count half."""
    texts = [[e.text[start:end] for start, end in split_sentences(e.text)] for e in examples]
    labels = np.array(["personal" in example.holds for example in examples], np.int8)
    counts = np.array([_OF_A_SENTENCE if e.source == "personal" else 1.0 for e in examples])
    folds = folds_of([example.group for example in examples])
    return fit_act(matrix_of(texts, features), labels, counts, folds)


def _cues(examples: Sequence[Example]) -> NDArray[np.float32]:
    """What the cues say of each text (texts x acts): its sentences' greatest."""
    rows = np.zeros((len(examples), len(ACT_IDS)), np.float32)
    for row, example in enumerate(track(examples, description="Trying the cues")):
        text = example.text[:TEXT_LIMIT]
        tongues = tongues_of(text, example.language)
        sentences = [(text[start:end], tongues) for start, end in split_sentences(text)]
        if sentences:
            rows[row] = cue_values(sentences)[:, : len(ACT_IDS)].max(axis=0)
    return rows


def _shipped(
    features: Features, fits: Sequence[Fit], context: Context, examples: Sequence[Example]
) -> Shipped:
    """The fits as whole numbers."""
    counted = len(features.rarity)
    weights = np.column_stack([fit.weights[:counted] for fit in fits])
    cues = np.column_stack([fit.weights[counted:] for fit in fits[: len(ACT_IDS)]])
    moved = weights * (features.rarity * RARITY_STEP)[:, None]
    steps = np.abs(moved).max(axis=0) / STEPS
    return Shipped(
        acts=ACT_IDS,
        acts_of_mails=("personal",),
        words=features.words,
        pairs=number_pairs(features.pairs, features.words),
        grams=features.grams,
        weights=np.rint(moved / steps).astype(np.int8),
        rarity=features.rarity,
        steps=steps,
        constants=np.array([fit.constant for fit in fits]),
        cues=cues,
        context=context,
        notes=_notes(examples),
    )


def _notes(examples: Sequence[Example]) -> dict[str, object]:
    """What the model was made of."""
    digest = sha256()
    for example in examples:
        digest.update(f"{sorted(example.holds)}{example.text}\n".encode())
    return {"texts": len(examples), "sha256": digest.hexdigest()}


if __name__ == "__main__":
    main()
