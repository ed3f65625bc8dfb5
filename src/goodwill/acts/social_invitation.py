"""`social_invitation`: somebody is asked to meet for pleasure.

A dinner, a round of golf, a match, a drink. Confused with: a working lunch with an agenda
(named, it still counts), thanks for an evening that was (`personal`), an invitation to a
meeting, a webinar or a tender.
Known gaps: invitations that only friends understand ("same place as last time?").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="social_invitation", prior=-4.4)
