"""The way from a finding to its evidence, by mouse, by keyboard alone and without script."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Page, expect

Open = Callable[..., AbstractContextManager[Page]]

RING = """() => {
  if (document.activeElement.type === 'date') return true;  // its parts are the browser's to ring
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
}"""


def test_from_a_finding_to_its_evidence_by_mouse(
    address: str, opened: Open, wrong: list[str]
) -> None:
    with opened(address) as page:
        page.goto("/")
        page.locator(".findings a.button").first.click()
        expect(page).to_have_url(f"{address}/accounts/cove")
        expect(page.locator("h1").first).to_have_text("Cove Mills")
        page.locator('main a[href*="/why/"]').first.click()
        expect(page).to_have_url(f"{address}/accounts/cove/why/kind")
        expect(page.get_by_role("heading", name="Why: kind")).to_be_visible()
        page.go_back()
        expect(page).to_have_url(f"{address}/accounts/cove")
    assert wrong == []


def test_from_all_accounts_to_the_evidence_by_keyboard_alone(
    address: str, opened: Open, wrong: list[str]
) -> None:
    with opened(address) as page:
        page.goto("/")
        page.keyboard.press("j")
        expect(page.locator(".accounts tbody tr").first.locator("a").first).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/accounts/cove")
        page.keyboard.press("e")
        expect(page).to_have_url(f"{address}/accounts/cove/why/kind")
        page.keyboard.press("Escape")
        expect(page).to_have_url(f"{address}/accounts/cove")
        page.keyboard.press("g")
        page.keyboard.press("a")
        expect(page).to_have_url(f"{address}/")
    assert wrong == []


def test_the_first_tab_leads_past_the_bar_and_every_stop_shows_where_it_is(
    address: str, paths: list[str], opened: Open
) -> None:
    with opened(address) as page:
        for path in paths:
            page.goto(path)
            page.keyboard.press("Tab")
            expect(page.locator("a.skip")).to_be_focused()
            for _ in range(15):
                assert page.evaluate(RING), (
                    path,
                    page.evaluate("document.activeElement.outerHTML"),
                )
                page.keyboard.press("Tab")


def test_the_sheet_of_keys_opens_and_closes_again(
    address: str, opened: Open, wrong: list[str]
) -> None:
    with opened(address) as page:
        page.goto("/")
        page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name="Keys")
        expect(sheet).to_be_visible()
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        page.get_by_role("link", name="Keys").click()
        expect(sheet).to_be_visible()
        sheet.get_by_role("button", name="Close").click()
        expect(sheet).to_be_hidden()
    assert wrong == []


def test_keys_do_nothing_while_somebody_types(address: str, opened: Open) -> None:
    with opened(address) as page:
        page.goto("/")
        page.locator("#filter-q").focus()
        page.keyboard.type("gai?")
        expect(page.locator("#filter-q")).to_have_value("gai?")
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_key_hides_names_and_shows_them_again(
    address: str, opened: Open, wrong: list[str]
) -> None:
    with opened(address) as page:
        page.goto("/accounts/cove")
        page.keyboard.press("i")
        expect(page.locator("h1").first).to_contain_text("Account 0")
        assert "Cove" not in page.content()
        assert "cove" not in page.url
        page.reload()
        expect(page.locator("h1").first).to_contain_text("Account 0")
        page.keyboard.press("i")
        expect(page.locator("h1").first).to_have_text("Cove Mills")
        expect(page).to_have_url(f"{address}/accounts/cove")
    assert wrong == []


def test_links_and_forms_lead_everywhere_without_script(address: str, opened: Open) -> None:
    with opened(address, script=False) as page:
        page.goto("/")
        page.locator("#filter-q").fill("brook")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".accounts tbody tr")).to_have_count(1)
        page.locator(".accounts tbody tr a").first.click()
        page.locator('main a[href*="/why/"]').first.click()
        expect(page.locator("h1")).to_have_text("Why: kind")
        page.get_by_role("link", name="Keys").click()
        expect(page.locator("h1")).to_have_text("What keys do")
        page.get_by_role("button", name="Incognito").click()
        page.goto("/")
        assert "Brook" not in page.content()
