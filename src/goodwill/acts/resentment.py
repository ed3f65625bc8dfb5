"""`resentment`: bitterness about the tie itself.

Being stuck with the vendor, paying for nothing, being treated as less. Confused with: a
complaint about one thing, anger at one's own firm, hostility to persons.
Known gaps: bitterness in irony.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="resentment", prior=-4.8)
