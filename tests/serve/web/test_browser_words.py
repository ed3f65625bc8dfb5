"""What a browser is called on the page of one's own way in."""

from __future__ import annotations

import pytest

from goodwill.serve.languages import language, speaking
from goodwill.serve.web.browser_words import browser_words

MOZ = "Mozilla/5.0"
KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
AGENTS = {
    f"{MOZ} (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0": (
        "Firefox on Windows"
    ),
    f"{MOZ} (Windows NT 10.0; Win64; x64) {KIT} Chrome/126.0.0.0 Safari/537.36": (
        "Chrome on Windows"
    ),
    f"{MOZ} (Windows NT 10.0; Win64; x64) {KIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0": (
        "Edge on Windows"
    ),
    f"{MOZ} (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Safari/605.1.15": "Safari on Mac",
    f"{MOZ} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1": "Safari on iPhone",
    f"{MOZ} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " CriOS/126.0 Mobile/15E148 Safari/604.1": "Chrome on iPhone",
    f"{MOZ} (Linux; Android 14; SM-S921B) {KIT} SamsungBrowser/25.0 Chrome/121.0 Mobile": (
        "Samsung Internet on Android"
    ),
    f"{MOZ} (X11; CrOS x86_64 14541.0.0) {KIT} Chrome/126.0.0.0 Safari/537.36": (
        "Chrome on ChromeOS"
    ),
    f"{MOZ} (X11; Linux x86_64) {KIT} HeadlessChrome/126.0.0.0 Safari/537.36": "Chrome on Linux",
    f"{MOZ} (X11; Linux x86_64) {KIT} Chrome/126.0 Safari/537.36 OPR/112.0": "Opera on Linux",
    "curl/8.5.0": "curl/8.5.0",
    "x" * 300: "x" * 60,
    "Firefox/1.0": "Firefox",
    "something (Windows)": "Windows",
    "": "–",
}


@pytest.mark.parametrize(("agent", "said"), AGENTS.items(), ids=range(len(AGENTS)))
def test_a_browser_goes_by_its_name(agent: str, said: str) -> None:
    assert browser_words(agent) == said


def test_in_german_too() -> None:
    with speaking(language("de")):
        assert browser_words("Firefox/1 Windows") == "Firefox auf Windows"
