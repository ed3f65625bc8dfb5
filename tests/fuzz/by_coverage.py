"""One target under atheris: what it runs through is watched, so that inputs grow by it."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["goodwill", "icalendar", "recurring_ical_events"]):
    from tests.fuzz.targets import TARGETS

if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
