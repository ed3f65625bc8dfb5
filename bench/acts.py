"""How well and how fast acts are read: `python bench/acts.py FOLDER`.

FOLDER holds any of `email_intent/train.txt` (label, tab, sentence; Yes is a request, a question
or a commitment), `goemotions/dev.tsv` with `labels.txt`, `incivility/civil.csv` and
`uncivil.csv`, and `work_tone/dataset.json`. What is missing is left out. None of these is
part of this project, and no weight is fitted to them. Speed is measured on texts of about
600 characters made here.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

from goodwill.acts import read_text

LISTED = 0.5
Marked = list[tuple[float, bool]]


def main(folder: Path) -> None:
    """Print every figure that the folder allows, then the speed."""
    for name, measure in {
        "email_intent": _email_intent,
        "goemotions": _goemotions,
        "incivility": _incivility,
        "work_tone": _work_tone,
    }.items():
        if (folder / name).is_dir():
            measure(folder / name)
        else:
            print(f"{name}: not in {folder}, left out")
    _speed()


def _email_intent(folder: Path) -> None:
    lines = (folder / "train.txt").read_text("utf-8", errors="replace").splitlines()
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    marked = [(_intent(text), label == "Yes") for label, text in pairs]
    _print_found("email intent, even lines", marked[0::2])
    _print_found("email intent, odd lines", marked[1::2])


def _intent(text: str) -> float:
    scores = read_text(text).scores
    return max(scores[act] for act in ("request", "question", "commitment"))


def _goemotions(folder: Path) -> None:
    labels = (folder / "labels.txt").read_text("utf-8").split()
    with (folder / "dev.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row[:2] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for act, emotion in (("thanks", "gratitude"), ("apology", "remorse")):
        wanted = str(labels.index(emotion))
        marked = [(read_text(text).scores[act], wanted in ids.split(",")) for text, ids in rows]
        _print_found(f"goemotions {emotion} as {act}", marked)


def _incivility(folder: Path) -> None:
    marked: Marked = []
    for name in ("civil", "uncivil"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                marked.append((read_text(row["quotation"]).scores["hostile"], name == "uncivil"))
    _print_ranked("incivility as hostile", marked)
    _print_found("incivility as hostile", marked)


def _work_tone(folder: Path) -> None:
    rows = json.loads((folder / "dataset.json").read_text("utf-8"))
    marked = [
        (
            read_text(row["raw_message"]).scores["hostile"],
            row["part2_aggregate"]["polarity"] == "negative",
        )
        for row in rows
        if row["part2_aggregate"]["polarity"] != "undefined"
    ]
    _print_ranked("work tone, negative as hostile", marked)


def _print_found(name: str, marked: Marked) -> None:
    """Precision, recall and F1 where an act is listed."""
    hit = sum(score >= LISTED and wanted for score, wanted in marked)
    listed = sum(score >= LISTED for score, _ in marked)
    wanted_all = sum(wanted for _, wanted in marked)
    precision, recall = hit / max(listed, 1), hit / max(wanted_all, 1)
    f1 = 2 * hit / max(listed + wanted_all, 1)
    right = sum((score >= LISTED) == wanted for score, wanted in marked) / len(marked)
    print(
        f"{name}: n {len(marked)}, precision {precision:.3f}, recall {recall:.3f}, "
        f"F1 {f1:.3f}, accuracy {right:.3f}"
    )


def _print_ranked(name: str, marked: Marked) -> None:
    """The area under the ROC curve; ties count half."""
    positive = np.array([score for score, wanted in marked if wanted])
    negative = np.array([score for score, wanted in marked if not wanted])
    above = (positive[:, None] > negative[None, :]).mean()
    level = (positive[:, None] == negative[None, :]).mean()
    print(f"{name}: n {len(marked)}, area under the curve {above + level / 2:.3f}")


_PARTS = (
    "Thanks for coming over on {}, the team found it useful.",
    "Could you send us the revised drawing for the {} line before the end of the week?",
    "The pallets for {} arrived this morning, two boxes were wet and we have set them aside.",
    "We will check the readings on {} and let you know what we find.",
    "Parking is behind the building, ring the bell marked {} and somebody will come down.",
    "The figures for {} look much as they did last year.",
    "Our finance people ask for the order number on every invoice, {} had none.",
    "I am away from {} and back the week after.",
    "Please keep the old labels on the {} bins until we have talked.",
    "It rained all through the {} weekend, so the walls are still damp.",
)
_NAMES = ("north", "Tuesday", "Block C", "spring", "Leeds", "number four", "the museum", "export")


def _speed(count: int = 3000) -> None:
    seed = random.Random(7)  # noqa: S311 - a bench wants the same texts each time
    texts = []
    for number in range(count):
        parts = [part.format(f"{seed.choice(_NAMES)} {number}") for part in _PARTS]
        seed.shuffle(parts)
        texts.append("\n\n".join((" ".join(parts[:4]), " ".join(parts[4:8]))))
    for text in texts[:200]:
        read_text(text)
    started = perf_counter()
    for text in texts:
        read_text(text)
    taken = perf_counter() - started
    mean = sum(map(len, texts)) / count
    print(f"speed: {taken / count * 1e6:.0f} microseconds a text of {mean:.0f} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
