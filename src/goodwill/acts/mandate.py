"""`mandate`: they use the vendor because they have to.

The parent company, head office, a group contract or policy says so. Confused with: a rule that
binds everybody, a framework used gladly (judged elsewhere), a mandate given to a bank.
Known gaps: compulsion told only as weariness (`resentment`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="mandate", prior=-4.6)
