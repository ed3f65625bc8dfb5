"""Days, zones, threads and judged accounts: what is counted, on small data made here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodwill.lab.evaluate.books import Judged, judge_book
from goodwill.lab.evaluate.dates import measure_dates
from goodwill.lab.evaluate.judged import measure_kinds, measure_patterns
from goodwill.lab.evaluate.labels import Asked
from goodwill.lab.evaluate.results import Line, Measured
from goodwill.lab.evaluate.tables import Row
from goodwill.lab.evaluate.threads import measure_threads
from goodwill.lab.evaluate.zones import measure_zones

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def rows(*cells: Mapping[str, str], path: str = "made") -> list[Row]:
    return [Row(path=path, line=number, cells=each) for number, each in enumerate(cells, 1)]


def only_line(measured: Measured) -> Line:
    (line,) = measured.lines
    return line


def values(line: Line, by: str = "ours") -> dict[str, float | None]:
    (found,) = [each for each in line.answers if each.by == by]
    return {name: each.value for name, each in found.measures.items()}


# Days


def phrase(text: str, due_on: str = "", said_on: str = "2026-06-01") -> Mapping[str, str]:
    return {"text": text, "said_on": said_on, "due_on": due_on}


def test_days_are_right_found_and_given() -> None:
    measured = measure_dates(
        rows(
            phrase("I will send it by 12 June 2026.", "2026-06-12"),
            phrase("I will send it by 15 June 2026.", "2026-06-16"),
            phrase("I will send it soon."),
            phrase("You have it when it is ready, promised.", "2026-06-20"),
        ),
        Asked(),
        grouped_by="row",
    )

    found = values(only_line(measured))
    assert found["right"] == 0.5
    assert found["precision"] == 0.5
    assert found["recall"] == pytest.approx(1 / 3)
    assert [(each.expected, each.got) for each in measured.mistakes] == [
        ("2026-06-16", "2026-06-15"),
        ("2026-06-20", None),
    ]


def test_the_commonest_distance_stands_beside_ours() -> None:
    later = phrase("Ready on 1 July 2026.", "2026-07-01")
    measured = measure_dates(rows(later, later, phrase("Soon.")), Asked(), grouped_by="row")

    assert values(only_line(measured), "majority")["right"] == pytest.approx(2 / 3)


BAD_DAYS = {
    "no text": (phrase(" "), "nothing stands under"),
    "not said when": (phrase("By Friday", said_on=""), 'nothing stands under "said_on"'),
    "said on no day": (phrase("By Friday", said_on="Tuesday"), '"Tuesday" under "said_on"'),
    "due on no day": (phrase("By Friday", due_on="2026-02-30"), '"2026-02-30" under "due_on"'),
}


@pytest.mark.parametrize(("cells", "reason"), BAD_DAYS.values(), ids=BAD_DAYS)
def test_a_row_without_a_day_is_told(cells: Mapping[str, str], reason: str) -> None:
    measured = measure_dates(rows(cells), Asked(), grouped_by="row")

    assert not measured.lines
    assert reason in measured.skipped[0].reason


# Zones

ANSWER = (
    "Agreed, go ahead.\n\nOn Mon, 1 Jun 2026 at 17:02, Nora Whitfield wrote:\n> Shall we?\n> N."
)


def zones(*cells: Mapping[str, str], path: str = "made") -> Measured:
    return measure_zones(rows(*cells, path=path), Asked(), grouped_by="row", imported_at=NOW)


def test_lines_that_are_gone_and_lost_are_counted_as_often_as_they_stand_there() -> None:
    measured = zones(
        {"raw": ANSWER, "new": "Agreed, go ahead."},
        {"raw": "One line.\nOne line.\n", "new": "One line."},
        {"raw": "Kept.\n> Wanted all the same.", "new": "Kept.\n> Wanted all the same."},
    )

    found = values(only_line(measured))
    assert found["quoted_gone"] == pytest.approx(3 / 4)
    assert found["new_lost"] == pytest.approx(1 / 4)
    assert found["whole"] == pytest.approx(1 / 3)
    assert [each.got for each in measured.mistakes] == [["One line."], []]


def test_the_floor_of_zones_leaves_out_marked_lines_and_the_majority_nothing() -> None:
    line = only_line(zones({"raw": ANSWER, "new": "Agreed, go ahead."}))

    assert values(line, "floor")["quoted_gone"] == pytest.approx(2 / 3)
    assert values(line, "majority") == {"quoted_gone": 0, "new_lost": 0, "whole": 0}


def test_a_mail_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(f"From: a@b.example\nSubject: Hi\n\n{ANSWER}", "utf-8")
    listing = str(tmp_path / "zones.jsonl")

    measured = zones(
        {"raw": "a.eml", "new": "Agreed, go ahead."}, {"raw": "b.eml", "new": ""}, path=listing
    )

    assert values(only_line(measured))["whole"] == 1
    assert '"b.eml" could not be opened' in measured.skipped[0].reason


def test_mails_that_quote_nothing_cannot_tell_what_goes() -> None:
    found = values(only_line(zones({"raw": "Just this.", "new": "Just this."})))

    assert found == {"quoted_gone": None, "new_lost": 0, "whole": 1}


# Threads


def mail(name: str, subject: str, answers: str = "", day: int = 1) -> str:
    above = f"In-Reply-To: <{answers}@a.example>\n" if answers else ""
    return (
        f"From ann@a.example Mon Jun  {day} 09:00:00 2026\n"
        f"From: {'Ann <ann@a.example>' if day % 2 else 'Ben <ben@b.example>'}\n"
        f"To: {'Ben <ben@b.example>' if day % 2 else 'Ann <ann@a.example>'}\n"
        f"Date: Mon, 0{day} Jun 2026 09:00:00 +0000\n"
        f"Subject: {subject}\nMessage-ID: <{name}@a.example>\n{above}\n"
        f"This is what {name} says about {subject}.\n\n"
    )


def test_pairs_of_one_thread_are_found_without_ids(tmp_path: Path) -> None:
    archive = tmp_path / "made.mbox"
    archive.write_text(
        mail("m1", "Oven")
        + mail("m2", "Re: Oven", "m1", day=2)
        + mail("m3", "Re: Oven", "m2", day=3)
        + mail("m4", "Invoice", day=4)
    )

    line = only_line(measure_threads(archive, imported_at=NOW))

    assert (line.n, line.groups) == (4, 2)
    assert values(line)["f1"] == 1
    assert values(line, "majority")["recall"] == 0


def test_two_weekly_reports_are_one_thread_for_the_floor_alone(tmp_path: Path) -> None:
    archive = tmp_path / "made.mbox"
    archive.write_text(
        mail("m1", "Weekly report")
        + mail("m2", "Re: Weekly report", "m1", day=2)
        + mail("m3", "Weekly report", day=9)
    )

    line = only_line(measure_threads(archive, imported_at=NOW))

    assert values(line, "floor") == pytest.approx({"f1": 0.5, "precision": 1 / 3, "recall": 1})
    assert line.too_little == "2 to draw from, 10 are needed"


def test_threads_without_their_first_mail_are_left_out_of_the_second_line(tmp_path: Path) -> None:
    archive = tmp_path / "made.mbox"
    archive.write_text(
        mail("m1", "Oven")
        + mail("m2", "Re: Oven", "m1", day=2)
        + mail("m4", "Re: Invoice", "lost", day=4)
        + mail("m5", "Re: Delivery", day=5)
    )

    whole, begun = measure_threads(archive, imported_at=NOW).lines

    assert (whole.n, begun.n) == (4, 2)
    assert begun.name == "made.mbox, begun in it"
    assert values(begun)["f1"] == 1


def test_an_archive_without_ids_says_so(tmp_path: Path) -> None:
    archive = tmp_path / "made.mbox"
    archive.write_text(mail("m1", "Oven").replace("Message-ID", "X-Was"))

    measured = measure_threads(archive, imported_at=NOW)

    assert not measured.lines
    assert "no mail in it has a Message-ID" in measured.notes[0]


# Judged accounts


def judged(subject: str, said: str | None, *right: str | None, account: str = "a") -> Judged:
    return Judged(
        book="b",
        account=account,
        subject=subject,
        right=right,
        said=said,
        sure=0.8 if said else 0.1,
    )


def test_kinds_are_right_not_told_or_wrong() -> None:
    measured = measure_kinds(
        [
            judged("kind", "social", "social", account="1"),
            judged("kind", None, "partner", account="2"),
            judged("kind", None, None, account="3"),
            judged("kind", "partner", "technical", "partner", account="4"),
            judged("kind", "ad_hoc", "technical", account="5"),
        ]
    )

    line = measured.lines[0]
    assert values(line)["accuracy"] == 0.6
    assert values(line)["right_where_said"] == pytest.approx(2 / 3)
    assert line.notes == ("partner taken for not told: 1", "technical taken for ad_hoc: 1")
    assert [each.text for each in measured.mistakes] == ["2", "5"]


PATTERNS: Sequence[tuple[str | None, tuple[str, ...], bool | None]] = (
    ("present", ("present",), True),
    ("watch", ("present",), False),
    ("watch", ("absent", "not_assessable"), True),
    ("present", ("absent", "watch"), False),
    (None, ("absent",), True),
    ("present", ("present", "absent"), None),
    ("present", ("watch",), None),
)


@pytest.mark.parametrize(("said", "right", "is_right"), PATTERNS)
def test_a_pattern_is_there_or_not_or_not_asked(
    said: str | None, right: tuple[str, ...], is_right: bool | None
) -> None:
    measured = measure_patterns([judged("abusive", said, *right)])

    if is_right is None:
        assert not measured.lines
    else:
        assert [line.name for line in measured.lines] == ["all patterns", "abusive"]
        assert bool(measured.mistakes) is not is_right
        assert values(measured.lines[0])["accuracy"] == float(is_right)


def test_a_pattern_rarely_there_gets_no_interval() -> None:
    asked = [
        judged("abusive", "absent", "present" if each < 9 else "absent", account=str(each))
        for each in range(40)
    ]

    line = measure_patterns(asked).lines[0]

    assert line.too_little == "9 hold it and 31 do not, 10 of either are needed"
    assert all(each.low is None for each in line.answers[0].measures.values())


def book_folder(folder: Path, expected: object) -> Path:
    """A company that one client pays ninety days late each month."""
    folder.mkdir()
    (folder / "goodwill.toml").write_text(
        '[company]\nname = "Us"\ndomains = ["us.example"]\ncurrency = "EUR"\n'
    )
    (folder / "accounts.csv").write_text(
        "account_id,name,domains\nlark,Lark,lark.example\npen,Pen,pen.example\n"
    )
    (folder / "agreements.csv").write_text(
        "agreement_id,account_id,signed_on,payment_terms_days\ng1,lark,2024-01-01,30\n"
    )
    months = [f"2025-{month:02}" for month in range(7, 13)] + [f"2026-0{m}" for m in range(1, 4)]
    invoices = [f"i{n},lark,{month}-01,1000" for n, month in enumerate(months)]
    (folder / "invoices.csv").write_text(
        "\n".join(["invoice_id,account_id,issued_on,amount", *invoices]) + "\n"
    )
    payments = [f"p{n},i{n},{month}-28,1000" for n, month in enumerate(months[3:])]
    (folder / "payments.csv").write_text(
        "\n".join(["payment_id,invoice_id,paid_on,amount", *payments]) + "\n"
    )
    (folder / "expect.json").write_text(json.dumps(expected))
    return folder


def test_a_judged_book_is_imported_and_compared(tmp_path: Path) -> None:
    late = {"at": "patterns[terms_dictated].status", "is": "present"}
    expect = [
        late,
        {"at": "kind.now", "is": None},
        {"at": "stage.now", "in": ["me_too", "me_first"]},
        {"at": "economics.revenue", "at_least": 1},
    ]
    folder = book_folder(
        tmp_path / "book",
        {
            "accounts": [
                {"account": "lark", "as_of": "2026-06-30", "expect": expect},
                {"account": "nobody", "as_of": "2026-06-30", "expect": [late]},
                {"account": "pen", "as_of": "30 June", "expect": [late]},
            ]
        },
    )

    found, skipped = judge_book(folder)

    assert {each.subject: (each.said, each.right) for each in found} == {
        "terms_dictated": ("present", ("present",)),
        "kind": (None, (None,)),
        "stage": ("me_too", ("me_too", "me_first")),
    }
    assert [each.reason.split(":")[0] for each in skipped] == ["account 3 of the list", "nobody"]


@pytest.mark.parametrize("expected", [[], {"accounts": "all"}, {}])
def test_an_expectation_of_another_form_is_told(tmp_path: Path, expected: object) -> None:
    found, skipped = judge_book(book_folder(tmp_path / "book", expected))

    assert not found
    assert "accounts" in skipped[0].reason
