"""`python -m goodwill.lab.train [FOLDER]`: make the shipped model and bring its card up to date.

FOLDER is `training/` of the working folder unless it is named. The model goes where it is loaded
from, and so do the digests of what was learnt; the card is `docs/models.md` beside FOLDER.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from goodwill.acts.linear import weigher
from goodwill.acts.linear.shipped import save_shipped
from goodwill.acts.reading import Unread, read_texts
from goodwill.lab.card.tables import write_card
from goodwill.lab.card.unseen import read_situations, read_unseen
from goodwill.lab.learnt import save_learnt
from goodwill.lab.train.material import read_material
from goodwill.lab.train.model import train


def main() -> None:
    """Train, save, and measure what was saved."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("training")
    page = root.parent / "docs" / "models.md"
    material = read_material(root)
    trained = train(material)
    save_shipped(trained.model)
    save_learnt(each.text for each in (*material.sentences, *material.mails))
    weigher.cache_clear()
    cases = root.parent / "tests" / "cases" / "acts"
    unseen = tuple(read_unseen(cases / "unseen", _chances))
    held_back = {
        "situations": tuple(read_situations(cases / "situations", _chances)),
        "real mail": tuple(read_situations(cases / "real_mail", _chances)),
    }
    card = write_card(page.read_text("utf-8"), material, trained, unseen, held_back)
    page.write_text(card, "utf-8")
    Console().print(f"{trained.model.notes}, {len(trained.model.weights):,} terms")


def _chances(act: str, texts: Sequence[str]) -> list[float]:
    """What the model in place says of an act in each text."""
    return [reading.scores[act] for reading in read_texts([Unread(text) for text in texts])]


if __name__ == "__main__":
    main()
