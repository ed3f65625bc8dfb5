"""A statement on paper: a plain page, and the program that makes a PDF of it.

Two can: WeasyPrint, which `pip install goodwill[pdf]` brings, else a Chromium of this machine. The
page they print is the same (`html/templates/paper_page.html`). Nothing is fetched by either: the
page carries all that it shows, and forbids the rest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from goodwill.errors import CallError, GoodwillError

__all__ = ["NoPrinterError", "NotPrintedError", "as_pdf"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60
"""After which a browser is given up: a page takes it two."""
OFFLINE = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-first-run",
    "--no-pdf-header-footer",
)


class NoPrinterError(CallError):
    """Nothing on this machine makes a PDF."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing here can make a PDF: neither WeasyPrint nor Chromium is installed.",
            hint="pip install 'goodwill[pdf]', or install Chromium; or print the page of "
            "--format html from a browser.",
        )


class NotPrintedError(GoodwillError):
    """The browser made no PDF."""

    exit_code = 3


def as_pdf(page: str) -> bytes:
    """A whole page as a PDF; `NoPrinterError` where nothing here can make one."""
    made = _by_weasyprint(page) if find_spec("weasyprint") is not None else None
    if made is not None:
        return made
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise NoPrinterError
    return _by_browser(page, browser)


def _by_weasyprint(page: str) -> bytes | None:
    """None where what it stands on (Pango) is not on this machine."""
    try:
        from weasyprint import HTML  # noqa: PLC0415  an extra, and a second to import
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError:
        return None
    nothing = URLFetcher(allowed_protocols=(), allow_redirects=False)
    made: bytes = HTML(string=page, url_fetcher=nothing).write_pdf()
    return made


def _by_browser(page: str, browser: str) -> bytes:
    """In a folder and a profile of its own, which are gone afterwards."""
    with TemporaryDirectory(prefix="goodwill-pdf-") as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(page, "utf-8", errors="replace")
        command = [browser, *OFFLINE, f"--user-data-dir={folder / 'profile'}"]
        if os.geteuid() == 0:  # a browser refuses to run its sandbox as root
            command.append("--no-sandbox")
        command += [f"--print-to-pdf={target}", source.as_uri()]
        try:
            subprocess.run(  # noqa: S603  a browser found by its name, and files of ours
                command, capture_output=True, check=False, timeout=SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotPrintedError(
                f"{browser} made no PDF: {type(error).__name__}.",
                hint="Print the page of --format html from a browser instead.",
            ) from None
        if not target.exists():
            raise NotPrintedError(
                f"{browser} made no PDF.",
                hint="Print the page of --format html from a browser instead.",
            )
        return target.read_bytes()
