"""`price_pressure`: the client presses on the price.

Asks for a discount or a cut, names a cheaper offer, a benchmark or a saving to be met, refuses
a rise. Confused with: the vendor offering a discount (`discount`), talk about money without
pressure (`money_talk`), a tender's ordinary request for prices (`tender`), praise for a fair
price, "I won't ask for a discount".
Known gaps: who is the client is not known here; pressure by silence or hints.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="price_pressure", prior=-4.6)
