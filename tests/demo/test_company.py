"""The made-up company: the same from the same seed, with everything in it that it promises."""

from __future__ import annotations

import csv
import mailbox
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from goodwill.catalogue.loader import load_catalogue
from goodwill.demo.company import make_company
from goodwill.demo.days import Days
from goodwill.demo.plan import load_accounts, load_firm, load_scenes
from goodwill.demo.truth import Truth, write_truth
from goodwill.facts.csv_tables import CSV_TABLES, columns
from goodwill.facts.people import KINDS


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_and_day_give_the_same_bytes(
    folder: Path, truth: Truth, tmp_path: Path
) -> None:
    again = make_company(tmp_path / "again", seed=1, as_of=truth.as_of)

    assert files_of(tmp_path / "again") == files_of(folder)
    assert again == truth


def test_another_seed_gives_other_words_and_figures_but_the_same_findings(
    folder: Path, truth: Truth, tmp_path: Path
) -> None:
    other = make_company(tmp_path / "other", seed=2, as_of=truth.as_of)
    ours, theirs = files_of(folder), files_of(tmp_path / "other")

    assert ours.keys() == theirs.keys()
    assert ours["mail/colin.pryce.mbox"] != theirs["mail/colin.pryce.mbox"]
    assert ours["csv/effort.csv"] != theirs["csv/effort.csv"]
    for one, two in zip(truth.accounts, other.accounts, strict=True):
        assert (one.kind, one.stage, one.patterns) == (two.kind, two.stage, two.patterns)
        assert one.costs.keys() == two.costs.keys()


def test_every_pattern_of_the_catalogue_is_planted(truth: Truth) -> None:
    planted = {name for account in truth.accounts for name in account.patterns}

    assert planted == set(load_catalogue().patterns)


def test_every_kind_is_there_twice_and_one_account_says_too_little(truth: Truth) -> None:
    kinds = Counter(account.kind for account in truth.accounts)

    assert all(kinds[kind] >= 2 for kind in KINDS)
    assert kinds[None] >= 1


def test_every_stage_is_there(truth: Truth) -> None:
    stages = {account.stage for account in truth.accounts}

    assert stages == set(load_catalogue().stages)


def test_look_alikes_are_planted_beside_the_patterns(truth: Truth) -> None:
    innocent = Counter(name for account in truth.accounts for name in account.innocent)

    looked_for = {"terms_dictated", "exploitative", "over_servicing", "siding_with_client"}
    assert {*looked_for, "abusive"} <= innocent.keys()


def test_no_pattern_is_planted_and_innocent_or_debatable_at_once(truth: Truth) -> None:
    known = set(load_catalogue().patterns)
    for account in truth.accounts:
        named = [*account.patterns, *account.innocent, *account.debatable]
        assert len(named) == len(set(named)), account.account_id
        assert set(named) <= known, account.account_id


def test_what_costs_something_by_a_formula_has_its_cost(truth: Truth) -> None:
    costs = {name for account in truth.accounts for name in account.costs}

    assert costs == {
        "broken_promises",
        "exploitative",
        "friendship_over_profit",
        "master_servant",
        "over_servicing",
        "professional_visitor",
        "siding_with_client",
        "terms_dictated",
        "under_pressure",
    }
    assert all(cost > 0 for one in truth.accounts for cost in one.costs.values())


def test_the_folder_never_tells_the_truth(folder: Path, truth: Truth, tmp_path: Path) -> None:
    write_truth(truth, tmp_path / "truth.json")

    everything = b"".join(files_of(folder).values()).lower()
    assert b'"patterns"' in (tmp_path / "truth.json").read_bytes()
    ids = [name.encode() for name in load_catalogue().patterns if "_" in name]
    assert not [name for name in ids if name in everything]


@pytest.mark.parametrize("table", CSV_TABLES)
def test_every_table_of_the_contract_is_there_with_all_its_columns(
    folder: Path, truth: Truth, table: str
) -> None:
    rows = rows_of(folder, table)

    assert rows
    assert truth.accounts
    assert tuple(rows[0]) == columns(table)


def test_mail_reaches_back_about_two_years_and_ends_before_the_day(
    folder: Path, truth: Truth
) -> None:
    days = [day_of(mail.get_from()) for mail in mails_of(folder)]

    assert max(days) < truth.as_of
    assert 600 <= (truth.as_of - min(days)).days <= 760


def mails_of(folder: Path) -> list[mailbox.mboxMessage]:
    """Every mail of every mailbox, as any mail program reads them."""
    mails: list[mailbox.mboxMessage] = []
    for path in sorted((folder / "mail").iterdir()):
        box = mailbox.mbox(path)
        mails += list(box)
        box.close()
    return mails


def day_of(line: str) -> date:
    """The day in `anne@x.example Wed Jan 01 19:51:56 2025`."""
    _, _, month, day, _, year = line.split()
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return date(int(year), months.index(month) + 1, int(day))


def test_mail_is_as_mixed_as_in_a_real_firm(folder: Path, truth: Truth) -> None:
    mails = mails_of(folder)
    languages = {account.language for account in load_accounts()}

    assert any(mail["Auto-Submitted"] for mail in mails), "nobody is ever away"
    assert any(mail["List-Unsubscribe"] for mail in mails), "no newsletter"
    assert any(mail.is_multipart() for mail in mails), "nobody writes HTML"
    assert any(mail["In-Reply-To"] for mail in mails)
    assert len(languages) == 3
    assert truth.seed == 1


@pytest.mark.parametrize(
    "day",
    [date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31), date(2027, 3, 31)],
    ids=["a leap day", "the year's first day", "the year's last day", "a quarter's last day"],
)
def test_a_company_can_be_made_for_any_day(day: date, tmp_path: Path) -> None:
    made = make_company(tmp_path / "company", seed=1, as_of=day)

    for table, column in {
        "invoices": "issued_on",
        "payments": "paid_on",
        "effort": "worked_on",
        "expenses": "spent_on",
        "deals": "closed_on",
    }.items():
        days = [row[column] for row in rows_of(tmp_path / "company", table) if row[column]]
        assert max(days) < day.isoformat(), f"{table} tells of a day to come"
    assert made.as_of == day


def test_twelve_months_begin_the_day_after_the_same_date_a_year_before() -> None:
    zone = Days(as_of=date(2026, 11, 22), zone=_zone())
    leap = Days(as_of=date(2028, 2, 29), zone=_zone())

    assert zone.year_start == date(2025, 11, 23)
    assert leap.year_start == date(2027, 3, 1)


def _zone() -> ZoneInfo:
    return ZoneInfo(load_firm().timezone)


def test_addresses_are_made_up_and_keys_are_known() -> None:
    firm = load_firm()
    for account in load_accounts():
        people = (*firm.people, *account.people)
        assert all(person.email.endswith(".example") for person in people)
        keys = {person.key for person in people}
        assert len(keys) == len(people), f"{account.id} names two people alike"
        for use in account.use:
            assert load_scenes(use.scenes), use.scenes
            assert {*use.ours, *use.theirs} <= keys


def test_scenes_are_a_grammar_and_not_one_template() -> None:
    assert len(load_scenes("everyday")) >= 20
    assert sum(line.count("|") for one in load_scenes("banter") for line in one.lines) >= 20
