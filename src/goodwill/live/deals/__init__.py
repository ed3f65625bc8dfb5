"""Deals, with their companies and people: a file for each vendor, over `goodwill.live.records`."""
