"""Make the digests of the commonest passwords that Goodwill refuses.

    python tools/common_passwords.py 10-million-password-list-top-1000000.txt

The list is SecLists' (MIT), made from Mark Burnett's ten million passwords, which are in the public
domain: one password a line, the commonest first. What is shorter than a password may be, or refused
for another reason, is left out, but for words of letters alone among the first: people put digits
around those. What is kept are sorted pieces of digests, and no word.
"""

from __future__ import annotations

import sys
from pathlib import Path

from goodwill.access.common_passwords import LIST, short_digest
from goodwill.access.passwords import SHORTEST, check_password_is_good
from goodwill.errors import CallError

FIRST = 100_000
"""Lines whose words are kept."""

LETTERS = range(5, SHORTEST)


def main() -> int:
    """Write the digests beside the module that reads them."""
    with Path(sys.argv[1]).open(encoding="utf-8", errors="replace") as lines:
        listed = [line.rstrip("\r\n") for line in lines]
    words = (one for one in listed[:FIRST] if one.isalpha() and len(one) in LETTERS)
    kept = {short_digest(one) for one in (*filter(_is_good, listed), *words)}
    LIST.write_bytes(b"".join(sorted(kept)))
    print(f"{LIST.name}: {len(kept)} passwords, {LIST.stat().st_size:,} bytes")  # noqa: T201
    return 0


def _is_good(password: str) -> bool:
    try:
        check_password_is_good(password)
    except CallError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
