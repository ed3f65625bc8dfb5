"""Ten thousand requests by every role about every owner's accounts: no foreign word, no fault.

    python -m tests.soak.rights [COUNT]

Prints how many requests were made and how many showed what they should not; exit code 1 where any.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.access.asking import addresses
from tests.access.company import WORD, readable
from tests.access.team import MAY_READ, ROLES, made_team

COUNT = 10_000


def main(count: int) -> int:
    """Ask, count, and say how it went."""
    with tempfile.TemporaryDirectory() as folder:
        team = made_team(Path(folder))
        words, statuses = [mail.word for mail in team.mails], Counter[int]()
        leaks, faults = 0, 0
        for who in ROLES:
            asked = addresses(words, seed=sum(map(ord, who)) + 1, count=count // len(ROLES) + 1)
            mine = readable(team.mails, *MAY_READ.get(who, ()))
            for path, answer in zip(asked, team.ask(who, *asked), strict=True):
                said = re.search(r"q=(quill\w+)", path)
                told = answer.text.replace(said[1], "") if said else answer.text
                leaks += bool(set(WORD.findall(told)) - mine)
                faults += answer.status_code >= 500
                statuses[answer.status_code] += 1
        team.book.close()
    told_by = ", ".join(f"{number} x {status}" for status, number in sorted(statuses.items()))
    print(f"{statuses.total()} requests ({told_by}): {leaks} foreign words, {faults} faults")  # noqa: T201
    return int(bool(leaks or faults))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
