"""What a receiver of webhooks checks before it believes one: copy it into your own program.

Standard library only. `check` answers with the change, or raises `RefusedError` with the reason.
Answer the sender with 2xx once you have stored what you need and, in one go, the change's id; else
the change is sent again. Where it comes again (`TakenError`: your answer was lost), 2xx as well.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Container, Mapping
from hashlib import sha256
from typing import Any

__all__ = ["RefusedError", "TakenError", "check"]

PATIENCE = 300
"""Seconds by which a signature may be old, or a clock ahead: beyond, it may be a copy."""

_SIGNATURE = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})")


class RefusedError(Exception):
    """This did not come from the book, not now, or came before."""


class TakenError(RefusedError):
    """It was taken before; whoever sends it has to know that."""


def check(
    secret: str, headers: Mapping[str, str], body: bytes, taken: Container[int], now: int
) -> dict[str, Any]:
    """The change that a request brings.

    `secret` was told when the webhook was made; `headers` have small letters; `taken` are the ids
    of changes that you stored, kept where a restart does not lose them.
    """
    found = _SIGNATURE.fullmatch(headers.get("goodwill-signature", ""))
    if found is None:
        raise RefusedError("no signature")
    at, said = int(found[1]), found[2]
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    if not hmac.compare_digest(signed, said):
        raise RefusedError("the signature is another's")
    if abs(now - at) > PATIENCE:
        raise RefusedError(f"the signature is {now - at} seconds old: a copy, or a wrong clock")
    change: dict[str, Any] = json.loads(body)
    if change["id"] in taken:
        raise TakenError("this change was taken before")
    return change
