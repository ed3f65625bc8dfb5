"""Tables that are explained otherwise than when they were read first: once answered, read again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from goodwill.pipeline import ImportReport
from goodwill.sources.mapped.shelf import OWN_FOLDER
from goodwill.store.database import Store

Import = Callable[..., ImportReport]

TOGGL = """User,Email,Client,Project,Description,Billable,Start date,Start time,Duration
Ann,ann@us.example,Acme,Site,Plan,Yes,03/04/2025,09:00:00,01:30:00
"""
ANSWERED = """
vendor = "Toggl Track"
export = "Detailed report"
extends = "toggl_detailed"
dates = "{order}"
"""


@pytest.fixture
def answer(store: Store) -> Callable[[str], None]:
    """Keeps in the book which of day and month comes first."""

    def keep(order: str) -> None:
        assert store.folder is not None
        folder = store.folder / OWN_FOLDER
        folder.mkdir(exist_ok=True)
        (folder / "hours.toml").write_text(ANSWERED.format(order=order), "utf-8")

    return keep


def days(store: Store) -> list[str]:
    query = "SELECT worked_on FROM time_entry WHERE superseded_by IS NULL"
    return [str(day) for (day,) in store.rows(query)]


def times_read(store: Store) -> list[tuple[int]]:
    return store.rows("SELECT generation FROM source_file")


def test_a_file_that_was_asked_about_is_read_once_it_is_answered(
    store: Store, run: Import, tmp_path: Path, answer: Callable[[str], None]
) -> None:
    path = tmp_path / "toggl.csv"
    path.write_text(TOGGL)
    asked = run(path)

    answer("dmy")
    report = run(path)

    assert (asked.total.imported, asked.total.unreadable) == (0, 1)
    assert (report.total.imported, report.total.unreadable) == (1, 0)
    assert days(store) == ["2025-04-03"]


def test_an_answer_that_was_there_before_reads_nothing_again(
    store: Store, run: Import, tmp_path: Path, answer: Callable[[str], None]
) -> None:
    path = tmp_path / "toggl.csv"
    path.write_text(TOGGL)
    answer("mdy")
    run(path)

    run(path)

    assert times_read(store) == [(1,)]
    assert days(store) == ["2025-03-04"]


def test_another_answer_mends_what_the_first_one_read(
    store: Store, run: Import, tmp_path: Path, answer: Callable[[str], None]
) -> None:
    path = tmp_path / "toggl.csv"
    path.write_text(TOGGL)
    answer("mdy")
    run(path)

    answer("dmy")
    run(path)

    assert times_read(store) == [(2,)]
    assert days(store) == ["2025-04-03"]
