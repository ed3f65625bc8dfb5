"""Whether time stays linear and memory flat as archives grow.

Each size is imported into a fresh book; memory is that of all processes together. `--large` adds a
million mails, which takes minutes.
"""

from __future__ import annotations

from bench.figures import Figure
from bench.given import Given
from bench.parts.mail import import_anew

__all__ = ["PART", "measure"]

PART = "import by size"
MEMORY = 400.0


def measure(given: Given) -> list[Figure]:
    """Messages a second and megabytes at most for each size, and how far the rates lie apart."""
    figures = []
    for mails in given.sizes:
        took = import_anew(given.enlarged(mails), given.folder / "sized", watched=True)
        figures += [
            Figure(part=PART, name="messages a second", unit="/s", at=mails, better="more",
                   samples=(mails / took.seconds,)),
            Figure(part=PART, name="memory at most, all processes", unit="MB", at=mails,
                   samples=(took.peak / 1e6,), bar=MEMORY),
            Figure(part=PART, name="processor for a message", unit="µs", at=mails,
                   samples=(took.processor / mails * 1e6,)),
        ]  # fmt: skip
    small, large = figures[2].value, figures[-1].value
    growth = Figure(part=PART, name="processor for a message, largest to smallest", unit="times",
                    samples=(large / small,))  # fmt: skip
    return [*figures, growth]
