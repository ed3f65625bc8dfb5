"""What a book answers besides statements: progress, and reports of what was done or is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from goodwill.facts.digest import MutedDetector
from goodwill.facts.disputes import Answer
from goodwill.facts.money import Money
from goodwill.facts.reliability import Reliability
from goodwill.facts.statement import Evidence, Statement
from goodwill.machine.progress import OnProgress, Progress, say_nothing, teller

if TYPE_CHECKING:
    from goodwill.lab.evaluate.results import Skipped

__all__ = [
    "AccountPair",
    "AssessReport",
    "CalibrationReport",
    "Change",
    "Coverage",
    "DisputeReport",
    "DoctorReport",
    "FileIntake",
    "Happened",
    "LineChanges",
    "LineEvidence",
    "LineMoved",
    "MessageFound",
    "MessageRead",
    "NamedAccount",
    "NotIn",
    "OnProgress",
    "PairStep",
    "PersonKnown",
    "Problem",
    "Progress",
    "RebuildFrom",
    "RebuildReport",
    "RulesOf",
    "Ruling",
    "RulingReport",
    "Searched",
    "Stored",
    "WaitingRow",
    "Without",
    "say_nothing",
    "teller",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessReport:
    """What drawing up the statements did: how many there are, how many were drawn anew."""

    accounts: int
    drawn: int
    as_of: date
    seconds: float


RebuildFrom = Literal["facts", "acts"]
"""After which step everything is worked out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """What was worked out again after `since`: mails read, accounts found, statements drawn up.

    `mails_without_words` are those that keep the acts that were read before their words went.
    `different` names, as `ACCOUNT DAY`, the statements that are not the ones that were stored.
    """

    since: RebuildFrom
    mails: int
    mails_without_words: int
    accounts: int
    days: int
    statements: int
    different: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationReport:
    """What came of people's answers: `labels` read, how many of them say something, and what not.

    `before` and `name` are the calibrations that were and are in force, the same where no group of
    lines had answers enough; then nothing was kept.
    """

    labels: int
    used: int
    before: str
    name: str
    reliability: Reliability
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One row of an account's history; `ref` is what evidence cites it by.

    `at` is a day, or a minute of it in the company's time zone; `figure` is money in `unit`, or
    hours where that is "h", or points. `note` is one more field: how a deal stands, when something
    is due, where people meet. Of a message the sender, and the thread that it belongs to.
    """

    source: str
    ref: str
    at: str
    title: str
    figure: float | None = None
    unit: str = ""
    note: str = ""
    thread: str = ""
    sender: str = ""
    is_ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRead:
    """A message as it is read in its thread: what was written anew, None where it is not kept.

    `at` is its minute in the company's time zone, "" where that is not known.
    """

    ref: str
    at: str
    subject: str
    sender: str
    is_ours: bool
    recipients: tuple[str, ...]
    text: str | None
    is_cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEvidence:
    """One line of a statement with everything that it stands on, for and against."""

    account: str
    as_of: str
    name: str
    line: Mapping[str, object]
    evidence: tuple[Evidence, ...]
    without: tuple[Without, ...] = ()
    changes: LineChanges | None = None


RulesOf = Literal["then", "now"]
"""Whose numbers of the catalogue hold: those of the day asked about, or today's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What the probability of a line would be without one item of its evidence."""

    id: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An item of evidence that is new, gone (it weighs nothing now) or weighs something else.

    `because` of the `client`, that something happened, or of `time`, that something is too old,
    fades, or is old enough to count.
    """

    evidence: Evidence
    was: float | None
    because: Literal["client", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChanges:
    """How a line stood on an earlier day, by the numbers in force then and by those of now.

    Where the two differ our yardstick has changed, and not only the client.
    """

    since: str
    then: str | float | None
    then_by_rules_now: str | float | None
    now: str | float | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong or missing in a book: what, where, and what to do next."""

    what: str
    where: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorReport:
    """The state of a book (contract, section 4, "doctor"); `calibration` None: none was made.

    `muted` are the detectors that raise no alarm, since people mostly called theirs wrong.
    """

    facts: Mapping[str, int]
    sources: tuple[Mapping[str, object], ...]
    columns: Mapping[str, object]
    engine: Mapping[str, object]
    problems: tuple[Problem, ...]
    calibration: Reliability | None = None
    muted: tuple[MutedDetector, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAccount:
    """An account id, and what it is called."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairStep:
    """One step to a pair's chance: what was compared, what was found, its natural log-odds."""

    what: str
    says: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPair:
    """Two ids that are taken for one account (`joined`, a guess) or may be one (`proposed`).

    Of a joined one, `second` goes under `first` and one step says why; of a proposed one, the
    steps add up to the log-odds of `probability`.
    """

    status: Literal["joined", "proposed"]
    first: NamedAccount
    second: NamedAccount
    probability: float
    steps: tuple[PairStep, ...]


class Stored(NamedTuple):
    """A statement, the money behind it, and a word for both as they are stored; "" where not."""

    statement: Statement
    money: Money
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """Something without an account: a domain, an address, a bare name, or a row of a table.

    `amount` is in the company's currency, None where no money is known; `looks_like` names accounts
    that it may belong to; `where` is the file and row of a row.
    """

    kind: Literal["domain", "address", "name", "row"]
    subject: str
    amount: float | None
    currency: str | None
    messages: int
    looks_like: tuple[str, ...]
    where: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person says of two names, and why; `by` is who says it."""

    answer: Literal["same", "apart"]
    first: str
    second: str
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingReport:
    """What a person ruled of two names, and how things stand since.

    `account` is what the first goes under now, `ids` all that go there. `overruled` is what no
    longer holds because of it: earlier rulings, and that an address was one of our own.
    """

    answer: Literal["same", "apart"]
    first: str
    second: str
    account: NamedAccount
    ids: tuple[str, ...]
    overruled: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMoved:
    """One line of a statement that stands otherwise: its word, and its chance where it has one.

    A part in the decision is `committee[ADDRESS]`.
    """

    line: str
    before: str
    after: str
    chance_before: float | None = None
    chance_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeReport:
    """What somebody said of a line (or took back), and what that moved in the statement of a day.

    `value` is what is so by it, None where nobody can tell or an item of evidence is meant. `id`
    withdraws it; a `ruling` on whose address something is has none, and is ended by another.
    """

    id: int | None
    account: str
    as_of: str
    line: str
    answer: Answer
    value: str | None
    moved: tuple[LineMoved, ...]
    plan_before: tuple[str, ...]
    plan_after: tuple[str, ...]
    ruling: RulingReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileIntake:
    """What became of the records of one file: `seen` is the sum of the other counts.

    `sort` is the connector that read it; a folder of single mails is one file.
    """

    id: int
    path: str
    sort: str
    seen: int
    imported: int
    excluded: int
    duplicate: int
    unreadable: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIn:
    """A record that is not in the book: where it stands, what is wrong with it, what to do."""

    is_waiting: bool
    path: str
    where: str
    column: str
    value: str
    reason: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One sort of fact in the months of a year: how many, and which accounts have any, ever.

    `months` runs to the month of the day asked about; `accounts` is None where facts of this
    sort name no account of their own.
    """

    relation: str
    months: tuple[tuple[str, int], ...]
    facts: int
    accounts: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKnown:
    """Somebody of a client: what a search for people looks through."""

    name: str
    email: str
    title: str
    account_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFound:
    """A message that holds the words asked for; `text` is what its sender wrote.

    `sent_at` is in UTC seconds, `accounts` the ids of those that it was exchanged with.
    """

    ref: str
    sent_at: int
    subject: str
    text: str
    sender: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Messages found, the newest first; `ready` of `total` messages could be looked through.

    `more`: whether there are others behind them.
    """

    messages: tuple[MessageFound, ...]
    more: bool
    ready: int
    total: int
