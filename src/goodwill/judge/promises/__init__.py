"""The ledger of promises, both ways: who promised what to whom, by when, and what came of it.

`keep_ledger` is the door. In the order of the work: `talk` puts in order what was said, `made`
tells which sentences are promises, `chains` sees that one promise is counted once, `signs` and
`records` look for what became of it, `outcome` adds that up. The numbers stand in the
catalogue (`promises`), read by `rules`. Who shows it is next door, in
`goodwill.judge.commitments`.
"""

from __future__ import annotations

from goodwill.judge.promises.outcome import Entry, keep_ledger
from goodwill.judge.promises.rules import Rules

__all__ = ["Entry", "Rules", "keep_ledger"]
