"""Whether a mail is with somebody of the domains that were opted into, told before it is stored.

Looks at the addresses in its header lines alone, in one pass; what a mail says is not read.
"""

from __future__ import annotations

import re

__all__ = ["concerns"]

_PEOPLE = re.compile(
    rb"^(?:from|to|cc|bcc|sender|reply-to|resent-from|resent-to|resent-cc)[ \t]*:", re.IGNORECASE
)
_DOMAIN = re.compile(rb"@([A-Za-z0-9.-]{1,253})")


def concerns(mail: bytes, domains: tuple[str, ...]) -> bool:
    """Whether an address in a mail's header lines is of one of the domains, or below one."""
    wanted = tuple(f".{domain.lower()}" for domain in domains)
    is_people = False
    for line in mail.split(b"\n"):
        if not line.strip():
            return False
        if line[:1] not in b" \t":
            is_people = _PEOPLE.match(line) is not None
        if is_people and any(_of(found[1], wanted) for found in _DOMAIN.finditer(line)):
            return True
    return False


def _of(domain: bytes, wanted: tuple[str, ...]) -> bool:
    return f".{domain.decode('ascii').lower().rstrip('.')}".endswith(wanted)
