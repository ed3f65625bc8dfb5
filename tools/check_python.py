"""Say in plain words when the Python at hand is too old or too new. Runs on any Python 3."""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "Goodwill needs Python 3.11, 3.12 or 3.13; this one is "
        + ".".join(str(part) for part in sys.version_info[:3])
        + ". Name another:  make demo PYTHON=/path/to/python3.12"
    )
