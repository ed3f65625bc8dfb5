"""Records to rows: everything that looks inside what strangers have sent.

Runs in processes of its own (`workers`), so that a message which breaks a parser breaks
nothing else. Reads no clock and no file; a record goes in, what became of it comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from goodwill.acts.discreet import are_private
from goodwill.facts.acts import Act
from goodwill.facts.interactions import Message
from goodwill.facts.service import Feedback
from goodwill.importing.mail_acts import Mail, acts_of_mails
from goodwill.importing.table_rows import fact_of_row
from goodwill.importing.work import KeptMail, Rules, Work, entry_of, reject_of, rejected
from goodwill.normalise.exported import out_of_journal, why_no_letter
from goodwill.normalise.rfc822 import headers_of, normalise_mail
from goodwill.privacy.modes import as_taken, event_as_taken, rank_of, taking_of
from goodwill.privacy.private_mail import RULE as PRIVATE
from goodwill.privacy.private_mail import is_private_event, is_private_mail
from goodwill.privacy.topics import without_topics, without_topics_of
from goodwill.sources.base import Item, RawRecord, ReadError
from goodwill.sources.protected import restored
from goodwill.store.rows import (
    REASON_COLUMNS,
    Entry,
    Excluded,
    MessageRow,
    Reject,
    make_acts_row,
    make_fact_row,
    make_meeting_row,
    make_message_row,
)

__all__ = ["make_ready", "parse_all"]

_READ_AT_ONCE = 500
_CHARACTERS_AT_ONCE = 1_000_000
"""Mails whose words are weighed together, and of their text: half a second, of dense text two."""

_MAILS = (Message, KeptMail)


def _nothing() -> None:
    pass


_FIRST_MAILS = (
    "Could you please send us the new prices by Friday?",
    "Kunt u ons voor vrijdag de nieuwe prijzen van de liften sturen?",
    "By Friday, surely?",
)
"""In English; in a language that no cue reads and a model has to tell; too short to be told."""


def make_ready() -> None:
    """Load what mail needs, by reading some."""
    rules = Rules(
        imported_at=datetime(2026, 1, 2, tzinfo=UTC),
        timezone="UTC",
        keeps_text_since=None,
        excluded=frozenset(),
    )
    parse_all([Work(0, 0, _first_mail(text)) for text in _FIRST_MAILS], rules)


def _first_mail(text: str) -> RawRecord:
    said = f"From: a@us.example\nTo: b@them.example\nDate: 1 Jan 2026 9:00 +0000\n\n{text}\n"
    return RawRecord(
        connector="mbox",
        payload_type="rfc822",
        path="",
        locator="",
        position=0,
        payload=said.encode(),
    )


def parse_all(
    work: Sequence[Work], rules: Rules, *, begin: Callable[[], None] = _nothing
) -> list[Entry]:
    """What became of each record, in order; nothing that stands in one stops the others.

    `begin` is called before each piece of work that a record may make long.
    """
    entries: list[Entry] = []
    for parsed in _together(work, rules, begin):
        begin()
        entries += _with_acts(parsed, rules)
    return entries


def _together(
    work: Sequence[Work], rules: Rules, begin: Callable[[], None]
) -> Iterator[list[tuple[Work, Any]]]:
    """What became of records, so many at a time as are read together."""
    parsed: list[tuple[Work, Any]] = []
    characters = 0
    for one in work:
        begin()
        for outcome in _guarded(one, _outcomes, rules):
            parsed.append((one, outcome))
            characters += len(outcome.text) if isinstance(outcome, _MAILS) else 0
        if len(parsed) >= _READ_AT_ONCE or characters >= _CHARACTERS_AT_ONCE:
            yield parsed
            parsed, characters = [], 0
    yield parsed


def _with_acts(parsed: Sequence[tuple[Work, Any]], rules: Rules) -> Iterator[Entry]:
    """The outcomes as entries, messages with what they say."""
    parsed = _without_topics(parsed, rules)
    messages = [outcome for _, outcome in parsed if isinstance(outcome, _MAILS)]
    try:
        acts = iter(acts_of_mails(messages, rules.timezone))
    except Exception:  # noqa: BLE001  one of them; read alone, it is found
        acts = None
    for one, outcome in parsed:
        if not isinstance(outcome, _MAILS):
            yield entry_of(one, outcome)
            continue
        said = None if acts is None else next(acts)
        yield from (entry_of(one, row) for row in _guarded(one, _row_of, rules, outcome, said))


def _without_topics(parsed: Sequence[tuple[Work, Any]], rules: Rules) -> Sequence[tuple[Work, Any]]:
    """The outcomes, mails without what is said of somebody's health, faith and the like."""
    if rules.privacy.sensitive_topics == "keep":
        return parsed
    fresh = [outcome for _, outcome in parsed if isinstance(outcome, Message)]
    cleared = iter(without_topics_of(fresh))
    return [
        (one, next(cleared) if isinstance(outcome, Message) else outcome) for one, outcome in parsed
    ]


def _row_of(
    item: Item | KeptMail, rules: Rules, message: Mail, acts: tuple[Act, ...] | None
) -> Iterator[Any]:
    """The row of a message; where its acts are not read yet, it is read alone."""
    said = acts_of_mails((message,), rules.timezone)[0] if acts is None else acts
    if isinstance(message, KeptMail):
        yield make_acts_row(message.message_id, said)
        return
    passed_on = (
        _passed_on_row(mail, rules)
        for mail in message.passed_on
        if not rules.rule_against(person.address for person in mail.participants)
    )
    keeps_text = rules.keeps_text_of(message)
    row = make_message_row(message, said, keeps_text=keeps_text, passed_on=[*passed_on])
    yield row._replace(copy_rank=rank_of(taking_of(rules.privacy, item.path), row.copy_rank))


