"""Invoices and payments: one file for each vendor, over `goodwill.live.records`."""
