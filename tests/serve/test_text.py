"""What a terminal shows: kept texts, narrow, without colour, without Unicode."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from datetime import date

import pytest
from rich.console import Console

from goodwill.config import Company, Settings
from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.reports import AssessReport, LineEvidence
from goodwill.serve.portfolio import portfolio_rows
from goodwill.serve.settings_view import setting_lines
from goodwill.serve.text.portfolio import show_portfolio
from goodwill.serve.text.reports import assess_report, settings_report
from goodwill.serve.text.statement import show_statement
from goodwill.serve.text.why import show_why
from goodwill.serve.titles import Titles

Golden = Callable[[str, str], None]
HOSTILE = "\u001b]0;owned\u0007[bold]Eve[/] \u202e\u0000 :smile:"


def console(width: int = 80, encoding: str = "utf-8") -> Console:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="\n")
    return Console(file=file, width=width, highlight=False, markup=False, emoji=False)


def printed(screen: Console) -> str:
    assert isinstance(screen.file, io.TextIOWrapper)
    screen.file.flush()
    raw = screen.file.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode(screen.file.encoding)


@pytest.mark.parametrize("name", ["larkfield", "penhale"])
def test_a_statement_reads_as_kept(
    name: str, titles: Titles, golden: Golden, request: pytest.FixtureRequest
) -> None:
    screen = console()
    show_statement(screen, request.getfixturevalue(name), titles)

    golden(f"{name}.txt", printed(screen))


def test_a_statement_with_its_money_reads_as_kept(
    larkfield: Statement, larkfield_money: Money, titles: Titles, golden: Golden
) -> None:
    screen = console()
    show_statement(screen, larkfield, titles, larkfield_money)

    golden("larkfield_money.txt", printed(screen))


@pytest.mark.parametrize(
    ("now", "said", "plan"),
    [
        ("technical", "→ Partner wanted", "from technical to partner"),
        ("partner", "· as wanted", "to keep it partner"),
    ],
)
def test_a_kind_that_is_as_wanted_is_said_so(
    now: str, said: str, plan: str, larkfield: Statement, titles: Titles
) -> None:
    one = copy.deepcopy(larkfield)
    one["kind"] |= {"now": now, "desired": "partner"}
    one["plan"] |= {"from": now, "to": "partner"}
    screen = console()
    show_statement(screen, one, titles)

    text = printed(screen)
    assert said in text
    assert plan in text


def test_what_all_earn_together_is_said_below_them(larkfield: Statement, titles: Titles) -> None:
    other = copy.deepcopy(larkfield)
    other["account"] |= {"id": "other", "name": "Other"}
    screen = console()
    show_portfolio(screen, portfolio_rows([larkfield, other]), titles)

    text = " ".join(printed(screen).split())
    assert "All 2 accounts together contribute £13,187; none costs us." in text
    assert "50 % of our revenue; it is as concentrated as 2.0 accounts of one size" in text


def test_a_figure_is_opened_row_by_row_and_the_economics_figure_by_figure(
    larkfield: Statement, titles: Titles
) -> None:
    figure = {
        "currency": "GBP",
        "id": "days_beyond_terms",
        "amount": 74.2,
        "unit": "days",
        "formula": "(paid_days + overdue_days) / (paid + overdue)",
        "inputs": {"paid": 10.0},
        "needs": [],
    }
    missing = figure | {"id": "price_index", "amount": None, "needs": ["Needs list prices."]}
    shown = []
    for line in (figure, {"currency": "GBP", "figures": [figure, missing]}):
        screen = console()
        answer = LineEvidence(
            account="larkfield",
            as_of="2026-06-30",
            name="economics",
            line=line,
            evidence=tuple(larkfield["kind"]["evidence"][:1]),
        )
        show_why(screen, larkfield, "economics", answer, titles)
        shown.append(" ".join(printed(screen).split()))

    assert "74.2 (days) = (paid days + overdue days) ÷ (paid + overdue), with paid 10" in shown[0]
    assert "1 row" in shown[0]
    assert "Days beyond terms: 74.2 (days)" in shown[1]
    assert "Price index: not enough to tell. Needs list prices." in shown[1]


def test_all_accounts_read_as_kept(
    larkfield: Statement, penhale: Statement, titles: Titles, golden: Golden
) -> None:
    screen = console()
    show_portfolio(screen, portfolio_rows([penhale, larkfield]), titles)

    golden("accounts.txt", printed(screen))


def test_a_why_reads_as_kept(larkfield: Statement, titles: Titles, golden: Golden) -> None:
    line = next(line for line in larkfield["patterns"] if line["id"] == "terms_dictated")
    answer = LineEvidence(
        account="larkfield",
        as_of="2026-06-30",
        name="terms_dictated",
        line=dict(line),
        evidence=tuple(line["evidence"]),
    )
    screen = console()
    show_why(screen, larkfield, "terms_dictated", answer, titles)

    golden("why.txt", printed(screen))


def test_no_accounts_says_what_to_do(titles: Titles) -> None:
    screen = console()
    show_portfolio(screen, [], titles)

    assert "goodwill import PATH..." in printed(screen)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(
    width: int, larkfield: Statement, titles: Titles
) -> None:
    screen = console(width)
    show_statement(screen, larkfield, titles)

    lines = printed(screen).splitlines()

    assert max(map(len, lines)) <= min(width, 96)
    assert all(line == line.rstrip() for line in lines)


def test_a_terminal_that_knows_ascii_alone_still_tells_the_kinds_apart(
    larkfield: Statement, titles: Titles
) -> None:
    screen = console(encoding="ascii")
    show_statement(screen, larkfield, titles)

    assert f"PPPP{'T' * 30}" in printed(screen)


def test_names_and_quotes_cannot_command_the_terminal(larkfield: Statement, titles: Titles) -> None:
    larkfield["account"]["name"] = HOSTILE
    larkfield["kind"]["evidence"][0]["quote"] = HOSTILE
    larkfield["coverage"]["gaps"][0]["what"] = HOSTILE
    larkfield["plan"]["plays"][0]["title"] = HOSTILE
    screen = console()
    show_statement(screen, larkfield, titles)

    shown = printed(screen)

    assert "\u001b" not in shown
    assert "\u202e" not in shown
    assert "[bold]Eve[/] :smile:" in shown


def test_settings_say_where_they_come_from() -> None:
    screen = console()
    given = Settings(company=Company(name="Polar Works", currency="GBP"))
    settings_report(screen, "some-book", setting_lines(given))

    rows = {line.split()[0]: line.split() for line in printed(screen).splitlines()[2:-1]}

    assert rows["company.currency"][-1] == "goodwill.toml"
    assert rows["company.cost_of_capital"][-1] == "default"
    assert rows["company.hourly_cost"][1] == "none"


def test_an_assessment_says_how_many_and_for_which_day() -> None:
    screen = console()
    report = AssessReport(accounts=14, drawn=2, as_of=date(2026, 6, 30), seconds=0.31)
    assess_report(screen, report)

    assert "14 statements, 2 of them new or changed, as of 30 Jun 2026, in 0.3 s." in printed(
        screen
    )
