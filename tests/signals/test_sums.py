"""Keys of rows as one number: the order that they have one after another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodwill.signals.sums import packed

SMALL = st.integers(-3, 3)
WIDE = st.integers(-(10**11), 10**11)


@given(st.lists(st.tuples(SMALL, WIDE, SMALL, WIDE), max_size=30))
def test_rows_stand_by_the_packed_keys_as_by_the_keys(rows: list[tuple[int, ...]]) -> None:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T

    order = np.argsort(packed(*columns), kind="stable")

    assert [rows[at] for at in order] == sorted(rows)
    assert len(np.unique(packed(*columns))) == len(set(rows))
