"""Chromium, for the tests of pages: a machine without it is told so, and not that all is well.

`make test` installs it where Debian's packages may be installed without a question. Where it cannot
be had, somebody has to say that its tests are to be left out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

from goodwill.serve.paper import BROWSERS

__all__ = ["WITHOUT", "chromium", "launched"]

WITHOUT = "GOODWILL_TESTS_WITHOUT_CHROMIUM"
"""Set by whoever wants the other tests alone."""


def chromium() -> str:
    """Where the browser is; fails the test that asks where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is not None:
        return found
    if os.environ.get(WITHOUT):
        pytest.skip(f"there is no Chromium, and {WITHOUT} is set")
    pytest.fail(
        "There is no Chromium on this machine, so no page was tried. Install it:  make"
        f" debian-packages  (or: apt install chromium). To test all else alone:  {WITHOUT}=1"
    )


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser, until the block ends."""
    path = chromium()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
