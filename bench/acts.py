"""How fast acts are read: `python bench/acts.py`.

Texts of about 600 characters, made here, are read one after the other on one core. How well acts
are read is `goodwill evaluate`'s to say, and the card's: `docs/models.md`.
"""

from __future__ import annotations

import random
from time import perf_counter

from goodwill.acts import read_text

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


def main(count: int = 3000) -> None:
    """Print the mean time of a text, after a few hundred that warm up what is kept."""
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
    main()
