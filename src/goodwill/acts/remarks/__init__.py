"""Remarks: finer things that a sentence says, which are none of the contract's acts.

Most are made of a promise that stands elsewhere. "Attached, eleven pages", "still nothing here",
"make it the 31st?", "how about the 31st?", "we no longer need it": alone they do nothing, but
beside a promise they tell what came of it, and the ledger (`goodwill.judge.promises`) puts the
two together. Sentences that name a day belong here too, since a day given in answer to a question
is a promise whatever its words: `day_given` ("with you by the 6th"), `day_assured` ("Thursday,
definitely") and `day_asked` ("can we have it by Friday?"). `day_named` is any other sentence with
a day of the calendar: what that day is for is told by rows and by what comes after.

Others tell a judge what an act alone leaves open: whether a free hour was asked for, or whether
a complaint is closed. The forms stand in `forms/<group>/<language>.toml`, one pattern a line as in
`goodwill.acts.patterns`; a group without a language has no forms in it. A remark has forms in
`says`, in `plain` those that hold only where nothing in the sentence is denied ("we would choose
you again", and never "nobody would choose you again"), and in `not` what shows that it is none.
What no question is in any language, `@asks` alone, stands in English's forms for all of them.
To add a remark, name it in `goodwill.facts.acts`, and write its forms and its cases.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goodwill.acts.due_dates import find_due_date
from goodwill.acts.fold import MARK, START, plain
from goodwill.acts.languages import LANGUAGES
from goodwill.acts.memory import Memory
from goodwill.acts.patterns import Matcher, encoded
from goodwill.errors import CatalogueError
from goodwill.facts.acts import PROMISE_REMARKS, REMARK_IDS, Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodwill.acts.sentences import Span

__all__ = ["READ_LIMIT", "Told", "remarks_of"]

READ_LIMIT = 8_000
"""Characters that are read: what a mail says of promises it says near its top."""

_FORMS = Path(__file__).parent / "forms"
_OF_PROMISES = frozenset(PROMISE_REMARKS)
_DATED = frozenset({"moved", "day_proposed", "day_given", "day_assured", "day_asked", "day_named"})
"""Remarks that say nothing without a day; `day_named` only what no other of them says."""

_SHORT = 24
"""Characters up to which a sentence alone tells a reader little: its quote takes in the next."""

_ORDINAL = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)\b|\b(?:der|den|dem|am|zum) (\d{1,2})\."
    r"|\b(?:le|el|il|dia) (\d{1,2})\b(?! ?[%€$£]|[.,:/h]\d)",
    re.IGNORECASE,
)
"""A day that is only a number of its month: "the 23rd", "der 23.", "le 23"."""
_OF_DAY = re.compile(r"\bdu (?=(?:1er|\d\d?) [^\W\d])", re.IGNORECASE)
"""A day that French has agreed "of": "convenir du 5 mai"; elsewhere that is of the past."""

_BY = {"en": "by", "de": "bis", "fr": "d'ici", "es": "para"}
"""Makes a due day of a word that stands alone: "September."."""

_ASKS = "asks"
_ASKING = "asking"
_GIVING = "giving"
"""Words by which the writer gives the day, whatever else the sentence asks; no question does."""
_QUESTION = f"@{_ASKS}"
_OF_ANY = frozenset({_ASKING, _GIVING})
"""What a sentence does as a whole, in whichever language it does it."""
_DENYING = Matcher(["<denying>"])
"""Words that deny: with one of them in the sentence, what is put in `plain` is not said."""


class Told(NamedTuple):
    """The new text of a mail; `said_on` is the sender's own day, `sentences` where they stand.

    `read` is the text with blanks for what it quotes.
    """

    text: str
    read: str
    sentences: tuple[Span, ...]
    said_on: date
    language: str | None = None


def remarks_of(mails: Sequence[Told]) -> list[tuple[Act, ...]]:
    """The remarks of many mails, each in its order and on its sentences.

    Many at a time cost less than one by one.
    """
    found: list[list[Act]] = [[] for _ in mails]
    by_language: dict[str, list[tuple[int, Span]]] = {}
    for place, mail in enumerate(mails):
        language = mail.language if mail.language in LANGUAGES else ""
        near_the_top = [(place, span) for span in mail.sentences if span[1] <= READ_LIMIT]
        by_language.setdefault(language or "", []).extend(near_the_top)
    for language, spans in by_language.items():
        sentences = [mails[place].read[start:end] for place, (start, end) in spans]
        said = _reader(language).recall(sentences)
        for (place, span), remarks in zip(spans, said, strict=True):
            if remarks is not _NOTHING:
                found[place] += _remarks(mails[place], span, remarks)
    return [tuple(each) for each in found]


def _remarks(mail: Told, span: Span, said: _Said) -> Iterator[Act]:
    """The remarks of a sentence; those that say nothing without a day need one."""
    start, end = span
    due = _due_date(mail.text[start:end], mail) if said.dated else None
    for name in said.remarks:
        if name not in _DATED or due is not None:
            last = end if name in _OF_PROMISES else _told_out(mail, span)
            quote = mail.text[start:last]
            yield Act(act=name, start=start, end=last, quote=quote, probability=1.0, due_on=due)


def _told_out(mail: Told, span: Span) -> int:
    """Where a quote ends: "Never mind!" is told out by what follows in its paragraph."""
    start, end = span
    if end - start > _SHORT:
        return end
    place = bisect_right(mail.sentences, span)
    if place == len(mail.sentences):
        return end
    following, last = mail.sentences[place]
    apart = mail.text[end:following]
    return end if apart.strip() or "\n\n" in apart else last


class _Said(NamedTuple):
    """The remarks of a sentence; `dated` where its words may name a day."""

    remarks: tuple[str, ...]
    dated: bool


_NOTHING = _Said((), dated=False)


class _Forms:
    """The forms of a language: how a remark is put, and what shows that it is none."""

    def __init__(self, language: str) -> None:
        table = _read(language)
        says, plain = [*_pairs(table, "says")], [*_pairs(table, "plain")]
        self._says = tuple(name for name, _ in (*says, *plain))
        self._first_plain = len(says)
        self._matcher = Matcher([pattern for _, pattern in (*says, *plain)])
        against = [*_pairs(table, "not"), *_questions_are_none(language)]
        self._refutes = tuple(name for name, _ in against)
        self._refuters = Matcher([pattern for _, pattern in against])

    def put(self, texts: Sequence[bytes]) -> Iterator[tuple[int, str]]:
        """The places of sentences, each with a remark that is put in it, whatever refutes it."""
        held = list(self._matcher.find(texts))
        first = self._first_plain
        plain = sorted({row for number, rows in held if number >= first for row in rows})
        denying = _DENYING.find([texts[row] for row in plain])
        denied = {plain[at] for _, places in denying for at in places}
        for number, rows in held:
            yield from (
                (row, self._says[number]) for row in rows if number < first or row not in denied
            )

    def refuted(self, texts: Sequence[bytes]) -> Iterator[tuple[int, str]]:
        """The places of sentences, each with a remark that is not made in it."""
        for number, rows in self._refuters.find(texts):
            yield from ((row, self._refutes[number]) for row in rows)


class _Reader:
    """Reads sentences by the forms of some languages."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._forms = [_forms(language) for language in languages]
        self.recall = Memory(self._said_in).recall

    def _said_in(self, sentences: Sequence[str]) -> list[_Said]:
        """What each sentence remarks.

        A language refutes what its own forms say, and what English's do: of theirs some hold in
        any text ("gratis"), and theirs alone are tried beside another language's.
        """
        texts = encoded(map(_folded, sentences))
        put = [{*forms.put(texts)} for forms in self._forms]
        said = _by_row(set[tuple[int, str]]().union(*put))
        rows = [*said]
        of_these = [texts[row] for row in rows]
        refuted = [
            {(rows[at], name) for at, name in forms.refuted(of_these)} for forms in self._forms
        ]
        of_any = set[tuple[int, str]]().union(*refuted)
        left = (put[0] - of_any).union(*map(set.difference, put[1:], refuted[1:]))
        kept, against = _by_row(left), _by_row(each for each in of_any if each[1] in _OF_ANY)
        found = [_NOTHING] * len(texts)
        for row, names in said.items():
            struck = (names - kept.get(row, set())) | against.get(row, set())
            if sentences[row].endswith("?"):
                struck.discard(_GIVING)
            if remarks := _with_asking(names, struck):
                found[row] = _Said(remarks, dated=not _DATED.isdisjoint(names))
        return found


