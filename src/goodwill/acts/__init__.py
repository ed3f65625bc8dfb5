"""What sentences do: a request, a promise, a word of thanks, pressure on the price.

One file for each act, named as the act, each with one `ACT = Recogniser(...)`; `registry`
finds them. `sentences` cuts a text, `scales` weighs the hand-written cues of `cues/`, `linear`
is the model that was learnt beside them, `reading` puts both together. `due_dates` reads the
day that a promise names. Nothing here knows who wrote to whom or what was said before: that is
for signals and judges.

Texts are mail bodies without quotes and signature (`goodwill.normalise` takes those off).
English, German, French and Spanish are read; each act's file says how well.
"""

from __future__ import annotations

from goodwill.acts.reading import READ_LIMIT, Reading, Unread, read_text, read_texts
from goodwill.acts.recogniser import CALIBRATION, Cue, Recogniser
from goodwill.acts.registry import recognisers

__all__ = [
    "CALIBRATION",
    "READ_LIMIT",
    "Cue",
    "Reading",
    "Recogniser",
    "Unread",
    "read_text",
    "read_texts",
    "recognisers",
]
