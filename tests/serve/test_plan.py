"""`goodwill plan` through the real command: what is printed, written down and refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from icalendar import Calendar
from rich.console import Console
from tests.advise.quiet import quiet
from tests.late_payer import DAY, make_book
from typer.testing import CliRunner, Result

from goodwill.facts.attention import LeftOut, Task, WholePlan
from goodwill.serve.cli.app import app
from goodwill.serve.text.plan import gap_of, show_whole_plan
from goodwill.serve.titles import Titles


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("plan"))


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy, to decide in."""
    return copytree(made, tmp_path / "book")


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(place), "plan", *words, "--as-of", str(DAY)])


def told(place: Path, *words: str) -> str:
    result = run(place, *words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def document(place: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(place, *words, "--format", "json"))
    return found


def test_the_plan_over_all_says_who_what_when_and_why(place: Path) -> None:
    page = told(place)

    assert "What to do from 6 Jul 2026 to 31 Jul 2026" in page
    assert "Halden: agree the payment day anew" in page
    assert "4 h a week" in page
    assert "Called for by: Paid later than agreed" in " ".join(page.split())


def test_hours_and_weeks_are_what_somebody_asks_for(place: Path) -> None:
    found = document(place, "--hours", "1", "--weeks", "1")

    assert found["tasks"] == []
    (left,) = found["left_out"]
    assert "h more of ann@us.example" in left["why"]
    assert document(place, "--hours", "3", "--weeks", "1")["last"] == "2026-07-10"


def test_tasks_go_into_a_calendar_and_a_spreadsheet(place: Path) -> None:
    calendar = Calendar.from_ical(run(place, "--format", "ics").stdout_bytes)
    heads, *rows = csv.reader(io.StringIO(told(place, "--format", "csv")))

    (task,) = calendar.walk("VTODO")
    assert "Halden" in str(task["summary"])
    assert [dict(zip(heads, row, strict=True))["account_id"] for row in rows] == ["halden"]


@pytest.mark.parametrize("owner", ["ann@us.example", "ANN@us.example", "ann"])
def test_one_owner_s_part(place: Path, owner: str) -> None:
    found = document(place, "--owner", owner)

    assert [one["owner"] for one in found["tasks"]] == ["ann@us.example"]
    assert set(found["hours_a_week"]) <= {"ann@us.example"}


def test_who_owns_no_account_is_told_who_does(place: Path) -> None:
    done = run(place, "--owner", "anm")

    assert done.exit_code == 2
    assert 'No account of this book is owned by "anm".' in done.stderr
    assert "ann@us.example" in done.stderr


def test_one_account_s_plan_has_its_plays_and_says_that_no_kind_is_wanted(place: Path) -> None:
    page = told(place, "halden")
    found = document(place, "halden")

    assert "agree_payment_date" in page
    assert found["decisions"] == []
    assert found["to"] == "ad_hoc"
    assert "goodwill plan orlo want KIND" in " ".join(told(place, "orlo").split())
    assert "Nothing to do that the evidence would carry." in told(place, "orlo")


def test_what_is_decided_is_said_and_shown(place: Path) -> None:
    words = ("halden", "accept", "agree_payment_date", "--due", "2026-07-31", "--owner", "Bo")
    page = told(place, *words)
    after = " ".join(told(place, "halden").split())

    assert "taken up, by 31 Jul 2026" in page
    assert "being done, due 31 Jul 2026 · Bo" in after
    assert "What was decided" in after
    (task,) = document(place)["tasks"]
    assert (task["state"], task["owner"], task["due_on"]) == ("being done", "Bo", "2026-07-31")


SAID = {
    "rejected": (("reject", "--reason", "Not now."), "not proposed again"),
    "postponed": (("postpone", "--due", "2026-09-01"), "not proposed before"),
    "done": (("done",), "rests for half a year"),
    "changed": (("change", "--step", "Ring them."), "stands first"),
}


@pytest.mark.parametrize(("words", "follows"), SAID.values(), ids=SAID)
def test_every_answer_says_what_follows(place: Path, words: Sequence[str], follows: str) -> None:
    what, *options = words

    assert follows in " ".join(told(place, "halden", what, "agree_payment_date", *options).split())


def test_a_decision_as_json_has_what_it_expects(place: Path) -> None:
    found = document(place, "halden", "accept", "agree_payment_date")

    assert found["answer"] == "accepted"
    assert found["expects"]["moves"][0]["signal"] == "days_beyond_terms"
    assert document(place, "halden", "take-back", "agree_payment_date")["decisions"] == []


def test_a_kind_is_wanted_and_taken_back(place: Path) -> None:
    found = document(place, "halden", "want", "partner", "--reason", "We plan together.")

    assert found["to"] == "partner"
    assert found["wanted"]["reason"] == "We plan together."
    assert document(place, "halden", "want", "default", "--reason", "No more.")["to"] is None
    document(place, "halden", "take-back", "want")
    assert document(place, "halden", "take-back", "want")["to"] == "ad_hoc"


def test_a_page_to_hand_over(place: Path) -> None:
    page = told(place, "halden", "--hand-over")

    assert page.startswith("# Halden: hand-over")
    assert "Agree the payment day anew" in page


REFUSED = {
    "hours of one account": (("halden", "--hours", "4"), "of the plan over all accounts"),
    "more hours than a week has": (("--hours", "169"), "none that anybody has"),
    "fewer than none": (("--hours", "-1"), "none that anybody has"),
    "no weeks": (("--weeks", "0"), "No plan covers 0 weeks"),
    "more than a year": (("--weeks", "53"), "No plan covers 53 weeks"),
    "a hand-over of everybody": (("--hand-over",), "page of one account"),
    "a word that is none": (("halden", "acept", "x"), 'nearest name is "accept"'),
    "a word about nothing": (("halden", "accept"), "needs to know what is meant"),
    "an option that says nothing": (("halden", "--reason", "x"), "--reason says nothing here"),
    "steps of a play that is accepted": (
        ("halden", "accept", "agree_payment_date", "--step", "x"),
        "--step says nothing here",
    ),
    "a rejection without a reason": (("halden", "reject", "agree_payment_date"), "Nobody said why"),
    "a decision as a calendar": (
        ("halden", "done", "agree_payment_date", "--format", "ics"),
        "no task list",
    ),
    "an account that is none": (("haldn",), 'No account "haldn"'),
    "a kind that is none": (("halden", "want", "friends", "--reason", "x"), "is no kind"),
    "a day that is none": (("halden", "accept", "x", "--due", "soon"), "is not a day"),
}


@pytest.mark.parametrize(("words", "says"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_call_ends_with_2_and_says_what_to_do(
    place: Path, words: Sequence[str], says: str
) -> None:
    result = run(place, *words)

    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert len(result.stderr.strip().splitlines()) >= 2


@pytest.mark.parametrize(
    ("changes", "gap"),
    [({"desired": "partner"}, None), ({"now": "social"}, None), ({}, None)],
)
def test_a_gap_needs_both_kinds(changes: dict[str, object], gap: float | None) -> None:
    assert gap_of(quiet(changes)) == gap


def test_the_gap_is_what_is_missing_of_the_wanted_kind() -> None:
    statement = quiet({"now": "social", "desired": "partner"})
    statement["kind"]["mixture"] = {"social": 0.7, "technical": 0.0, "ad_hoc": 0.0, "partner": 0.3}

    assert gap_of(statement) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("patterns[terms_dictated]", "Paid later than agreed"),
        ("practices[apology]", "Saying sorry (not kept)"),
        ("gates[after_sales_proof]", "Service has proved itself (still to earn)"),
        ("expectations[outcomes]", "Outcomes (wanted)"),
        ("kind", "The kind that is wanted"),
        ("risks[unheard_of]", "Unheard of"),
    ],
)
def test_a_reason_says_what_is_the_matter_with_its_line(
    titles: Titles, name: str, said: str
) -> None:
    assert titles.reason(name) == said


def test_owners_are_listed_by_name_and_many_left_out_are_counted(titles: Titles) -> None:
    task = Task(
        account_id="a",
        account="Acme\x1b[31m",
        owner="zoe@us.example",
        play="ask",
        title="Ask",
        because=(),
        steps=(),
        hours=2,
        expected_value=None,
        week=date(2026, 7, 6),
        due_on=date(2026, 7, 10),
        state="proposed",
    )
    left = LeftOut(
        account_id="b",
        account="Brill",
        owner="",
        play="ask",
        title="Ask",
        hours=2,
        expected_value=None,
        why="No room.",
    )
    plan = WholePlan(
        as_of=DAY,
        first=date(2026, 7, 6),
        last=date(2026, 7, 31),
        weeks=4,
        currency="",
        hours_a_week={"zoe@us.example": 4},
        tasks=(task,),
        left_out=(left,) * 25,
        notes=("No revenue is known.",),
    )
    out = io.StringIO()

    show_whole_plan(Console(file=out, width=80, color_system=None), plan, titles)

    page = out.getvalue()
    assert "Zoe" in page
    assert "And 5 more." in page
    assert "No revenue is known." in page
    assert "\x1b" not in page
