"""`complaint`: the writer is displeased with the work or conduct of the reader's side.

Aimed at the matter, however sharp. Confused with: `hostile` (insults persons), a bare fault
report (`problem`), displeasure with others, "no complaints".
Known gaps: displeasure shown only by what is left out.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="complaint", prior=-4.2)
