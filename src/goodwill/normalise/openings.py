"""What opens a quotation: `On ... wrote:`, a header block, a line of dashes, a ticket's marker.

Mail programs of many makers in seven languages and the commonest phrases of a dozen more.
Every question is asked of one line with a bounded look around. Which lines are then quoted
is said in `quotes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ahocorasick_rs import AhoCorasick

from goodwill.normalise.phrases import alternatives, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "NOTES_TO",
    "RULE_SIGNS",
    "Body",
    "Cut",
    "Mark",
    "attribution_above",
    "cut_at",
    "has_label",
    "is_between_arrows",
    "opens_forward",
    "tells_who",
]

Mark = Literal["new", "quote", "forward"]

LINE_LIMIT = 400
"""Characters of a line that are matched against patterns; longer lines are prose."""

ATTRIBUTION_LINES = 4
"""Lines over which `On ... wrote:` may be wrapped."""

SAYING_WORDS = 8
"""Words of a line that only says who said what follows."""

HEADER_LINES = 500
"""Lines within which a quoted header block must show its labels: lists of recipients are long."""

FIRST_LINES = 6
"""Lines of a header block among which an address or a time of day stands."""

ABOVE_LINES = 5
"""Lines above `To:` in which Lotus Notes puts the writer and the moment."""

COLUMN_LINES = 20
"""Lines within which a header in columns comes to its subject."""

LABEL_LENGTH = 40
"""Characters up to the colon of a label, quote signs, stars and blanks included."""

NAME_LENGTH = 60
"""Characters of a line that can be the writer's name in a Lotus Notes header."""

RULE_SIGNS = frozenset("-_*=#~+\u2014")
_RULES = "-_*=#~+\u2014 \t"
_COLONS = (":", "\uff1a")
_ORIGINAL = phrases("original")
_FORWARDED = phrases("forwarded")
_OPENINGS = phrases("forwarded_opening")
_VERBS = frozenset(phrase.rpartition(" ")[2] for phrase in phrases("wrote"))
_OPENING_WORDS = frozenset(opening.partition(" ")[0] for opening in _OPENINGS)
_ABOVE = phrases("reply_above")
_NOTES_EXTRA = phrases("notes_extra")
_WROTE = AhoCorasick(phrases("wrote"))
_WROTE_OR_SAYS = AhoCorasick((*phrases("wrote"), *phrases("says")))
_VERB = re.compile(rf"\b(?:{alternatives('wrote')})(?:\b|\s*:)")
_SAYS = re.compile(rf"\b(?:{alternatives('wrote')}|{alternatives('says')})(?:\b|\s*:)")
_LEAD = re.compile(
    rf"[ \t*-]*(?:{alternatives('lead')})\b|[ \t]*[\"'<]?[\w.+-]{{1,64}}@|[ \t]*\d{{1,4}}[-./]\d",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"\d{1,2}[:h.]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\w@\w")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_ADDRESS = re.compile(r"[<(\[]\s?(?:mailto:)?[^<>@\s]{1,64}@[^<>\s]{1,255}[>)\]]")
_ADDRESS_END = re.compile(r"<\s?[^<>@\s]{1,64}@[^<>\s]{1,255}>[^<>\n:]{0,24}:\s*\Z")
_TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_LABELS = ("sender", "sent", "to", "cc", "subject", "id")
_LABEL_OF = {phrase: kind for kind in _LABELS for phrase in phrases(f"label_{kind}")}
_LABEL_OF |= dict.fromkeys(phrases("label_date"), "sent")
_SENT_WORDS = frozenset(phrases("label_sent"))
_MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200e\u200f"))
_LABEL_EDGE = " \t>|*_\u200e\u200f"
NOTES_TO = frozenset(phrase.capitalize() for phrase in phrases("label_to"))
"""The bare word `To` of a Lotus Notes header in columns."""

