"""`python -m goodwill.lab.false_alarms ARCHIVE...`: count alarms in accounts of shuffled mail.

ARCHIVE is an mbox. What it prints stands in `docs/false-alarms.md`; nothing of any mail is kept.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from goodwill.catalogue.loader import load_catalogue
from goodwill.errors import CallError
from goodwill.lab.false_alarms.alarms import SIZES, alarm_lines
from goodwill.lab.false_alarms.innocents import words_of

ACCOUNTS = 500
AS_OF = date(2026, 11, 22)
"""Only the order of days counts: the mail is put on new ones."""


def main() -> None:
    """Read every archive named, then make accounts of it and count."""
    paths = [Path(name) for name in sys.argv[1:]]
    pool = words_of(paths, imported_at=datetime.combine(AS_OF, datetime.min.time(), UTC))
    if len(pool) < 2 * SIZES[0]:
        raise CallError(
            f"{len(paths)} archives hold {len(pool)} mails that people wrote.",
            hint=f"Name mbox files with at least {2 * SIZES[0]} of them.",
        )
    lines = alarm_lines(pool, load_catalogue(), accounts=ACCOUNTS, as_of=AS_OF)
    sys.stdout.write("\n".join((f"{len(pool)} mails", "", *lines, "")))


if __name__ == "__main__":
    main()
