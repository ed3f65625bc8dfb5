"""`referral`: the writer sends a person or a job to somebody else who can help.

Somebody outside named for what we do not do, or us named to another client. Confused with:
"refer to the manual", an introduction (both may hold), a vendor recommending a product.
Known gaps: a bare name and number.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="referral", prior=-4.4)
