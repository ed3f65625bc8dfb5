"""A digest as a mail to ourselves, built by the mail library; nothing is sent here.

Only an address of our own side is written to: a digest quotes what clients wrote to us, and nothing
of it goes to them. Header lines are made of our own words, a count and a day; a name or a quote
stands in the body alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage

from goodwill.config import DigestMail
from goodwill.errors import CallError

__all__ = ["OurSide", "letter", "sender_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OurSide:
    """Whom a digest may go to: our domains (and those below them), and our own addresses."""

    domains: Sequence[str]
    addresses: Collection[str]

    def has(self, address: str) -> bool:
        """Whether an address is one of ours."""
        domain = address.rpartition("@")[2].casefold()
        ours = [one.casefold() for one in self.domains]
        return address.casefold() in {one.casefold() for one in self.addresses} or any(
            domain == one or domain.endswith(f".{one}") for one in ours
        )


def letter(
    *,
    to: str,
    sender: str,
    subject: str,
    text: str,
    page: str,
    sent_at: datetime,
    ours: OurSide,
) -> EmailMessage:
    """A mail with the digest as text and as a page; a `CallError` where it may not go there."""
    reader = _address(to, "--mail-to")
    if not ours.has(reader.addr_spec):
        raise CallError(
            f'"{reader.addr_spec}" is no address of ours, so nothing was sent.',
            hint="A digest goes to our own side only: see [company] domains in goodwill.toml.",
        )
    mail = EmailMessage()
    mail["From"] = Address("Goodwill", addr_spec=_address(sender, "[digest] sender").addr_spec)
    mail["To"] = reader
    mail["Subject"] = subject
    mail["Date"] = sent_at
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    mail.add_alternative(page, subtype="html")
    return mail


def sender_of(settings: DigestMail, to: str) -> str:
    """Who writes: the sender that was set, else the user of the server, else the reader."""
    if settings.sender:
        return settings.sender
    return settings.user if settings.user and "@" in settings.user else to


def _address(text: str, name: str) -> Address:
    """One plain address; anything that could begin another header or name another is refused."""
    try:
        found = Address(addr_spec=text.strip())
    except (ValueError, IndexError, AttributeError, MessageError):  # as its parser finds them
        found = None
    if found is None or not text.isprintable() or not found.username or "." not in found.domain:
        if found is not None and found.username and found.domain == "localhost":
            return found
        raise CallError(
            f'{name} "{"".join(ch if ch.isprintable() else "?" for ch in text)}" is no address.',
            hint="Write one address, such as anna@ours.example.",
        )
    return found
