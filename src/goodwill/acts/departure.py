"""`departure`: somebody at the account or on our side leaves, or changes job.

Confused with: leaving for the day or on holiday, a train's departure, leaving a supplier.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="departure", prior=-4.4)
