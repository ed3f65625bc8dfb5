"""Pages in a real browser: no dialog, no request, nothing wider than the screen."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page
from tests.chromium import launched

from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.serve.html.pages import portfolio_page, statement_page
from goodwill.serve.titles import Titles

HOSTILE: list[str] = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text("utf-8"))[
    "texts"
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture
def noted(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it did that it must not do."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    seen: list[str] = []

    def refuse(dialog: Dialog) -> None:
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    yield page, seen
    page.close()


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for element in page.query_selector_all("summary, a")[:40]:
        element.dispatch_event("mouseover")


def test_hostile_texts_run_nothing_and_fetch_nothing(
    noted: tuple[Page, list[str]],
    tmp_path: Path,
    larkfield: Statement,
    titles: Titles,
    filled_with: Callable[[Statement, str], Statement],
) -> None:
    page, seen = noted
    for number, text in enumerate(HOSTILE):
        file = tmp_path / f"{number}.html"
        filled = filled_with(larkfield, text)
        file.write_text(portfolio_page([filled], titles), "utf-8")
        page.goto(f"{file.as_uri()}#a1")
        open_everything(page)
        assert [what for what in seen if not what.startswith(file.as_uri())] == []
        seen.clear()


@pytest.mark.parametrize("width", [360, 390, 700, 900, 1100, 1280, 1600])
def test_nothing_is_wider_than_the_screen(
    width: int,
    *,
    noted: tuple[Page, list[str]],
    tmp_path: Path,
    larkfield: Statement,
    larkfield_money: Money,
    titles: Titles,
) -> None:
    page, _ = noted
    larkfield_money["payments"][0]["ref"] = "AVERYLONGNUMBEROFANINVOICE" * 4
    page.set_viewport_size({"width": width, "height": 900})
    larkfield["account"]["name"] = "Averyveryverylongnamewithoutanyspace" * 3
    for name, text in {
        "one": statement_page(larkfield, titles, larkfield_money),
        "all": portfolio_page([larkfield], titles),
    }.items():
        file = tmp_path / f"{name}.html"
        file.write_text(text, "utf-8")
        page.goto(file.as_uri())
        open_everything(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_account_opens_in_its_place_and_closes_again(
    noted: tuple[Page, list[str]],
    tmp_path: Path,
    larkfield: Statement,
    penhale: Statement,
    titles: Titles,
) -> None:
    page, _ = noted
    file = tmp_path / "all.html"
    file.write_text(portfolio_page([larkfield, penhale], titles), "utf-8")
    page.goto(file.as_uri())
    assert page.is_visible("text=Who needs attention")

    page.click("td.c-name a >> nth=1")
    assert page.is_visible("#a2 h1")
    assert not page.is_visible("text=Who needs attention")

    page.click("#a2 .back a")
    assert page.is_visible("text=Who needs attention")
    assert not page.is_visible("#a2 h1")


def test_a_pattern_opens_to_its_arithmetic_and_its_evidence(
    noted: tuple[Page, list[str]], tmp_path: Path, larkfield: Statement, titles: Titles
) -> None:
    page, _ = noted
    file = tmp_path / "one.html"
    file.write_text(statement_page(larkfield, titles), "utf-8")
    page.goto(file.as_uri())
    assert not page.is_visible("#a1-p1")

    page.click("summary.patterns >> nth=0")

    assert "amount days 2,723,998.61, cost of capital 0.09" in page.inner_text("#a1-p1")
    assert "LB-0051" in page.inner_text("#a1-p1")
