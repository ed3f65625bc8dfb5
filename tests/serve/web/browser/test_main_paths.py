"""Each page's main path by mouse and by keyboard alone, as `main_paths.toml` tells it."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect
from tests.serve.web.browser.conftest import DAY
from tests.serve.web.browser.every_page import pages

from goodwill.lab.served import served

Open = Callable[..., AbstractContextManager[Page]]
By = Literal["mouse", "keys"]

ROOT = Path(__file__).parents[4]
A_WHILE = 120_000
"""Milliseconds in which whatever is worked out on request is surely there."""
STOPS = 400
"""Presses of Tab after which nobody would go on."""
REACHED = """([wanted]) => document.activeElement.matches(wanted)"""


@dataclass(frozen=True, kw_only=True)
class MainPath:
    """What a person comes to one page for, how, and what is seen then."""

    route: str
    came_for: str
    open: str = ""
    mouse: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    at: str = ""
    shows: str = ""
    held_in: str = ""


def _told() -> Iterator[MainPath]:
    text = Path(__file__).with_name("main_paths.toml").read_text("utf-8")
    pages: list[dict[str, Any]] = tomllib.loads(text)["page"]
    for each in pages:
        lists = {key: tuple(each.get(key, ())) for key in ("mouse", "keys")}
        yield MainPath(**{**each, **lists})


MAIN_PATHS = tuple(_told())
TAKEN_HERE = {f"{each.route}: {each.came_for}": each for each in MAIN_PATHS if not each.held_in}


def test_every_page_has_its_main_path_and_no_path_is_of_a_page_that_is_gone() -> None:
    assert {each.route for each in MAIN_PATHS} == set(pages())


def test_each_path_is_told_whole_or_held_by_a_test_that_is_there() -> None:
    for each in MAIN_PATHS:
        if each.held_in:
            file, _, test = each.held_in.partition("::")
            assert f"def {test}(" in (ROOT / file).read_text("utf-8"), each.held_in
        else:
            assert all((each.open, each.mouse, each.keys, each.at, each.shows)), each.route


@pytest.fixture(scope="module")
def sites(honest_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[By, str]]:
    """A site for each hand, since some paths change the book."""
    folder = tmp_path_factory.mktemp("paths")
    for by in ("mouse", "keys"):
        shutil.copytree(honest_book, folder / by)
    with served(folder / "mouse", DAY) as mouse, served(folder / "keys", DAY) as keys:
        yield {"mouse": mouse, "keys": keys}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is given where a page takes files."""
    found = tmp_path_factory.mktemp("given") / "one-more.csv"
    found.write_text("account_id,name,domains\ndale,Dale Mills,dale.example\n", "utf-8")
    return found


@pytest.mark.parametrize("by", ["mouse", "keys"])
@pytest.mark.parametrize("path", TAKEN_HERE.values(), ids=TAKEN_HERE)
def test_what_a_person_came_for_is_reached(
    by: By, path: MainPath, sites: dict[By, str], file: Path, opened: Open
) -> None:
    with opened(sites[by]) as page:
        page.goto(path.open)
        for step in path.mouse if by == "mouse" else path.keys:
            STEPS[step.partition(" ")[0]](page, step.partition(" ")[2], file)
        expect(page).to_have_url(re.compile(re.escape(sites[by]) + path.at))
        expect(page.locator(path.shows).first).to_be_visible(timeout=A_WHILE)


def _click(page: Page, selector: str, _file: Path) -> None:
    page.locator(selector).first.click()


def _pick(page: Page, said: str, _file: Path) -> None:
    selector, _, option = said.rpartition(" = ")
    page.locator(selector).select_option(option)


def _write(page: Page, said: str, _file: Path) -> None:
    selector, _, text = said.rpartition(" = ")
    page.locator(selector).first.fill(text)


def _give(page: Page, selector: str, file: Path) -> None:
    page.locator(selector).set_input_files(file)


def _until(page: Page, selector: str, _file: Path) -> None:
    expect(page.locator(selector).first).to_be_visible()


def _press(page: Page, key: str, _file: Path) -> None:
    page.keyboard.press(key)


def _type(page: Page, text: str, _file: Path) -> None:
    page.keyboard.type(text)


def _reach(page: Page, selector: str, _file: Path) -> None:
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(REACHED, [selector]):
            return
    pytest.fail(f"no Tab leads to {selector}")


STEPS: dict[str, Callable[[Page, str, Path], None]] = {
    "click": _click,
    "pick": _pick,
    "write": _write,
    "give": _give,
    "until": _until,
    "press": _press,
    "type": _type,
    "reach": _reach,
}
"""What the steps of a path do; on a page, with what is said of it, with a file to give."""
