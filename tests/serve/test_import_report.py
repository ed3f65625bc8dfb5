"""What an import says on a terminal of what it could not read."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from goodwill.pipeline import FileLedger, ImportReport
from goodwill.serve.text.reports import import_report
from goodwill.sources.base import ReadError


def said(*rejects: ReadError) -> str:
    total = FileLedger(
        path="", seen=9, imported=0, excluded=0, duplicate=0, unreadable=9, waiting=0
    )
    report = ImportReport(
        files=(), total=total, rejects=rejects, reject_files=(), skipped=(), hints=(),
        seconds=1.0, records_per_second=9.0,
    )  # fmt: skip
    screen = io.StringIO()
    import_report(Console(file=screen, width=300), report)
    return " ".join(screen.getvalue().split())


def bad(at: int, *, reason: str = "it is damaged", path: str = "a.pst") -> ReadError:
    return ReadError(path=path, locator=f"item {at}", reason=reason, hint="Save it again.")


def test_one_is_said_as_it_is() -> None:
    text = said(bad(1))

    assert "a.pst, item 1: it is damaged" in text
    assert "The same" not in text


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, "The same once more (item 2)."),
        (6, "The same 5 times more (item 2, item 3, item 4, item 5, item 6)."),
        (7, "The same 6 times more (item 2, item 3, item 4, item 5, item 6, ...)."),
    ],
)
def test_what_is_alike_is_said_once_with_where_the_others_are(count: int, expected: str) -> None:
    text = said(*(bad(at) for at in range(1, count + 1)))

    assert f"a.pst, item 1: it is damaged. {expected}" in text
    assert text.count("Save it again.") == 1
    assert f"{count} rejects" in text


def test_another_reason_or_another_file_stands_alone() -> None:
    text = said(bad(1), bad(2), bad(3, reason="it is empty"), bad(4, path="b.pst"))

    assert "a.pst, item 3: it is empty" in text
    assert "b.pst, item 4: it is damaged" in text


def test_a_file_without_a_place_has_no_comma_too_many() -> None:
    text = said(ReadError(path="a.pst", locator="", reason="it cannot be opened"))

    assert "a.pst: it cannot be opened" in text


@pytest.mark.parametrize(("kinds", "rest"), [(20, ""), (21, "And 2 more.")])
def test_more_kinds_than_fit_are_counted(kinds: int, rest: str) -> None:
    rejects = [bad(at, reason=f"reason {at:02}") for at in range(kinds) for _ in range(2)]

    assert ("more." in said(*rejects).replace("times more", "")) is bool(rest)
    assert rest in said(*rejects)
