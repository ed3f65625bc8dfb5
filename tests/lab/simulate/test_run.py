"""A whole small company: the same call writes the same bytes, and the truth fits the files."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from datetime import date
from hashlib import sha256
from mailbox import mbox, mboxMessage
from pathlib import Path
from typing import Any

import pytest

from goodwill.errors import CallError
from goodwill.lab.simulate import MISSING, Asked, Made, simulate

SMALL = Asked(accounts=12, months=16, seed=5, until=date(2025, 12, 31))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    folder = tmp_path_factory.mktemp("simulated") / "small"
    return folder, simulate(folder, SMALL)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "company" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(folder: Path) -> dict[str, str]:
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {str(one.relative_to(folder)): sha256(one.read_bytes()).hexdigest() for one in files}


def mails(folder: Path) -> list[mboxMessage]:
    found: list[mboxMessage] = []
    for box in sorted((folder / "company").glob("*.mbox")):
        with closing(mbox(box)) as opened:
            found.extend(opened)
    return found


def truth(folder: Path) -> Any:
    return json.loads((folder / "truth.json").read_text("utf-8"))


def test_the_same_call_writes_the_same_bytes(company: tuple[Path, Made], tmp_path: Path) -> None:
    simulate(tmp_path / "again", SMALL)

    assert digests(tmp_path / "again") == digests(company[0])


def test_another_seed_is_another_company(company: tuple[Path, Made], tmp_path: Path) -> None:
    other = Asked(accounts=12, months=16, seed=6, until=date(2025, 12, 31))
    simulate(tmp_path / "other", other)

    assert digests(tmp_path / "other")["truth.json"] != digests(company[0])["truth.json"]


def test_more_accounts_leave_the_others_as_they_are(
    company: tuple[Path, Made], tmp_path: Path
) -> None:
    more = Asked(accounts=14, months=16, seed=5, until=date(2025, 12, 31))
    simulate(tmp_path / "more", more)

    assert truth(tmp_path / "more")["accounts"][:12] == truth(company[0])["accounts"]


def test_every_mail_is_of_the_months_that_were_asked_for(company: tuple[Path, Made]) -> None:
    folder, made = company
    found = mails(folder)

    assert len({str(mail["Message-ID"]) for mail in found}) == made.mails
    assert {mail.get_from()[-4:] for mail in found} == {"2024", "2025"}


def test_promises_stand_in_mails_that_were_written(company: tuple[Path, Made]) -> None:
    folder, _ = company
    written = {str(mail["Message-ID"]) for mail in mails(folder)}
    promises = [one for account in truth(folder)["accounts"] for one in account["promises"]]

    assert promises
    assert {one["message"] for one in promises} <= written
    assert {one["status"] for one in promises} <= {"open", "kept", "broken"}
    assert all(one["settled_on"] <= "2025-12-31" for one in promises if one["settled_on"])


def test_every_account_has_a_kind_each_month_or_says_that_nobody_could_tell(
    company: tuple[Path, Made],
) -> None:
    for account in truth(company[0])["accounts"]:
        assert len(account["kinds"]) == SMALL.months
        assert account["kind"] == account["kinds"]["2025-12"]
        if account["shift_on"]:
            month = account["shift_on"][:7]
            before = [kind for name, kind in account["kinds"].items() if name < month and kind]
            assert account["kinds"][month] == account["kind"]
            assert before[-1] != account["kind"]


def test_what_is_there_is_never_an_innocent_twin_or_debatable(company: tuple[Path, Made]) -> None:
    for account in truth(company[0])["accounts"]:
        there = set(account["patterns"])
        assert not there & set(account["twins"])
        assert not there & set(account["debatable"])


def test_no_row_is_of_a_day_after_the_last(company: tuple[Path, Made]) -> None:
    days = {
        "invoices": ("issued_on",),
        "payments": ("paid_on",),
        "effort": ("worked_on",),
        "expenses": ("spent_on",),
        "deals": ("opened_on", "closed_on"),
        "deliveries": ("delivered_on",),
    }
    for table, columns in days.items():
        found = rows(company[0], table)
        assert found, table
        assert all(row[column] <= "2025-12-31" for row in found for column in columns)


@pytest.mark.parametrize("source", sorted(MISSING))
def test_a_missing_source_leaves_the_others_and_the_truth(source: str, tmp_path: Path) -> None:
    asked = Asked(accounts=2, months=6, seed=5, missing=frozenset({source}))
    made = simulate(tmp_path / "part", asked)
    whole = simulate(tmp_path / "whole", Asked(accounts=2, months=6, seed=5))
    names = {one.name for one in (tmp_path / "part" / "company").iterdir()}

    gone = {one.name for one in (tmp_path / "whole" / "company").iterdir()} - names

    assert made.truth == whole.truth
    assert gone
    assert "accounts.csv" in names


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")

    with pytest.raises(CallError, match="is not empty"):
        simulate(tmp_path, Asked(accounts=1, months=1))

    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_a_company_of_one_account_and_one_month_can_be_made(tmp_path: Path) -> None:
    made = simulate(tmp_path / "one", Asked(accounts=1, months=1))

    assert len(made.truth.accounts) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"accounts": 0}, "can't be made"),
        ({"months": 0}, "can't be made"),
        ({"language": "fr"}, "none of the languages"),
        ({"missing": frozenset({"post"})}, "no source"),
    ],
    ids=["no accounts", "no months", "another language", "another source"],
)
def test_what_cannot_be_made_is_said(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(CallError, match=words):
        Asked(**wrong)


def test_what_is_expected_says_present_of_what_is_there_and_nothing_of_what_is_debatable(
    company: tuple[Path, Made],
) -> None:
    folder, made = company
    expected = json.loads((folder / "company" / "expect.json").read_text("utf-8"))["accounts"]

    for account, asked in zip(made.truth.accounts, expected, strict=True):
        rules = {rule["at"]: rule for rule in asked["expect"]}
        present = {at for at, rule in rules.items() if rule.get("is") == "present"}
        assert present == {f"patterns[{name}].status" for name in account.patterns}
        assert not {f"patterns[{name}].status" for name in account.debatable} & rules.keys()
