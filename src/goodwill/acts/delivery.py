"""`delivery`: something promised or ordered is handed over, done or ready.

Told by who did it or who received it. Confused with: a delivery to come (`logistics`,
`commitment`), one that failed (`problem`), a document attached to be looked at.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="delivery", prior=-3.8)
