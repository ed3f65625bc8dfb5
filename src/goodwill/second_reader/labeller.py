"""Asking the second reader about one text after the other, in the order that keeps us safe.

Redact, look among the kept answers, ask the budget, only then send; check what comes back, keep
it, and bring its places back to the text as it was.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal, NamedTuple

from goodwill.acts import read_text
from goodwill.acts.sentences import split_sentences
from goodwill.clock import now
from goodwill.config import SecondReader
from goodwill.errors import ConfigError
from goodwill.facts.acts import ACT_IDS
from goodwill.facts.interactions import Participant
from goodwill.second_reader.addresses import endpoint_of
from goodwill.second_reader.answer import Answer, Mark, marks_of, read_answer
from goodwill.second_reader.budget import Budget, Estimate, tokens_of
from goodwill.second_reader.errors import SecondReaderError
from goodwill.second_reader.kept import KeptAnswers, key_of
from goodwill.second_reader.passages import Passage
from goodwill.second_reader.post import Response, post
from goodwill.second_reader.prompt import ask, prompt_version
from goodwill.second_reader.redact import Redacted, redact

__all__ = ["Labelled", "Labeller", "ToLabel"]

Came = Literal["asked", "kept", "beyond budget", "empty"]
"""Where an answer came from, or why there is none."""

_REFUSES_FORM = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class ToLabel(NamedTuple):
    """A text without quotes and signature, and the people in its headers."""

    text: str
    people: tuple[Participant, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What the second reader marked in one text.

    `reach` is how many characters of the text it was shown; `dropped` counts what it said that
    could not be used, by reason.
    """

    passages: tuple[Passage, ...] = ()
    came: Came
    reach: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)


