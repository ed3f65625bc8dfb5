"""Extends Goodwill by a measurement and a pattern."""
