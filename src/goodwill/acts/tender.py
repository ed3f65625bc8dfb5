"""`tender`: a formal round in which several bid for the work.

Requests for proposals and quotations, invitations to tender, portals, sealed bids, closing
dates, scores, ranks and awards. Confused with: one asking one for a price (`request`), the
words in other senses ("a tender moment", "legal tender", "bid farewell"), and its denial ("we
are not going out to tender").
Known gaps: rounds that nobody names ("we are asking three people"): that is `rival`.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="tender", prior=-4.2)
