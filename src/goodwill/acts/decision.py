"""`decision`: a choice is made known.

"We have decided", "go ahead", "the board approved it". Confused with: a decision still open or
asked for, a plan (`strategy`), a rule of long standing.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: decisions told by their effect only ("the red one, then").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="decision", prior=-4.0)
