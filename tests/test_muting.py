"""When a detector is muted: by its last twenty answered alarms, and by nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goodwill.answers.muting import is_alarm_right, muted_of, precisions
from goodwill.book import open_book
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.digest import MutedDetector
from goodwill.facts.disputes import About, Answer, Dispute
from goodwill.serve.titles import load_titles, with_muted
from goodwill.store.answers.disputes import add_dispute

CATALOGUE = load_catalogue()
DAY = date(2026, 11, 30)
LINE = "patterns[abusive]"


def said(
    number: int,
    answer: Answer,
    value: str | None,
    *,
    line: str = LINE,
    about: About | None = None,
    withdrawn: bool = False,
) -> Dispute:
    return Dispute(
        id=number,
        account_id=f"a{number}",
        on=DAY,
        line=line,
        answer=answer,
        value=value,
        about=about,
        withdrawn_on=DAY if withdrawn else None,
    )


def answers(rights: str) -> list[Dispute]:
    """`r` an alarm called right, `w` one called wrong, the oldest first."""
    return [
        said(n, "right", "present") if each == "r" else said(n, "wrong", "absent")
        for n, each in enumerate(rights, start=1)
    ]


@pytest.mark.parametrize(
    ("answer", "value", "line", "is_right"),
    [
        ("right", "present", LINE, True),
        ("wrong", "absent", LINE, False),
        ("right", "absent", LINE, None),  # a silent line, and rightly so
        ("wrong", "present", LINE, None),  # a miss is no false alarm
        ("cannot_tell", None, LINE, None),
        ("right", "likely", "risks[defection]", True),
        ("wrong", "unlikely", "risks[defection]", False),
        ("wrong", "not_met", "gates[first_order]", None),
        ("wrong", "slipping", "practices[apology]", None),
    ],
)
def test_an_answer_is_about_an_alarm_only_where_the_statement_raised_one(
    answer: Answer, value: str | None, line: str, is_right: bool | None
) -> None:
    assert is_alarm_right(said(1, answer, value, line=line)) is is_right


def test_a_sentence_called_misread_is_no_answer_about_the_alarm() -> None:
    about = About(source="message", ref="<m1@x.example>", quote="You are useless.")

    assert is_alarm_right(said(1, "wrong", None, about=about)) is None


@pytest.mark.parametrize(
    ("rights", "is_muted"),
    [
        ("w" * 11 + "r" * 9, True),
        ("w" * 10 + "r" * 10, False),
        ("w" * 20, True),
        ("w" * 19, False),  # not enough to tell
        ("", False),
        ("r" * 20, False),
        ("w" * 30 + "r" * 10, False),  # the last twenty count: ten right, ten wrong
        ("w" * 30 + "r" * 9, True),
        ("r" * 30 + "w" * 11, True),
        ("r" * 30 + "w" * 10, False),
    ],
)
def test_below_half_of_the_last_twenty_is_muted(rights: str, is_muted: bool) -> None:
    found = muted_of(answers(rights), CATALOGUE, DAY)

    assert [one.line for one in found] == ([LINE] if is_muted else [])


def test_a_muted_detector_says_how_often_it_was_right() -> None:
    (found,) = muted_of(answers("r" * 5 + "w" * 15), CATALOGUE, DAY)

    assert found == MutedDetector(line=LINE, right=5, answers=20)


def test_an_answer_that_was_withdrawn_counts_nowhere() -> None:
    withdrawn = said(21, "wrong", "absent", withdrawn=True)

    assert precisions([*answers("r" * 3), withdrawn], 20) == (
        MutedDetector(line=LINE, right=3, answers=3),
    )


def test_detectors_are_muted_one_by_one() -> None:
    other = [said(n, "wrong", "unlikely", line="risks[defection]") for n in range(30, 50)]

    found = muted_of([*answers("r" * 20), *other], CATALOGUE, DAY)

    assert [one.line for one in found] == ["risks[defection]"]


def test_in_whatever_order_answers_come_out_of_the_store_the_newest_count() -> None:
    some = answers("w" * 20 + "r" * 10)

    assert muted_of(some, CATALOGUE, DAY) == muted_of(some[::-1], CATALOGUE, DAY) == ()


def test_a_muted_line_is_marked_where_it_is_called_by_its_title() -> None:
    titles = load_titles()

    marked = with_muted(titles, [LINE, "risks[defection]", "patterns[of_our_own]"])

    assert marked.patterns["abusive"] == f"{titles.patterns['abusive']} (muted)"
    assert marked.risks["defection"] == f"{titles.risks['defection']} (muted)"
    assert marked.patterns["of_our_own"] == "Of our own (muted)"
    assert marked.patterns["exploitative"] == titles.patterns["exploitative"]


# In a book.

INVOICES = "invoice_id,account_id,issued_on,due_on,amount,currency\ni1,bolt,2026-04-01,,300,EUR\n"
INVOICES += "i2,bolt,2026-06-05,,300,EUR\n"
LINES = "invoice_id,line,sku,period_start,period_end,quantity,unit_price,amount\n"
LINES += "i1,1,s1,2026-04-01,2026-06-30,1,300,300\ni2,1,s1,2026-04-01,2026-06-30,1,300,300\n"
TWICE = "patterns[exploitative]"


def test_a_muted_detector_raises_nothing_is_listed_and_stands_in_the_statement(
    tmp_path: Path,
) -> None:
    (tmp_path / "invoices.csv").write_text(INVOICES, "utf-8")
    (tmp_path / "invoice_lines.csv").write_text(LINES, "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([tmp_path / "invoices.csv", tmp_path / "invoice_lines.csv"])
    day = date(2026, 6, 6)
    loud = book.digest(as_of=day)
    assert [one.moved.line for news in loud.owners for one in news.alarms] == [TWICE]

    answer_twenty(book.place)

    assert [one.line for one in book.muted(day)] == [TWICE]
    quiet = book.digest(as_of=day)
    assert quiet.is_quiet
    assert [one.line for one in quiet.muted] == [TWICE]
    (problem,) = [one for one in book.doctor().problems if one.where == TWICE]
    assert problem.what.startswith("muted: its alarms were right 9 times of the last 20")
    (line,) = [
        one for one in book.statement("bolt", as_of=day)["patterns"] if one["id"] == "exploitative"
    ]
    assert line["status"] == "present"
    book.close()


def answer_twenty(place: str) -> None:
    """Twenty answers about the alarms of other accounts, eleven of them that it was none."""
    book = open_book(place)
    at = int(datetime(2026, 6, 7, tzinfo=UTC).timestamp())
    with book.store.write() as tx:
        for n in range(20):
            answer: Answer = "right" if n < 9 else "wrong"
            value = "present" if n < 9 else "absent"
            add_dispute(tx, said(n, answer, value, line=TWICE), made_at=at)
    book.close()
