"""`praise`: the writer says that something of the reader's was good.

Confused with: thanks (gratitude, may go together), a greeting formula ("great to hear from
you"), praise of oneself or of a thing of no one's, advertising, sponsorship (praise said to
those above).
Known gaps: understatement ("not bad at all"); irony.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="praise", prior=-4.2)
