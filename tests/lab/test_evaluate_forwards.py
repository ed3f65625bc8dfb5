"""Whose forwarded words are, by the mails of the archive that they are taken from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwill.lab.evaluate.forwards import measure_forwards
from goodwill.lab.evaluate.labels import Asked
from goodwill.lab.evaluate.results import Line, Measured
from goodwill.lab.evaluate.run import evaluate

NOW = datetime(2026, 7, 1, tzinfo=UTC)
WORDS = "The fitter was on site twice, and nobody opened the gate for him."
ANN, BOB, TOM = (
    "Ann Lee <ann@client.example>",
    "Bob Reed <bob@client.example>",
    "Tom Hill <tom@us.example>",
)


def mail(body: str, *, by: str = ANN, day: int = 1, subject: str = "Gate") -> str:
    return (
        f"From x@us.example Mon Jun {day:2} 09:00:00 2026\nFrom: {by}\nTo: all@us.example\n"
        f"Date: {day} Jun 2026 09:00:00 +0000\nSubject: {subject}\n\n{body}\n\n"
    )


def forward(heading: str, *, said: str = "1 June 2026 09:00", day: int = 3) -> str:
    block = f"From: {heading}\nSent: {said}\nTo: Tom Hill\nSubject: Gate\n"
    return mail(f"---- Forwarded ----\n{block}\n{WORDS}", by=TOM, day=day, subject="FW: Gate")


def measured(tmp_path: Path, *mails: str) -> Measured:
    archive = tmp_path / "made.mbox"
    archive.write_text("".join(mails))
    return measure_forwards(archive, imported_at=NOW)


def values(line: Line, by: str = "ours") -> dict[str, float | None]:
    (found,) = [each for each in line.answers if each.by == by]
    return {name: each.value for name, each in found.measures.items()}


RIGHT = {
    "the address and the day": (ANN, "1 June 2026 09:00", {"author": 1, "day": 1}),
    "a surname alone": ("Lee", "1 June 2026 09:00", {"author": 1, "day": 1}),
    "another person": (BOB, "1 June 2026 09:00", {"author": 0, "day": 1}),
    "a day later, as clocks differ": (ANN, "2 June 2026 08:00", {"author": 1, "day": 1}),
    "another day": (ANN, "20 May 2026 09:00", {"author": 1, "day": 0}),
}


@pytest.mark.parametrize(("heading", "said", "wanted"), RIGHT.values(), ids=RIGHT)
def test_a_heading_is_held_against_the_mail_it_is_taken_from(
    heading: str, said: str, wanted: dict[str, float], tmp_path: Path
) -> None:
    found = measured(tmp_path, mail(WORDS), forward(heading, said=said))

    (line,) = found.lines
    assert values(line) == wanted
    assert values(line, "majority") == {"author": 0, "day": 0}
    assert bool(found.mistakes) == (0 in wanted.values())
    assert line.notes == ("1 of 1 mails that pass one on name an author and a day",)


def test_words_that_two_people_sent_are_certain_of_nothing(tmp_path: Path) -> None:
    found = measured(tmp_path, mail(WORDS), mail(WORDS, by=BOB, day=2), forward(ANN))

    assert found.lines == ()
    assert "no mail in it passes on" in found.notes[0]


def test_an_original_that_is_younger_than_its_forward_is_none(tmp_path: Path) -> None:
    assert measured(tmp_path, mail(WORDS, day=5), forward(ANN)).lines == ()


def test_a_forward_that_names_nobody_is_counted(tmp_path: Path) -> None:
    nameless = mail(f"---- Forwarded ----\n\n{WORDS}", by=TOM, day=4, subject="FW: Gate")

    (line,) = measured(tmp_path, mail(WORDS), forward(ANN), nameless).lines

    assert line.notes == ("1 of 2 mails that pass one on name an author and a day",)


def test_it_is_a_task_of_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "made.mbox"
    archive.write_text(mail(WORDS) + forward(ANN))

    found = evaluate([archive], Asked(), what="forwards", imported_at=NOW)

    assert [line.task for line in found.lines] == ["forwards"]
