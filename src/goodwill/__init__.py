"""Goodwill keeps the books on client relationships."""
