"""`sponsorship`: the writer, or somebody named, stakes their own standing for the vendor.

Recommends the vendor upward, defends or vouches for it, tells the board, offers to be a
reference, overrides procurement. Confused with: praise said only to the vendor (`praise`), a
vendor's own recommendation ("we recommend replacing it"), sponsoring an event, an
introduction without a word in favour.
Known gaps: support told by a third party without naming the vendor.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="sponsorship", prior=-4.6)
