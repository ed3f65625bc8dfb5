"""`escalation`: a matter is taken, or is to be taken, to somebody higher.

Confused with: a lift's or a price's escalation, a promise to ask one's own boss for help (low),
reporting as routine.
Known gaps: a boss put in copy without a word.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="escalation", prior=-4.6)
