"""`strategy`: the writer's own plans, shared before there is a request.

Budgets, road maps, next years, sites to open or close, joint planning. Confused with: plans of
another sort (a floor plan, holiday plans, a payment plan), the calendar of a running job
("planned maintenance next week"), an idea for one thing (`idea`), news of the market.
Known gaps: plans told without a plan's words ("there will be forty of us by then").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="strategy", prior=-4.2)
