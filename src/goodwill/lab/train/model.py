"""Make the linear model from its material: features, marks, a fit for each act, whole numbers.

The same sentences give the same bytes: chance has a fixed seed, and weights are rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed  # type: ignore[import-untyped]
from numpy.typing import NDArray
from rich.progress import track
from scipy import sparse

from goodwill.acts.apostrophes import straightened
from goodwill.acts.languages import tongues_of
from goodwill.acts.linear.context import Context
from goodwill.acts.linear.shipped import RARITY_STEP, STEPS, Shipped, number_pairs
from goodwill.acts.quoted import own_words
from goodwill.acts.reading import cue_values
from goodwill.acts.sentences import split_sentences
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.train.examples import Example
from goodwill.lab.train.features import Features, known_words, make_features, matrix_of
from goodwill.lab.train.fitting import Fit, fit_act, folds_of
from goodwill.lab.train.marks import Marks, mark, share_out
from goodwill.lab.train.material import Material
from goodwill.lab.train.surrounded import fit_context

__all__ = ["Trained", "train"]

TEXT_LIMIT = 1000
"""Characters of a training text that are read."""

_OF_A_SENTENCE = 0.5
"""What a sentence counts beside a whole mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """The model, and the log-odds that held-out texts were given.

    `sentences` (texts x acts) and `mails` (texts) are in the order of the material.
    """

    model: Shipped
    sentences: NDArray[np.float64]
    mails: NDArray[np.float64]


def train(material: Material) -> Trained:
    """Fit every act's column, that of whole mails, and what surroundings move."""
    examples, mails = material.sentences, material.mails
    texts = [_said(example.text[:TEXT_LIMIT]) for example in examples]
    nameless = [each.text for each in (*examples, *mails) if each.is_nameless]
    features = make_features(texts, known_words(texts, nameless=nameless))
    cues = _cues(examples)
    matrix = sparse.hstack(
        [matrix_of([[text] for text in texts], features), sparse.csr_matrix(cues)]
    ).tocsr()
    labels, counts = mark(examples, cues)
    folds = folds_of([example.group for example in examples])
    fits = _fit_acts(matrix, (labels, counts), folds)
    held_out = np.column_stack([fit.held_out for fit in fits])
    whole = _fit_mails((*mails, *(e for e in examples if e.source == "personal")), features)
    context = _fit_context(examples, held_out, labels)
    model = _shipped(features, [*fits, whole], context, material.notes())
    return Trained(model=model, sentences=held_out, mails=whole.held_out[: len(mails)])


def _fit_acts(matrix: sparse.csr_matrix, marks: Marks, folds: NDArray[np.int64]) -> list[Fit]:
    """A fit for each act, shared out to all processors; each is seeded, so chance is the same."""
    labels, counts = marks
    ready = Parallel(n_jobs=-1, return_as="generator")(
        delayed(fit_act)(
            matrix, labels[:, place], share_out(act, labels[:, place], counts[:, place]), folds
        )
        for place, act in enumerate(ACT_IDS)
    )
    return list(track(ready, total=len(ACT_IDS), description="Fitting"))


def _fit_context(
    examples: Sequence[Example], held_out: NDArray[np.float64], labels: NDArray[np.int8]
) -> Context:
    """What the rest of a mail says of a sentence; learnt from mails marked for every act."""
    rows = [row for row, example in enumerate(examples) if example.mail is not None]
    mails = [str(examples[row].mail) for row in rows]
    return fit_context(held_out[rows], labels[rows], mails)


def _fit_mails(examples: Sequence[Example], features: Features) -> Fit:
    """What tells personal mail as a whole; sentences of personal talk count half."""
    texts = [[*_sentences(example.text)] for example in examples]
    labels = np.array(["personal" in example.holds for example in examples], np.int8)
    counts = np.array([_OF_A_SENTENCE if e.source == "personal" else 1.0 for e in examples])
    folds = folds_of([example.group for example in examples])
    return fit_act(matrix_of(texts, features), labels, counts, folds)


def _said(text: str) -> str:
    """A text as it is read: without what it quotes or denies."""
    return own_words(straightened(text)).said


def _sentences(text: str) -> Iterator[str]:
    said = _said(text)
    return (said[start:end] for start, end in split_sentences(text))


def _cues(examples: Sequence[Example]) -> NDArray[np.float32]:
    """What the cues say of each text (texts x acts): its sentences' greatest."""
    rows = np.zeros((len(examples), len(ACT_IDS)), np.float32)
    for row, example in enumerate(track(examples, description="Trying the cues")):
        text = example.text[:TEXT_LIMIT]
        tongues = tongues_of(text, example.language)
        sentences = [(sentence, tongues) for sentence in _sentences(text)]
        if sentences:
            rows[row] = cue_values(sentences)[:, : len(ACT_IDS)].max(axis=0)
    return rows


def _shipped(
    features: Features, fits: Sequence[Fit], context: Context, notes: dict[str, object]
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
        notes=notes,
    )
