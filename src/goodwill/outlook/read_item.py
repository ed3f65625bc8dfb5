"""A `.msg` file to the mail or the calendar that it is: one call, one answer."""

from __future__ import annotations

from typing import Literal

from goodwill.outlook.event import as_calendar
from goodwill.outlook.item import sort_of
from goodwill.outlook.mail import as_mail
from goodwill.outlook.msg_file import item_of_msg

__all__ = ["ItemError", "mail_in", "read_item"]


class ItemError(Exception):
    """It is no mail and no meeting; the text says what it is, or what is wrong."""


def mail_in(data: bytes) -> bytes:
    """The mail that a `.msg` file is, as everybody writes mails; b"" where it is none."""
    try:
        sort, mail = read_item(data)
    except Exception:  # noqa: BLE001  whatever is wrong with it is no fault of what it came with
        return b""
    return mail if sort == "rfc822" else b""


def read_item(data: bytes) -> tuple[Literal["rfc822", "icalendar"], bytes]:
    """What the item is to whoever reads it on, and its bytes.

    Raises:
        ItemError: it is damaged, or another sort of item.
    """
    try:
        item = item_of_msg(data)
    except OSError as error:
        raise ItemError(str(error)) from error
    sort = sort_of(item)
    if sort == "mail":
        return "rfc822", as_mail(item, lambda _place: "")
    if sort != "event":
        what = "an item of a sort that is not read" if sort == "other" else f"a {sort}, no mail"
        raise ItemError(f"it is {what}")
    calendar = as_calendar(item, lambda _place: "")
    if not calendar:
        raise ItemError("it is a meeting without a time")
    return "icalendar", calendar
