"""`expectation`: the writer says what they count on from the vendor in general.

"What matters to us is", "we rely on you to". Confused with: one request, a forecast ("we expect
rain"), an expected date, a baby.
Known gaps: expectations told as stories of what went well.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="expectation", prior=-4.4)
