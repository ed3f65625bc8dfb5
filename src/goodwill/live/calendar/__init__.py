"""Calendars: over CalDAV, at an address, and by the interfaces of Google and Microsoft."""
