"""`request`: the writer asks the reader to do something.

Confused with: a question (asks for information: "when does it arrive?"; a polite "could you
tell me" is both), an offer ("if you need anything, call"), a report of a request to others
("they asked me to send it"), a formula ("please find attached", "feel free to").
Known gaps: requests by hint ("it is cold in here"), noun phrases without a verb ("two more
boxes, thanks"), rare verbs of a trade at the head of a sentence without "please".
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="request", prior=-3.0)
