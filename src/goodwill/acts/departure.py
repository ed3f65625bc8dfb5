"""`departure`: somebody at the account or on our side leaves, or changes job.

Confused with: leaving for the day or on holiday, a train's departure, leaving a supplier.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: a successor named without a word about the one before.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="departure", prior=-4.4)
