"""Answers of people: what each says of a stated chance, and what says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from goodwill.facts.calibration import Group
from goodwill.lab.calibrate.answers import Line, answered, is_so, stated_chance, verdicts
from goodwill.lab.calibrate.curves import Answered
from goodwill.lab.calibrate.labels import Label, read_labels
from goodwill.lab.calibrate.reliability import bins, distance, held_out, report_group, wilson
from goodwill.lab.evaluate.results import Skipped

DAY = date(2026, 6, 30)
PRESENT: Line = {"status": "present", "probability": 0.9}
ABSENT: Line = {"status": "absent", "probability": 0.1}
BLIND: Line = {"status": "not_assessable", "probability": 0.1}
LIKELY: Line = {"probability": 0.7}
RARE: Line = {"probability": 0.1}
WANTED: Line = {"strength": 0.5}
PARTNER: Line = {"now": "partner", "confidence": 0.8}
UNNAMED: Line = {"now": None, "confidence": 0.4}


def label(answer: str, *, said: str = "", by: str = "", account: str = "acme") -> Label:
    return Label(
        path="a.csv", row=2, account=account, as_of=DAY, line="x", answer=answer, by=by, said=said
    )


CASES: dict[str, tuple[str, str, Group, Line, bool | None]] = {
    # what it is: (answer, what the line said when they were asked, group, line, whether it is so)
    "present, and right": ("right", "", "patterns", PRESENT, True),
    "present, and wrong": ("wrong", "", "patterns", PRESENT, False),
    "absent, and right": ("right", "", "patterns", ABSENT, False),
    "absent, and wrong": ("wrong", "", "patterns", ABSENT, True),
    "absent, and it is there": ("yes", "", "patterns", ABSENT, True),
    "present, and it is not there": ("no", "", "patterns", PRESENT, False),
    "absent now, right when it was watched": ("right", "watch", "patterns", ABSENT, True),
    "present now, right when nobody could tell": (
        "right",
        "not_assessable",
        "patterns",
        PRESENT,
        None,
    ),
    "likely, and right": ("right", "", "risks", LIKELY, True),
    "rare, and right": ("right", "", "risks", RARE, False),
    "rare now, right when 0.6 was shown": ("right", "0.6", "risks", RARE, True),
    "as likely as not counts as said": ("right", "", "expectations", WANTED, True),
    "cannot be told": ("can't tell", "", "risks", LIKELY, None),
    "a kind is no answer about a risk": ("partner", "", "risks", LIKELY, None),
    "the kind they see": ("partner", "", "kind", PARTNER, True),
    "another kind": ("social", "", "kind", PARTNER, False),
    "the kind is right": ("right", "", "kind", PARTNER, True),
    "the kind is wrong": ("wrong", "", "kind", PARTNER, False),
    "right when another was named": ("right", "social", "kind", PARTNER, False),
    "wrong when another was named": ("wrong", "social", "kind", PARTNER, None),
}


@pytest.mark.parametrize(("answer", "said", "group", "line", "so"), CASES.values(), ids=CASES)
def test_what_an_answer_says(
    answer: str, said: str, group: Group, line: Line, so: bool | None
) -> None:
    assert is_so(label(answer, said=said), group, line) is so


def test_where_the_statement_cannot_tell_it_states_no_chance() -> None:
    assert stated_chance("patterns", BLIND) is None
    assert stated_chance("kind", UNNAMED) is None
    assert stated_chance("kind", PARTNER) == 0.8
    assert stated_chance("expectations", WANTED) == 0.5


@pytest.mark.parametrize(
    ("votes", "so"),
    [
        ([("ann", True)], True),
        ([("ann", True), ("bo", False)], None),
        ([("ann", True), ("bo", False), ("cy", False)], False),
        ([("ann", True), ("bo", None)], True),
        ([("ann", True), ("ann", False)], False),
        ([("ann", None)], None),
        ([], None),
    ],
)
def test_a_line_is_answered_once_as_most_people_answer_it(
    votes: list[tuple[str, bool | None]], so: bool | None
) -> None:
    assert verdicts([votes]) == (so,)


def test_cannot_tell_counts_as_nothing() -> None:
    told = [(label("yes", account=name), name, "risks[defection]", LIKELY) for name in "abc"]
    untold = [(label("can't tell"), "d", "risks[defection]", LIKELY)]

    assert answered([*told, *untold]) == answered(told)
    assert answered(told)["risks"] == {name: [Answered(0.7, True)] for name in "abc"}


def read(text: str) -> list[Label | Skipped]:
    return list(read_labels([("a.csv", text.encode())]))


def test_tables_and_json_lines_say_the_same() -> None:
    table = read("account,as_of,line,answer,by\nacme,2026-06-30,kind,Can\u2019t tell,ann\n")
    lines = read(
        '{"account": "acme", "as_of": "2026-06-30", "line": "kind", "answer": "cannot tell",'
        ' "by": "ann"}\n'
    )

    (first,), (second,) = table, lines
    assert isinstance(first, Label)
    assert isinstance(second, Label)
    assert first.answer == second.answer == "can't tell"
    assert (first.account, first.as_of, first.by) == ("acme", DAY, "ann")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("acme,2026-06-30,kind,", 'no "answer"'),
        (",2026-06-30,kind,right", 'no "account"'),
        ("acme,June,kind,right", '"June" is no day'),
        ("acme,2026-06-30,kind,maybe", '"maybe" is no answer'),
    ],
)
def test_a_row_that_says_nothing_is_told_and_the_rest_arrive(row: str, reason: str) -> None:
    bad, good = read(f"account,as_of,line,answer\n{row}\nacme,2026-06-30,kind,ad hoc\n")

    assert isinstance(bad, Skipped)
    assert reason in bad.reason
    assert bad.line == 2
    assert isinstance(good, Label)
    assert good.answer == "ad_hoc"


def test_an_accounts_answers_never_make_its_own_number() -> None:
    """Forty lines of others are all so; the one account's own are not, and do not lower it."""
    others = {f"o{n}": [Answered(0.6, True)] for n in range(40)}
    own = {"own": [Answered(0.6, False)] * 40}
    found = held_out({**others, **own})

    of_own = {one.stated for one in found if not one.is_so}
    assert of_own == {one.stated for one in held_out({**others, "own": [Answered(0.6, True)]})}
    assert min(of_own) > 0.8


