"""Build the documentation as a site that needs no network, and follow every link of it.

    python -m tools.site --zensical .venv-docs/bin/zensical       into build/site

Pages are those of docs/, with what their commands printed just now, notebooks that ran just now,
and a reference made from the code. A link that leads nowhere fails the build, as does a page that
would fetch something from elsewhere.
"""

from __future__ import annotations

import argparse
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from tools.ran_pages import as_markdown, environment, run_notebook, with_output
from tools.site_pages import catalogue_page, commands_page, sorts

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES, SITE = ROOT / "build" / "pages", ROOT / "build" / "site"
RAN = "tutorial.md"
"""The page whose commands make the book that notebooks then read."""
BESIDE = ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
"""Pages beside the folder that the site has too."""
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w+) +([^\n`{=]+)$", re.MULTILINE)
"""A block of code with the name of its file beside its language."""
FETCHES = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src")}
IDLE = frozenset({"canonical", "prev", "next", "alternate"})
"""What a `link` in a page's head only names."""


def stage() -> None:
    """Lay all pages into build/pages."""
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(DOCS, PAGES, ignore=shutil.ignore_patterns("*.ipynb"))
    for name in BESIDE:
        shutil.copy(ROOT / name, PAGES / name)
    with TemporaryDirectory(prefix="goodwill-site-") as made:
        folder = Path(made)
        tutorial = (DOCS / RAN).read_text("utf-8")
        (PAGES / RAN).write_text(with_output(tutorial, folder, environment(folder)), "utf-8")
        for path in sorted((DOCS / "notebooks").glob("*.ipynb")):
            text = as_markdown(run_notebook(path, folder))
            (PAGES / "notebooks" / f"{path.stem}.md").write_text(text, "utf-8")
    (PAGES / "catalogue").mkdir()
    for sort in sorts():
        (PAGES / "catalogue" / f"{sort}.md").write_text(catalogue_page(sort), "utf-8")
    (PAGES / "commands.md").write_text(commands_page(), "utf-8")
    for path in PAGES.rglob("*.md"):
        path.write_text(within(path, path.read_text("utf-8")), "utf-8")


def within(page: Path, text: str) -> str:
    """The page as the site has it: a notebook is its page, a file that it lacks no link."""
    here = page.parent.relative_to(PAGES).as_posix()

    def kept(found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        if urlsplit(target).scheme or target.startswith("#"):
            return found[0]
        name, _, anchor = target.partition("#")
        place = posixpath.normpath(posixpath.join(here, name)).removeprefix("../")
        place = place.removeprefix("docs/")
        if place.endswith(".ipynb"):
            place = place.removesuffix("ipynb") + "md"
        if not (PAGES / place).exists() or place.startswith(".."):
            return words
        there = posixpath.relpath(place, here)
        return f"[{words}]({there}{'#' + anchor if anchor else ''})"

    return FENCE.sub(r'```\1 title="\2"', LINK.sub(kept, text))


class Read(HTMLParser):
    """What a page of the site leads to, fetches, and can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element names."""
        given = {name: value or "" for name, value in attrs}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.fetched += [given[name] for of, name in FETCHES if of == tag and name in given]
        if tag == "link" and not IDLE & set(given.get("rel", "").split()):
            self.fetched.append(given.get("href", ""))


def faults() -> Iterator[str]:
    """Every link that leads nowhere, and everything that would be fetched from elsewhere."""
    pages = {}
    for path in SITE.rglob("*.html"):
        pages[path] = Read()
        pages[path].feed(path.read_text("utf-8"))
    for path, page in sorted(pages.items()):
        where = path.relative_to(SITE)
        yield from (f"{where} fetches {one}" for one in page.fetched if urlsplit(one).netloc)
        for link in page.links + page.fetched:
            fault = _leads_nowhere(path, link, pages)
            if fault:
                yield f"{where}: {link} {fault}"


def _leads_nowhere(page: Path, link: str, pages: dict[Path, Read]) -> str:
    """Why a link is broken; "" where it is not, or leads away from the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or page.name == "404.html":
        return ""
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    target = target / "index.html" if target.is_dir() else target
    if not target.exists():
        return "is no file"
    if parts.fragment and target in pages:
        known = pages[target].anchors
        return "" if unquote(parts.fragment) in known else "is no place on that page"
    return ""


def main() -> int:
    """Build and check; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--zensical", default="zensical", help="the program that lays pages out")
    asked = parser.parse_args()
    stage()
    about = ["--config-file", str(ROOT / "zensical.toml")]
    done = subprocess.run(  # noqa: S603  the program that was named
        [asked.zensical, "build", "--clean", "--strict", *about], cwd=ROOT, check=False
    )
    if done.returncode:
        return 1
    wrong = list(faults())
    for one in wrong:
        print(one, file=sys.stderr)  # noqa: T201 - it is a script
    if not wrong:
        print(f"{SITE}/index.html  {len(list(SITE.rglob('*.html')))} pages")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
