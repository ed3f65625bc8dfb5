"""`review`: both sides look at how the work or the relation goes, and learn.

A quarterly review, lessons learnt, how are we doing. Confused with: reviewing a document, a
review on a web shop, a price review.
Known gaps: a look back without its words.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="review", prior=-4.4)
