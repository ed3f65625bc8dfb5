"""`idea`: a new way is proposed.

"Have you considered", "what if we", "it might be worth". Confused with: proposing a time
("how about Tuesday?"), having or lacking an inkling ("no idea"), praise of an idea, an order
("you should send it"), a plan already made (`strategy`).
Known gaps: ideas told as plain fact ("one valve does the work of both").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="idea", prior=-4.0)
