"""Which of the lines that somebody signs with is a title.

A line is a title if it names a level (`seniority`) and is no firm: neither one with a legal form,
nor the one that the sender's domain names ("Partner Logistics", partner-logistics.example).
"""

from __future__ import annotations

from functools import lru_cache

from goodwill.resolve.domains import domain_of
from goodwill.resolve.firm_names import read_firm_name
from goodwill.resolve.seniority import seniority_of

__all__ = ["signed_title"]


@lru_cache(maxsize=65_536)
def signed_title(words: str, address: str) -> str | None:
    """The first line of `words` that is a title; None where none is."""
    labels = {label.replace("-", "") for label in domain_of(address).split(".")}
    for line in words.split("\n"):
        if seniority_of(line) != "unknown" and not _is_firm(line, labels):
            return line
    return None


def _is_firm(line: str, labels: set[str]) -> bool:
    """Whether a line is a firm's name."""
    name = read_firm_name(line)
    return bool(name.kinds) or bool(name.keys & labels)
