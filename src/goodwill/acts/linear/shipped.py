"""The linear model as it is stored: four files in `model/`, made by `goodwill.lab.train`.

`terms.txt` has a term a line: the words, then the pairs of words, then the letter groups.
`weights.npy` has a row for each term and a column for each act, then one for each act that is
told of whole mails: whole numbers from -127 to 127 in units of the column's step. `rarity.npy`
says how much each term counts in a sentence's length. `model.json` has the names of the acts,
the steps, constants and weights of cues, and what it was made of. Numbers are rounded, so that
the same sentences make the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["FOLDER", "RARITY_STEP", "STEPS", "Shipped", "load_shipped", "save_shipped"]

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
    order; the columns are `acts`, then `acts_of_mails`. `cues` (acts x acts) weighs what the cues
    of one act (row) say for another (column).
    """

    acts: tuple[str, ...]
    acts_of_mails: tuple[str, ...]
    words: tuple[str, ...]
    pairs: tuple[str, ...]
    grams: tuple[str, ...]
    weights: NDArray[np.int8]
    rarity: NDArray[np.uint8]
    steps: NDArray[np.float64]
    constants: NDArray[np.float64]
    cues: NDArray[np.float64]
    notes: Mapping[str, object]


def load_shipped(folder: Path = FOLDER) -> Shipped:
    """The model in `folder`."""
    about = json.loads((folder / "model.json").read_text("utf-8"))
    terms = tuple((folder / "terms.txt").read_text("utf-8").splitlines())
    words, pairs = about["words"], about["words"] + about["pairs"]
    return Shipped(
        acts=tuple(about["acts"]),
        acts_of_mails=tuple(about["acts_of_mails"]),
        words=terms[:words],
        pairs=terms[words:pairs],
        grams=terms[pairs:],
        weights=np.load(folder / "weights.npy"),
        rarity=np.load(folder / "rarity.npy"),
        steps=np.array(about["steps"]),
        constants=np.array(about["constants"]),
        cues=np.array(about["cues"]),
        notes=about["notes"],
    )


def save_shipped(model: Shipped, folder: Path = FOLDER) -> None:
    """Write a model; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "acts": model.acts,
        "acts_of_mails": model.acts_of_mails,
        "words": len(model.words),
        "pairs": len(model.pairs),
        "steps": model.steps.round(DIGITS + 4).tolist(),
        "constants": model.constants.round(DIGITS).tolist(),
        "cues": model.cues.round(DIGITS).tolist(),
        "notes": model.notes,
    }
    text = json.dumps(about, indent=1, sort_keys=True)
    (folder / "model.json").write_text(text + "\n", "utf-8")
    terms = "\n".join((*model.words, *model.pairs, *model.grams))
    (folder / "terms.txt").write_text(terms + "\n", "utf-8")
    np.save(folder / "weights.npy", model.weights)
    np.save(folder / "rarity.npy", model.rarity)
