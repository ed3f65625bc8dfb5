"""`apology`: the writer says sorry for something on their own side.

Confused with: sympathy ("sorry to hear you are ill"), a demand for an apology, a soft no
("sorry, but we can't"; low), "no need to apologise", regret as a formula ("we regret to inform
you").
Known gaps: owning up without the word ("that was on us" is `admission`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="apology", prior=-4.0)
