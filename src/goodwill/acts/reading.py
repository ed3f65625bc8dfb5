"""Read texts: how probable each act is in them, and the sentences that hold one.

What the cues say of a sentence (`goodwill.acts.scales`) and its words (`goodwill.acts.linear`)
make one log-odds for each act. A text holds an act as probably as its likeliest sentence does:
adding up over sentences (a noisy-or) would make any long mail hold everything, since ten
sentences at one in twenty are no evidence at all, and their errors go together.

What else a text says moves each of its sentences a little (`goodwill.acts.linear.context`).

A subject only strengthens what the text itself says, since a reader must be shown the words
in the text; that of an answer (`Re:`) was written for an earlier mail and is left out.

Whether talk is personal is told by the mail as a whole, more than by a sentence: "not too bad,
and you?" may be anything. The model tells it of subject and text together, too, and the text's
log-odds are the mean of what both say; its sentences move with it.

Many texts at a time are read with about a quarter less work than one at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from goodwill.acts.apostrophes import straightened
from goodwill.acts.due_dates import find_due_date
from goodwill.acts.languages import tongues_of
from goodwill.acts.linear import weigher
from goodwill.acts.quoted import own_words
from goodwill.acts.scales import CUE_LIMIT, scales
from goodwill.acts.sentences import SENTENCE_LIMIT, Span, split_sentences
from goodwill.facts.acts import ACT_IDS, Act

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = [
    "READ_LIMIT",
    "Reading",
    "Unread",
    "cue_values",
    "read_text",
    "read_texts",
]

READ_LIMIT = 20_000
"""Characters of a text that are read; `Reading.truncated` says where there were more."""

_LOG_ODDS_LIMIT = 4.0
"""No sentence is surer than this (0.982), nor less sure than twice its negative."""

_SUBJECT_SHARE = 0.5
_SUBJECT_LIMIT = 1.5
_NEAR = -1.5
"""A subject strengthens only what the sentence itself makes at least this likely (0.18)."""

_WHOLE_SHARE = 0.5
"""How far the mail as a whole moves what its likeliest sentence says of personal talk."""

_PERSONAL = ACT_IDS.index("personal")
_OUTSPOKEN = frozenset(
    {
        *("personal", "question", "request", "information", "problem", "idea", "praise"),
        *("thanks", "complaint", "hostile", "competence_doubt", "warning", "expectation"),
        *("mandate", "resentment", "money_talk", "logistics", "refusal", "decision"),
    }
)
"""Acts that are done by what is said, be it supposed: others need that it is so."""

_PROMISES = frozenset({"commitment", "contingent_promise"})
_FAULTS = frozenset(
    {"problem", "complaint", "hostile", "competence_doubt", "resentment", "admission"}
)
_LOWERED = [
    np.array([act in acts for act in ACT_IDS])
    for acts in (frozenset(ACT_IDS) - _OUTSPOKEN, _FAULTS, _PROMISES)
]
"""Acts that are not done by words which are blank in `Own.done`, `.faulted` and `.promised`."""

_ANSWER = re.compile(r"\s*(?:re|aw|antw|sv|fw|fwd|wg|tr|rv|rép|rif)\s*(?:\[\d+\])?:", re.IGNORECASE)


class Unread(NamedTuple):
    """A text to be read: what `read_text` takes."""

    text: str
    subject: str = ""
    language: str | None = None
    said_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was seen in one text.

    `scores` has every act that has a recogniser, with the probability that the text holds it;
    `acts` those of at least 0.5, in the text's order, each on its sentence; `sentences` are
    all that were read, as (start, end), in `read`: the text, or as much of it as is read, with
    blanks for what it quotes; `truncated` says that only the first `READ_LIMIT`
    characters were.
    """

    scores: Mapping[str, float]
    acts: tuple[Act, ...]
    sentences: tuple[Span, ...] = ()
    read: str = ""
    truncated: bool = False


def read_text(
    text: str, *, subject: str = "", language: str | None = None, said_on: date | None = None
) -> Reading:
    """Read the new text of a mail, without quotes and signature.

    `language`, where it is one of those we read, silences the cues of the others, English
    apart; with any other value, or none, the text's own words decide which may speak.
    `said_on` is the sender's day: with it, promises that name a day have their `due_on`.
    """
    return read_texts((Unread(text, subject, language, said_on),))[0]


