"""Handing a mail to the user's own mail server: the one place here that speaks to another machine.

A password is never sent in clear: without TLS it is given to this machine's own server alone.
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from goodwill.config import DigestMail
from goodwill.errors import CallError, GoodwillError

__all__ = ["NotSentError", "send"]

TLS_PORT = 465
SECONDS = 30.0
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class NotSentError(GoodwillError):
    """The mail server did not take a mail."""

    exit_code = 3


def send(mail: EmailMessage, server: DigestMail, password: str | None) -> None:
    """Send one mail; a `NotSentError` says what the server said."""
    speaks_tls = server.starttls or server.smtp_port == TLS_PORT
    if server.user and password and not speaks_tls and server.smtp_host not in _HERE:
        raise CallError(
            f"The password for {server.smtp_host} would be sent in clear, so nothing was sent.",
            hint="Write starttls = true, or smtp_port = 465, under [digest] in goodwill.toml.",
        )
    try:
        _hand_over(mail, server, password)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotSentError(
            f"The digest was not sent: {server.smtp_host}:{server.smtp_port} said {_said(error)}.",
            hint="Look at [digest] in goodwill.toml; the password is GOODWILL_SMTP_PASSWORD.",
        ) from None


def _hand_over(mail: EmailMessage, server: DigestMail, password: str | None) -> None:
    where, safe = (server.smtp_host, server.smtp_port), ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(*where, timeout=SECONDS, context=safe)
        if server.smtp_port == TLS_PORT
        else smtplib.SMTP(*where, timeout=SECONDS)
    ) as line:
        if server.starttls and server.smtp_port != TLS_PORT:
            line.starttls(context=safe)
        if server.user and password:
            line.login(server.user, password)
        line.send_message(mail)


def _said(error: OSError | smtplib.SMTPException | ValueError) -> str:
    """What went wrong, without what was sent."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return "that user and password do not fit"
        case smtplib.SMTPRecipientsRefused():  # one reader, so one answer
            return _answer(*next(iter(error.recipients.values())))
        case smtplib.SMTPResponseException():
            return _answer(error.smtp_code, error.smtp_error)
        case UnicodeEncodeError(encoding="ascii"):  # its text would show a letter of a password
            return "nothing, since user and password may hold ASCII letters only"
        case UnicodeError():
            return "nothing, since no server can have that name"
    return " ".join(str(error).split())[:200] or type(error).__name__


def _answer(code: int, told: bytes | str) -> str:
    """A code and its text, as a mail server says no."""
    if code < 0:
        return "nothing that a mail server says"
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    return f"{code} {' '.join(text.split())[:200]}"
