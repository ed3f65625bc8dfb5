"""`refusal`: the writer says no to something asked.

Confused with: a fault ("the door won't open"), lack of knowledge ("I can't say"), a polite
excuse for not coming (counts), refusing a price rise (also `price_pressure`).
Known gaps: a "no" by changing the subject.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="refusal", prior=-4.0)
