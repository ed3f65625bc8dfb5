"""`discount`: the vendor lowers, waives or gives away a price.

Offers or grants a reduction, free goods, a fee let off. Confused with: the client asking for
one (`price_pressure`), a discount that simply stands in the contract, advertising.
Known gaps: who is the vendor is not known here; gifts in kind without a price word.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="discount", prior=-4.4)
