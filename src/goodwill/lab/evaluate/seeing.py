"""What Goodwill says of labelled texts: the probability of every act, as `goodwill read` gives it.

Beside the acts stand manners, which no acts are (`goodwill.lab.evaluate.manners`).

A text is read as it stands; with `as_mails` it is taken for the body of a mail, and its quotes
and signature are left out first, as they are wherever mail is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO

import numpy as np
import orjson
from numpy.typing import NDArray

from goodwill.acts.reading import Unread, read_texts
from goodwill.lab.evaluate.labels import Labelled
from goodwill.lab.evaluate.manners import manners_of
from goodwill.reading import read_stream
from goodwill.sources.base import ReadError

__all__ = ["BATCH", "Scores", "chances_of", "log_odds_of", "see_texts"]

BATCH = 64
STEP = 1e-4
"""Probabilities are given to four digits."""

Scores = Mapping[str, float]
Floats = NDArray[np.float64]


def see_texts(
    texts: Sequence[Labelled], *, as_mails: bool, imported_at: datetime
) -> Iterator[Scores]:
    """The scores of each text, in order; a mail in which nothing can be read holds nothing."""
    if as_mails:
        yield from _see_mails(texts, imported_at)
        return
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        for each, reading in zip(batch, read_texts([*map(_unread, batch)]), strict=True):
            yield {**reading.scores, **manners_of(each.text)}


def _unread(each: Labelled) -> Unread:
    return Unread(each.text, each.headers.get("subject", ""), each.language, each.said_on)


def _see_mails(texts: Sequence[Labelled], imported_at: datetime) -> Iterator[Scores]:
    lines = [{"id": place, "text": each.text, **each.headers} for place, each in enumerate(texts)]
    feed = BytesIO(b"\n".join(orjson.dumps(line) for line in lines))
    for seen in read_stream(feed, "-", imported_at=imported_at):
        if isinstance(seen, ReadError):
            yield {}
        else:
            yield {**seen["scores"], **manners_of(seen["text"])}


def chances_of(scores: Sequence[Scores], acts: Sequence[str]) -> Floats:
    """The probability that a text holds any of the acts (a noisy-or).

    What hints at a request and at a promise hints all the more at one of both. On sentences of
    business mail that were held out this tells better than the likeliest act alone.
    """
    values = np.array([[each.get(act, 0.0) for act in acts] for each in scores], np.float64)
    found = 1 - np.prod(1 - values.reshape(len(scores), -1), axis=1)
    return np.asarray(np.round(found / STEP) * STEP, np.float64)


def log_odds_of(scores: Sequence[Scores], signed: Sequence[tuple[str, int]]) -> Floats:
    """The sum of the acts' log-odds, each with its sign."""
    values = np.array([[each.get(act, 0.0) for act, _ in signed] for each in scores], np.float64)
    values = np.clip(values, STEP / 2, 1 - STEP / 2)
    signs = np.array([sign for _, sign in signed], np.float64)
    return np.asarray(np.log(values / (1 - values)) @ signs, np.float64)
