"""`personal`: talk outside business.

Family, sport, weather, holidays, food and drink, health and get-well wishes, thanks for an
evening. Confused with: formulas ("hope you are well", "have a nice weekend", season's
greetings), absences ("on holiday until Monday"), business that touches such things (a client
that sells wine, "the family business", a site closed for snow), `logistics` of a lunch.
A mail as a whole tells it better than a sentence (`reading`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="personal", prior=-3.6)
