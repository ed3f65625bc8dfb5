"""What sentences do: a request, a promise, a word of thanks, pressure on the price.

One file for each act, named as the act, each with one `ACT = Recogniser(...)`; `registry`
finds them. `sentences` cuts a text, `scales` weighs the hand-written cues of `cues/`, `linear`
is the model that was learnt beside them, `reading` puts both together. `due_dates` reads the
day that a promise names, `remarks` what is said of a promise made elsewhere. Nothing here knows
who wrote to whom or which mail came before: an act says what was done, and whom it was done to
is for signals and judges, who know the sender.

Texts are mail bodies without quotes and signature (`goodwill.normalise` takes those off).
English, German, French and Spanish are read; `docs/models.md` says how well, act by act, and
each act's file with what it is confused.
"""

from __future__ import annotations

from goodwill.acts.reading import READ_LIMIT, Reading, Unread, read_text, read_texts
from goodwill.acts.recogniser import Cue, Recogniser
from goodwill.acts.registry import recognisers

__all__ = [
    "READ_LIMIT",
    "Cue",
    "Reading",
    "Recogniser",
    "Unread",
    "read_text",
    "read_texts",
    "recognisers",
]