class Labeller:
    """Asks one server within one budget. `pause` waits where the server asks for it."""

    def __init__(
        self,
        settings: SecondReader,
        kept: KeptAnswers,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.acts = settings.acts or ACT_IDS
        self._settings = settings
        self._endpoint = endpoint_of(settings.url)
        self._kept = kept
        self._pause = pause
        self._prompt = prompt_version(self.acts)
        self._budget = Budget(settings.budget_calls, settings.budget_tokens)
        self._is_plain = False

    def label(self, given: ToLabel) -> Labelled:
        """The passages that the second reader marks in a text.

        Raises:
            SecondReaderError: the server is away, refuses, or is no model's.
            ConfigError: the key that the settings speak of is not there.
        """
        sent = self._redacted(given)
        if not any(map(str.isalpha, sent.text)):
            return Labelled(came="empty")
        reach = sent.original(0, len(sent.text))[1]
        key = self._key(sent)
        kept = marks_of(self._kept.find(key), sent.text, self.acts)
        if kept is not None:
            return Labelled(passages=_settled(given, sent, kept), came="kept", reach=reach)
        answer = self._asked(sent.text)
        if answer is None:
            return Labelled(came="beyond budget")
        if answer.is_readable:
            self._kept.keep(key, answer.marks)
        dropped = answer.dropped if answer.is_readable else {"not a list of passages": 1}
        passages = _settled(given, sent, answer.marks)
        return Labelled(passages=passages, came="asked", reach=reach, dropped=dropped)

    def estimate(self, texts: Iterable[ToLabel]) -> Estimate:
        """What asking about these texts would take at most. Nothing is sent."""
        left = Budget(self._budget.calls, self._budget.tokens)
        count = kept = calls = characters = tokens = beyond = 0
        for given in texts:
            count += 1
            sent = self._redacted(given)
            if not any(map(str.isalpha, sent.text)):
                continue
            cost = tokens_of(self._body(sent.text))
            if marks_of(self._kept.find(self._key(sent)), sent.text, self.acts) is not None:
                kept += 1
            elif left.take(cost):
                calls, tokens, characters = calls + 1, tokens + cost, characters + len(sent.text)
            else:
                beyond += 1
        return Estimate(
            texts=count, kept=kept, calls=calls, characters=characters, tokens=tokens, beyond=beyond
        )

    def _redacted(self, given: ToLabel) -> Redacted:
        return redact(given.text, given.people, self._settings.max_chars)

    def _key(self, sent: Redacted) -> str:
        return key_of(self._settings.url, self._settings.model, self._prompt, sent.text)

    def _body(self, text: str) -> bytes:
        return ask(self._settings.model, text, self.acts, is_plain=self._is_plain)

    def _asked(self, text: str) -> Answer | None:
        """The server's answer; None where the budget is at its end."""
        response = self._sent(text)
        if response is not None and response.status in _REFUSES_FORM and not self._is_plain:
            self._is_plain = True
            response = self._sent(text)
        if response is not None and response.status in _BUSY:
            self._wait(response)
            response = self._sent(text)
        if response is None:
            return None
        if response.status != HTTPStatus.OK:
            raise self._refused(response.status)
        answer = read_answer(response.body, text, self.acts)
        if answer is None:
            raise SecondReaderError(
                f"What answers at {self._endpoint.name} does not answer as a model's server does.",
                hint="Check [second_reader] url: it often ends in /v1.",
            )
        return answer

    def _sent(self, text: str) -> Response | None:
        body = self._body(text)
        if not self._budget.take(tokens_of(body)):
            return None
        seconds = self._settings.timeout_seconds
        return post(self._endpoint, body, key=self._secret(), seconds=seconds)

    def _secret(self) -> str | None:
        """The key, from the environment variable that the settings name."""
        if self._settings.key_env is None:
            return None
        key = os.environ.get(self._settings.key_env, "").strip()
        if key and key.isascii() and key.isprintable() and " " not in key:
            return key
        what = "holds no key that could be sent" if key else "is not set"
        raise ConfigError(
            f"The environment variable {self._settings.key_env} {what}.",
            hint="Set it to the second reader's key, or take key_env out of [second_reader].",
        )

    def _wait(self, response: Response) -> None:
        """Wait once, as long as the server asks for, but no longer than an answer may take."""
        seconds = _seconds_in(response.retry_after)
        if seconds is None or seconds > self._settings.timeout_seconds:
            raise self._refused(response.status)
        self._pause(seconds)

    def _refused(self, status: int) -> SecondReaderError:
        told = f"The second reader at {self._endpoint.name} answered with status {status}"
        for statuses, what, hint in _REFUSALS:
            if status in statuses:
                return SecondReaderError(f"{told}: {what}.", hint=hint)
        return SecondReaderError(f"{told}.", hint="Look into that server's own log.")


_REFUSALS: tuple[tuple[Sequence[int], str, str], ...] = (
    (range(300, 400), "it points elsewhere, and that is not followed",
     "Put the address that it moved to into [second_reader] url."),
    ((401, 403), "it does not take the key",
     "Set key_env in [second_reader] to the variable that holds its key."),
    ((404,), "it knows no such path or model",
     "Check url and model in [second_reader]; the url often ends in /v1."),
    ((413,), "the text is too long for it", "Lower max_chars in [second_reader]."),
    ((429, 503), "it is busy", "Run the same command later: what was answered is kept."),
    (range(500, 600), "it failed", "Run the same command later: what was answered is kept."),
)  # fmt: skip


def _seconds_in(retry_after: str | None) -> float | None:
    """The seconds to wait of a `Retry-After` header (RFC 9110, 10.2.3), if it says any."""
    if retry_after is None:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - now()).total_seconds())
    except (ValueError, TypeError):
        return None


def _settled(given: ToLabel, sent: Redacted, marks: Iterable[Mark]) -> tuple[Passage, ...]:
    """Marks as passages of the text as it was, in its order, each on its sentence."""
    sentences = tuple(split_sentences(given.text[: sent.original(0, len(sent.text))[1]]))
    found: dict[tuple[int, int, str], float] = {}
    for mark in marks:
        start, end = _sentence_at(sentences, *sent.original(mark.start, mark.end))
        found[start, end, mark.act] = max(mark.probability, found.get((start, end, mark.act), 0.0))
    scores = {
        (start, end): read_text(given.text[start:end], language=given.language).scores
        for start, end, _ in found
    }
    return tuple(
        Passage(
            act=act,
            start=start,
            end=end,
            quote=given.text[start:end],
            probability=round(chance, 4),
            support=float(scores[start, end].get(act, 0.0)),
        )
        for (start, end, act), chance in sorted(found.items())
    )


def _sentence_at(sentences: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The sentence that shares most with a place; the place itself where none does."""
    shared = [(min(end, last) - max(start, first), (first, last)) for first, last in sentences]
    most, sentence = max(shared, key=lambda each: each[0], default=(0, (start, end)))
    return sentence if most > 0 else (start, end)
