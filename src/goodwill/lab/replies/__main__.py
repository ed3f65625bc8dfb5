"""`python -m goodwill.lab.replies ARCHIVE...`: fit the odds of an answer, score them, write them.

ARCHIVE is an mbox: one person's mailbox, or a public list's archive. What it prints stands in
`docs/replies.md`.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from goodwill.errors import CallError
from goodwill.lab.replies.archives import read_archive
from goodwill.lab.replies.evidence import Evidence, evidence_of, together
from goodwill.lab.replies.odds import fit, odds_query, write_odds
from goodwill.lab.replies.scores import score_lines, tenth_lines

FEWEST = 50
"""Mails with an answer, and without one, that odds are fitted on."""


def main() -> None:
    """Read every archive named, then fit, score and save."""
    paths = [Path(name) for name in sys.argv[1:]]
    evidence = together([_read(path) for path in paths]) if paths else None
    if evidence is None or min(np.bincount(evidence.answered, minlength=2)) < FEWEST:
        raise CallError(
            f"{len(paths)} archives hold too few mails of which one can tell "
            "whether they were answered.",
            hint=f"Name mbox files with at least {FEWEST} mails answered and {FEWEST} not.",
        )
    odds = fit(evidence, np.ones(len(evidence.answered), np.bool_))
    write_odds(odds)
    for lines in (score_lines(evidence), tenth_lines(evidence), (odds_query(odds),)):
        sys.stdout.write("\n".join((*lines, "", "")))


def _read(path: Path) -> Evidence:
    """One archive, as of the day it was last changed."""
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return evidence_of(read_archive(path, imported_at=changed))


if __name__ == "__main__":
    main()
