"""The floor: what counting words and letters gets after learning from the very data asked about.

TF-IDF over words and pairs of words, and over two to four letters in a row; logistic regression
(for ratings ridge regression). A fifth of the groups at a time is held out, so that no row is
judged by a model that has seen its thread, sender or customer. It learns how these raters label
these texts, which ours is never told: below it, reading adds nothing here.

Scikit-learn is in the extra `lab`; without it there is no floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FOLDS", "MISSING", "Floor", "folds_by_group", "has_floor"]

FOLDS = 5
LEARNT_ROWS = 20_000
"""A fold learns from this many rows at most, spread evenly; more change little and take long."""

TEXT_LIMIT = 2_000
"""Characters of a text that are counted."""

MISSING = "The floor needs scikit-learn: pip install 'goodwill[lab]'"

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def has_floor() -> bool:
    """Whether scikit-learn is there."""
    return find_spec("sklearn") is not None


def folds_by_group(codes: Codes, holds: NDArray[np.bool_]) -> Codes:
    """A fold for each row, whole groups together, folds alike in size and in what they hold.

    Groups are dealt out like cards, those with most that hold it first, then the largest.
    """
    groups = int(codes.max()) + 1
    held = np.bincount(codes, weights=holds, minlength=groups)
    sizes = np.bincount(codes, minlength=groups)
    shuffled = np.random.default_rng(0).permutation(groups)
    order = np.lexsort((shuffled, -sizes, -held))
    there_and_back = np.concatenate((np.arange(FOLDS), np.arange(FOLDS)[::-1]))
    folds = np.empty(groups, np.int64)
    folds[order] = np.resize(there_and_back, groups)
    return folds[codes]


class Floor:
    """The texts as counts, made once for every question asked about them."""

    def __init__(self, texts: Sequence[str], codes: Codes) -> None:
        self.codes = codes
        self._matrix = _count([text[:TEXT_LIMIT] for text in texts])

    def chances(self, holds: NDArray[np.bool_], rows: Codes) -> Floats | None:
        """Held-out probabilities for the rows; None where a fold has nothing to learn from."""
        model = import_module("sklearn.linear_model")

        def predict(learnt: Codes, asked: Codes) -> Floats | None:
            known = holds[np.searchsorted(rows, learnt)]
            if known.all() or not known.any():
                return None
            fitted = model.LogisticRegression(solver="liblinear", max_iter=1000)
            fitted.fit(self._matrix[learnt], known)
            return np.asarray(fitted.predict_proba(self._matrix[asked])[:, 1], np.float64)

        return self._held_out(predict, rows, folds_by_group(_dense(self.codes[rows]), holds))

    def ratings(self, ratings: Floats, rows: Codes) -> Floats | None:
        """Held-out ratings for the rows."""
        model = import_module("sklearn.linear_model")

        def predict(learnt: Codes, asked: Codes) -> Floats | None:
            if not len(learnt):
                return None
            fitted = model.Ridge(alpha=1.0, solver="sparse_cg")
            fitted.fit(self._matrix[learnt], ratings[np.searchsorted(rows, learnt)])
            return np.asarray(fitted.predict(self._matrix[asked]), np.float64)

        above = ratings > np.median(ratings)
        return self._held_out(predict, rows, folds_by_group(_dense(self.codes[rows]), above))

    def _held_out(self, predict: Any, rows: Codes, folds: Codes) -> Floats | None:
        """Each fold's rows as a model sees them that learnt from the others."""
        if self._matrix is None:
            return None
        answers = np.zeros(len(rows))
        for fold in np.unique(folds):
            learnt = rows[folds != fold]
            step = -(-len(learnt) // LEARNT_ROWS) or 1
            found = predict(learnt[::step], rows[folds == fold])
            if found is None:
                return None
            answers[folds == fold] = found
        return answers


def _dense(codes: Codes) -> Codes:
    """Group numbers without gaps."""
    return np.unique(codes, return_inverse=True)[1].astype(np.int64)


def _count(texts: Sequence[str]) -> Any:
    """Texts x terms, weighed by TF-IDF; None where no two texts share a term.

    The rarity of a term is taken over all texts; what a term tells is learnt without the rows
    held out.
    """
    make = import_module("sklearn.feature_extraction.text").TfidfVectorizer
    blocks = []
    for analyzer, sizes in (("word", (1, 2)), ("char_wb", (2, 4))):
        counter = make(analyzer=analyzer, ngram_range=sizes, sublinear_tf=True, min_df=2)
        try:
            blocks.append(counter.fit_transform(texts))
        except ValueError:
            continue  # no term stands in two texts
    return import_module("scipy.sparse").hstack(blocks).tocsr() if blocks else None
