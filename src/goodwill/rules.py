"""Which rules a statement was made with, cheap enough to ask before anything else is loaded."""

from __future__ import annotations

from goodwill import __version__
from goodwill.catalogue.loader import Catalogue
from goodwill.config import Settings
from goodwill.facts.base import content_id

__all__ = ["CALIBRATION", "rules_of"]

CALIBRATION = "none"
"""Weights are expert starting values: no probability has been fitted to judged accounts yet."""


def rules_of(catalogue: Catalogue, settings: Settings) -> str:
    """What a stored statement must have been made with to be served as it is."""
    own = content_id(repr(settings), digits=16)
    return f"{__version__} {catalogue.hash} {CALIBRATION} {own}"
