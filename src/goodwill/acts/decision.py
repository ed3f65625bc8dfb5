"""`decision`: a choice is made known.

"We have decided", "go ahead", "the board approved it". Confused with: a decision still open or
asked for, a plan (`strategy`), a rule of long standing.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="decision", prior=-4.0)