def read_texts(texts: Sequence[Unread]) -> list[Reading]:
    """Read many texts at once."""
    laid_out = [_lay_out(unread) for unread in texts]
    judged = _judged(laid_out, *_log_odds([each.sentences for each in laid_out]))
    return [
        Reading(
            scores=found.scores,
            acts=tuple(_act(unread, each, *one) for one in found.listed),
            sentences=each.spans,
            read=each.read,
            truncated=len(each.head) < len(unread.text),
        )
        for unread, each, found in zip(texts, laid_out, judged, strict=True)
    ]


class _Sentence(NamedTuple):
    """A sentence and the languages whose cues are tried; none for an answer's subject.

    `less` is the text without what some acts are not done by, for each place in `_LOWERED` where
    there is such a thing: in most there is none.
    """

    text: str
    tongues: tuple[str, ...]
    less: tuple[tuple[int, str], ...] = ()


class _LaidOut(NamedTuple):
    """A text cut into sentences, of which the last is the subject."""

    head: str
    read: str
    spans: tuple[Span, ...]
    sentences: tuple[_Sentence, ...]


class _Listed(NamedTuple):
    """An act that a sentence holds, by the sentence's place in its text."""

    act: str
    sentence: int
    probability: float


class _Judged(NamedTuple):
    """The scores of a text and what it lists, in its order."""

    scores: dict[str, float]
    listed: list[_Listed]


def _lay_out(unread: Unread) -> _LaidOut:
    head = _head(unread.text)
    tongues = tongues_of(head, unread.language)
    spans = split_sentences(head)
    read, *others = own_words(straightened(head))
    without = [(place, other) for place, other in enumerate(others) if other is not read]
    sentences = [
        _Sentence(read[start:end], tongues, _less(read, without, (start, end)))
        for start, end in spans
    ]
    is_new = unread.subject and not _ANSWER.match(unread.subject)
    subject = unread.subject[:SENTENCE_LIMIT]
    sentences.append(_Sentence(subject, tongues if is_new else ()))
    return _LaidOut(head, read, spans, tuple(sentences))


def _less(read: str, without: Sequence[tuple[int, str]], span: Span) -> tuple[tuple[int, str], ...]:
    """What is left of a sentence in other readings of its text, where they differ."""
    if not without:
        return ()
    start, end = span
    left = ((place, other[start:end]) for place, other in without)
    return tuple((place, text) for place, text in left if text != read[start:end])


def _head(text: str) -> str:
    """As much of the text as is read, cut at a word."""
    if len(text) <= READ_LIMIT:
        return text
    space = text.rfind(" ", READ_LIMIT - SENTENCE_LIMIT, READ_LIMIT)
    return text[: space if space > 0 else READ_LIMIT]


