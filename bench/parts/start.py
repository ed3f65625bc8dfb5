"""How long a shell waits before anything comes: help, the package, a statement that is stored.

Beside them Python alone, which nothing of ours can be quicker than, and Datasette's help.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure, ratio
from bench.given import Given
from bench.parts.made_book import DAY, made_book
from bench.runs import GOODWILL, PEERS, run

__all__ = ["PART", "measure"]

PART = "start-up"
ACCOUNT = "statement of a day already drawn up, from the shell"


def measure(given: Given) -> list[Figure]:
    """Milliseconds from the call to the end, each some rounds."""
    python = sys.executable
    stored = [*GOODWILL, "--book", made_book(given), "statement", "a0000", "--as-of", DAY]
    run(stored)
    rounds = max(given.rounds, 5)
    alone = _figure("python -c pass", [python, "-c", "pass"], rounds, of="python")
    figures = [
        alone,
        _figure("goodwill --help", [*GOODWILL, "--help"], rounds, bar=250.0),
        _figure("import goodwill", [python, "-c", "import goodwill"], rounds, bar=100.0),
        _figure(ACCOUNT, stored, rounds, bar=300.0),
    ]
    datasette = PEERS / "datasette"
    if datasette.exists():
        peer = _figure("goodwill --help", [datasette, "--help"], rounds, of="datasette --help")
        figures += [peer, ratio(figures[1], peer)]
    return figures


def _figure(
    name: str,
    command: Sequence[str | Path],
    rounds: int,
    *,
    bar: float | None = None,
    of: str = "goodwill",
) -> Figure:
    """Milliseconds of a command, some rounds; a first one that warms up the disk is left out."""
    run(command)
    samples = tuple(run(command).seconds * 1e3 for _ in range(rounds))
    return Figure(part=PART, name=name, unit="ms", samples=samples, bar=bar, of=of)
