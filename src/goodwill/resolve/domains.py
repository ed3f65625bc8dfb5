"""Mail domains: which are public, which belong together, which mailbox is a function's.

Public suffixes come from `tldextract`'s bundled list; nothing is fetched.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tldextract import TLDExtract

__all__ = [
    "domain_of",
    "is_public_domain",
    "is_shared_mailbox",
    "longest_domain",
    "organisation_domain",
]

SHORTEST_PLAIN = 5
"""Letters of a word that names a function and not somebody, wherever it stands."""


def domain_of(address: str) -> str:
    """What stands behind the last `@`, in lower case; "" where there is none."""
    return address.rpartition("@")[2].strip(" .>'\"").lower() if "@" in address else ""


@cache
def _words(file: str) -> frozenset[str]:
    """The entries of a word list of this package; `#` starts a comment."""
    text = resources.files("goodwill.resolve").joinpath(file).read_text("utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())


@cache
def _suffixes() -> TLDExtract:
    """The bundled public suffix list; a tenth of a second, so only when needed."""
    from tldextract import TLDExtract  # noqa: PLC0415

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=65536)
def organisation_domain(domain: str) -> str:
    """The part an organisation registers: `mail.acme.co.uk` becomes `acme.co.uk`.

    Under an ending that the public suffix list does not know, the last two labels.
    """
    found = _suffixes()(domain)
    if found.domain and found.suffix:
        return f"{found.domain}.{found.suffix}"
    return ".".join(domain.split(".")[-2:])


def is_public_domain(domain: str) -> bool:
    """Whether anybody can have an address there, so that it says nothing of an employer."""
    known = _words("public_domains.txt")
    return domain in known or organisation_domain(domain) in known


def longest_domain(domain: str, owners: Mapping[str, str]) -> str | None:
    """The owner of the longest listed domain that `domain` is or lies under."""
    while domain:
        if domain in owners:
            return owners[domain]
        domain = domain.partition(".")[2]
    return None


def is_shared_mailbox(address: str, name: str) -> bool:
    """Whether an address is named for a function or a place and not for a person.

    The local part must consist of function words (`info`, `accounts.payable`, `weighbridge`), or
    hold one beside what the display name does not bear out (`stores-leeds`, but not `info.fenwick`
    of I. Fenwick); or the display name must end in one (`Bayview Maintenance Desk`), or begin with
    one (`Weighbridge Thornton`).
    """
    functions, endings = _words("function_words.txt"), _words("function_endings.txt")
    local = re.sub(r"\d+$", "", address.partition("@")[0]).casefold()
    parts = [part for part in re.split(r"[._+-]", local) if part]
    if parts and (all(part in functions for part in parts) or "".join(parts) in functions):
        return True
    words = [word for word in re.split(r"\W+", name.partition("@")[0].casefold()) if word]
    if len(words) > 1 and (words[-1] in endings or _is_plain(words[0], endings)):
        return True
    borne_out = any(part in words for part in parts if part not in functions)
    return not borne_out and any(_is_plain(part, functions) for part in parts)


def _is_plain(word: str, functions: frozenset[str]) -> bool:
    """Whether a word names a function beyond doubt; short ones may be names (Ray Post, Jo Bay)."""
    return len(word) >= SHORTEST_PLAIN and word in functions
