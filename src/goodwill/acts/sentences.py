"""Cut a text into sentences, with their places in it.

Mail is not prose: lines are wrapped at 72 columns, lists and headings end without a full stop,
greetings and closings say nothing. A line break ends a sentence where the line is short and
the next begins anew; quoted lines (`>`), rules, bare greetings or closings, and whose they are
("Regards", "Accounts Payable") are passed over. No sentence is longer than `SENTENCE_LIMIT`, so
what reads them costs a known amount.

Every pattern is linear: no part of a text is looked at more than a few times.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodwill.acts.shortened import MONTH, is_shortened
from goodwill.acts.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["SENTENCE_LIMIT", "Span", "split_sentences"]

SENTENCE_LIMIT = 300
"""Characters; also the longest quote of the contract."""

Span = tuple[int, int]

_WRAPPED_FROM = 50
"""A line of at least so many characters may go on in the next."""

_ADDRESS_LIMIT = 24
"""A line of at most so many characters that ends in a comma only says whom it is for."""

_STOP = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s)")
_BEFORE_DAY = listed("der den dem am zum vom ab bis beim")
"""After "der 20." it goes on where a small letter follows."""
_BULLET = re.compile(rf"(?:[-*•·–—o+]|\(?\d{{1,2}}(?!{MONTH.pattern})[.)]|\(?[a-hA-H][.)])[ \t]+")
_GREETING = re.compile(
    r"(?i:hi|hello|hey|dear|(?:good )?(?:morning|afternoon|evening)|good day|greetings|hallo|moin"
    r"|guten (?:tag|morgen|abend)|servus|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut"
    r"|ch[eè]re?s?|hola|buen[oa]s (?:d[ií]as|tardes)|estimad[oa]s?|querid[oa]s?)"
    r"(?: (?:(?i:all|both|everyone|everybody|there|again|team|folks|sirs?|madam|mr|mrs|ms|dr|or|and"
    r"|herr|frau|damen|herren|und|zusammen|monsieur|madame|tous|et|señora?|todos|y|a)\b\.?"
    r"|[A-Z][\w.'-]*)){0,5} ?[,!:.-]?"
)
_CLOSING = re.compile(
    r"(?:with )?(?:(?:many |kind |best |warm |kindest |warmest |my )*"
    r"(?:regards|wishes|thanks|greetings)|best|all the best|cheers|thanks|thank you|thx"
    r"|(?:yours )?(?:sincerely|faithfully|truly)"
    r"(?: yours)?|yours|thanks (?:and|&) (?:best |kind )?regards|love|take care|respectfully"
    r"|(?:mit )?(?:freundlichen|besten|herzlichen|vielen|liebe[nr]?|viele|beste|schöne|sonnige)"
    r" (?:grüßen|grüße|gruß|grüssen|grüsse|gruss)|gruß|grüße|gruss|mfg|vg|lg|danke"
    r"|(?:bien |très )?cordialement|(?:bien )?à vous|salutations(?: distinguées)?|merci"
    r"|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|un abrazo|gracias)[,.]?",
    re.IGNORECASE,
)

_FORMAL = listed(
    """
    hi hello hey dear good morning afternoon evening greetings hallo moin guten servus liebe
    lieber liebes sehr bonjour bonsoir salut cher chers chere cheres chèr chèrs chère chères hola
    buenos buenas estimado estimada estimados estimadas querido querida queridos queridas with
    many kind best warm kindest warmest my regards wishes thanks all cheers thank thx yours
    sincerely faithfully truly love take respectfully mit freundlichen besten herzlichen vielen
    lieben liebe viele beste schöne sonnige gruß grüße gruss mfg vg lg danke bien très
    cordialement à salutations merci un cordial saludo saludos atentamente gracias
    """
)
"""What greetings and closings begin with."""

_SIGNED_LINES = 4
"""Lines below a closing that may say who writes: a name, a post, a department, a firm."""
_SIGNED_LENGTH = 50
_NAMED = (
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.&/-]*"
    r"|(?:and|of|for|und|für|et|de|du|des|del|la|van|von|der|y|e)\b|[&|/–-]),?"
)
_SIGNED = re.compile(rf"{_NAMED}(?: {_NAMED}){{0,6}}")
"""A line of names: capitals throughout, and small words between them."""


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text as (start, end), in order, without white space at the ends."""
    found: list[Span] = []
    for start, end in _paragraphs(text):
        begin = start
        for stop in _STOP.finditer(text, start, end):
            if _is_stop(text, begin, stop.start(), stop.group()):
                _add(found, text, begin, stop.end())
                begin = stop.end()
        _add(found, text, begin, end)
    return tuple(found)


