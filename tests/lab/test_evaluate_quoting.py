"""What the mails of an archive say of one another: lines quoted, and lines new, for certain."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwill.lab.evaluate.labels import Asked
from goodwill.lab.evaluate.quoting import measure_quoting
from goodwill.lab.evaluate.results import Line, Measured
from goodwill.lab.evaluate.run import evaluate

NOW = datetime(2026, 7, 1, tzinfo=UTC)
QUOTED = "> The fitter was on site twice.\n> Nobody opened the gate for him."
FIRST = "The fitter was on site twice.\nNobody opened the gate for him.\n\nAnn"
PEOPLE = {"ann": "Ann Lee <ann@us.example>", "bob": "Bob Reed <bob@client.example>"}


def mail(name: str, body: str, *, by: str = "ann", answers: str = "", subject: str = "Gate") -> str:
    above = f"In-Reply-To: <{answers}@us.example>\n" if answers else ""
    return (
        f"From {by}@us.example Mon Jun  1 09:00:00 2026\nFrom: {PEOPLE[by]}\n"
        f"Date: Mon, 01 Jun 2026 09:00:00 +0000\nSubject: {subject}\n"
        f"Message-ID: <{name}@us.example>\n{above}\n{body}\n\n"
    )


def measured(tmp_path: Path, *mails: str) -> Measured:
    archive = tmp_path / "made.mbox"
    archive.write_text("".join(mails))
    return measure_quoting(archive, imported_at=NOW)


def only_line(found: Measured) -> Line:
    (line,) = found.lines
    return line


def values(line: Line, by: str = "ours") -> dict[str, float | None]:
    (found,) = [each for each in line.answers if each.by == by]
    return {name: each.value for name, each in found.measures.items()}


def test_lines_quoted_by_a_sign_are_certain_and_so_are_those_they_are_quoted_from(
    tmp_path: Path,
) -> None:
    answer = f"Sorry.\n\nAnn Lee wrote:\n{QUOTED}"
    line = only_line(
        measured(tmp_path, mail("m1", FIRST), mail("m2", answer, by="bob", answers="m1"))
    )

    assert (line.n, line.held) == (4, 2)
    assert values(line) == {"quoted_gone": 1, "new_lost": 0}
    assert values(line, "majority") == {"quoted_gone": 0, "new_lost": 0}


def test_lines_without_a_sign_are_certain_in_a_row_below_the_writers_name(tmp_path: Path) -> None:
    head = "From: Ann Lee <ann@us.example>\nSent: Monday, June 1, 2026 09:00\nSubject: Gate"
    answer = f"Sorry.\n\n{head}\n\n{FIRST}"
    found = measured(tmp_path, mail("m1", FIRST), mail("m2", answer, by="bob", answers="m1"))

    assert only_line(found).held == 2
    assert values(only_line(found)) == {"quoted_gone": 1, "new_lost": None}
    assert values(only_line(found), "floor")["quoted_gone"] == 0


def test_a_text_sent_again_is_no_quotation(tmp_path: Path) -> None:
    again = mail("m2", f"Once more, from Ann Lee:\n\n{FIRST}", answers="m1")

    assert "no mail in it" in measured(tmp_path, mail("m1", FIRST), again).notes[0]


def test_lines_that_three_threads_hold_are_certain_of_nothing(tmp_path: Path) -> None:
    answer = f"Ann Lee wrote:\n{QUOTED}"
    others = [mail(f"o{number}", FIRST, subject=f"Gate {number}") for number in range(2)]
    found = measured(
        tmp_path, mail("m1", FIRST), *others, mail("m2", answer, by="bob", answers="m1")
    )

    assert not found.lines


def test_what_answers_an_unknown_mail_is_not_taken_for_new(tmp_path: Path) -> None:
    first = mail("m1", FIRST, answers="lost")
    found = measured(tmp_path, first, mail("m2", QUOTED, by="bob", answers="m1"))

    assert (only_line(found).n, only_line(found).held) == (2, 2)


def test_a_quoted_line_that_was_kept_is_shown_as_a_mistake(tmp_path: Path) -> None:
    answer = (
        "Ann Lee told us this:\n\nThe fitter was on site twice.\nNobody opened the gate for him."
    )
    found = measured(tmp_path, mail("m1", FIRST), mail("m2", answer, by="bob", answers="m1"))

    assert [(each.expected, each.got) for each in found.mistakes] == [("quote", "new")] * 2
    assert values(only_line(found))["quoted_gone"] == 0


@pytest.mark.parametrize(("what", "tasks"), [("zones", {"zones"}), (None, {"threads", "zones"})])
def test_an_archive_is_measured_for_what_was_asked(
    tmp_path: Path, what: str | None, tasks: set[str]
) -> None:
    answer = f"Yes.\n\n{QUOTED}"
    archive = tmp_path / "made.mbox"
    archive.write_text(mail("m1", FIRST) + mail("m2", answer, by="bob", answers="m1"))

    report = evaluate([archive], Asked(), what=what, imported_at=NOW)

    assert {line.task for line in report.lines} == tasks
