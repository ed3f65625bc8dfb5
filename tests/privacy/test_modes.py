"""How much of a mailbox is taken, by what `goodwill.toml` says."""

from __future__ import annotations

import pytest

from goodwill.config import Privacy, Settings, Taking
from goodwill.errors import ConfigError
from goodwill.privacy.modes import what_to_take
from goodwill.settings import load_settings

SETTINGS = Settings(
    privacy=Privacy(
        take="subject",
        exclude_folders=("Personal", "archive/union"),
        mailboxes=(
            ("anna@us.example", "metadata"),
            ("anna@us.example/Clients", "text"),
            ("sales", "text"),
        ),
    )
)


@pytest.mark.parametrize(
    ("mailbox", "folder", "taken"),
    [
        ("anna@us.example", "INBOX", "metadata"),
        ("Anna@US.example", "", "metadata"),
        ("anna@us.example", "Clients", "text"),
        ("anna@us.example", "Clients/Acme", "text"),
        ("anna@us.example", "Clientship", "metadata"),
        ("joanna@us.example", "INBOX", "subject"),
        ("/mail/export", "Sales", "text"),
        ("/mail/sales.mbox", "", "text"),
        ("/mail/salesforce.mbox", "", "subject"),
        ("anna@us.example", "Clients/Personal", None),
        ("/mail/archive/union/2024.mbox", "", None),
        ("/mail/union/2024.mbox", "", "subject"),
    ],
)
def test_the_longest_name_that_fits_decides(
    mailbox: str, folder: str, taken: Taking | None
) -> None:
    assert what_to_take(SETTINGS, mailbox, folder) == taken


def test_without_a_word_the_text_is_taken() -> None:
    assert what_to_take(Settings(), "anna@us.example", "INBOX") == "text"


def test_modes_are_read_from_the_file() -> None:
    text = (
        '[privacy]\ntake = "subject"\n[privacy.mailboxes]\n"b@x.example" = "metadata"\na = "text"'
    )

    found = load_settings(text, "goodwill.toml").privacy

    assert found.take == "subject"
    assert found.mailboxes == (("a", "text"), ("b@x.example", "metadata"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[privacy]\ntake = "all"', "take"),
        ('[privacy.mailboxes]\na = "everything"', "mailboxes]: a"),
        ("[privacy.mailboxes]\na = 3", "mailboxes]: a"),
        ('[privacy]\nmailboxes = "text"', "mailboxes"),
        ('[privacy]\nprivate_mail = "keep"', "private_mail"),
    ],
)
def test_a_mode_that_nobody_knows_is_an_error_with_the_next_step(text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as raised:
        load_settings(text, "goodwill.toml")

    assert raised.value.hint
