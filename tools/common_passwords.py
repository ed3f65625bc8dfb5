"""Make the digests of the commonest passwords that Goodwill refuses.

    python tools/common_passwords.py 10-million-password-list-top-1000000.txt

The list is SecLists' (MIT), made from Mark Burnett's ten million passwords, which are in the public
domain: one password a line, the commonest first. What is shorter than a password may be, or refused
for another reason, is left out; what is kept are sorted pieces of digests, and no word.
"""

from __future__ import annotations

import sys
from pathlib import Path

from goodwill.access.common_passwords import LIST, short_digest
from goodwill.access.passwords import check_password_is_good
from goodwill.errors import CallError


def main() -> int:
    """Write the digests beside the module that reads them."""
    kept = set()
    with Path(sys.argv[1]).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            password = line.rstrip("\r\n")
            try:
                check_password_is_good(password)
            except CallError:
                continue
            kept.add(short_digest(password))
    LIST.write_bytes(b"".join(sorted(kept)))
    print(f"{LIST.name}: {len(kept)} passwords, {LIST.stat().st_size:,} bytes")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