def _by_row(pairs: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    """The names of each sentence, by its place."""
    names: dict[int, set[str]] = {}
    for row, name in pairs:
        names.setdefault(row, set()).add(name)
    return names


def _due_date(sentence: str, mail: Told) -> date | None:
    """The day that a sentence names; in an answer an ordinal or a month alone is one."""
    said_on, language = mail.said_on, mail.language
    if due := find_due_date(sentence, said_on=said_on, language=language):
        return due
    if (by := _BY.get(language or "")) and len(sentence.split()) == 1:
        return find_due_date(f"{by} {sentence}", said_on=said_on, language=language)
    agreed_on, of_days = _OF_DAY.subn("le ", sentence)
    if of_days and (due := find_due_date(agreed_on, said_on=said_on, language=language)):
        return due
    bare = _ORDINAL.search(sentence)
    named = bare and bare.group(bare.lastindex or 0)
    return find_due_date(f"on the {named}th", said_on=said_on, language="en") if named else None


def _folded(sentence: str) -> str:
    """As `goodwill.acts.fold.fold`, without what no form here looks at: a third of its cost."""
    text = plain(sentence)
    asks = f"{MARK}{_ASKS} " if text.endswith("?") else ""
    return f"{asks}{START}{text}"


def _with_asking(said: set[str], against: set[str]) -> tuple[str, ...]:
    """Those that nothing speaks against; a day that is asked for is asked, not given."""
    if _GIVING in against:
        against = against - {_ASKING}
    if _ASKING in against and "day_given" in said:
        said, against = said | {"day_asked"}, against | {"day_given"}
    if _ASKING in against:
        against = against | {"day_assured"}
    if len(_DATED & (said - against)) > 1:
        against = against | {"day_named"}
    return tuple(remark for remark in REMARK_IDS if remark in said - against)


def _pairs(table: Mapping[str, Mapping[str, str]], key: str) -> Iterator[tuple[str, str]]:
    for name, entry in table.items():
        lines = [line.strip() for line in entry.get(key, "").split("\n") if line.strip()]
        yield from ((name, line) for line in lines)


def _questions_are_none(language: str) -> list[tuple[str, str]]:
    """What no question remarks in any language: it is said once, in English's forms."""
    if language == "en":
        return []
    return [each for each in _pairs(_read("en"), "not") if each[1] == _QUESTION]


def _read(language: str) -> Mapping[str, Mapping[str, str]]:
    """One language's forms, by remark; `asking` holds what makes a sentence ask, `giving` give."""
    forms: dict[str, Mapping[str, str]] = {}
    for path in sorted(_FORMS.glob(f"*/{language}.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        if unknown := sorted(table.keys() - {*REMARK_IDS, _ASKING, _GIVING}):
            raise CatalogueError(
                f'acts/remarks/forms/{path.parent.name}/{path.name}: "{unknown[0]}" is no remark.',
                hint=f"Remarks are {', '.join(REMARK_IDS)}, {_ASKING} and {_GIVING}.",
            )
        forms |= table
    return forms


@cache
def _forms(language: str) -> _Forms:
    """The forms of one language, made ready once for whoever reads by them."""
    return _Forms(language)


@cache
def _reader(language: str) -> _Reader:
    """What reads a language, and English, of which every text may hold some; "" is all."""
    return _Reader(tuple(dict.fromkeys(("en", language))) if language else LANGUAGES)
