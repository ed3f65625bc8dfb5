"""The secrets that telephones share with the book, sealed: the key is not in the book.

It is the key of mailboxes' passwords (`goodwill.live.secrets`), so that a thief of the database or
of a backup can make no code. A book carried to another machine has to be given that key, or
everybody with a code a new one (`goodwill users invite --forget`).
"""

from __future__ import annotations

from goodwill.live.faults import SignInError
from goodwill.live.secrets import seal_of_user

__all__ = ["opened_code_secret", "sealed_code_secret"]

_SEALED = "gAAAA"
"""How everything begins that is sealed (Fernet); what a telephone is told never holds a 0 or a 1,
nor a small letter."""


def sealed_code_secret(secret: str) -> str:
    """What is kept of a secret; one that is sealed already stays as it is."""
    if secret.startswith(_SEALED):
        return secret
    return seal_of_user().close(secret).decode("ascii")


def opened_code_secret(kept: str) -> str | None:
    """The secret again; None where it was sealed with a key that is not here."""
    if not kept.startswith(_SEALED):
        return kept  # from before secrets were sealed
    try:
        return seal_of_user().open(kept.encode("ascii"))
    except SignInError:
        return None
