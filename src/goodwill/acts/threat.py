"""`threat`: harm is announced to make the reader comply.

Loss of business, non-payment, lawyers, a word to the boss: "do it or else". Confused with: a
lawful deadline or notice of a right (named clause, statutory interest: lower), a warning meant
well (`warning`), a forecast of harm by others, a condition without harm ("if it rains we
stay in").
Known gaps: threats by silence or by a mere hint at a competitor (`rival`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="threat", prior=-4.6)
