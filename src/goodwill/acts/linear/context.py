"""What stands around a sentence in its text: whether it begins or ends it, and what else is said.

"Great." is thanks beside thanks and a sneer beside a quarrel. So a sentence's log-odds are moved
by where it stands and by the mean of what its neighbours' words said. A sentence that stands
alone is not moved.

The mails before and after are not looked at: they come in any order, some never, and a text is
read the same whenever it is read. Who writes to whom is weighed where all mails are known, by
the signals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Context", "surroundings"]

_SURE = 3.0
"""Log-odds (0.95) beyond which a neighbour says no more."""

_ROWS_AT_ONCE = 64
"""Larger products of matrices are shared out to threads, which wait longer than they work."""


class Context(NamedTuple):
    """How surroundings move acts: `weights` (2 + acts x acts) of what differs from the `usual`."""

    weights: NDArray[np.float32]
    usual: NDArray[np.float32]

    def moved(self, log_odds: NDArray[np.float32], counts: NDArray[np.intp]) -> NDArray[np.float32]:
        """Log-odds (sentences x acts) of texts with so many sentences each, moved."""
        around = surroundings(log_odds, counts) - self.usual
        around[np.repeat(counts == 1, counts)] = 0.0
        blocks = range(0, len(around), _ROWS_AT_ONCE)
        shifts = [around[at : at + _ROWS_AT_ONCE] @ self.weights for at in blocks]
        return log_odds + np.concatenate(shifts) if shifts else log_odds


def surroundings(log_odds: NDArray[np.float32], counts: NDArray[np.intp]) -> NDArray[np.float32]:
    """For each sentence: 1 if its text's first, 1 if its last, then the others' mean for each act.

    `counts` has the number of sentences of each text, none of which is empty. What the others
    say is between -1 and 1.
    """
    ends = np.cumsum(counts)
    around = np.zeros((len(log_odds), 2 + log_odds.shape[1]), np.float32)
    around[ends - counts, 0] = 1.0
    around[ends - 1, 1] = 1.0
    said = np.clip(log_odds / _SURE, -1.0, 1.0)
    sums = np.repeat(np.add.reduceat(said, ends - counts), counts, axis=0)
    others = np.repeat(np.maximum(counts - 1, 1), counts)
    around[:, 2:] = (sums - said) / others[:, None]
    return around
