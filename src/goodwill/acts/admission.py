"""`admission`: the writer owns up to a fault of their own side, or to not knowing.

"That was our mistake." Often with an apology, yet another thing. Confused with: blaming
others, a denial, admitting as in letting in, self-mockery among friends.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="admission", prior=-4.4)
