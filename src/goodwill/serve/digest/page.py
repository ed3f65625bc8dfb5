"""A digest as one page: its style inside, nothing fetched, no script."""

from __future__ import annotations

from goodwill.facts.digest import Digest
from goodwill.serve.digest import words as say
from goodwill.serve.html.pages import render
from goodwill.serve.titles import Titles

__all__ = ["digest_page"]


def digest_page(digest: Digest, titles: Titles) -> str:
    """The whole page; it stands alone as a file and as the body of a mail."""
    return render("digest_page.html", titles, say.title(digest), d=digest, say=say)
