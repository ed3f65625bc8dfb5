"""`rival`: another firm, or another offer, is in play for the work.

Confused with: the client's own competitors, denials ("we are talking to nobody else"), someone
else who is a colleague ("someone else will let you in"), praise for a rival of old that is
gone, and press on the price without another firm (`price_pressure`).
Known gaps: rivals named only by their name, which a text alone cannot know for one.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="rival", prior=-4.2)
