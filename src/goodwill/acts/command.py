"""`command`: an order given as of right, without please or reason.

"I want it on my desk by eight." Confused with: a request in few words ("Send me the list,
thanks"), instructions in a manual or by safety rules, polite imperatives.
Known gaps: rank decides what is an order; a text alone shows only the tone.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="command", prior=-4.2)
