"""`logistics`: times and places, access, parking, parcels, setting up a meeting, attachments.

The everyday of every account; it says little about a relationship. Confused with: a delivery
reported as done (`delivery`), a question of substance in a meeting, social plans.
Known gaps: bare fragments ("31st then").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="logistics", prior=-3.0)
