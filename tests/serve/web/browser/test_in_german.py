"""The main pages in a browser that asks for German: in German, and readable by all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
TOPS = "[...document.querySelectorAll('.bar nav a')].map(each => each.offsetTop)"
ROOMS = (
    "", "/timeline", "/promises", "/people", "/costs", "/why/kind", "/why/commitments",
)  # fmt: skip
HEADINGS = {
    "/": "Wer Aufmerksamkeit braucht",
    "/promises": "Was zugesagt wurde",
    "/people": "Wen wir nicht kennen",
    "/costs": "Was es kostet",
    "/plan": "Was als Nächstes zu tun ist",
    "/plan/weeks": "Die nächsten Wochen",
    "/data": "Was hineinkam und was nicht",
    "/how-sure": "Wie sicher sind wir",
    "/catalogue": "Was die Wörter bedeuten",
    "/settings": "Geltende Einstellungen",
    "/keys": "Was Tasten tun",
    "/returns": "Was jede Art einbringt",
}


@pytest.fixture
def german(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="de-DE", viewport=None)
    yield context.new_page()
    context.close()


def test_main_pages_are_in_german_and_readable_by_all(german: Page) -> None:
    axe, found = Axe(), list[str]()
    for path, heading in HEADINGS.items():
        german.goto(path)
        german.evaluate(OPEN_ALL)

        assert german.locator("html").get_attribute("lang") == "de"
        assert heading in (german.locator("h1").first.text_content() or ""), path
        violations = axe.run(german).response["violations"]
        found += (f"{path} {rule['id']}" for rule in violations)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [390, 1440])
def test_no_german_page_is_wider_than_the_screen(width: int, german: Page) -> None:
    german.set_viewport_size({"width": width, "height": 900})
    for path in (*HEADINGS, *(f"/accounts/acre{room}" for room in ROOMS)):
        german.goto(path)
        german.evaluate(OPEN_ALL)

        assert german.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_bar_has_all_pages_on_one_line_of_a_telephone(german: Page) -> None:
    german.set_viewport_size({"width": 390, "height": 844})
    german.goto("/")

    assert len(set(german.evaluate(TOPS))) == 1


def test_the_switch_leads_to_the_same_page_in_the_other_language(german: Page) -> None:
    german.goto("/promises")

    german.get_by_role("button", name="English").click()

    assert german.url.endswith("/promises")
    assert german.locator("h1").text_content() == "What was promised"
    assert german.locator("html").get_attribute("lang") == "en"
