"""Which schema this code speaks: known without loading the schema, which takes SQLAlchemy."""

from __future__ import annotations

__all__ = ["SCHEMA_VERSION"]

SCHEMA_VERSION = "0015"
"""The head of `migrations/versions`."""
