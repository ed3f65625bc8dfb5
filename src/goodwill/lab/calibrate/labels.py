"""What people answered, from files: account, day, line, answer, and who says so.

CSV, TSV or JSON lines; a row that cannot be used is a `Skipped` with its reason, and the rest
arrive. What an answer says of a statement's line is told in `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from goodwill.facts.people import KINDS
from goodwill.lab.evaluate.results import Skipped
from goodwill.lab.evaluate.tables import Row, read_rows

__all__ = ["Answer", "Label", "read_labels"]

Answer = Literal["right", "wrong", "yes", "no", "can't tell"]
NEEDED = ("account", "as_of", "line", "answer")
ANSWERS = get_args(Answer)
_SAME: dict[str, Answer] = {
    "cant tell": "can't tell",
    "cannot tell": "can't tell",
    "can\u2019t tell": "can't tell",
    "unknown": "can't tell",
    "?": "can't tell",
    "true": "yes",
    "false": "no",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One person's answer about one line of one day's statement, and where it stands.

    `answer` is one of `Answer`, or the kind that they would name; `said` is what the line said
    when they were asked, "" where that was not written down.
    """

    path: str
    row: int
    account: str
    as_of: date
    line: str
    answer: str
    by: str
    said: str


def read_labels(files: Iterable[tuple[str, bytes]]) -> Iterator[Label | Skipped]:
    """Every answer of some files, in their order."""
    for path, content in files:
        for row in read_rows(path, content):
            yield row if isinstance(row, Skipped) else _label(row)


def _label(row: Row) -> Label | Skipped:
    missing = [name for name in NEEDED if not row.text(name).strip()]
    if missing:
        return Skipped(path=row.path, line=row.line, reason=f'no "{missing[0]}"')
    answer = _answer(row.text("answer"))
    if answer is None:
        asked = f"{', '.join(ANSWERS)}, or for kind one of {', '.join(KINDS)}"
        reason = f'"{row.text("answer")}" is no answer; write {asked}'
        return Skipped(path=row.path, line=row.line, reason=reason)
    try:
        day = date.fromisoformat(row.text("as_of").strip())
    except ValueError:
        reason = f'"{row.text("as_of")}" is no day; write YYYY-MM-DD'
        return Skipped(path=row.path, line=row.line, reason=reason)
    return Label(
        path=row.path,
        row=row.line,
        account=row.text("account").strip(),
        as_of=day,
        line=row.text("line").strip(),
        answer=answer,
        by=row.text("by").strip(),
        said=row.text("said").strip().lower(),
    )


def _answer(text: str) -> str | None:
    """The answer that a word means; None where it means none."""
    word = " ".join(text.lower().split())
    if word in ANSWERS:
        return cast("Answer", word)
    return _SAME.get(word) or (kind if (kind := word.replace(" ", "_")) in KINDS else None)
