"""What is asked of people, in words, and how each question is answered."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from goodwill.facts.questions import Answering, Question, Sort
from goodwill.serve.digest.questions import NONE, how_to_answer, question_words, show_questions
from goodwill.serve.titles import Titles


def question(sort: Sort, line: str, *values: str, standing: str = "", about: str = "") -> Question:
    plays = ["Find out more", "Go on as now"]
    return Question(
        account="acme & co",
        account_name="Acme",
        owner="ann@ours.example",
        sort=sort,
        line=line,
        about=about or None,
        standing=standing,
        name="Eva Lund",
        on="2026-05-03",
        answers=tuple(
            Answering(value=value, chance=0.5, kind="technical", play=play)
            for value, play in zip(values, plays, strict=False)
        ),
        kind="technical",
        play="Go on as now",
        stake=5000.0,
        currency="EUR",
        worth=2500.0,
        not_by="ann",
    )


COMMANDS = {
    "how a deal began": (
        question("deal", "deals", "rfp", "first_call", about="d 8"),
        [
            "goodwill dispute 'acme & co' deals wrong --about 'd 8' --value rfp",
            "goodwill dispute 'acme & co' deals wrong --about 'd 8' --value first_call",
            "goodwill dispute 'acme & co' deals cannot-tell --about 'd 8'",
        ],
    ),
    "who decides": (
        question("part", "committee", "economic_buyer", standing="none", about="e@a.be"),
        [
            "goodwill dispute 'acme & co' committee wrong --about e@a.be --value economic_buyer",
            "goodwill dispute 'acme & co' committee right --about e@a.be --value none",
            "goodwill dispute 'acme & co' committee cannot-tell --about e@a.be",
        ],
    ),
    "a risk that is stated as unlikely": (
        question("risk", "risks[defection]", "likely", "unlikely", standing="unlikely"),
        [
            "goodwill dispute 'acme & co' 'risks[defection]' wrong --value likely",
            "goodwill dispute 'acme & co' 'risks[defection]' right --value unlikely",
            "goodwill dispute 'acme & co' 'risks[defection]' cannot-tell",
        ],
    ),
}


@pytest.mark.parametrize(("asked", "commands"), COMMANDS.values(), ids=COMMANDS)
def test_each_answer_is_a_command(asked: Question, commands: list[str]) -> None:
    assert list(how_to_answer(asked)) == commands


WORDS = {
    "deal": (question("deal", "deals", "rfp"), 'How did "Eva Lund" of 3 May 2026 begin'),
    "part": (question("part", "committee", "economic_buyer"), "Is Eva Lund the one who decides"),
    "pattern": (
        question("pattern", "patterns[abusive]", "present"),
        'Is the pattern "Hostile messages" there?',
    ),
    "risk": (question("risk", "risks[defection]", "likely"), 'Is the risk "Leaves us" likely?'),
    "kind": (question("kind", "kind", "technical", "ad_hoc"), "technical or ad hoc?"),
    "second": (question("second_view", "kind", "partner"), "Somebody other than ann"),
}


@pytest.mark.parametrize(("asked", "words"), WORDS.values(), ids=WORDS)
def test_a_question_is_asked_in_words(asked: Question, words: str, titles: Titles) -> None:
    assert words in question_words(asked, titles)


def test_a_question_says_what_its_answer_would_change(titles: Titles) -> None:
    out = StringIO()
    asked = question("pattern", "patterns[abusive]", "present", "absent", standing="present")

    show_questions(Console(file=out, width=90), [asked], titles)

    assert "present: first, find out more; absent: as now (€5,000 in 12 months)." in out.getvalue()


def test_nothing_to_ask_is_one_line(titles: Titles) -> None:
    out = StringIO()

    show_questions(Console(file=out, width=90), [], titles)

    assert out.getvalue() == f"{NONE}\n"
