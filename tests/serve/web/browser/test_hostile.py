"""A company whose every text would like to run: nothing runs or is fetched."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from playwright.sync_api import Page

Open = Callable[..., AbstractContextManager[Page]]

TOUCH_ALL = """() => {
  document.querySelectorAll('details').forEach(each => each.open = true);
  for (const each of document.querySelectorAll('main *'))
    for (const name of ['mouseover', 'focus', 'toggle', 'load', 'error'])
      each.dispatchEvent(new Event(name));
}"""
ALIEN = """() => [...document.querySelectorAll('body *')].filter(each =>
  each.matches('script, iframe, img, object, embed, base, link, style, meta, [style]') ||
  [...each.attributes].some(one => /^on/.test(one.name) ||
    (/^(href|action|src)$/.test(one.name) && /^\\s*(javascript|data|https?):/i.test(one.value))))
  .map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_runs_and_nothing_is_fetched(
    width: int, hostile_address: str, hostile_paths: list[str], opened: Open, wrong: list[str]
) -> None:
    with opened(hostile_address, width=width) as page:
        for path in hostile_paths:
            page.goto(path)
            page.evaluate(TOUCH_ALL)
            assert page.evaluate("window.__hit") is None, path
            assert page.evaluate(ALIEN) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.locator("h1").count() == 1, path
    assert wrong == []


def test_templates_in_a_text_are_not_worked_out(
    hostile_address: str, hostile_paths: list[str]
) -> None:
    told = [httpx.get(hostile_address + path).text for path in hostile_paths]

    assert any("{{7*7}}" in text for text in told)
    assert not any("$49" in text for text in told)


def test_no_cell_of_a_file_starts_a_formula(hostile_address: str) -> None:
    answer = httpx.get(f"{hostile_address}/accounts.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+@\t\r")]
