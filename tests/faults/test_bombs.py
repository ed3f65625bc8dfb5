"""Some hostile files of each sort, and the mail after each; all of them are in `tests/soak`."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from tests.soak import bombs

SOME = ("comments-deep", "surrogates", "ics-by", "tar-slip")


def test_a_hostile_file_costs_no_other_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bombs, "SECONDS", math.inf)  # what each takes is for the long form
    monkeypatch.setattr(bombs, "MEGABYTES", math.inf)

    count, _, wrong = bombs.run(tmp_path, 1, SOME)

    assert wrong == []
    assert count == len(SOME)
