"""Accounts made of shuffled mail: everybody's words, nobody's conduct.

Each account is so many messages of either side, drawn without putting back, on random days of a
year, in conversations of three, by as many people as write to one client: half as many as the
root of the messages. A person's own way of writing is gone, and with it whatever a person does
time after time; what a reading wrongly sees in a sentence is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from goodwill.facts.acts import REMARK_IDS, Act
from goodwill.facts.interactions import Message
from goodwill.facts.tables import AccountRow, ActRow, MessageRow, RemarkRow, Tables
from goodwill.importing.mail_acts import acts_of_mails
from goodwill.lab.mailbox import read_mbox

__all__ = ["Words", "innocent_account", "words_of"]

PER_CONVERSATION = 3
SIDES = ("theirs", "ours")
AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one mail says, whoever wrote it."""

    acts: tuple[Act, ...]


def words_of(paths: Sequence[Path], *, imported_at: datetime) -> tuple[Words, ...]:
    """Every text that a person wrote in some mbox files, each once, in order of its text's id."""
    written: dict[str, Message] = {}
    for path in paths:
        for _, found in read_mbox(path, imported_at):
            if isinstance(found, Message) and found.category == "human" and found.sent_at:
                written.setdefault(found.text_id, found)
    messages = [written[key] for key in sorted(written)]
    return tuple(_read(messages))


def _read(messages: Sequence[Message]) -> Iterator[Words]:
    for start in range(0, len(messages), AT_ONCE):
        for acts in acts_of_mails(messages[start : start + AT_ONCE], "UTC"):
            yield Words(acts=acts)


def innocent_account(
    pool: Sequence[Words], *, messages: int, as_of: date, draw: np.random.Generator
) -> Tables:
    """An account of so many messages from each side; the same draw, the same account."""
    mails: list[MessageRow] = []
    acts: list[ActRow] = []
    remarks: list[RemarkRow] = []
    chosen = draw.choice(len(pool), size=(len(SIDES), messages), replace=False)
    days = draw.integers(0, 365, size=(len(SIDES), messages))
    people = max(1, round(messages**0.5 / 2))
    for number, side in enumerate(SIDES):
        for place in range(messages):
            day = as_of - timedelta(days=int(days[number, place]))
            mail = _message(side, place, day, people)
            mails.append(mail)
            for act in pool[int(chosen[number, place])].acts:
                if act.act in REMARK_IDS:
                    remarks.append(_remark(mail, act))
                else:
                    acts.append(_act(mail, act))
    return Tables(account=_ACCOUNT, message=tuple(mails), act=tuple(acts), remark=tuple(remarks))


_ACCOUNT = AccountRow(
    account_id="innocent",
    name="Innocent",
    owner=None,
    segment=None,
    parent_account_id=None,
    desired_kind=None,
    customer_since=None,
)


def _message(side: str, place: int, day: date, people: int) -> MessageRow:
    return MessageRow(
        account_id=_ACCOUNT.account_id,
        message_id=f"<{side}.{place}>",
        thread_id=str(place // PER_CONVERSATION),
        sent_at=datetime.combine(day, time(9)),
        sent_on=day,
        side=side,
        sender=f"{side}.{place % people}",
        is_human=True,
        subject="",
        words=0,
        to_count=1,
        is_authentic=True,
    )


def _act(mail: MessageRow, act: Act) -> ActRow:
    return ActRow(
        account_id=mail.account_id,
        message_id=mail.message_id,
        thread_id=mail.thread_id,
        act=act.act,
        probability=act.probability,
        quote=act.quote,
        sent_at=mail.sent_at,
        sent_on=mail.sent_on,
        side=mail.side,
        sender=mail.sender,
        counterpart=None,
    )


def _remark(mail: MessageRow, act: Act) -> RemarkRow:
    return RemarkRow(
        account_id=mail.account_id,
        message_id=mail.message_id,
        thread_id=mail.thread_id,
        remark=act.act,
        quote=act.quote,
        sent_at=mail.sent_at,
        sent_on=mail.sent_on,
        side=mail.side,
        sender=mail.sender,
        counterpart=None,
        due_on=None,
    )
