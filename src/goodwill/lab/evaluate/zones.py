"""Quotes and signatures: of the lines that are not new how many go, of the new how many are lost.

Rows have `raw` (a whole mail, only its body, or the path of an .eml beside the file) and `new`
(the text that its sender wrote into it). Lines are compared without their white space, as often
as they stand there; blank lines count for nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goodwill.lab.evaluate.counted import estimates, share
from goodwill.lab.evaluate.draws import Draws, few_groups, group_codes
from goodwill.lab.evaluate.labels import Asked, group_of
from goodwill.lab.evaluate.results import Answers, Line, Measured, Mistake
from goodwill.lab.evaluate.tables import Row, read_each
from goodwill.normalise.rfc822 import decoded_body, normalise_mail
from goodwill.sources.base import RawRecord, ReadError

__all__ = ["measure_zones"]

SHOWN = ("quoted_gone", "new_lost", "whole")
_MEASURES = {"quoted_gone": share(0, 1), "new_lost": share(2, 3), "whole": share(4, 5)}
"""Columns: quoted lines gone, quoted lines, new lines lost, new lines, exactly right, 1."""

_HEADER = re.compile(r"\A(?:From |[!-9;-~]{1,76}:[ \t\r\n])")
_PATH_LIMIT = 500

Lines = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Zoned:
    """The lines of one mail: all, those that are new, those that we kept."""

    row: Row
    everything: Lines
    new: Lines
    kept: Lines

    def counts(self, kept: Lines) -> tuple[float, ...]:
        """The row's columns, if these lines had been kept."""
        quoted = self.everything - self.new
        left = ((kept - self.new) & quoted).total()
        lost = (self.new - kept).total()
        whole = kept == self.new
        return (quoted.total() - left, quoted.total(), lost, self.new.total(), whole, 1)


def measure_zones(
    rows: Sequence[Row], asked: Asked, *, grouped_by: str, imported_at: datetime
) -> Measured:
    """One line over all mails."""
    zoned, skipped = read_each(rows, lambda row: _zone(row, imported_at))
    if not zoned:
        return Measured(skipped=skipped)
    return Measured(
        lines=(_line(zoned, asked, grouped_by),),
        mistakes=tuple(_mistake(each) for each in zoned if each.kept != each.new),
        skipped=skipped,
    )


def _zone(row: Row, imported_at: datetime) -> _Zoned:
    payload = _payload(row)
    record = RawRecord(
        connector="eml", payload_type="rfc822", path=row.path, locator=f"line {row.line}",
        position=0, payload=payload,
    )  # fmt: skip
    message = normalise_mail(record, imported_at=imported_at)
    if isinstance(message, ReadError):
        raise ValueError(message.reason)  # noqa: TRY004 - the row is bad, not our type
    return _Zoned(
        row=row,
        everything=_lines(decoded_body(payload)),
        new=_lines(row.text("new")),
        kept=_lines(message.text),
    )


def _payload(row: Row) -> bytes:
    raw = row.text("raw")
    if not raw.strip():
        raise ValueError('nothing stands under "raw"')
    if raw.strip().lower().endswith(".eml") and "\n" not in raw.strip() and len(raw) < _PATH_LIMIT:
        file = Path(row.path).parent / raw.strip()
        try:
            return file.read_bytes()
        except OSError as error:
            raise ValueError(f'"{raw.strip()}" could not be opened: {error.strerror}') from None
    if not _HEADER.match(raw):
        raw = f"From: somebody@somewhere.invalid\nContent-Type: text/plain; charset=utf-8\n\n{raw}"
    return raw.encode("utf-8", "replace")


def _lines(text: str) -> Lines:
    """Lines that are not blank, their white space folded, as often as they stand there."""
    return Counter(folded for line in text.split("\n") if (folded := " ".join(line.split())))


def _line(zoned: Sequence[_Zoned], asked: Asked, grouped_by: str) -> Line:
    draws = Draws(group_codes([group_of(each.row, asked)[0] for each in zoned]))
    ours = estimates([each.counts(each.kept) for each in zoned], draws, _MEASURES)
    floor = estimates([each.counts(_unmarked(each)) for each in zoned], draws, _MEASURES)
    nothing = estimates([each.counts(each.everything) for each in zoned], draws, _MEASURES)
    return Line(
        task="zones",
        name="new text",
        n=len(zoned),
        held=sum(bool(each.everything - each.new) for each in zoned),
        groups=draws.groups,
        grouped_by=grouped_by,
        shown=SHOWN,
        answers=(
            Answers(by="ours", how="as read", measures=ours),
            Answers(by="floor", how='without lines that begin with ">"', measures=floor),
            Answers(by="majority", how="every line is new", measures=nothing),
        ),
        too_little=few_groups(draws.groups),
    )


def _unmarked(each: _Zoned) -> Lines:
    kept = {line: count for line, count in each.everything.items() if not line.startswith(">")}
    return Counter(kept)


def _mistake(each: _Zoned) -> Mistake:
    return Mistake(
        task="zones",
        name="new text",
        path=each.row.path,
        line=each.row.line,
        text=each.row.text("raw"),
        expected=sorted((each.new - each.kept).elements()),
        got=sorted((each.kept - each.new).elements()),
    )
