"""Links of the pages, as they are read in the repository; `make site` follows those of the site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/plugin/*.md", "bench/**/*.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")


def headings(page: Path) -> set[str]:
    """The names under which the headings of a page can be linked to, as GitHub makes them."""
    found = re.findall(r"^#+ +(.+)$", BLOCK.sub("", page.read_text("utf-8")), re.MULTILINE)
    named = {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in found}
    return named | {re.sub("-+", "-", one) for one in named}


def fault(page: Path, link: str) -> str:
    """Why a link of a page is broken; "" where it is not, or leads out of the repository."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    target = page.parent / unquote(parts.path) if parts.path else page
    if not target.exists():
        return f"{link}: there is no such file"
    if parts.fragment and target.suffix == ".md" and parts.fragment not in headings(target):
        return f"{link}: there is no such heading"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(CODE.sub("", BLOCK.sub("", page.read_text("utf-8"))))

    assert [said for link in links if (said := fault(page, link))] == []