def _paragraphs(text: str) -> Iterator[Span]:
    """Runs of lines that may share a sentence."""
    open_at = -1
    before = ""
    at = 0
    spoken = False
    lines = text.split("\n")
    signed_to, signed_from = 0, _card_start(lines)
    for number, line in enumerate(lines):
        bare = line.strip()
        silent = number < signed_to or number >= signed_from or _is_silent(bare, spoken=spoken)
        spoken = spoken or not silent
        if bare and number >= signed_to and _is_closing(bare):
            signed_to = _signed_end(lines, number + 1)
        if open_at >= 0 and (silent or _begins_anew(bare, before)):
            yield open_at, at
            open_at = -1
        if open_at < 0 and not silent:
            open_at = at
        at += len(line) + 1
        before = bare
    if open_at >= 0:
        yield open_at, len(text)


def _begins_anew(line: str, before: str) -> bool:
    """Whether `line` cannot go on with the sentence of the line before."""
    if before.endswith(":") or _BULLET.match(line):
        return True
    if len(before) >= _WRAPPED_FROM:
        return False
    is_address = before.endswith(",") and len(before) <= _ADDRESS_LIMIT
    return is_address or not (line[0].islower() or before.endswith((",", "-")))


def _card_start(lines: Sequence[str]) -> int:
    """Where a last paragraph begins that only says who wrote, without a closing above it.

    That takes two lines of names at least ("Accounts Payable Lund", "Accounts Payable"): one alone
    may well be an answer. The number of all lines where there is none.
    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and _is_name(bare := lines[start - 1].strip()) and bare[-1] not in ".:":
        start -= 1
    is_apart = start > 0 and not lines[start - 1].strip()
    return start if is_apart and 1 < end - start <= _SIGNED_LINES else len(lines)


def _signed_end(lines: Sequence[str], start: int) -> int:
    """The line behind those that only say who closes; `start` where there are none.

    They end the paragraph: "Thanks", "Peter Is" above "late today" is somebody's sentence.
    """
    while start < len(lines) and not lines[start].strip():
        start += 1
    for end in range(start, min(start + _SIGNED_LINES + 1, len(lines) + 1)):
        if end == len(lines) or not (bare := lines[end].strip()):
            return end
        if not _is_name(bare):
            break
    return start


def _is_name(line: str) -> bool:
    """Whether a line is a name: "Approved." ends as a sentence does, "Acme Ltd." does not."""
    if len(line) > _SIGNED_LENGTH or not _SIGNED.fullmatch(line):
        return False
    last = line.rpartition(" ")[2]
    is_short = "." in last[:-1] or not _is_stop(line, 0, len(line) - 1, ".")
    return not line.endswith(".") or is_short


def _is_silent(line: str, *, spoken: bool) -> bool:
    """Empty, quoted, a rule, or nothing but a greeting or a closing.

    Where nothing was said yet there is nothing to close: "Thanks" is then all that is said.
    """
    if not line or line[0] in ">|":
        return True
    if not line[0].isalnum() and not any(map(str.isalnum, line[:SENTENCE_LIMIT])):
        return len(line) <= SENTENCE_LIMIT
    if not _is_formal(line):
        return False
    return bool(_GREETING.fullmatch(line) or (spoken and _CLOSING.fullmatch(line)))


def _is_closing(line: str) -> bool:
    return _is_formal(line) and _CLOSING.fullmatch(line) is not None


def _is_formal(line: str) -> bool:
    """Whether a line begins as greetings and closings do: less work than their patterns take."""
    if len(line) > _WRAPPED_FROM:
        return False
    return line.partition(" ")[0].rstrip(",.:!-").lower() in _FORMAL


def _is_stop(text: str, start: int, at: int, sign: str) -> bool:
    """Whether the sign ends a sentence, rather than a shortened word or an initial."""
    if sign != ".":
        return (
            not sign.startswith(("..", "…"))
            or not text[at + len(sign) : at + len(sign) + 2].strip().islower()
        )
    word = text[max(start, at - 12) : at].split()[-1:]
    last = word[0].strip("(\"'„“«") if word else ""
    if last.isdigit() and len(last) <= len("31") and _is_day(text, start, at):
        return False
    return not is_shortened(last)


def _is_day(text: str, start: int, at: int) -> bool:
    """Whether a number with a full stop is a day of the month, and the sentence goes on."""
    if MONTH.match(text, at):
        return True
    before = text[max(start, at - 12) : at].lower().split()[-2:-1]
    return text[at + 1 : at + 3].strip().islower() and before[:1] != [] and before[0] in _BEFORE_DAY


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    """The span without white space and bullet, cut where it is longer than the limit."""
    while bare := text[start:end].strip():
        start = text.index(bare[0], start)
        bullet = _BULLET.match(text, start, end)
        end = start + len(bare)
        if bullet:
            start = bullet.end()
        if end - start <= SENTENCE_LIMIT:
            found += [(start, end)] if start < end else []
            return
        cut = _cut(text, start)
        found.append((start, cut))
        start = cut


def _cut(text: str, start: int) -> int:
    """Where to cut a sentence that is too long: after a clause, else a word, else hard."""
    limit = start + SENTENCE_LIMIT
    for sign in ("; ", ", ", " "):
        at = text.rfind(sign, start + SENTENCE_LIMIT // 3, limit)
        if at > 0:
            return at + (len(sign) - 1)
    return limit
