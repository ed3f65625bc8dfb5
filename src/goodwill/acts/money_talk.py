"""`money_talk`: prices, terms, payment and profit are spoken of openly.

Invoices due, payment days, excuses for paying late, what things cost. Confused with: pressure
on the price (`price_pressure` is also money talk, yet another line), an invoice named only as a
paper sent, budgets as plans (`strategy`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="money_talk", prior=-3.4)
