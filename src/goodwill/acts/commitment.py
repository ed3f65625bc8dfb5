"""`commitment`: the writer promises a deed of their own to come.

"I'll send it by Friday", "you will have it on Monday", "leave it with me". Confused with:
plans that promise the reader nothing ("I will be out of the office"), a wish ("we would be
happy to"), a refusal ("we won't"), a forecast ("it will rain", "they will call you"), a thing
already done, and a promise that hangs on a condition (`contingent_promise`).
The day that a promise names is worked out beside it (`due_dates`), where it is known when the
text was sent.
Known gaps: a bare "ok" or "yes" that accepts a request of an earlier mail.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="commitment", prior=-3.4)
