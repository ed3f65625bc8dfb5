"""`introduction`: the writer brings two people together.

"Meet Karin, who runs our second site." Confused with: introducing oneself, a product's launch,
the introduction of a book or a rule, a new colleague named in passing.
Known gaps: a person put in copy without a word.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="introduction", prior=-4.4)
