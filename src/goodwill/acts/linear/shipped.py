"""The linear model as it is stored: five files in `model/`, made by `goodwill.lab.train`.

`terms.txt` has a term a line: the words, then the letter groups. `pairs.npy` has the pairs of words
as numbers, which load sooner than text. `weights.npy` has a row for each word, pair and letter
group and a column for each act, then one for each act that is told of whole mails: whole numbers
from -127 to 127 in units of the column's step. `rarity.npy` says how much each term counts in a
sentence's length. `model.json` has the names of the acts, the steps, constants, weights of cues
and of what stands around a sentence, and what it was made of. Numbers are rounded, so that the
same sentences make the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from goodwill.acts.linear.context import Context
from goodwill.acts.linear.terms import ends_of, is_far
from goodwill.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = [
    "FOLDER",
    "RARITY_STEP",
    "STEPS",
    "Shipped",
    "load_shipped",
    "number_pairs",
    "save_shipped",
]

FOLDER = Path(__file__).with_name("model")

STEPS = 127
"""Weights are whole numbers up to this, either way."""

RARITY_STEP = 0.125
"""Rarities are whole multiples of this."""

DIGITS = 4
"""Figures after the point, of what is stored as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """One model for all acts; log-odds are natural.

    `weights` (terms x columns) and `rarity` (terms) follow `words`, `pairs` and `grams` in that
    order; `pairs` has the places of both words among `words` and the number of words between
    them. The columns are `acts`, then `acts_of_mails`. `cues` (acts x acts) weighs what the cues
    of one act (row) say for another (column).
    """

    acts: tuple[str, ...]
    acts_of_mails: tuple[str, ...]
    words: tuple[str, ...]
    pairs: NDArray[np.int32]
    grams: tuple[str, ...]
    weights: NDArray[np.int8]
    rarity: NDArray[np.uint8]
    steps: NDArray[np.float64]
    constants: NDArray[np.float64]
    cues: NDArray[np.float64]
    context: Context
    notes: Mapping[str, object]

    def __post_init__(self) -> None:
        terms = len(self.words) + len(self.pairs) + len(self.grams)
        if terms != len(self.weights):
            raise CatalogueError(
                f"The linear model has {terms:,} terms, but {len(self.weights):,} rows of weights.",
                hint="Its files are of different trainings: run  make train",
            )


def number_pairs(pairs: Sequence[str], words: Sequence[str]) -> NDArray[np.int32]:
    """Pairs as they are stored (pairs x 3): both words' places, and the words between them."""
    places = {word: place for place, word in enumerate(words)}
    rows = [(*map(places.__getitem__, ends_of(pair)), int(is_far(pair))) for pair in pairs]
    return np.array(rows, np.int32).reshape(-1, 3)


def load_shipped(folder: Path = FOLDER) -> Shipped:
    """The model in `folder`."""
    about = json.loads((folder / "model.json").read_text("utf-8"))
    terms = tuple((folder / "terms.txt").read_text("utf-8").splitlines())
    return Shipped(
        acts=tuple(about["acts"]),
        acts_of_mails=tuple(about["acts_of_mails"]),
        words=terms[: about["words"]],
        pairs=np.load(folder / "pairs.npy"),
        grams=terms[about["words"] :],
        weights=np.load(folder / "weights.npy"),
        rarity=np.load(folder / "rarity.npy"),
        steps=np.array(about["steps"]),
        constants=np.array(about["constants"]),
        cues=np.array(about["cues"]),
        context=Context(*(np.array(about[name], np.float32) for name in ("context", "usual"))),
        notes=about["notes"],
    )


def save_shipped(model: Shipped, folder: Path = FOLDER) -> None:
    """Write a model; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "acts": model.acts,
        "acts_of_mails": model.acts_of_mails,
        "words": len(model.words),
        "steps": model.steps.round(DIGITS + 4).tolist(),
        "constants": model.constants.round(DIGITS).tolist(),
        "cues": model.cues.round(DIGITS).tolist(),
        "context": _rounded(model.context.weights),
        "usual": _rounded(model.context.usual),
        "notes": model.notes,
    }
    text = json.dumps(about, indent=1, sort_keys=True)
    (folder / "model.json").write_text(text + "\n", "utf-8")
    terms = "\n".join((*model.words, *model.grams))
    (folder / "terms.txt").write_text(terms + "\n", "utf-8")
    np.save(folder / "pairs.npy", model.pairs)
    np.save(folder / "weights.npy", model.weights)
    np.save(folder / "rarity.npy", model.rarity)


def _rounded(numbers: NDArray[np.float32]) -> object:
    return numbers.astype(np.float64).round(DIGITS).tolist()