_NOTES_MOMENT = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[ ,]+(?:at )?\d{1,2}[:.]\d\d")
_RULER = re.compile(r"[ \t]*[-_*=]{3,}(?:[^\n]{1,60}-{3,})?[ \t]*\Z")
_WORD_OF_MOMENT = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body's lines without blanks around, and which of them are known to be quoted."""

    lines: Sequence[str]
    quoted: Sequence[bool]

    def is_carried(self, at: int) -> bool:
        """Whether the next line with anything on it is quoted for itself."""
        while at < len(self.lines) and not self.lines[at]:
            at += 1
        return at < len(self.lines) and self.quoted[at]

    def is_followed(self, at: int) -> bool:
        """Whether the next line, one blank line allowed, is quoted for itself."""
        at += at < len(self.lines) and not self.lines[at]
        return at < len(self.lines) and self.quoted[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Quoted matter from line `start`; its opening lines end before `behind`.

    `is_all` says that the opening is all that is quoted, whatever follows; `is_by_line` that
    the program may put a `>` before every quoted line, so that what wears none is new.
    """

    start: int
    behind: int
    mark: Mark
    is_all: bool = False
    is_by_line: bool = True


def cut_at(body: Body, at: int, passed_on: Mark) -> Cut | None:
    """The quotation that this line opens, if it opens one."""
    line = body.lines[at][:LINE_LIMIT]
    if line[0] in RULE_SIGNS and (cut := _cut_at_rule(body, at, line, passed_on)):
        return cut
    if line.endswith(_COLONS):
        if opens_forward(line):
            return Cut(start=at, behind=_behind_openings(body, at + 1), mark="forward")
        if cut := _attribution(body, at):
            return cut
    if is_between_arrows(line):
        return Cut(start=at, behind=at + 1, mark=passed_on)
    if ":" in line[:LABEL_LENGTH] or "\uff1a" in line[:LABEL_LENGTH]:
        return _header_block(body, at, passed_on)
    return _notes_columns(body, at, passed_on) if line in NOTES_TO else None


def is_between_arrows(line: str) -> bool:
    """Whether a line is `>>> Bob Reed 03/03/26 10:12 >>>`, GroupWise's opening."""
    is_between = line[:4] == ">>> " and line[-4:] == " >>>"
    return is_between and _DAY.search(line[:LINE_LIMIT]) is not None


def _cut_at_rule(body: Body, at: int, line: str, passed_on: Mark) -> Cut | None:
    """The quotation that a line begun with dashes opens."""
    rest = line.lstrip(_RULES)
    if len(line) - len(rest) < 2 or not rest:  # noqa: PLR2004  one sign is a list's
        return None
    lowered = rest.lower()
    if lowered.startswith(_FORWARDED):
        return Cut(start=at, behind=_behind_openings(body, at + 1), mark="forward")
    if lowered.startswith(_ORIGINAL):
        behind = _behind_openings(body, at + 1)
        is_by_line = line[-len(rest) - 1] == " " or not _is_plain_block(
            body, at, _labels(body, at + 1)
        )
        return Cut(start=at, behind=behind, mark=passed_on, is_by_line=is_by_line)
    if any(phrase in lowered for phrase in _ABOVE):
        is_first = not any(body.lines[:at])
        return Cut(start=at, behind=at + 1, mark=passed_on, is_all=is_first)
    return _dashed_attribution(body, at, rest, passed_on)


def _dashed_attribution(body: Body, at: int, rest: str, passed_on: Mark) -> Cut | None:
    """`---- On ... wrote ----`, as Zoho writes it, however it is wrapped."""
    if not (_LEAD.match(rest) and _MOMENT.search(rest)):
        return None
    joined = ""
    for end in range(at, min(at + ATTRIBUTION_LINES, len(body.lines))):
        line = body.lines[end]
        joined = f"{joined} {line[:LINE_LIMIT]}"
        if not line or body.quoted[end]:
            break
        if line.endswith("--") and _wrote(joined):
            return Cut(start=at, behind=end + 1, mark=passed_on)
    return None


def opens_forward(line: str) -> bool:
    """Whether a line says that a passed-on mail follows."""
    line = line[:LINE_LIMIT].strip()
    if line[:1] in RULE_SIGNS:
        rest = line.lstrip(_RULES)
        return len(line) - len(rest) > 1 and rest.lower().startswith(_FORWARDED)
    if line.partition(" ")[0].lower() not in _OPENING_WORDS:
        return False
    return line.lower().startswith(_OPENINGS) and line.endswith(_COLONS)


def _behind_openings(body: Body, at: int) -> int:
    """The line behind a header block, or an attribution, that stands at or just below `at`."""
    number = next((n for n in range(at, min(at + 3, len(body.lines))) if body.lines[n]), at)
    end = _behind_header(body, number)
    if end > number:
        return end
    ends = range(number, min(number + ATTRIBUTION_LINES, len(body.lines)))
    cuts = (_attribution(body, n) for n in ends if body.lines[n].endswith(_COLONS))
    return next((cut.behind for cut in cuts if cut), at)


def _attribution(body: Body, end: int) -> Cut | None:
    """`On ... wrote:`, ending on line `end`, however it is wrapped."""
    lines = body.lines
    tail = _two_lines(lines, end)
    is_verbal = _says(tail)
    is_followed = body.is_followed(end + 1)
    if not is_verbal and "@" not in tail and not is_followed:
        return None
    joined = ""
    found = None
    for start in range(end, max(-1, end - ATTRIBUTION_LINES), -1):
        line = lines[start]
        if not line or len(line) > LINE_LIMIT or body.quoted[start]:
            break
        joined = f"{line} {joined}"
        if found is None:
            is_wrapped_address = line.startswith("<") and start > 0 and lines[start - 1]
            is_open = not is_wrapped_address and _opens_quote(joined, is_followed=is_followed)
            found = start if is_open else None
        elif lines[found].startswith("<") or _leads_on(line):
            found = start
    if found is None and is_verbal and is_followed and _only_says(lines[end]):
        found = end
    return None if found is None else Cut(start=found, behind=end + 1, mark="quote")


def _two_lines(lines: Sequence[str], end: int) -> str:
    """The ends of a line and of the one above it."""
    return " ".join(line[-LINE_LIMIT:] for line in lines[max(0, end - 1) : end + 1])


def tells_who(lines: Sequence[str], end: int) -> bool:
    """Whether a line, with the one above it, can say who wrote what stands below."""
    tail = _two_lines(lines, end)
    return _says(tail) or ("@" in tail and _DAY.search(tail) is not None)


def attribution_above(body: Body, at: int) -> Cut | None:
    """`On ... X wrote` right above quoted lines that start at `at`, its colon left out."""
    end = at - 1 if body.lines[at - 1] else at - 2
    if end < 0 or body.quoted[end] or not body.lines[end]:
        return None
    words = body.lines[end][-LINE_LIMIT:].rstrip(".,; ").split()
    if not words or words[-1].lower() not in _VERBS:
        return None
    is_named = len(words) <= SAYING_WORDS and all(word[0].isupper() for word in words[:-1])
    is_told = is_named or _MOMENT.search(_two_lines(body.lines, end))
    return _attribution(body, end) if is_told else None


def _only_says(line: str) -> bool:
    """Whether a line says that somebody wrote or, being short, that he said what follows."""
    end = line[-LINE_LIMIT:]
    return _wrote(end) or (len(line.split(None, SAYING_WORDS)) <= SAYING_WORDS and _says(end))


def _wrote(line: str) -> bool:
    """Whether the verb of an attribution stands in a line; the automaton is the quicker look."""
    lowered = line.lower()
    return bool(_WROTE.find_matches_as_indexes(lowered)) and _VERB.search(lowered) is not None


def _says(line: str) -> bool:
    """The same, where verbs of telling count too."""
    lowered = line.lower()
    if not _WROTE_OR_SAYS.find_matches_as_indexes(lowered):
        return False
    return _SAYS.search(lowered) is not None


def _leads_on(line: str) -> bool:
    """Whether a line of an attribution is its first, wrapped: it holds the day or the writer."""
    if line[-1] in ".!?:" and not line[-2:-1].isdigit():
        return False
    if _LEAD.match(line) and _DAY.search(line):
        return True
    return _ADDRESS.search(line) is not None and _says(line)


def _opens_quote(joined: str, *, is_followed: bool) -> bool:
    """Whether a line with a colon at its end opens a quotation, and no tale of one's own.

    Without quoted lines behind it, only the words of a mail program do: the time of day or an
    address between its first word and its verb, or all of them in a language not known.
    """
    has_time = _TIME_OF_DAY.search(joined) is not None
    has_address = "@" in joined and _ADDRESS.search(joined) is not None
    if has_time and has_address and (_ADDRESS_END.search(joined) or _DAY.search(joined)):
        return True
    if is_followed and (has_address or (has_time and _DAY.search(joined))):
        return True
    is_led = _LEAD.match(joined) is not None
    if is_followed:
        return is_led and _MOMENT.search(joined) is not None and _says(joined)
    return is_led and (has_time or "@" in joined) and _wrote(joined)


def _label(line: str) -> str:
    """Which label of a mail header a line starts with, in any of the languages; "" for none."""
    return _LABEL_OF.get(_label_word(line), "")


def _label_word(line: str) -> str:
    """What stands before the colon of a line, if that may be a label; "" without one."""
    word, colon, _ = line[:LABEL_LENGTH].partition(":")
    if not colon:
        word, colon, _ = word.partition("\uff1a")
    return word.strip(_LABEL_EDGE).lower() if colon else ""


def has_label(line: str) -> bool:
    """Whether a line starts with a label of a mail header."""
    return _label_word(line) in _LABEL_OF


def _labels(body: Body, at: int) -> set[str]:
    """The labels of the header block that starts at `at`.

    One that comes a second time behind a gap is another block's: what stands above the gap may be
    somebody's own words, and ends there.
    """
    found: set[str] = set()
    above_gap: set[str] = set()
    blanks = 0
    for number in range(at, min(at + HEADER_LINES, len(body.lines))):
        line = body.lines[number]
        if body.quoted[number]:
            break
        if not line:
            above_gap = above_gap if blanks else set(found)
            blanks += 1
            # "To: do" on a line of its own is a thought, and no header that goes on further down
            if blanks > 1 or "subject" in found or found == {"to"}:
                break
            continue
        label = _label(line)
        if label in found:
            return above_gap or found
        if label:
            blanks = 0
            found.add(label)
        elif blanks:
            break
    return found


def _header_block(body: Body, at: int, passed_on: Mark) -> Cut | None:
    """A quoted mail's header lines: Outlook's, or Notes' with writer and moment above."""
    lines = body.lines
    label = _label(lines[at])
    if label not in {"sender", "to", "sent", "subject"}:
        return None
    labels = _labels(body, at)
    if "sender" in labels and _is_mail_header(body, at, label, labels):
        return Cut(
            start=_above_header(lines, at),
            behind=_behind_header(body, at),
            mark=passed_on,
            is_by_line=not _is_plain_block(body, at, labels),
        )
    if label in {"sender", "to"} and "subject" in labels:
        start = _notes_start(lines, at)
        if start is not None:
            return Cut(start=start, behind=_behind_header(body, at), mark=passed_on)
    return None


def _is_plain_block(body: Body, start: int, labels: set[str]) -> bool:
    """Whether Outlook's header block, below line `start`, follows an answer begun at the top.

    It marks all lines below it or none, the block itself included; a `>` further down was
    there before.
    """
    return "sent" in labels and any(body.lines[:start])


def _above_header(lines: Sequence[str], at: int) -> int:
    """Where a header block starts, the ruler or the words above it included."""
    above = at - 2 if at > 1 and not lines[at - 1] else at - 1
    if above < 0:
        return at
    if lines[above].lower() in _ORIGINAL:
        return above
    return above if above == at - 1 and _RULER.match(lines[above][:LINE_LIMIT]) else at


def _is_mail_header(body: Body, at: int, label: str, labels: set[str]) -> bool:
    """Whether labels make a mail's header and no memo's or itinerary's.

    A mail's names an address or a time of day; where neither sender nor subject stand as mail
    programs put them, only an address will do.
    """
    block = " ".join(line[:LINE_LIMIT] for line in body.lines[at : at + FIRST_LINES])
    block = block.translate(_MARKS_OF_DIRECTION)
    if (
        label == "sender"
        and {"sent", "to"} <= labels
        and _label_word(body.lines[at + 1]) in _SENT_WORDS
    ):
        return "@" in block or _TIME_OF_DAY.search(block) is not None
    if {"sender", "subject"} <= labels and label in {"sender", "sent"} and labels & {"sent", "to"}:
        return "@" in block or (label == "sender" and _TIME_OF_DAY.search(block) is not None)
    if "@" not in block:
        return False
    if len(labels & {"sent", "to", "subject"}) > 1:
        return True
    return bool(labels & {"sent", "to"}) and body.is_carried(_behind_header(body, at))


def _notes_columns(body: Body, at: int, passed_on: Mark) -> Cut | None:
    """A Lotus Notes header whose labels stand on lines of their own, without a colon."""
    start = _notes_start(body.lines, at)
    if start is None:
        return None
    for number in range(at + 1, min(len(body.lines), at + COLUMN_LINES)):
        if _LABEL_OF.get(body.lines[number][:LABEL_LENGTH].lower()) == "subject":
            return Cut(start=start, behind=number + 2, mark=passed_on)
    return None


def _notes_start(lines: Sequence[str], to_line: int) -> int | None:
    """The first line of a Lotus Notes header whose labels start at `to_line`, or None."""
    for at in range(to_line, max(-1, to_line - ABOVE_LINES), -1):
        moment = _NOTES_MOMENT.search(lines[at][:LINE_LIMIT])
        if moment is None:
            continue
        if _WORD_OF_MOMENT.search(lines[at][: moment.start()]):
            return at
        start = at
        while start and _is_notes_extra(lines[start - 1]):
            start -= 1
        return start - 1 if start and _is_notes_name(lines[start - 1]) else start
    return None


def _is_notes_extra(line: str) -> bool:
    """Whether a line stands between writer and moment: "Sent by: ..."."""
    return line[:LABEL_LENGTH].lower().startswith(_NOTES_EXTRA)


def _is_notes_name(line: str) -> bool:
    """Whether a line can be the name above the moment: short, no sentence."""
    longest = 2 * NAME_LENGTH if "@" in line else NAME_LENGTH
    return 0 < len(line) <= longest and line[-1] not in ".!?:,"


def _behind_header(body: Body, at: int) -> int:
    """The line behind a header block that starts at `at`; `at` where none does."""
    end = at
    for number in range(at, min(len(body.lines), at + HEADER_LINES)):
        line = body.lines[number]
        if _label(line) and not body.quoted[number]:
            end = number + 1
        elif end == at or not line:
            break
    return end
