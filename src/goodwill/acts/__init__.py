"""What sentences do: a request, a promise, a word of thanks, pressure on the price.

One file for each act, named as the act, each with one `ACT = Recogniser(...)`; `registry`
finds them. `sentences` cuts a text, `fold` brings a sentence into the form cues are written
in, `reading` weighs the cues. Nothing here knows who wrote to whom, when, or what was said
before: that is for signals and judges.

Texts are mail bodies without quotes and signature (`goodwill.normalise` takes those off).
English, German, French and Spanish are read; each act's file says how well.
"""

from __future__ import annotations

from goodwill.acts.reading import READ_LIMIT, Reading, read_text
from goodwill.acts.recogniser import CALIBRATION, Cue, Recogniser
from goodwill.acts.registry import recognisers

__all__ = [
    "CALIBRATION",
    "READ_LIMIT",
    "Cue",
    "Reading",
    "Recogniser",
    "read_text",
    "recognisers",
]