def _log_odds(
    texts: Sequence[Sequence[_Sentence]],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each sentence a row, for each act a column; and how personal each text is as a whole."""
    sentences = [sentence for each in texts for sentence in each]
    cues = cue_values(sentences)
    model = weigher()
    learnt = len(model.acts)
    starts = np.cumsum([0, *map(len, texts)])[:-1]
    weighed = model.weigh([sentence.text for sentence in sentences], cues[:, :learnt], starts)
    others = (cues[:, learnt:] - 1) * CUE_LIMIT  # of other packages: no model knows them
    _unsay(weighed.sentences, sentences)
    return np.concatenate((weighed.sentences, others), axis=1), weighed.mails[:, 0]


def _unsay(rows: NDArray[np.float32], sentences: Sequence[_Sentence]) -> None:
    """Lower what a sentence does only in what it supposes, or in faults that are not there."""
    less = [(at, *each) for at, sentence in enumerate(sentences) for each in sentence.less]
    near = [one for one in less if (rows[one[0], _LOWERED[one[1]]] >= _NEAR).any()]
    if near:
        left = [(text, sentences[at].tongues) for at, _, text in near]
        cues = cue_values(left)[:, : rows.shape[1]]
        weighed = weigher().weigh([text for text, _ in left], cues, range(len(left))).sentences
        for (at, place, _), row in zip(near, weighed, strict=True):
            lowered = _LOWERED[place]
            rows[at, lowered] = np.minimum(rows[at, lowered], row[lowered])


def cue_values(sentences: Sequence[_Sentence | tuple[str, tuple[str, ...]]]) -> NDArray[np.float32]:
    """What cues say of each act in each sentence (text and languages): 0 nothing, 1 even odds."""
    known = scales()
    values = np.zeros((len(sentences), len(known.acts)), np.float32)
    by_tongues: dict[tuple[str, ...], list[int]] = {}
    for row, sentence in enumerate(sentences):
        by_tongues.setdefault(sentence[1], []).append(row)
    by_tongues.pop((), None)
    for tongues, rows in by_tongues.items():
        values[rows] = known.weigh([sentences[row][0] for row in rows], tongues)
    return values


def _judged(
    laid_out: Sequence[_LaidOut], log_odds: NDArray[np.float32], of_mails: NDArray[np.float32]
) -> list[_Judged]:
    """What the log-odds of all sentences, subjects and mails make of each text."""
    names = scales().acts
    counts = np.array([len(each.spans) for each in laid_out], np.intp)
    spoken = np.flatnonzero(counts)
    silent = _Judged(dict.fromkeys(names, 0.0), [])
    if not len(spoken):
        return [silent] * len(laid_out)
    is_new = np.array([bool(each.sentences[-1].tongues) for each in laid_out])
    subjects = np.cumsum(counts + 1) - 1
    rows = _in_context(np.delete(log_odds, subjects, axis=0), counts[spoken])
    rows = _strengthened(rows, np.repeat(log_odds[subjects] * is_new[:, None], counts, axis=0))
    begins = np.cumsum(counts) - counts
    likeliest = np.maximum.reduceat(rows[:, _PERSONAL], begins[spoken])
    moved = (of_mails[spoken] - likeliest) * np.float32(_WHOLE_SHARE)
    rows[:, _PERSONAL] += np.repeat(moved, counts[spoken])
    chances = _logistic(rows)
    best = np.maximum.reduceat(chances, begins[spoken], axis=0).astype(np.float64).round(4)
    judged = [silent] * len(laid_out)
    for text, row in zip(spoken.tolist(), best.tolist(), strict=True):
        judged[text] = _Judged(dict(zip(names, row, strict=True)), [])
    holds = rows >= 0
    found, acts = np.nonzero(holds)
    texts = np.repeat(np.arange(len(counts)), counts)[found]
    each_listed = (texts, found - begins[texts], acts, chances[holds])
    for text, sentence, act, chance in zip(*(one.tolist() for one in each_listed), strict=True):
        judged[text].listed.append(_Listed(names[act], sentence, chance))
    return judged


def _in_context(rows: NDArray[np.float32], counts: NDArray[np.intp]) -> NDArray[np.float32]:
    """Log-odds moved by what stands around each sentence; acts of other packages are left."""
    learnt = len(weigher().acts)
    moved = weigher().context.moved(rows[:, :learnt], counts)
    return np.concatenate((moved, rows[:, learnt:]), axis=1)


def _strengthened(rows: NDArray[np.float32], about: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log-odds raised where the subject points the same way."""
    raised = rows + np.clip(about * _SUBJECT_SHARE, 0.0, _SUBJECT_LIMIT)
    return np.where(rows >= _NEAR, raised, rows)


def _logistic(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    bounded = np.clip(log_odds, -2 * _LOG_ODDS_LIMIT, _LOG_ODDS_LIMIT)
    chances: NDArray[np.float32] = (1 / (1 + np.exp(-bounded))).astype(np.float32)
    return chances


def _act(unread: Unread, laid_out: _LaidOut, name: str, sentence: int, probability: float) -> Act:
    start, end = laid_out.spans[sentence]
    quote = laid_out.head[start:end]
    due_on = None
    if unread.said_on is not None and name in _PROMISES:
        due_on = find_due_date(quote, said_on=unread.said_on, language=unread.language)
    return Act(
        act=name,
        start=start,
        end=end,
        quote=quote,
        probability=round(probability, 4),
        due_on=due_on,
    )