def _passed_on_row(mail: Message, rules: Rules) -> MessageRow:
    """The row of a mail within another; it is read once its author is known, else now or never."""
    keeps_text = rules.keeps_text_of(mail)
    said = () if keeps_text else acts_of_mails((mail,), rules.timezone)[0]
    return make_message_row(mail, said, keeps_text=keeps_text)


def _guarded(
    work: Work, parse: Callable[..., Iterator[Any]], rules: Rules, *more: Any
) -> list[Any]:
    """What `parse` makes of a record, or the record as a reject."""
    item = work.item
    try:
        return [*parse(item, rules, *more)]
    except MemoryError:
        reason = "it takes more memory to read than there is"
    except Exception as error:  # noqa: BLE001  whatever a parser stumbles over, the rest goes on
        reason = f"the parser failed on it ({type(error).__name__})"
    return [reject_of(work, reason, _REPORT_HINT).outcome]


_REPORT_HINT = "Everything else was read; please report it, with the file if it may be shown."


_ITEM_HINT = "Open it in Outlook; if it shows there, save it again and import that."


def _outcomes(record: Item | KeptMail, rules: Rules) -> Iterator[Any]:
    if isinstance(record, KeptMail):
        yield record
        return
    if isinstance(record, ReadError):
        yield rejected(record, record)
        return
    match record.payload_type:
        case "rfc822":
            yield _mail(record, rules)
        case "icalendar":
            yield from _calendar(record, rules)
        case "outlook_item":
            yield from _outlook_item(record, rules)
        case "table_row":
            yield _row(record, rules)
        case "settings":
            return


def _mail(record: RawRecord, rules: Rules) -> Message | Reject | Excluded:
    headers = headers_of(record)
    letter = out_of_journal(record, headers)
    if letter is not record:
        record, headers = letter, headers_of(letter)
    if why := why_no_letter(headers):
        return Excluded(why)
    message = normalise_mail(
        record, headers, imported_at=rules.imported_at, timezone=rules.timezone, mail_in=_mail_in
    )
    if isinstance(message, ReadError):
        return rejected(record, message)
    if rule := rules.rule_against(person.address for person in message.participants):
        return Excluded(rule)
    if rules.privacy.private_mail == "drop" and is_private_mail(
        record, message.subject, headers.all("sensitivity")
    ):
        return Excluded(PRIVATE)
    return as_taken(message, taking_of(rules.privacy, record.path))


def _mail_in(data: bytes) -> bytes:
    """The mail in a file of Outlook that is attached to another one."""
    from goodwill.outlook.read_item import mail_in  # noqa: PLC0415  seldom needed

    return mail_in(data)


def _outlook_item(record: RawRecord, rules: Rules) -> Iterator[Any]:
    """What became of a file that is one item of Outlook: a mail, a meeting, or neither."""
    from goodwill.outlook.read_item import ItemError, read_item  # noqa: PLC0415  seldom needed

    try:
        payload_type, payload = read_item(_bytes_of(record))
    except ItemError as error:
        reason, hint = f"Not a readable item of Outlook: {error}.", _ITEM_HINT
        told = ReadError(path=record.path, locator=record.locator, reason=reason, hint=hint)
        yield rejected(told, told)  # what it says cannot be mended by hand
        return
    yield from _outcomes(replace(record, payload_type=payload_type, payload=payload), rules)


def _bytes_of(record: RawRecord) -> bytes:
    return record.payload if isinstance(record.payload, bytes) else b""


def _calendar(record: RawRecord, rules: Rules) -> Iterator[Any]:
    from goodwill.normalise.icalendar import normalise_calendar  # noqa: PLC0415  slow to load

    if rules.privacy.private_mail == "drop" and is_private_event(record):
        yield Excluded(PRIVATE)
        return
    taking = taking_of(rules.privacy, record.path)
    until: date = rules.imported_at.date()
    for meeting in normalise_calendar(record, until=until, timezone=rules.timezone):
        if isinstance(meeting, ReadError):
            yield rejected(record, meeting)
        elif rule := rules.rule_against(who.address for who in meeting.attendees):
            yield Excluded(rule)
        else:
            yield make_meeting_row(event_as_taken(meeting, taking))


def _row(record: RawRecord, rules: Rules) -> Any:
    cells = record.payload if isinstance(record.payload, dict) else {}
    if not cells.keys().isdisjoint(REASON_COLUMNS):  # a reject that was mended
        record = replace(
            record,
            payload={n: restored(c) for n, c in cells.items() if n not in REASON_COLUMNS},
        )
    fact = fact_of_row(record, timezone=rules.timezone)
    if isinstance(fact, ReadError):
        return rejected(record, fact)
    if isinstance(fact, Excluded):
        return fact
    if isinstance(fact, Feedback):
        fact = _without_private_comment(fact, rules)
    try:
        return make_fact_row(fact)
    except ValueError as error:
        told = ReadError(
            path=record.path, locator=record.locator, reason=str(error), hint="Correct the number."
        )
        return rejected(record, told)


def _without_private_comment(answer: Feedback, rules: Rules) -> Feedback:
    """An answer by the rule that mails go by; one that stays in doubt keeps its score alone."""
    if not answer.comment or rules.privacy.sensitive_topics == "keep":
        return answer
    (comment,) = without_topics([answer.comment])
    return replace(answer, comment=None if are_private([comment])[0] else comment)
