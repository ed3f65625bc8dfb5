"""Make the linear models that `goodwill.acts` ships: `python -m goodwill.lab.train`.

Reads `training/`, writes `src/goodwill/acts/linear/models/`. The same
sentences give the same bytes: nothing is drawn at random, and weights are rounded.
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

from goodwill.acts.languages import LANGUAGES
from goodwill.acts.linear.shipped import (
    FOLDER,
    MAILS,
    RARITY_STEP,
    SENTENCES,
    STEPS,
    Shipped,
    save_shipped,
)
from goodwill.acts.reading import MAIL_LIMIT, cue_values
from goodwill.acts.sentences import split_sentences
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.examples import (
    Example,
    read_cases,
    read_mails,
    read_personal_mails,
    read_sentences,
)
from goodwill.lab.features import Features, known_words, make_features
from goodwill.lab.fitting import Fit, fit_act, folds_of
from goodwill.lab.marks import mark, share_out
from goodwill.lab.public import read_public

__all__ = ["main", "read_examples", "read_whole_mails", "train", "train_mails"]

_OF_A_SENTENCE = 0.5
"""What a sentence counts beside a whole mail."""


def main() -> None:
    """Train from `training/` of the working folder; write the models where they are loaded from."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("training")
    examples = read_examples(root)
    mails = read_whole_mails(root, examples)
    for name, (model, _) in {SENTENCES: train(examples), MAILS: train_mails(mails)}.items():
        save_shipped(model, FOLDER / name)
        Console().print(f"{name}: {model.notes['texts']:,} texts, {len(model.weights):,} terms")


def read_examples(root: Path) -> tuple[Example, ...]:
    """All training sentences: the hand-written ones, then the public ones."""
    return (
        *read_sentences(root / "sentences"),
        *read_mails(root / "mails"),
        *read_cases(root.parent / "tests" / "cases" / "acts"),
        *read_public(root / "labelled"),
    )


def read_whole_mails(root: Path, examples: Sequence[Example]) -> tuple[Example, ...]:
    """All whole mails, personal or not, and the sentences written for personal talk."""
    personal = (example for example in examples if example.source == "personal")
    return (*read_personal_mails(root / "mails"), *personal)


def train(examples: Sequence[Example]) -> tuple[Shipped, NDArray[np.float64]]:
    """The model of sentences, and the log-odds that held-out ones were given (texts x acts)."""
    cues = _cues(examples)
    labels, counts = mark(examples, cues)
    for place, act in enumerate(ACT_IDS):
        counts[:, place] = share_out(act, labels[:, place], counts[:, place])
    return _train(examples, ACT_IDS, cues, labels, counts)


def train_mails(examples: Sequence[Example]) -> tuple[Shipped, NDArray[np.float64]]:
    """The model of whole mails, and the log-odds that held-out ones were given (texts x 1)."""
    labels = np.array([["personal" in example.holds] for example in examples], np.int8)
    counts = np.array([[_OF_A_SENTENCE if e.source == "personal" else 1.0] for e in examples])
    return _train(examples, ("personal",), np.zeros((len(examples), 1)), labels, counts)


def _train(
    examples: Sequence[Example],
    acts: tuple[str, ...],
    cues: NDArray[np.floating],
    labels: NDArray[np.int8],
    counts: NDArray[np.float64],
) -> tuple[Shipped, NDArray[np.float64]]:
    texts = [example.text[:MAIL_LIMIT] for example in examples]
    nameless = [example.text for example in examples if example.is_nameless]
    features = make_features(texts, known_words(texts, nameless=nameless))
    folds = folds_of([example.group for example in examples])
    matrix = sparse.hstack([features.matrix, sparse.csr_matrix(cues)]).tocsr()
    fits = [
        fit_act(matrix, labels[:, place], counts[:, place], folds)
        for place in track(range(len(acts)), description="Fitting")
    ]
    held_out = np.column_stack([fit.held_out for fit in fits])
    return _shipped(acts, features, fits, examples), held_out


def _cues(examples: Sequence[Example]) -> NDArray[np.float32]:
    """What the cues say of each text (texts x acts): its sentences' greatest."""
    rows = np.zeros((len(examples), len(ACT_IDS)), np.float32)
    for row, example in enumerate(track(examples, description="Trying the cues")):
        tongues = _tongues(example.language)
        text = example.text[:MAIL_LIMIT]
        sentences = [(text[start:end], tongues) for start, end in split_sentences(text)]
        if sentences:
            rows[row] = cue_values(sentences)[:, : len(ACT_IDS)].max(axis=0)
    return rows


def _tongues(language: str) -> tuple[str, ...]:
    return ("en", language) if language != "en" and language in LANGUAGES else ("en",)


def _shipped(
    acts: tuple[str, ...], features: Features, fits: Sequence[Fit], examples: Sequence[Example]
) -> Shipped:
    """The fits as whole numbers."""
    counted = len(features.rarity)
    weights = np.column_stack([fit.weights[:counted] for fit in fits])
    cues = np.column_stack([fit.weights[counted:] for fit in fits])
    moved = weights * (features.rarity * RARITY_STEP)[:, None]
    steps = np.abs(moved).max(axis=0) / STEPS
    return Shipped(
        acts=acts,
        words=features.words,
        pairs=features.pairs,
        grams=features.grams,
        weights=np.rint(moved / steps).astype(np.int8),
        rarity=features.rarity,
        steps=steps,
        constants=np.array([fit.constant for fit in fits]),
        cues=cues,
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
