"""The company's day of many moments is that of each, also where clocks are put forward or back."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.store.columns.arrays import Days

HOUR = 3_600


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"])
@given(
    around=st.sampled_from([(2026, 3, 29), (2026, 10, 25), (2026, 3, 8), (2011, 12, 30)]),
    hours=st.lists(st.integers(-60, 60), max_size=20),
)
def test_many_moments_at_once_are_of_the_days_of_each(
    zone: str, around: tuple[int, int, int], hours: list[int]
) -> None:
    noon = int(datetime(*around, 12, tzinfo=UTC).timestamp())
    seconds = [noon + hour * HOUR - 1 for hour in hours]
    days = Days(zone)

    found = days.of(np.array(seconds, dtype=np.int64))

    assert found.tolist() == [days(second) for second in seconds]
