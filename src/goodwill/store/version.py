"""Which schema this code speaks: known without loading the schema, which takes SQLAlchemy."""

from __future__ import annotations

__all__ = ["SCHEMA_VERSION"]

SCHEMA_VERSION = "0013"
"""The head of `migrations/versions`."""
