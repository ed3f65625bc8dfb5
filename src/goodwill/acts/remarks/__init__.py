"""Remarks on promises: what a sentence says of something promised elsewhere.

"Attached, eleven pages", "still nothing here", "make it the 31st?", "we no longer need it": alone
they do none of the contract's acts, but beside a promise they tell what came of it. The ledger
(`goodwill.judge.promises`) puts the two together; nothing else reads them. Sentences that
name a day belong here too, since a day given in answer to a question is a promise whatever
its words: `day_given` ("with you by the 6th"), `day_assured` ("Thursday, definitely") and
`day_asked` ("can we have it by Friday?").

The forms stand in `forms/<language>.toml`, one pattern a line as in `goodwill.acts.patterns`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.acts.due_dates import find_due_date
from goodwill.acts.fold import MARK, START, plain
from goodwill.acts.languages import LANGUAGES
from goodwill.acts.patterns import Matcher
from goodwill.acts.sentences import Span, split_sentences
from goodwill.errors import CatalogueError
from goodwill.facts.acts import REMARK_IDS, Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

__all__ = ["read_remarks"]

READ_LIMIT = 8_000
"""Characters that are read: what a mail says of promises it says near its top."""

_FORMS = Path(__file__).parent / "forms"
_DATED = frozenset({"moved", "day_given", "day_assured", "day_asked"})
"""Remarks that say nothing without a day."""

_ORDINAL = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b")
_ASKING = "asking"


def read_remarks(
    text: str,
    *,
    said_on: date,
    language: str | None = None,
    sentences: Iterable[Span] | None = None,
) -> tuple[Act, ...]:
    """The remarks in the new text of a mail, in its order, each on its sentence.

    `said_on` is the sender's own day. `language` is that of the text, and `sentences` are its
    sentences, where they are known.
    """
    head = text[:READ_LIMIT]
    forms = _forms(language if language in LANGUAGES else "")
    return tuple(
        Act(act=remark, start=start, end=end, quote=head[start:end], probability=1.0, due_on=due)
        for start, end in (split_sentences(head) if sentences is None else sentences)
        if end <= READ_LIMIT
        for remark, due in forms.remarks_in(head[start:end], said_on)
    )


class _Patterns:
    """Patterns, and which name each belongs to."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._names, patterns = zip(*pairs, strict=True)
        self._matcher = Matcher(patterns)

    def find(self, folded: str) -> set[str]:
        """The names of those that match."""
        return {self._names[place] for place in self._matcher.matches(folded)}


class _Forms:
    """The forms of some languages: how a remark is put, and what shows that it is none."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        tables = [_read(language) for language in languages]
        self._says = _Patterns(pair for table in tables for pair in _pairs(table, "says"))
        self._not = _Patterns(pair for table in tables for pair in _pairs(table, "not"))

    def remarks_in(self, sentence: str, said_on: date) -> Iterator[tuple[str, date | None]]:
        """The remarks of one sentence, with the day that it names."""
        folded = _folded(sentence)
        said = self._says.find(folded)
        if not said:
            return
        against = self._not.find(folded)
        due = _due_date(sentence, said_on) if said & _DATED else None
        for remark in _with_asking(said, against):
            if remark not in _DATED or due is not None:
                yield remark, due


def _due_date(sentence: str, said_on: date) -> date | None:
    """The day that a sentence names; in an answer an ordinal alone is one: "23rd it is"."""
    if due := find_due_date(sentence, said_on=said_on):
        return due
    bare = _ORDINAL.search(sentence)
    return find_due_date(f"on the {bare.group()}", said_on=said_on) if bare else None


def _folded(sentence: str) -> str:
    """As `goodwill.acts.fold.fold`, without what no form here looks at: a third of its cost."""
    text = plain(sentence)
    asks = f"{MARK}asks " if text.endswith("?") else ""
    return f"{asks}{START}{text}"


def _with_asking(said: set[str], against: set[str]) -> list[str]:
    """Those that nothing speaks against; a day that is asked for is asked, not given."""
    if _ASKING in against and "day_given" in said:
        said, against = said | {"day_asked"}, against | {"day_given"}
    if _ASKING in against:
        against = against | {"day_assured"}
    return [remark for remark in REMARK_IDS if remark in said - against]


def _pairs(table: Mapping[str, Mapping[str, str]], key: str) -> Iterator[tuple[str, str]]:
    for name, entry in table.items():
        lines = [line.strip() for line in entry.get(key, "").split("\n") if line.strip()]
        yield from ((name, line) for line in lines)


def _read(language: str) -> Mapping[str, Mapping[str, str]]:
    """One language's forms, by remark; `asking` holds what makes a sentence ask."""
    table = tomllib.loads((_FORMS / f"{language}.toml").read_text("utf-8"))
    if unknown := sorted(table.keys() - {*REMARK_IDS, _ASKING}):
        raise CatalogueError(
            f'acts/remarks/forms/{language}.toml: "{unknown[0]}" is no remark.',
            hint=f"Remarks are {', '.join(REMARK_IDS)}, and {_ASKING}.",
        )
    return table


@cache
def _forms(language: str) -> _Forms:
    """The forms of a language and of English, of which every text may hold some; "" is all."""
    return _Forms(tuple(dict.fromkeys(("en", language))) if language else LANGUAGES)