def test_without_an_account_too_few_answers_may_be_left() -> None:
    found = held_out({"own": [Answered(0.6, False)] * 40, "other": [Answered(0.6, True)] * 29})

    assert {one.stated for one in found if not one.is_so} == {0.6}


def test_distances_are_those_worked_out_by_hand() -> None:
    found = [*[Answered(0.8, True)] * 6, *[Answered(0.8, False)] * 4]
    told = distance(found)

    assert told is not None
    assert told.brier == pytest.approx((6 * 0.04 + 4 * 0.64) / 10)
    assert told.calibration_error == pytest.approx(0.2)
    assert distance([]) is None


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (19, 1), (20, 2), (100, 10), (400, 10)])
def test_bins_hold_ten_answers_or_a_tenth_of_them(count: int, expected: int) -> None:
    found = bins([Answered(place / 1000, place % 2 == 0) for place in range(count)])

    assert len(found) == expected
    assert sum(one.count for one in found) == count
    assert all(one.low <= one.so <= one.high for one in found)


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(0, 10) == (0.0, 0.2775)
    assert wilson(5, 10) == (0.2366, 0.7634)


def test_few_answers_are_counted_and_fitted_by_nothing() -> None:
    found = report_group({"a": [Answered(0.7, True)] * 29})

    assert (found.method, found.answers, found.accounts) == ("none", 29, 1)
    assert found.stated is not None
    assert found.fitted is None
    assert found.intervals == ()


def test_intervals_are_there_from_200_answers_on() -> None:
    assert report_group({"a": [Answered(0.7, True)] * 199}).intervals == ()
    assert len(report_group({"a": [Answered(0.7, True)] * 200}).intervals) == 19
